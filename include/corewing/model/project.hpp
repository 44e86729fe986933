#pragma once

#include "corewing/base/mark.hpp"

#include <optional>
#include <string>
#include <vector>

namespace corewing::model {

/// Something that can be paid for: one row of projects.csv.
struct Project {
    std::string id = {};                            ///< short name that other projects use
    std::string name = {};                          ///< name as it is shown
    std::string name_local = {};                    ///< name in the local language
    std::string place = {};                         ///< empty = not tied to a place, or not known
    std::string theme = {};                         ///< group of projects of one kind
    std::optional<double> cost = std::nullopt;      ///< in the region's currency, >= 0
    std::optional<double> benefit = std::nullopt;   ///< in the analyst's unit
    std::optional<int> start = std::nullopt;        ///< earliest first year
    std::optional<int> latest_start = std::nullopt; ///< latest first year, >= start; empty = the earliest
    std::optional<int> years = std::nullopt;        ///< length, >= 1
    std::vector<std::string> prerequisites = {};    ///< ids of projects that must be chosen with it
    std::vector<std::string> exclusions = {};       ///< ids of projects that must not
    std::string state = {};                         ///< "committed" = always chosen, "dropped" = never; else free
    base::Mark mark = base::Mark::observed;         ///< observed, imputed (estimated) or synthetic
    std::string source = {};                        ///< where the row comes from, and how sure it is

    bool operator==(const Project&) const = default;
};

} // namespace corewing::model
