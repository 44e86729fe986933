#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/table.hpp"
#include "corewing/scoring/collaboration_result.hpp"
#include "corewing/scoring/summary.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

namespace corewing::scoring {
namespace detail {

template <class = void>
void check_summary(const Collaboration& together, const std::vector<std::string>& names, Index pairs) {
    base::check_size(std::ssize(names), together.places, "names");
    base::check_range(static_cast<double>(pairs), 0.0, HUGE_VAL, "pairs");
}

} // namespace detail

COREWING_BODY
report::Table summary(const Collaboration& together, const std::vector<std::string>& names, Index pairs) {
    detail::check_summary(together, names, pairs);
    report::Table table{.caption = "Strongest pairs (mean of all " +
                                   report::fixed(static_cast<double>(together.counted), 0) + ": " +
                                   report::fixed(together.mean, 3) + ")",
                        .columns = {{"place"}, {"with"}, {"score", report::Align::right}}};
    for (const auto& pair : together.strongest(pairs))
        table.rows.push_back({names[pair.first], names[pair.second], report::fixed(pair.score, 3)});
    return table;
}

COREWING_BODY
report::Table under_used_summary(const Collaboration& together, const std::vector<std::string>& names, Index pairs) {
    detail::check_summary(together, names, pairs);
    using report::Align;
    report::Table table{.caption = "Under-used pairs",
                        .columns = {{"place"}, {"with"}, {"unused", Align::right}, {"score", Align::right}}};
    for (const auto& pair : together.under_used(pairs))
        table.rows.push_back(
            {names[pair.first], names[pair.second], report::fixed(pair.unused, 3), report::fixed(pair.score, 3)});
    return table;
}

COREWING_BODY
report::Table place_summary(const Collaboration& together, const std::vector<std::string>& names) {
    detail::check_summary(together, names, 0);
    using report::Align;
    report::Table table{.caption = "Collaboration by place",
                        .columns = {{"place"}, {"sum of scores", Align::right}, {"share", Align::right}}};
    std::vector<Index> order(together.places);
    std::iota(order.begin(), order.end(), Index{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](Index a, Index b) { return together.place[a] > together.place[b]; });
    const double total = together.place.sum();
    for (const Index i : order)
        table.rows.push_back({names[i], report::fixed(together.place[i], 3),
                              report::percent(total > 0.0 ? together.place[i] / total : 0.0)});
    return table;
}

} // namespace corewing::scoring
