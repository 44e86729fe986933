#pragma once

#include "corewing/allocation/portfolio_problem.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <string>

/// What all that reads a choice of projects needs.
namespace corewing::allocation::detail {

inline constexpr double portfolio_largest = 1e100; // of every amount

/// What a project adds to the sum of a quota that it is a member of.
inline double quota_part(const PortfolioProblem& problem, const Quota& quota, Index project) {
    return quota.budget < 0 ? 1.0 : problem.projects[project].cost[quota.budget];
}

/// Refuses what is no index of a list.
template <class = void>
void check_number(Index index, Index size, const std::string& field) {
    if (index >= 0 && index < size) return;
    throw base::bad_value("there is no number " + std::to_string(index),
                          {.field = field,
                           .value = std::to_string(index),
                           .remedy = "give numbers from 0 to " + std::to_string(size - 1)});
}

} // namespace corewing::allocation::detail
