#pragma once

#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/report/table.hpp"

#include <string>
#include <vector>

/// Divisions as tables that people read.
namespace corewing::allocation {

/// Choices of summary().
struct SummaryOptions {
    std::string unit = {}; ///< of the amounts, as the head of their column says it; empty = none
};

/// A fair division as a table: who gets how much, which share of the total, and why.
///
///     std::cout << report::text(allocation::summary(division, towns.names(), {.unit = "million yuan"}));
///
///     Fair division, price of the budget 0.2500
///
///     place  amount (million yuan)   share  reason
///     -----  ---------------------  ------  -------------------
///     Yubei                   60.0   60.0%  at the common price
///     Kai                     40.0   40.0%  at its floor
///     total                  100.0  100.0%
///     optimal, objective ...
///
/// The reason is one of "at its floor", "at its cap", "at the common price", "held by group NAME". Without an answer
/// the table has no rows and its note says so.
/// @param division  answer of fair_division()
/// @param names     of the places, as many as there are amounts
/// @param options   unit of the amounts
/// @throws bad_shape for another number of names
/// Complexity O(places).
COREWING_ROUTINE
report::Table summary(const FairDivision& division, const std::vector<std::string>& names,
                      const SummaryOptions& options = {});

/// A division with spillovers as a table: who gets how much, which share of the total, what comes through neighbours,
/// the benefit in all (stock, amount and what comes through neighbours, in the unit of the amounts), and why.
/// @param division  answer of spillover_division()
/// @param names     of the places, as many as there are amounts
/// @param options   unit of the amounts
/// @throws bad_shape for another number of names
/// Complexity O(places).
COREWING_ROUTINE
report::Table summary(const SpilloverDivision& division, const std::vector<std::string>& names,
                      const SummaryOptions& options = {});

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/summary.hpp"
#endif
