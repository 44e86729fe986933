#pragma once

#include <optional>
#include <string>

namespace corewing::model {

/// Something to be divided: one row of resources.csv.
struct Resource {
    std::string id = {};
    std::string name = {};
    std::string unit = {};
    std::optional<double> total = std::nullopt; ///< >= 0; empty = not known
    std::string source = {};

    bool operator==(const Resource&) const = default;
};

} // namespace corewing::model
