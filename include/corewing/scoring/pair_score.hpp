#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"

#include <array>
#include <string_view>

/// What collaboration() says of one pair of places.
namespace corewing::scoring {

/// What the collaboration of a pair is made of. Each part is in [0, 1].
enum class Part {
    linkage,         ///< 联系: observed flows
    potential,       ///< 潜力: what size and distance let one expect; a diagnostic, by default without weight
    realisation,     ///< 实现: how far the observed comes up to the expected; a diagnostic likewise
    complementarity, ///< 互补: what one supplies, the other demands
    differentiation, ///< 错位: the two do not make the same things
    coordination,    ///< 协调: both are developed, and equally so
};

/// How many parts there are.
inline constexpr Index part_count = 6;

/// The part as one lower-case English word.
/// @param part  of a score
/// @return its name as it stands in the list above
constexpr std::string_view name(Part part) {
    constexpr std::array<std::string_view, part_count> names{"linkage",         "potential",       "realisation",
                                                             "complementarity", "differentiation", "coordination"};
    return names[base::position(part)];
}

using base::operator<<; // an enumerator prints as its name()

/// How parts become a score.
enum class Mean {
    geometric,  ///< product of the parts to the power of their weights: a weak part cannot be made up for
    arithmetic, ///< weighted sum of the parts
};

/// What it is called in print.
/// @param mean  of the parts
/// @return "geometric" or "arithmetic"
constexpr std::string_view name(Mean mean) {
    constexpr std::array<std::string_view, 2> names{"geometric", "arithmetic"};
    return names[base::position(mean)];
}

/// One pair with all that is known about it. Arrays are by Part; see base::position().
struct PairScore {
    Index first = 0;                               ///< index of the one place
    Index second = 0;                              ///< index of the other, greater than first
    double score = 0.0;                            ///< in [0, 1], of the known parts; 0 where none is known
    Index parts_known = 0;                         ///< how many parts with a weight the score rests on
    double lowest = 0.0;                           ///< the score with what is unknown at its worst (0, or the floor)
    double highest = 0.0;                          ///< the score with what is unknown at its best (1)
    double flow_known = 1.0;                       ///< share of the layers, by weight, that know the pair, in [0, 1]
    double unused = 0.0;                           ///< potential x (1 - 2 realisation), not below 0; 0 where not known
    std::array<double, part_count> part = {};      ///< in [0, 1]; 0 where left out or not known
    std::array<bool, part_count> known = {};       ///< which parts are known of this pair
    std::array<double, part_count> shortfall = {}; ///< what it takes from 1; their sum is 1 - score
};

} // namespace corewing::scoring
