#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/briefing/map_data.hpp"
#include "corewing/report/mark_sign.hpp"

#include <string>

namespace corewing::briefing {

/// Heads of a division.
struct DivisionWords {
    std::string place = "Place";
    std::string amount = "Amount"; ///< where no unit is given
    std::string share = "Share";
    std::string reason = "Reason";
    std::string total = "Total";
};

/// Heads of the table of targets.
struct TargetWords {
    std::string indicator = "Indicator";
    std::string unit = "Unit";
    std::string baseline = "Baseline"; ///< with its year
    std::string target = "Target";     ///< with its year
    std::string outcome = "Outcome";   ///< with its year
    std::string status = "Status";
    std::string note = "Note";
};

/// Heads of the data notes.
struct DataWords {
    std::string data = "Data";
    std::string observed = "observed";
    std::string derived = "derived";
    std::string imputed = "imputed";
    std::string synthetic = "synthetic";
    std::string missing = "missing";
    std::string findings = "Findings";
    std::string severity = "Finding";
    std::string about = "About";
    std::string text = "What was found and done";
    std::string warning = "Warning";
    std::string note = "Note";
    std::string sources = "Sources";
};

/// Every word that the sections print by themselves. The default is English.
struct Words {
    std::string contents = "Contents";
    report::MarkWords marks = {};
    MapWords map = {};
    DivisionWords division = {};
    TargetWords targets = {};
    DataWords data = {};
};

/// The same words in Chinese, for a page with language zh-CN.
COREWING_ROUTINE
Words chinese();

} // namespace corewing::briefing

#ifndef COREWING_COMPILED
#include "corewing/briefing/impl/words.hpp"
#endif
