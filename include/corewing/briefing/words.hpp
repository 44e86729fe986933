#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/briefing/map_data.hpp"
#include "corewing/report/mark_sign.hpp"

#include <string>

namespace corewing::briefing {

/// Heads of a division.
struct DivisionWords {
    std::string place = "Place";   ///< head of the names
    std::string amount = "Amount"; ///< where no unit is given
    std::string share = "Share";   ///< head of the percentages
    std::string reason = "Reason"; ///< head of the reasons
    std::string total = "Total";   ///< name of the last row
};

/// Heads of the table of targets.
struct TargetWords {
    std::string indicator = "Indicator"; ///< head of the names
    std::string unit = "Unit";           ///< head of the units
    std::string baseline = "Baseline";   ///< with its year
    std::string target = "Target";       ///< with its year
    std::string outcome = "Outcome";     ///< with its year
    std::string status = "Status";       ///< head of the words that judge
    std::string note = "Note";           ///< head of the remarks
};

/// Heads of the data notes.
struct DataWords {
    std::string data = "Data";                    ///< head of the names
    std::string observed = "observed";            ///< head of a count
    std::string derived = "derived";              ///< head of a count
    std::string imputed = "imputed";              ///< head of a count
    std::string synthetic = "synthetic";          ///< head of a count
    std::string missing = "missing";              ///< head of a count
    std::string findings = "Findings";            ///< head of the second table
    std::string severity = "Finding";             ///< head of its first column
    std::string about = "About";                  ///< head of its second column
    std::string text = "What was found and done"; ///< head of its third column
    std::string warning = "Warning";              ///< a finding of this severity
    std::string note = "Note";                    ///< a finding of this severity
    std::string sources = "Sources";              ///< head of the list of sources
};

/// Every word that the sections print by themselves. The default is English.
struct Words {
    std::string contents = "Contents"; ///< head of the contents list
    report::MarkWords marks = {};      ///< what the signs mean
    MapWords map = {};                 ///< on the map
    DivisionWords division = {};       ///< in the table of a division
    TargetWords targets = {};          ///< in the table of targets
    DataWords data = {};               ///< in the data notes
};

/// The same words in Chinese, for a page with language zh-CN.
/// @return all of them
COREWING_ROUTINE
Words chinese();

} // namespace corewing::briefing

#ifndef COREWING_COMPILED
#include "corewing/briefing/impl/words.hpp"
#endif
