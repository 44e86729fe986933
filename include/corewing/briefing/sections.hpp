#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/briefing/words.hpp"
#include "corewing/report/bar_chart.hpp"
#include "corewing/report/heat_matrix.hpp"
#include "corewing/report/html.hpp"

#include <Eigen/Core>

#include <optional>
#include <string>
#include <vector>

/// The last floor: results and region meet on paper.
namespace corewing::briefing {

/// What every section may say besides its picture.
struct SectionText {
    std::string title = {};   ///< head of the section
    std::string text = {};    ///< a paragraph before the picture, or empty
    std::string caption = {}; ///< below the picture, or empty
};

/// A section with the flow map. The small print says how many links are drawn and which names found no room.
/// @param text  head, paragraph, caption
/// @param places, links, outlines, options  as for flow_map()
/// @return with the picture
COREWING_ROUTINE
report::Section map_section(const SectionText& text, const std::vector<MapPlace>& places,
                            const std::vector<MapLink>& links, const io::Boundaries& outlines = {},
                            FlowMapOptions options = {});

/// A section with the scores of all pairs as a coloured matrix.
/// The small print says what the dots (imputed), rings (synthetic) and open cells (missing) mean.
/// @param text    head, paragraph, caption
/// @param names   of the places
/// @param scores  places x places; HeatOptions::pairs says whether it is symmetric (the default here)
/// @param options looks
/// @return with the picture
COREWING_ROUTINE
report::Section matrix_section(const SectionText& text, const std::vector<std::string>& names,
                               const Eigen::Ref<const Eigen::MatrixXd>& scores,
                               report::HeatOptions options = {.pairs = true});

/// What one place gets.
struct Share {
    std::string name = {};                       ///< of the place
    double amount = 0.0;                         ///< in the unit of the division
    std::optional<report::Interval> limits = {}; ///< floor and cap, or the range of near-best answers
    base::Mark mark = base::Mark::derived;       ///< of the amount
    std::string reason = {};                     ///< a few words; a table of reasons follows the bars if any is given
    bool accent = false;                         ///< the bars to look at
};

/// How the division is shown.
struct DivisionOptions {
    std::string unit = {};                     ///< of the amounts
    int digits = 1;                            ///< decimals, in [0, 15]
    bool largest_first = true;                 ///< false: in the order given
    std::string limits_name = "floor and cap"; ///< what a whisker shows, for the legend
    std::string accent_name = {};              ///< what the second colour means, for the legend
    DivisionWords words = {};                  ///< heads of the table
    report::MarkWords mark_words = {};         ///< what the signs of marks mean
};

/// A section with a division as bars and, where reasons are given, as a table with its total.
/// Shares that are missing are shown but not counted.
/// @param text  head, paragraph, caption
/// @param shares  one a place
/// @param options  looks and words
/// @return with bars and table
COREWING_ROUTINE
report::Section division_section(const SectionText& text, const std::vector<Share>& shares,
                                 const DivisionOptions& options = {});

/// One target against what came out.
struct TargetLine {
    std::string indicator = {};                     ///< its name
    std::string unit = {};                          ///< of the three numbers
    std::optional<double> baseline = {};            ///< nothing = not known
    std::optional<double> target = {};              ///< what was to be reached; nothing = not known
    std::optional<double> outcome = {};             ///< what was reached; nothing = not known
    base::Mark outcome_mark = base::Mark::observed; ///< of the outcome
    int digits = 0;                                 ///< decimals, in [0, 15]
    std::string status = {};                        ///< a word: ahead, on track, missed ...
    std::string note = {};                          ///< a change of definition, the source
};

/// A section with targets against outcomes. Numbers that are not known are shown as –.
/// @param text  head, paragraph, caption
/// @param targets  one a row
/// @param words  heads of the table
/// @param mark_words  what the signs of marks mean
/// @return with the table
COREWING_ROUTINE
report::Section targets_section(const SectionText& text, const std::vector<TargetLine>& targets,
                                const TargetWords& words = {}, const report::MarkWords& mark_words = {});

/// How many numbers of one kind carry which mark.
struct MarkCount {
    std::string name = {}; ///< an indicator or a table
    Index observed = 0;    ///< numbers with this mark
    Index derived = 0;     ///< likewise
    Index imputed = 0;     ///< likewise
    Index synthetic = 0;   ///< likewise
    Index missing = 0;     ///< likewise
};

/// Counts the marks of a matrix.
/// @param name  an indicator or a table
/// @param marks  any shape
/// @return one number a mark
/// Complexity O(cells).
COREWING_ROUTINE
MarkCount count_marks(std::string name, const base::Marks& marks);

/// A section that says how far the data carry: what the signs mean, how many numbers carry them, what
/// the routines found doubtful (warnings first, then in the order given), and the sources.
/// @param text  head, paragraph, caption
/// @param counts  one an indicator or table
/// @param findings  of all routines that took part
/// @param sources  one a line
/// @param words  heads, signs
/// @return with tables
/// Complexity O(findings^2) at worst.
COREWING_ROUTINE
report::Section data_section(const SectionText& text, const std::vector<MarkCount>& counts,
                             const base::Findings& findings, const std::vector<std::string>& sources = {},
                             const Words& words = {});

} // namespace corewing::briefing

#ifndef COREWING_COMPILED
#include "corewing/briefing/impl/sections.hpp"
#endif
