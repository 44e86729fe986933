#pragma once

#include "corewing/base/finding.hpp"

#include "corewing/base/detail/legible.hpp"

#include <ostream>
#include <string>

namespace corewing::base {

COREWING_BODY
std::ostream& operator<<(std::ostream& out, const Finding& finding) {
    std::string line(name(finding.severity));
    line += ": " + finding.topic;
    if (!finding.subject.empty()) line += (finding.topic.empty() ? "" : ", ") + finding.subject;
    if (!finding.topic.empty() || !finding.subject.empty()) line += ": ";
    return out << detail::on_one_line(line + finding.text);
}

COREWING_BODY
std::ostream& operator<<(std::ostream& out, const Findings& findings) {
    for (const Finding& finding : findings) out << finding << '\n';
    return out;
}

} // namespace corewing::base
