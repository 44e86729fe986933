#pragma once

#include "corewing/base/index.hpp"
#include "corewing/model/detail/units.hpp"
#include "corewing/model/region.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::plan::detail {

/// An indicator that could say how large places are.
struct SizeCandidate {
    std::string id;      // of the indicator
    int year = 0;        // its best year
    Index districts = 0; // with a figure in that year
};

/// Whether an indicator counts people, by its unit, id or name.
inline bool counts_people(const model::Indicator& indicator) {
    constexpr std::array<std::string_view, 7> words{"people",  "person", "opulation", "inhabitant",
                                                    "esident", "人口",   "万人"};
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return indicator.unit.find(word) != std::string::npos || indicator.id.find(word) != std::string::npos ||
               indicator.name.find(word) != std::string::npos;
    });
}

using model::detail::is_ratio;

/// The plan's year among those that are there, ascending: it, else the latest before it, else the latest.
inline int chosen_year(const std::vector<int>& years, std::optional<int> year) {
    int best = years.back();
    if (year && years.front() <= *year)
        for (const int candidate : years)
            if (candidate <= *year) best = candidate;
    return best;
}

/// For each layer of a region whether it has a link of which something holds.
template <class Holds>
std::vector<bool> linked_layers(const model::Region& region, Holds holds) {
    std::vector<bool> linked(region.layers().size());
    const model::Graph& graph = region.graph();
    for (auto [edge, end] = boost::edges(graph); edge != end; ++edge)
        if (holds(graph[*edge])) linked[graph[*edge].layer] = true;
    return linked;
}

/// The indicator that is known for most districts, among those whose unit fits; an empty id where there is none.
template <class Fits>
SizeCandidate best_size(const model::Region& region, Fits fits) {
    std::map<std::string, std::map<int, Index>> known; // indicator, year, districts
    for (const model::Observation& row : region.observations()) {
        if (row.place.empty() || !fits(region.indicator(row.indicator))) continue;
        const auto at = region.find(row.place);
        if (at && region.place(*at).kind == model::PlaceKind::district) ++known[row.indicator][row.year];
    }
    SizeCandidate best;
    for (const auto& [id, by_year] : known)
        for (const auto& [year, districts] : by_year)
            if (districts > best.districts || (districts == best.districts && year > best.year))
                best = {id, year, districts};
    return best;
}

/// For each root of the indicator forest how many of its leaves have a figure in some district.
template <class = void>
std::map<std::string, Index> measured_leaves(const model::Region& region) {
    std::set<std::string> measured;
    for (const model::Observation& row : region.observations())
        if (!row.place.empty()) measured.insert(row.indicator);
    std::set<std::string> parents;
    for (const model::Indicator& node : region.indicators()) parents.insert(node.parent);
    std::map<std::string, Index> leaves;
    for (const model::Indicator& node : region.indicators()) {
        if (node.parent.empty() || parents.contains(node.id)) continue;
        if (!measured.contains(node.id) && node.formula.empty()) continue;
        const model::Indicator* root = &node;
        while (!root->parent.empty()) root = &region.indicator(root->parent); // no circles: Region refuses them
        ++leaves[root->id];
    }
    return leaves;
}

} // namespace corewing::plan::detail
