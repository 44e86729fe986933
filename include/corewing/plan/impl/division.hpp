#pragma once

#include "corewing/plan/division.hpp"

#include "corewing/allocation/conflict.hpp"
#include "corewing/model/shown_name.hpp"
#include "corewing/plan/detail/division_words.hpp"
#include "corewing/plan/detail/rule_book.hpp"
#include "corewing/plan/territory.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace corewing::plan {

namespace detail {

/// What budgets.csv holds of a resource in all years together, or nothing.
template <class = void>
std::optional<double> budget_of(const model::Region& region, const std::string& resource, bool& all_whole) {
    std::optional<double> sum;
    for (const model::Budget& budget : region.budgets())
        if (budget.resource == resource) {
            sum = sum.value_or(0.0) + budget.amount;
            all_whole = all_whole && std::floor(budget.amount) == budget.amount && budget.amount <= 1e12;
        }
    return sum;
}

template <class = void>
void divide(ResourceDivision& r, const Division& d, const Basis& basis) {
    const Eigen::VectorXd need = d.need.known();
    const Index n = need.size();
    r.rules.budget = r.amount;
    r.rules.alpha = basis.choices.alpha;
    add_rules(r, d, basis.region);
    r.crossing = crossing_groups(r.rules.groups);
    if (!r.crossing.empty()) return;
    if (!r.whole) {
        r.division = allocation::fair_division(need, r.rules);
        r.possible = r.division.outcome.has_answer();
        if (r.possible) r.share = r.division.amount;
        return;
    }
    r.post_rules = {.posts = static_cast<long>(r.amount), .groups = r.rules.groups};
    r.post_rules.lower = r.rules.lower.expanded(n, "lower", 0.0).array().ceil().cast<long>();
    r.post_rules.upper = r.rules.upper.expanded(n, "upper", r.amount).cwiseMin(r.amount).array().floor().cast<long>();
    r.posts = allocation::apportionment(need, r.post_rules);
    r.possible = r.posts.outcome.has_answer();
    if (r.possible) r.share = r.posts.posts.cast<double>();
}

/// The resources to divide: those with a budget, money first; where there is none, shares of every 100.
template <class = void>
void choose_resources(Division& d, const Basis& basis) {
    for (const model::Resource& resource : basis.region.resources()) {
        if (!basis.choices.resource.empty() && resource.id != basis.choices.resource) continue;
        bool whole = resource.unit != basis.region.info().currency;
        const auto amount = budget_of(basis.region, resource.id, whole);
        const std::string& name = model::shown_name(resource);
        if (amount && *amount > 0.0)
            d.resources.push_back(
                {.resource = resource.id, .name = name, .unit = resource.unit, .amount = *amount, .whole = whole});
        else
            d.without_amount.push_back(name);
    }
    std::stable_partition(d.resources.begin(), d.resources.end(), [](const ResourceDivision& r) { return !r.whole; });
    if (d.resources.empty() || d.resources.front().whole) d.resources.insert(d.resources.begin(), ResourceDivision{});
    for (ResourceDivision& r : d.resources) divide(r, d, basis);
}

} // namespace detail

COREWING_BODY
Division division(const Basis& basis) {
    const DivisionWords& words = basis.words.division;
    Division d;
    d.answer = {.question = "division", .title = words.title};
    std::optional<model::Column> by_place = basis.size;
    if (!basis.choices.need.empty()) {
        const auto figures = figures_of(basis.region, basis.choices.need, basis.choices.year);
        by_place = figures ? std::optional(figures->column) : std::nullopt;
    }
    if (by_place) {
        Territory territory = plan::territory(basis.region, *by_place);
        d.lines = std::move(territory.lines);
        d.need = std::move(territory.size);
        d.clusters = std::move(territory.clusters);
        d.left_out = std::move(territory.left_out);
    }
    if (d.lines.empty()) {
        detail::leave_open(d.answer, basis, words.no_need, {words.need_need});
        return d;
    }
    detail::choose_resources(d, basis);
    detail::say_division(d, basis);
    return d;
}

} // namespace corewing::plan
