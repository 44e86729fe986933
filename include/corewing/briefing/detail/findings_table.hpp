#pragma once

#include "corewing/report/number.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/briefing/flow_map.hpp"
#include "corewing/briefing/words.hpp"
#include "corewing/report/bar_chart.hpp"
#include "corewing/report/heat_matrix.hpp"
#include "corewing/report/html.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace corewing::briefing::detail {

/// Findings as a table, warnings first; those that say the same of several subjects share a row.
template <class = void>
report::Table findings_table(const base::Findings& findings, const DataWords& words) {
    report::Table table{.columns = {{words.severity}, {words.about}, {words.text}}};
    std::vector<bool> done(findings.size(), false);
    for (const base::Severity severity : {base::Severity::warning, base::Severity::note})
        for (Index i = 0; i < std::ssize(findings); ++i) {
            const base::Finding& first = findings[i];
            if (done[i] || first.severity != severity) continue;
            std::string subjects;
            for (Index j = i; j < std::ssize(findings); ++j) {
                const base::Finding& next = findings[j];
                if (done[j] || next.severity != severity || next.topic != first.topic || next.text != first.text)
                    continue;
                done[j] = true;
                if (!next.subject.empty()) subjects += (subjects.empty() ? "" : ", ") + next.subject;
            }
            std::string about = first.topic;
            if (!subjects.empty()) about += (about.empty() ? "" : ": ") + subjects;
            table.rows.push_back({severity == base::Severity::warning ? words.warning : words.note, about, first.text});
        }
    return table;
}

} // namespace corewing::briefing::detail
