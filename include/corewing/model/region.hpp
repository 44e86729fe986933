#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/detail/validate.hpp"
#include "corewing/model/tables.hpp"

#include <Eigen/Core>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace corewing::model {

/// Tables that do not obey the data dictionary or do not fit each other. The message names up to 20
/// faults, a line each; count() tells how many there are.
class bad_tables : public base::bad_data {
public:
    bad_tables(std::vector<Fault> faults, Index count)
        : base::bad_data(message(faults, count)), faults_(std::move(faults)), count_(count) {}

    [[nodiscard]] const std::vector<Fault>& faults() const noexcept { return faults_; }
    [[nodiscard]] Index count() const noexcept { return count_; }

private:
    static std::string message(const std::vector<Fault>& faults, Index count) {
        std::string text;
        for (const Fault& f : faults) {
            if (!text.empty()) text += '\n';
            text += base::describe(
                f.text, {.file = f.table + " row " + std::to_string(f.row + 1), .field = f.column, .remedy = f.remedy});
        }
        if (count > std::ssize(faults)) text += "\nand " + std::to_string(count - std::ssize(faults)) + " more";
        return text;
    }

    std::vector<Fault> faults_;
    Index count_;
};

/// The graph type: any Boost.Graph algorithm runs on it.
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, Place, Link>;

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
    explicit Region(Tables tables) {
        auto data = std::make_shared<Data>();
        build(*data, std::move(tables));
        data_ = std::move(data);
    }

    /// Number of places, of whatever kind.
    [[nodiscard]] Index size() const { return boost::num_vertices(data_->graph); }

    /// The graph. Undirected links stand in it both ways (Link::mirrored marks the way back).
    [[nodiscard]] const Graph& graph() const { return data_->graph; }

    /// The place at an index. @throws bad_value if there is none
    [[nodiscard]] const Place& place(Index index) const {
        if (index >= size())
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
    class Places {
    public:
        class iterator {
        public:
            using value_type = Place;
            using difference_type = Index;
            iterator() = default;
            iterator(const Graph* graph, Index at) : graph_(graph), at_(at) {}
            const Place& operator*() const { return (*graph_)[at_]; }
            const Place* operator->() const { return &(*graph_)[at_]; }
            iterator& operator++() {
                ++at_;
                return *this;
            }
            iterator operator++(int) {
                iterator old = *this;
                ++at_;
                return old;
            }
            bool operator==(const iterator&) const = default;

        private:
            const Graph* graph_ = nullptr;
            Index at_ = 0;
        };

        explicit Places(const Graph& graph) : graph_(&graph) {}
        [[nodiscard]] iterator begin() const { return {graph_, 0}; }
        [[nodiscard]] iterator end() const { return {graph_, size()}; }
        [[nodiscard]] Index size() const { return boost::num_vertices(*graph_); }
        [[nodiscard]] bool empty() const { return size() == 0; }
        const Place& operator[](Index index) const { return (*graph_)[index]; }

    private:
        const Graph* graph_;
    };
    [[nodiscard]] Places places() const { return Places(data_->graph); }

    /// The index of a layer in layers(), which is Link::layer. @throws unknown_name with the nearest id
    [[nodiscard]] std::uint32_t layer(std::string_view id) const {
        const auto& all = layers();
        for (Index i = 0; i < std::ssize(all); ++i)
            if (all[i].id == id) return static_cast<std::uint32_t>(i);
        throw base::unknown_name(
            "\"" + std::string(id) + "\" is not a layer of the region",
            {.field = "layer", .value = std::string(id), .remedy = detail::suggestion(id, all, "layers")});
    }

    /// The row of an indicator. @throws unknown_name with the nearest id
    [[nodiscard]] const Indicator& indicator(std::string_view id) const {
        for (const Indicator& row : indicators())
            if (row.id == id) return row;
        throw base::unknown_name("\"" + std::string(id) + "\" is not an indicator of the region",
                                 {.field = "indicator",
                                  .value = std::string(id),
                                  .remedy = detail::suggestion(id, indicators(), "indicators")});
    }

    // The other tables, each in the order of its ids.
    [[nodiscard]] const RegionInfo& info() const { return rest().info; }
    [[nodiscard]] const std::vector<Layer>& layers() const { return rest().layers; }
    [[nodiscard]] const std::vector<Host>& hosts() const { return rest().hosts; }
    [[nodiscard]] const std::vector<Assignment>& layouts() const { return rest().layouts; }
    [[nodiscard]] const std::vector<Industry>& industries() const { return rest().industries; }
    [[nodiscard]] const std::vector<Output>& output() const { return rest().output; }
    [[nodiscard]] const std::vector<Indicator>& indicators() const { return rest().indicators; }
    [[nodiscard]] const std::vector<Observation>& observations() const { return rest().observations; }
    [[nodiscard]] const std::vector<Resource>& resources() const { return rest().resources; }
    [[nodiscard]] const std::vector<Project>& projects() const { return rest().projects; }
    [[nodiscard]] const std::vector<Task>& tasks() const { return rest().tasks; }
    [[nodiscard]] const std::vector<Target>& targets() const { return rest().targets; }

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
    struct Data {
        Graph graph;
        Tables rest; // every table but places and links, which the graph holds
    };

    [[nodiscard]] const Tables& rest() const { return data_->rest; }

    struct Arc {
        std::uint32_t from, to;
        Link link;
    };

    static auto key(const Arc& a) {
        const Link& l = a.link;
        return std::tie(l.layer, a.from, a.to, l.weight, l.distance_km, l.hours, l.capacity, l.unit_cost);
    }

    static constexpr auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };

    static void build(Data& data, Tables tables) {
        std::vector<Arc> arcs;
        const auto place_rank = ranks(tables.places);
        {
            const detail::Validation<> validation(tables);
            if (validation.count() > 0) throw bad_tables(validation.faults(), validation.count());
            arcs = arcs_of(tables, validation.link_ends(), place_rank);
        }
        std::vector<LinkRow>().swap(tables.links); // a large table of names, no longer needed
        std::sort(arcs.begin(), arcs.end(), [](const Arc& a, const Arc& b) { return key(a) < key(b); });

        data.graph = Graph(tables.places.size());
        for (Index i = 0; i < std::ssize(tables.places); ++i) data.graph[place_rank[i]] = std::move(tables.places[i]);
        std::vector<Place>().swap(tables.places);

        for (Arc& arc : arcs) {
            boost::add_edge(arc.from, arc.to, arc.link, data.graph);
            if (tables.layers[arc.link.layer].directed) continue;
            arc.link.mirrored = true;
            boost::add_edge(arc.to, arc.from, arc.link, data.graph);
        }
        sort_rest(tables);
        data.rest = std::move(tables);
    }

    /// For each row, where it will stand once the rows are sorted by id. Most ids differ in their first eight
    /// bytes, which as a number compare fast.
    template <class Row>
    static std::vector<std::uint32_t> ranks(const std::vector<Row>& rows) {
        struct Entry {
            std::uint64_t head = 0;
            std::uint32_t row = 0;
        };
        std::vector<Entry> order(rows.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            order[i].row = i;
            for (Index byte = 0; byte < 8; ++byte)
                order[i].head =
                    order[i].head << 8 | (byte < std::ssize(rows[i].id) ? static_cast<unsigned char>(rows[i].id[byte]) : 0U);
        }
        std::sort(order.begin(), order.end(), [&](const Entry& a, const Entry& b) {
            return a.head != b.head ? a.head < b.head : rows[a.row].id < rows[b.row].id;
        });
        std::vector<std::uint32_t> rank(rows.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i].row] = i;
        return rank;
    }

    /// The links by number instead of name; an undirected link starts at the smaller end. Sorts the
    /// layers on the way.
    static std::vector<Arc> arcs_of(Tables& tables, const std::vector<detail::LinkEnds>& ends,
                                    const std::vector<std::uint32_t>& place_rank) {
        const auto layer_rank = ranks(tables.layers);
        std::vector<Arc> arcs;
        arcs.reserve(tables.links.size());
        for (Index i = 0; i < std::ssize(tables.links); ++i) {
            const LinkRow& row = tables.links[i];
            std::uint32_t from = place_rank[ends[i].from];
            std::uint32_t to = place_rank[ends[i].to];
            if (!tables.layers[ends[i].layer].directed && from > to) std::swap(from, to);
            arcs.push_back({from,
                            to,
                            {layer_rank[ends[i].layer], false, row.weight, row.distance_km, row.hours, row.capacity,
                             row.unit_cost}});
        }
        std::sort(tables.layers.begin(), tables.layers.end(), by_id);
        return arcs;
    }

    static void sort_rest(Tables& tables) {
        const auto sort_by = [](auto& rows, auto key_of) {
            std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return key_of(a) < key_of(b); });
        };
        sort_by(tables.hosts, [](const Host& h) { return std::tie(h.platform, h.district); });
        sort_by(tables.layouts, [](const Assignment& a) { return std::tie(a.layout, a.place); });
        sort_by(tables.output, [](const Output& o) { return std::tie(o.place, o.industry, o.year); });
        sort_by(tables.observations, [](const Observation& o) { return std::tie(o.indicator, o.place, o.year); });
        sort_by(tables.targets, [](const Target& t) { return std::tie(t.indicator, t.place, t.year); });
        std::sort(tables.industries.begin(), tables.industries.end(), by_id);
        std::sort(tables.indicators.begin(), tables.indicators.end(), by_id);
        std::sort(tables.resources.begin(), tables.resources.end(), by_id);
        std::sort(tables.projects.begin(), tables.projects.end(), by_id);
        std::sort(tables.tasks.begin(), tables.tasks.end(), by_id);
    }

    std::shared_ptr<const Data> data_;
};

/// Two regions are equal if their rows are.
inline bool operator==(const Region& a, const Region& b) {
    return a.tables() == b.tables();
}

} // namespace corewing::model
