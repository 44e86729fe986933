#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/bad_tables.hpp"
#include "corewing/model/detail/names.hpp"
#include "corewing/model/detail/region_data.hpp"
#include "corewing/model/places.hpp"
#include "corewing/model/tables.hpp"

#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::model {

/// A region: its places and links as one graph, and all that is known of them.
///
/// Vertex i of graph() = place(i) = row i of every vector and matrix made from the region. Places stand
/// in the order of their ids, links in the order of layer, ends and values, so nothing that is computed
/// depends on the order of rows in the input. A region never changes; copying one is cheap, and reading
/// one from several threads is safe. Make a changed region from changed tables():
///
///     auto tables = region.tables();
///     tables.links.push_back({.layer = "rail", .from = "edz", .to = "hightech", .weight = 12});
///     const corewing::model::Region with_rail(std::move(tables));
class Region {
public:
    /// @param tables  rows in any order
    /// @throws bad_tables naming every fault, up to 20
    /// Complexity O(rows log rows).
    explicit Region(Tables tables)
        : data_(std::make_shared<detail::RegionData>(detail::region_data(std::move(tables)))) {}

    /// Number of places, of whatever kind.
    [[nodiscard]] Index size() const { return boost::num_vertices(data_->graph); }

    /// The graph. Undirected links stand in it both ways (Link::mirrored marks the way back).
    [[nodiscard]] const Graph& graph() const { return data_->graph; }

    /// The place at an index. @throws bad_value if there is none
    [[nodiscard]] const Place& place(Index index) const {
        if (index < 0 || index >= size())
            throw base::bad_value("there is no place " + std::to_string(index) + " among " + std::to_string(size()),
                                  {.field = "index", .value = std::to_string(index)});
        return data_->graph[index];
    }

    /// The index of a place. @throws unknown_name with the nearest id. O(log n).
    [[nodiscard]] Index index(std::string_view id) const {
        if (const auto found = find(id)) return *found;
        throw base::unknown_name(
            "\"" + std::string(id) + "\" is not a place of the region",
            {.field = "place", .value = std::string(id), .remedy = detail::suggestion(id, places(), "places")});
    }

    /// The index of a place, or nothing. O(log n).
    [[nodiscard]] std::optional<Index> find(std::string_view id) const {
        Index low = 0, high = size();
        while (low < high) {
            const Index middle = low + (high - low) / 2;
            if (data_->graph[middle].id < id)
                low = middle + 1;
            else
                high = middle;
        }
        if (low < size() && data_->graph[low].id == id) return low;
        return std::nullopt;
    }

    /// The places in index order, as a light range: `for (const Place& place : region.places())`.
    using Places = model::Places;
    /// All places, in index order.
    [[nodiscard]] Places places() const { return Places(data_->graph); }

    /// The index of a layer in layers(), which is Link::layer. @throws unknown_name with the nearest id. O(log layers).
    [[nodiscard]] std::uint32_t layer(std::string_view id) const {
        return static_cast<std::uint32_t>(known_row(layers(), id, "a ", "layer"));
    }

    /// The row of an indicator. @throws unknown_name with the nearest id. O(log indicators).
    [[nodiscard]] const Indicator& indicator(std::string_view id) const {
        return indicators()[known_row(indicators(), id, "an ", "indicator")];
    }

    /// The row of a resource. @throws unknown_name with the nearest id. O(log resources).
    [[nodiscard]] const Resource& resource(std::string_view id) const {
        return resources()[known_row(resources(), id, "a ", "resource")];
    }

    // The other tables, each in the order of its ids.
    [[nodiscard]] const RegionInfo& info() const { return rest().info; }                    ///< the region as a whole
    [[nodiscard]] const std::vector<Layer>& layers() const { return rest().layers; }        ///< kinds of links
    [[nodiscard]] const std::vector<Host>& hosts() const { return rest().hosts; }           ///< where zones lie
    [[nodiscard]] const std::vector<Assignment>& layouts() const { return rest().layouts; } ///< stated roles
    [[nodiscard]] const std::vector<Industry>& industries() const { return rest().industries; } ///< industries, chains
    [[nodiscard]] const std::vector<Output>& output() const { return rest().output; } ///< of industries in places
    [[nodiscard]] const std::vector<Indicator>& indicators() const { return rest().indicators; } ///< what is measured
    [[nodiscard]] const std::vector<Observation>& observations() const { return rest().observations; } ///< the figures
    [[nodiscard]] const std::vector<Resource>& resources() const { return rest().resources; } ///< what can be divided
    [[nodiscard]] const std::vector<Project>& projects() const { return rest().projects; }    ///< what could be done
    [[nodiscard]] const std::vector<Task>& tasks() const { return rest().tasks; }             ///< what was set to do
    [[nodiscard]] const std::vector<Target>& targets() const { return rest().targets; }       ///< what is to be reached

    [[nodiscard]] const std::vector<PatternRow>& patterns() const { return rest().patterns; } ///< shapes of layouts
    [[nodiscard]] const std::vector<Cluster>& clusters() const { return rest().clusters; }    ///< groups of places
    [[nodiscard]] const std::vector<Budget>& budgets() const { return rest().budgets; }   ///< how much can be divided
    [[nodiscard]] const std::vector<DivisionRule>& rules() const { return rest().rules; } ///< floors and caps
    [[nodiscard]] const std::vector<Change>& changes() const { return rest().changes; }   ///< of places, in past years
    [[nodiscard]] const std::vector<Choice>& plan() const { return rest().plan; }         ///< what a plan chooses

    /// All of the region as rows again, in canonical order: Region(region.tables()) is the same region.
    /// Complexity O(rows).
    [[nodiscard]] Tables tables() const {
        Tables tables = rest();
        const Graph& g = graph();
        tables.places.assign(places().begin(), places().end());
        for (auto [edge, end] = boost::edges(g); edge != end; ++edge) {
            const Link& l = g[*edge];
            if (l.mirrored) continue;
            tables.links.push_back({layers()[l.layer].id, g[boost::source(*edge, g)].id, g[boost::target(*edge, g)].id,
                                    l.weight, l.distance_km, l.hours, l.capacity, l.unit_cost});
        }
        return tables;
    }

private:
    [[nodiscard]] const Tables& rest() const { return data_->rest; }

    /// The row of a table in the order of its ids; `kind` is what its rows are, "layer". O(log rows).
    template <class Row>
    static Index known_row(const std::vector<Row>& rows, std::string_view id, std::string_view article,
                           std::string_view kind) {
        const auto at = std::lower_bound(rows.begin(), rows.end(), id, [](const Row& row, std::string_view wanted) {
            return row.id.compare(wanted) < 0;
        });
        if (at != rows.end() && at->id.compare(id) == 0) return at - rows.begin();
        throw base::unknown_name('"' + std::string(id) + "\" is not " + std::string(article) + std::string(kind) +
                                     " of the region",
                                 {.field = std::string(kind),
                                  .value = std::string(id),
                                  .remedy = detail::suggestion(id, rows, std::string(kind) + 's')});
    }

    std::shared_ptr<const detail::RegionData> data_;
};

/// Two regions are equal if their rows are.
inline bool operator==(const Region& a, const Region& b) {
    return a.tables() == b.tables();
}

} // namespace corewing::model
