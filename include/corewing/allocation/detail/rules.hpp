#pragma once

#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/per_place.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::allocation::detail {

/// Floors and caps of places, written out.
struct Rules {
    Eigen::VectorXd lower = {}; ///< places x 1
    Eigen::VectorXd upper = {}; ///< places x 1, infinity where there is no cap
};

/// What the places have already, one number each.
/// @throws bad_value, bad_shape
template <class = void>
Eigen::VectorXd stocks(Index places, const base::PerPlace& stock) {
    Eigen::VectorXd each = stock.expanded(places, "stock", 0.0);
    base::check_nonnegative(each, "stock");
    return each;
}

/// @throws bad_value unless every entry is a number of at least 0 or infinity
template <class = void>
void check_caps(const Eigen::VectorXd& upper, std::string_view field) {
    for (Index i = 0; i < upper.size(); ++i)
        if (!(upper(i) >= 0.0))
            throw base::bad_value(base::to_text(upper(i)) + " is not a cap",
                                  {.field = std::string(field) + '[' + std::to_string(i) + ']',
                                   .value = base::to_text(upper(i)),
                                   .remedy = "give a number of at least 0, or infinity for none"});
}

/// Checks budget, floors and caps of the places and fills in the defaults.
/// @throws bad_value, bad_shape
template <class = void>
Rules rules(Index places, double budget, const base::PerPlace& lower, const base::PerPlace& upper) {
    base::check_range(static_cast<double>(places), 0.0, HUGE_VAL, "places");
    base::check_range(budget, 0.0, std::numeric_limits<double>::max(), "budget");
    Rules result;
    result.lower = lower.expanded(places, "lower", 0.0);
    base::check_nonnegative(result.lower, "lower");
    result.upper = upper.expanded(places, "upper", std::numeric_limits<double>::infinity());
    check_caps(result.upper, "upper");
    return result;
}

/// Weights and amounts whose products and powers are to stay numbers: 0 or within 1e-100 .. 1e100.
/// @throws bad_value naming the first entry that is not
template <class Derived>
void check_moderate(const Eigen::DenseBase<Derived>& values, std::string_view field) {
    base::check_range(values, 0.0, 1e100, field);
    for (Index j = 0; j < values.cols(); ++j)
        for (Index i = 0; i < values.rows(); ++i) {
            const double value = values(i, j);
            if (value == 0.0 || value >= 1e-100) continue;
            std::string where = std::string(field) + '[' + std::to_string(i);
            if (values.cols() > 1) where += ',' + std::to_string(j);
            throw base::bad_value(base::to_text(value) + " is neither 0 nor in [1e-100, 1e+100]",
                                  {.field = where + ']',
                                   .value = base::to_text(value),
                                   .remedy = "choose a unit in which it is, or give 0"});
        }
}

/// Whether some division keeps every floor, cap and the budget. What a group must have at least is its
/// floor or the sum of what is inside it must have; the same with caps.
/// Complexity O(places + groups).
template <class = void>
bool rules_can_hold(const Rules& rules, const Nesting& nest, const std::vector<Group>& groups, double budget,
                    Spend spend) {
    const Index root = nest.root();
    std::vector<double> least(root + 1, 0.0);
    std::vector<double> most(root + 1, 0.0);
    for (Index i = 0; i < std::ssize(nest.owner); ++i) {
        if (rules.lower(i) > rules.upper(i)) return false;
        least[nest.owner[i]] += rules.lower(i);
        most[nest.owner[i]] += rules.upper(i);
    }
    for (auto g = nest.inwards.rbegin(); g != nest.inwards.rend(); ++g) {
        const double at_least = std::max(least[*g], groups[*g].floor);
        const double at_most = std::min(most[*g], groups[*g].cap);
        if (base::above(at_least, at_most)) return false;
        least[nest.parent[*g]] += at_least;
        most[nest.parent[*g]] += at_most;
    }
    return base::at_least(budget, least[root]) && (spend == Spend::at_most || base::at_least(most[root], budget));
}

} // namespace corewing::allocation::detail
