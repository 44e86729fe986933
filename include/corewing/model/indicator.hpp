#pragma once

#include "corewing/base/mark.hpp"

#include <optional>
#include <string>

namespace corewing::model {

/// A node of an indicator tree: one row of indicators.csv. A node without parent is an index; a node
/// without children is measured.
struct Indicator {
    std::string id = {};
    std::string name = {};
    std::string parent = {}; ///< id of the node it is part of; empty for an index
    std::string unit = {};
    int direction = 1;                           ///< +1: more is better, -1: less is better
    std::optional<double> weight = std::nullopt; ///< within its parent, >= 0; empty = left to the method
    std::string source = {};

    bool operator==(const Indicator&) const = default;
};

/// A measured number: one row of observations.csv.
struct Observation {
    std::string place = {}; ///< empty = the region as a whole
    std::string indicator = {};
    int year = 0;
    double value = 0.0;
    base::Mark mark = base::Mark::observed; ///< observed, imputed (estimated by whoever published it) or synthetic
    std::string source = {};

    bool operator==(const Observation&) const = default;
};

} // namespace corewing::model
