#pragma once

#include "corewing/model/role.hpp"

#include <optional>
#include <string>

namespace corewing::model {

/// How many places of a layout have a role, and how strongly they should be linked to each role: one row of
/// patterns.csv.
struct PatternRow {
    std::string layout = {};                    ///< name of the layout, as in layouts.csv
    Role role = Role::core;                     ///< the role in question
    std::optional<int> count = std::nullopt;    ///< places with that role, >= 0; empty = as many as are stated
    std::optional<double> core = std::nullopt;  ///< wished strength of links to a core, [0, 1]; empty = the default
    std::optional<double> wing = std::nullopt;  ///< to a wing
    std::optional<double> point = std::nullopt; ///< to a point
    std::optional<double> other = std::nullopt; ///< to any other place

    bool operator==(const PatternRow&) const = default;
};

} // namespace corewing::model
