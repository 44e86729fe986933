#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/layout/fit.hpp"
#include "corewing/layout/role_inference.hpp"
#include "corewing/layout/summary.hpp"
#include "corewing/model/role.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/table.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace corewing::layout {
namespace detail {

/// "0.0312", "0.0280 to 0.0312" where only limits are known, "no other" where nobody can stand in.
template <class = void>
std::string margin_text(double floor, double margin) {
    if (!std::isfinite(margin)) return std::isfinite(floor) ? "at least " + report::fixed(floor, 4) : "no other";
    const std::string upper = report::fixed(margin, 4), lower = report::fixed(floor, 4);
    return lower == upper ? upper : lower + " to " + upper;
}

} // namespace detail

COREWING_BODY
report::Table summary(const RoleInference& inference, const std::vector<std::string>& names) {
    using report::Align;
    report::Table table{.caption = "Roles", .columns = {{"place"}, {"role"}}, .note = base::printed(inference.outcome)};
    if (!inference.outcome.has_answer() || inference.roles.empty()) return table;
    base::check_size(std::ssize(names), std::ssize(inference.roles), "names");
    table.caption += ": value " + report::fixed(inference.value.value, 4) + ", fit " + report::fixed(inference.fit, 3);
    const bool margins = inference.margin.size() > 0;
    if (margins) table.columns.push_back({"margin", Align::right});

    for (const model::Role role : {model::Role::core, model::Role::wing, model::Role::point})
        for (Index i = 0; i < std::ssize(names); ++i) {
            if (inference.roles[i] != role) continue;
            table.rows.push_back({names[i], std::string(name(role))});
            if (margins)
                table.rows.back().push_back(detail::margin_text(inference.margin_floor[i], inference.margin[i]));
        }
    const Index others = std::ssize(names) - std::ssize(table.rows);
    if (others > 0)
        table.note =
            std::to_string(others) + (others == 1 ? " place" : " places") + " without a special role; " + table.note;
    return table;
}

COREWING_BODY
report::Table summary(const Fit& fit, const std::vector<std::string>& names) {
    using report::Align;
    report::Table table{
        .caption = "Fit " + report::fixed(fit.fit, 3) +
                   (fit.permutations > 0 ? ", p " + report::significant(fit.p_value, 2) : ", not tested") +
                   ": links that break the pattern",
        .columns = {{"place"}, {"with"}, {"linkage", Align::right}, {"expected", Align::right}, {"is"}}};
    double largest = 0.0;
    for (const auto* list : {&fit.stronger, &fit.weaker})
        for (const PatternBreak& link : *list)
            largest = std::max({largest, std::abs(link.linkage), std::abs(link.expected)});
    const int digits = report::decimals(largest);
    const auto list = [&](const std::vector<PatternBreak>& links, const char* what) {
        for (const PatternBreak& link : links) {
            const Index last = std::max(link.from, link.to);
            if (last >= std::ssize(names))
                throw base::bad_shape("has " + std::to_string(names.size()) + " entries, and none for place " +
                                          std::to_string(last),
                                      {.field = "names", .remedy = "give the names of all places"});
            table.rows.push_back({names[link.from], names[link.to], report::fixed(link.linkage, digits),
                                  report::fixed(link.expected, digits), what});
        }
    };
    list(fit.stronger, "stronger");
    list(fit.weaker, "weaker");
    return table;
}

} // namespace corewing::layout
