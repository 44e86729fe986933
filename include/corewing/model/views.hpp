#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/place_pair.hpp"
#include "corewing/model/region.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

/// Columns and layers of a region as vectors and matrices on the one index.
namespace corewing::model {

/// Numbers by place, with a mark for each: what is missing is 0 and marked missing.
struct Column {
    Eigen::VectorXd values = {}; ///< places x 1
    base::Marks marks = {};      ///< places x 1
};

/// An indicator in one year, by place.
/// @param indicator  id of a row of indicators.csv
/// @return places x 1, in the indicator's unit
/// @throws unknown_name with the nearest id
/// Complexity O(n + log observations + found log n).
template <class Double = double>
Column column(const Region& region, std::string_view indicator, int year) {
    static_cast<void>(region.indicator(indicator));
    const Index n = std::ssize(region);
    Column result{Eigen::VectorX<Double>::Zero(n), base::Marks::Constant(n, 1, base::Mark::missing)};
    const auto& rows = region.observations();
    const auto first = std::lower_bound(rows.begin(), rows.end(), indicator,
                                        [](const Observation& o, std::string_view id) { return o.indicator.compare(id) < 0; });
    for (auto row = first; row != rows.end() && row->indicator == indicator; ++row) {
        if (row->year != year || row->place.empty()) continue;
        const Index at = region.index(row->place);
        result.values[at] = row->value;
        result.marks(at, 0) = base::Mark::observed;
    }
    return result;
}

/// An indicator of the region as a whole in one year, or nothing.
/// @throws unknown_name with the nearest id
/// Complexity O(log observations).
template <class = void>
std::optional<double> total(const Region& region, std::string_view indicator, int year) {
    static_cast<void>(region.indicator(indicator));
    const auto& rows = region.observations();
    const auto key = [](const Observation& o) {
        return std::tuple<std::string_view, std::string_view, int>(o.indicator, o.place, o.year);
    };
    const std::tuple<std::string_view, std::string_view, int> wanted(indicator, "", year);
    const auto found = std::lower_bound(rows.begin(), rows.end(), wanted,
                                        [&](const Observation& o, const auto& w) { return key(o) < w; });
    if (found == rows.end() || key(*found) != wanted) return std::nullopt;
    return found->value;
}

/// The years in which an indicator was observed anywhere, ascending.
template <class = void>
std::vector<int> years(const Region& region, std::string_view indicator) {
    std::vector<int> found;
    for (const Observation& o : region.observations())
        if (o.indicator == indicator) found.push_back(o.year);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

/// The weights of a layer, by pair of places; weights of parallel links add up.
/// @return places x places, in the layer's unit; entry (i, j) is the link from i to j, symmetric where
///         the layer is undirected; 0 = no link
/// @throws unknown_name with the nearest id
/// Complexity O(n^2 + links).
template <class Double = double>
Eigen::MatrixXd linkage(const Region& region, std::string_view layer) {
    const std::uint32_t wanted = region.layer(layer);
    const Index n = std::ssize(region);
    Eigen::MatrixX<Double> matrix = Eigen::MatrixX<Double>::Zero(n, n);
    const Graph& g = region.graph();
    for (auto [edge, end] = boost::edges(g); edge != end; ++edge)
        if (g[*edge].layer == wanted)
            matrix(boost::source(*edge, g),
                   boost::target(*edge, g)) += g[*edge].weight;
    return matrix;
}

/// The weights of a layer as a sparse matrix, for regions of many thousand places. See linkage().
/// Complexity O(n + links log links).
template <class = void>
Eigen::SparseMatrix<double> sparse_linkage(const Region& region, std::string_view layer) {
    const std::uint32_t wanted = region.layer(layer);
    const Index n = std::ssize(region);
    const Graph& g = region.graph();
    std::vector<Eigen::Triplet<double>> entries;
    for (auto [edge, end] = boost::edges(g); edge != end; ++edge)
        if (g[*edge].layer == wanted)
            entries.emplace_back(static_cast<int>(boost::source(*edge, g)), static_cast<int>(boost::target(*edge, g)),
                                 g[*edge].weight);
    Eigen::SparseMatrix<double> matrix(n, n);
    matrix.setFromTriplets(entries.begin(), entries.end());
    return matrix;
}

/// Who plays which part in a layout.
struct Layout {
    std::string id = {};
    Roles roles = {};                    ///< by place; `other` where no role is stated
    std::vector<bool> stated = {};       ///< by place: whether the layout names it
    std::vector<std::string> focus = {}; ///< by place
};

/// The names of the layouts, ascending.
template <class = void>
std::vector<std::string> layout_names(const Region& region) {
    std::vector<std::string> names;
    for (const Assignment& a : region.layouts())
        if (names.empty() || names.back() != a.layout) names.push_back(a.layout);
    return names;
}

/// A layout by place.
/// @throws unknown_name if no row of layouts.csv names it
/// Complexity O(n + rows log n).
template <class = void>
Layout layout(const Region& region, std::string_view id) {
    Layout result{std::string(id), Roles(region.size(), Role::other), std::vector<bool>(region.size(), false),
                  std::vector<std::string>(region.size())};
    bool found = false;
    for (const Assignment& a : region.layouts()) {
        if (a.layout != id) continue;
        const Index at = region.index(a.place);
        result.roles[at] = a.role;
        result.stated[at] = true;
        result.focus[at] = a.focus;
        found = true;
    }
    if (!found)
        throw base::unknown_name("\"" + std::string(id) + "\" is not a layout of the region",
                                 {.field = "layout", .value = std::string(id)});
    return result;
}

/// A grouping of the places.
struct Groups {
    std::vector<std::string> names = {};    ///< ascending
    std::vector<Index> of_place = {}; ///< by place: index into names
};

/// The places by cluster. Places without one form a group with an empty name.
/// Complexity O(n log n).
template <class = void>
Groups clusters(const Region& region) {
    Groups groups;
    for (const Place& place : region.places()) groups.names.push_back(place.cluster);
    std::sort(groups.names.begin(), groups.names.end());
    groups.names.erase(std::unique(groups.names.begin(), groups.names.end()), groups.names.end());
    for (const Place& place : region.places())
        groups.of_place.push_back(
            std::lower_bound(groups.names.begin(), groups.names.end(), place.cluster) - groups.names.begin());
    return groups;
}

/// The indices of all places of a kind, ascending.
template <class = void>
std::vector<Index> places_of_kind(const Region& region, PlaceKind kind) {
    std::vector<Index> found;
    for (Index i = 0; i < std::ssize(region); ++i)
        if (region.place(i).kind == kind) found.push_back(i);
    return found;
}

/// Pairs of places on the same ground: a platform with each of its hosts, and two platforms that share
/// a host. What passes between the two is no exchange between places. Each pair once, smaller index first.
/// Complexity O(hosts^2) within a district.
template <class = void>
std::vector<PlacePair> same_ground(const Region& region) {
    std::vector<PlacePair> pairs;
    const auto add = [&](std::string_view a, std::string_view b) {
        const Index i = region.index(a);
        const Index j = region.index(b);
        pairs.push_back({std::min(i, j), std::max(i, j)});
    };
    const auto& hosts = region.hosts();
    for (Index a = 0; a < std::ssize(hosts); ++a) {
        add(hosts[a].platform, hosts[a].district);
        for (Index b = 0; b < a; ++b)
            if (hosts[a].district == hosts[b].district) add(hosts[a].platform, hosts[b].platform);
    }
    std::sort(pairs.begin(), pairs.end(), [](const PlacePair& a, const PlacePair& b) {
        return a.first != b.first ? a.first < b.first : a.second < b.second;
    });
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

/// What the places produce, by industry, in one year.
struct OutputTable {
    Eigen::MatrixXd values = {}; ///< places x industries, in the region's currency
    base::Marks marks = {};      ///< the same shape; missing where no row stands
};

/// Output of all places and industries (region.industries() gives the columns) in one year.
/// Complexity O(n m + rows log n).
template <class Double = double>
OutputTable output(const Region& region, int year) {
    const Index n = std::ssize(region);
    const auto& industries = region.industries();
    const Index m = std::ssize(industries);
    OutputTable table{Eigen::MatrixX<Double>::Zero(n, m), base::Marks::Constant(n, m, base::Mark::missing)};
    for (const Output& row : region.output()) {
        if (row.year != year) continue;
        const Index i = region.index(row.place);
        const auto industry = std::lower_bound(industries.begin(), industries.end(), row.industry,
                                               [](const Industry& a, const std::string& id) { return a.id.compare(id) < 0; });
        const Index j = industry - industries.begin();
        table.values(i, j) = row.value;
        table.marks(i, j) = base::Mark::observed;
    }
    return table;
}

} // namespace corewing::model
