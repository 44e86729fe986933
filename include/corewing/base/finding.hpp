#pragma once

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
    Severity severity = Severity::note;
    std::string topic = {};   ///< what it is about: a table, an indicator, a routine
    std::string subject = {}; ///< the id concerned, or empty
    std::string text = {};    ///< one sentence

    bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

} // namespace corewing::base
