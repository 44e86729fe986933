#pragma once

#include "corewing/base/mark.hpp"

#include <optional>
#include <string>

namespace corewing::model {

/// A node of an indicator tree: one row of indicators.csv. A node without parent is an index; a node
/// without children is measured.
struct Indicator {
    std::string id = {};                         ///< short name that other tables use
    std::string name = {};                       ///< name as it is shown
    std::string name_local = {};                 ///< name in the local language
    std::string parent = {};                     ///< id of the node it is part of; empty for an index
    std::string unit = {};                       ///< of its observations
    int direction = 1;                           ///< +1: more is better, -1: less is better
    std::optional<double> weight = std::nullopt; ///< within its parent, >= 0; empty = left to the method
    std::string formula = {};                    ///< how it follows from others; empty = it is measured
    std::string fill = {};                       ///< how gaps are filled; empty = not at all
    std::string source = {};                     ///< where the row comes from, and how sure it is

    bool operator==(const Indicator&) const = default;
};

/// A measured number: one row of observations.csv.
struct Observation {
    std::string place = {};                 ///< empty = the region as a whole
    std::string indicator = {};             ///< id of the indicator
    int year = 0;                           ///< of the figure
    double value = 0.0;                     ///< in the indicator's unit, finite
    base::Mark mark = base::Mark::observed; ///< observed, imputed (estimated by whoever published it) or synthetic
    std::string source = {};                ///< where the row comes from, and how sure it is

    bool operator==(const Observation&) const = default;
};

} // namespace corewing::model
