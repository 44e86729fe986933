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
COREWING_ROUTINE
report::Section map_section(const SectionText& text, const std::vector<MapPlace>& places,
                            const std::vector<MapLink>& links, const io::Boundaries& outlines = {},
                            FlowMapOptions options = {});

/// A section with the scores of all pairs as a coloured matrix.
/// The small print says what the dots (imputed), rings (synthetic) and open cells (missing) mean.
/// @param names   of the places
/// @param scores  places x places; HeatOptions::pairs says whether it is symmetric (the default here)
COREWING_ROUTINE
report::Section matrix_section(const SectionText& text, const std::vector<std::string>& names,
                               const Eigen::Ref<const Eigen::MatrixXd>& scores,
                               report::HeatOptions options = {.pairs = true});

/// What one place gets.
struct Share {
    std::string name = {};
    double amount = 0.0;
    std::optional<report::Interval> limits = {}; ///< floor and cap, or the range of near-best answers
    base::Mark mark = base::Mark::derived;
    std::string reason = {}; ///< a few words; a table of reasons follows the bars if any is given
    bool accent = false;     ///< the bars to look at
};

/// How the division is shown.
struct DivisionOptions {
    std::string unit = {};
    int digits = 1;
    bool largest_first = true;
    std::string limits_name = "floor and cap";
    std::string accent_name = {};
    DivisionWords words = {};
    report::MarkWords mark_words = {};
};

/// A section with a division as bars and, where reasons are given, as a table with its total.
/// Shares that are missing are shown but not counted.
COREWING_ROUTINE
report::Section division_section(const SectionText& text, const std::vector<Share>& shares,
                                 const DivisionOptions& options = {});

/// One target against what came out.
struct TargetLine {
    std::string indicator = {};
    std::string unit = {};
    std::optional<double> baseline = {}; ///< nothing = not known
    std::optional<double> target = {};
    std::optional<double> outcome = {};
    base::Mark outcome_mark = base::Mark::observed;
    int digits = 0;
    std::string status = {}; ///< a word: ahead, on track, missed ...
    std::string note = {};   ///< a change of definition, the source
};

/// A section with targets against outcomes. Numbers that are not known are shown as –.
COREWING_ROUTINE
report::Section targets_section(const SectionText& text, const std::vector<TargetLine>& targets,
                                const TargetWords& words = {}, const report::MarkWords& mark_words = {});

/// How many numbers of one kind carry which mark.
struct MarkCount {
    std::string name = {}; ///< an indicator or a table
    Index observed = 0;
    Index derived = 0;
    Index imputed = 0;
    Index synthetic = 0;
    Index missing = 0;
};

/// Counts the marks of a matrix. Complexity O(cells).
COREWING_ROUTINE
MarkCount count_marks(std::string name, const base::Marks& marks);

/// A section that says how far the data carry: what the signs mean, how many numbers carry them, what
/// the routines found doubtful (warnings first, then in the order given), and the sources.
/// Complexity O(findings^2) at worst.
COREWING_ROUTINE
report::Section data_section(const SectionText& text, const std::vector<MarkCount>& counts,
                             const base::Findings& findings, const std::vector<std::string>& sources = {},
                             const Words& words = {});

} // namespace corewing::briefing

#ifndef COREWING_COMPILED
#include "corewing/briefing/impl/sections.hpp"
#endif
