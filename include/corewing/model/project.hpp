#pragma once

#include <optional>
#include <string>
#include <vector>

namespace corewing::model {

/// Something that can be paid for: one row of projects.csv.
struct Project {
    std::string id = {};
    std::string name = {};
    std::string place = {}; ///< empty = not tied to a place, or not known
    std::string theme = {};
    std::optional<double> cost = std::nullopt;    ///< in the region's currency, >= 0
    std::optional<double> benefit = std::nullopt; ///< in the analyst's unit
    std::optional<int> start = std::nullopt;      ///< first year
    std::optional<int> years = std::nullopt;      ///< length, >= 1
    std::vector<std::string> prerequisites = {};  ///< ids of projects that must be chosen with it
    std::vector<std::string> exclusions = {};     ///< ids of projects that must not
    std::string state = {};                       ///< free text: candidate, chosen, named ...
    std::string source = {};

    bool operator==(const Project&) const = default;
};

} // namespace corewing::model
