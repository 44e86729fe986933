#pragma once

#include "corewing/base/print.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace corewing::model {

/// On which side of its number a target is met.
enum class Sense : unsigned char { at_least, at_most };

inline constexpr std::array<Sense, 2> all_senses{Sense::at_least, Sense::at_most};

/// The sense as it stands in targets.csv.
constexpr std::string_view name(Sense sense) {
    return sense == Sense::at_least ? "at_least" : "at_most";
}

using base::operator<<; // an enumerator prints as its name()

/// What an indicator is to reach: one row of targets.csv.
struct Target {
    std::string indicator = {};
    std::string place = {}; ///< empty = the region as a whole
    std::optional<int> baseline_year = std::nullopt;
    std::optional<double> baseline = std::nullopt;
    int year = 0;
    double target = 0.0;
    Sense sense = Sense::at_least;
    std::string source = {};

    bool operator==(const Target&) const = default;
};

} // namespace corewing::model
