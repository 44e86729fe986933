#pragma once

#include "corewing/allocation/group.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

namespace corewing::allocation {

namespace detail {

/// Which group lies directly inside which, found from the members: node groups.size() is the whole.
struct Family {
    std::vector<Index> outer; ///< of each group
    std::vector<Index> inner; ///< innermost group of each place
    std::vector<Index> small_to_large;
};

template <class = void>
Family family(Index places, const std::vector<Group>& groups) {
    Family result;
    result.inner.assign(places, groups.size());
    result.outer.assign(groups.size(), groups.size());
    result.small_to_large.resize(groups.size());
    std::iota(result.small_to_large.begin(), result.small_to_large.end(), Index{0});
    std::stable_sort(result.small_to_large.begin(), result.small_to_large.end(), [&](Index a, Index b) {
        if (groups[a].members.size() != groups[b].members.size())
            return groups[a].members.size() < groups[b].members.size();
        return a > b; // of two groups with the same places the later one lies inside
    });
    std::vector<Index> outermost(places, groups.size());
    for (const Index g : result.small_to_large)
        for (const Index i : groups[g].members) {
            Index& top = outermost[i];
            if (top == std::ssize(groups))
                result.inner[i] = g;
            else if (top != g)
                result.outer[top] = g;
            top = g;
        }
    return result;
}

/// Floors, caps, groups and budget of a division, as a check reads them.
struct RuleView {
    Index places = 0;
    double budget = 0.0;
    Spend spend = Spend::all;
    Eigen::VectorXd lower = {};
    Eigen::VectorXd upper = {};
    const std::vector<Group>* groups = nullptr;

    template <class Options>
    static RuleView of(Index places, const Options& options) {
        return {places,
                options.budget,
                options.spend,
                options.lower.expanded(places, "lower", 0.0),
                options.upper.expanded(places, "upper", std::numeric_limits<double>::infinity()),
                &options.groups};
    }
    [[nodiscard]] double floor_of(Index i) const { return lower(i); }
    [[nodiscard]] double cap_of(Index i) const { return upper(i); }
};

/// Whether the rules contradict each other by more than rounding.
template <class = void>
bool contradict(const RuleView& rules, const Family& nested) {
    const Index root = rules.groups->size();
    std::vector<double> must(root + 1, 0.0);
    std::vector<double> can(root + 1, 0.0);
    const auto above = [](double a, double b) { return a > b && (!std::isfinite(a) || a - b > 1e-13 * a); };
    for (Index i = 0; i < rules.places; ++i) {
        if (rules.floor_of(i) > rules.cap_of(i)) return true;
        must[nested.inner[i]] += rules.floor_of(i);
        can[nested.inner[i]] += rules.cap_of(i);
    }
    for (const Index g : nested.small_to_large) {
        must[g] = std::max(must[g], (*rules.groups)[g].floor);
        can[g] = std::min(can[g], (*rules.groups)[g].cap);
        if (above(must[g], can[g])) return true;
        must[nested.outer[g]] += must[g];
        can[nested.outer[g]] += can[g];
    }
    return above(must[root], rules.budget) || (rules.spend == Spend::all && above(rules.budget, can[root]));
}

/// Whether the names are those of the groups.
template <class = void>
void check_group_names(const std::vector<std::string>& names, const std::vector<Group>& groups,
                       base::Faults<>& faults) {
    faults.expect(std::equal(names.begin(), names.end(), groups.begin(), groups.end(),
                             [](const std::string& name, const Group& group) { return name == group.name; }),
                  "group_name does not name the groups");
}

/// Whether the amounts keep every rule, and whether the group amounts are their sums (given back).
template <class = void>
std::vector<double> check_rules(const RuleView& rules, const Eigen::VectorXd& amount,
                                const Eigen::VectorXd& group_amount, base::Faults<>& faults) {
    constexpr double fine = 1e-9;
    for (Index i = 0; i < rules.places; ++i) {
        if (amount(i) >= rules.floor_of(i) && amount(i) <= rules.cap_of(i)) continue;
        const std::string who = "amount[" + std::to_string(i) + ']';
        faults.expect_at_most(rules.floor_of(i), amount(i), fine, who + " below its floor");
        faults.expect_at_most(amount(i), rules.cap_of(i), fine, who + " above its cap");
        faults.expect(amount(i) >= 0.0, who + " is negative");
    }
    std::vector<double> sum(rules.groups->size(), 0.0);
    for (Index g = 0; g < std::ssize(sum); ++g) {
        const Group& group = (*rules.groups)[g];
        for (const Index i : group.members) sum[g] += amount(i);
        faults.expect_near(group_amount(g), sum[g], fine, "group_amount[" + std::to_string(g) + ']');
        faults.expect_at_most(group.floor, sum[g], fine, "group " + group.name + " below its floor");
        faults.expect_at_most(sum[g], group.cap, fine, "group " + group.name + " above its cap");
    }
    const double total = amount.sum();
    faults.expect_at_most(total, rules.budget, fine, "more than the budget is spent");
    if (rules.spend == Spend::all) faults.expect_at_most(rules.budget, total, fine, "less than the budget is spent");
    return sum;
}

} // namespace detail
} // namespace corewing::allocation
