#pragma once

#include "corewing/base/index.hpp"

#include <functional>
#include <span>

/// Sharing a joint gain (合作收益分配). A game (合作博弈) says what each set of players is worth together. As a table
/// it has 2^n entries: entry S belongs to the players whose bits are set in S, so worth[0] = 0, worth[1] is player 0
/// alone, worth[3] players 0 and 1, and the last entry everybody. As a function it is asked with the members,
/// ascending.
namespace corewing::sharing {

/// What a set of players is worth together; the members come ascending. Called from one thread unless asked otherwise.
using Worth = std::function<double(std::span<const Index>)>;

} // namespace corewing::sharing
