#pragma once

#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::base {

/// How much a finding matters.
enum class Severity {
    note,    ///< worth knowing
    warning, ///< the result stands, but lean on it with care
};

/// The severity as one lower-case English word.
constexpr std::string_view name(Severity severity) {
    return severity == Severity::warning ? "warning" : "note";
}

/// Something doubtful but legal that a routine met, and what it did about it.
/// Findings are data: the report decides how to show them.
struct Finding {
    Severity severity = Severity::note; ///< how much it matters
    std::string topic = {};             ///< what it is about: a table, an indicator, a routine
    std::string subject = {};           ///< the id concerned, or empty
    std::string text = {};              ///< one sentence

    bool operator==(const Finding&) const = default; ///< @return true if all parts are equal
};

/// In the order in which they were met.
using Findings = std::vector<Finding>;

/// Prints a finding as one line without an end: "warning: gravity_calibration, rate: the fitted flow grows".
COREWING_ROUTINE
std::ostream& operator<<(std::ostream& out, const Finding& finding);

/// Prints findings one a line, each with its end; nothing where there are none.
COREWING_ROUTINE
std::ostream& operator<<(std::ostream& out, const Findings& findings);

} // namespace corewing::base

#ifndef COREWING_COMPILED
#include "corewing/base/impl/finding.hpp"
#endif
