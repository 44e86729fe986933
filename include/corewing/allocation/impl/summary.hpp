#pragma once

#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/rule.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/allocation/summary.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/table.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string>
#include <vector>

namespace corewing::allocation {
namespace detail {

/// Why a place gets what it gets, in words.
template <class = void>
std::string in_words(const Reason& reason, const std::vector<std::string>& groups) {
    switch (reason.hold) {
    case Hold::at_floor: return "at its floor";
    case Hold::at_cap: return "at its cap";
    case Hold::at_price: return "at the common price";
    case Hold::held_by_group: break;
    }
    if (reason.group < 0) return "held by a group";
    const bool named = reason.group < std::ssize(groups) && !groups[reason.group].empty();
    return "held by group " + (named ? groups[reason.group] : std::to_string(reason.group));
}

/// The table of any division, with further columns of amounts between the shares and the reasons.
template <class Division>
report::Table division_table(const std::string& what, const Division& division, const std::vector<std::string>& names,
                             const SummaryOptions& options, const std::vector<std::string>& further_titles,
                             const std::vector<Eigen::VectorXd>& further) {
    const Index n = division.amount.size();
    base::check_size(std::ssize(names), n, "names");
    using report::Align;
    report::Table table{.caption = what, .note = base::printed(division.outcome)};
    table.columns = {{"place"},
                     {options.unit.empty() ? "amount" : "amount (" + options.unit + ")", Align::right},
                     {"share", Align::right}};
    for (const std::string& title : further_titles) table.columns.push_back({title, Align::right});
    table.columns.push_back({"reason"});
    if (!division.outcome.has_answer()) return table;

    const double total = division.amount.sum();
    if (total > 0.0) table.caption += ", price of the budget " + report::significant(division.price, 4);
    double largest = n > 0 ? division.amount.maxCoeff() : 0.0;
    for (const Eigen::VectorXd& column : further) largest = std::max(largest, n > 0 ? column.maxCoeff() : 0.0);
    const int digits = report::decimals(largest);
    const auto share = [&](double amount) { return report::percent(total > 0.0 ? amount / total : 0.0); };
    for (Index i = 0; i < n; ++i) {
        report::Row row{names[i], report::fixed(division.amount[i], digits), share(division.amount[i])};
        for (const Eigen::VectorXd& column : further) row.push_back(report::fixed(column[i], digits));
        row.push_back(in_words(division.reason[i], division.group_name));
        table.rows.push_back(row);
    }
    report::Row last{"total", report::fixed(total, digits), share(total)};
    for (const Eigen::VectorXd& column : further) last.push_back(report::fixed(column.sum(), digits));
    last.push_back("");
    table.rows.push_back(last);
    return table;
}

} // namespace detail

COREWING_BODY
report::Table summary(const FairDivision& division, const std::vector<std::string>& names,
                      const SummaryOptions& options) {
    return detail::division_table("Fair division", division, names, options, {}, {});
}

COREWING_BODY
report::Table summary(const SpilloverDivision& division, const std::vector<std::string>& names,
                      const SummaryOptions& options) {
    return detail::division_table("Division with spillovers", division, names, options, {"from neighbours", "benefit"},
                                  {division.received, division.benefit});
}

} // namespace corewing::allocation
