#pragma once

#include "corewing/base/print.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace corewing::model {

/// On which side of its number a target is met.
enum class Sense : unsigned char {
    at_least, ///< met from the target upwards
    at_most,  ///< met from the target downwards
};

/// For loops over both senses.
inline constexpr std::array<Sense, 2> all_senses{Sense::at_least, Sense::at_most};

/// The sense as it stands in targets.csv.
/// @param sense  of a target
/// @return "at_least" or "at_most"
constexpr std::string_view name(Sense sense) {
    return sense == Sense::at_least ? "at_least" : "at_most";
}

using base::operator<<; // an enumerator prints as its name()

/// What an indicator is to reach: one row of targets.csv.
struct Target {
    std::string indicator = {};                      ///< id of the indicator
    std::string place = {};                          ///< empty = the region as a whole
    std::optional<int> baseline_year = std::nullopt; ///< year of the baseline
    std::optional<double> baseline = std::nullopt;   ///< where it stood, in the indicator's unit
    int year = 0;                                    ///< by which it is to be reached
    double target = 0.0;                             ///< in the indicator's unit
    Sense sense = Sense::at_least;                   ///< on which side it is met
    std::string source = {};                         ///< where the row comes from, and how sure it is

    bool operator==(const Target&) const = default;
};

} // namespace corewing::model
