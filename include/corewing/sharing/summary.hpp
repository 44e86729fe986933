#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/report/table.hpp"
#include "corewing/sharing/nucleolus.hpp"
#include "corewing/sharing/shapley.hpp"

#include <string>
#include <vector>

/// Shares of a joint gain as tables that people read.
namespace corewing::sharing {

/// A Shapley value as a table: player, share, part of the whole, and where it was estimated its standard error.
///
///     std::cout << report::text(sharing::summary(sharing::shapley(worth), {"Yubei", "Wanzhou", "Kai"}));
///
/// @param value  answer of shapley()
/// @param names  of the players, as many as there are shares
/// @throws bad_shape for another number of names
/// Complexity O(players).
COREWING_ROUTINE
report::Table summary(const Shapley& value, const std::vector<std::string>& names);

/// A nucleolus as a table: player, share, part of the whole; below it the outcome. Without an answer it has no rows.
/// @param nucleolus  answer of nucleolus()
/// @param names      of the players, as many as there are shares
/// @throws bad_shape for another number of names
/// Complexity O(players).
COREWING_ROUTINE
report::Table summary(const Nucleolus& nucleolus, const std::vector<std::string>& names);

} // namespace corewing::sharing

#ifndef COREWING_COMPILED
#include "corewing/sharing/impl/summary.hpp"
#endif
