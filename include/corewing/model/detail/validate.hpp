#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/detail/legible.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/detail/id_index.hpp"
#include "corewing/model/detail/names.hpp"
#include "corewing/model/tables.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace corewing::model::detail {

/// How many faults are told in full; the rest are only counted.
inline constexpr Index most_faults = 20;

/// The ends and the layer of a link, as rows of their tables.
struct LinkEnds {
    std::uint32_t layer, from, to;
};

/// Checks that tables obey the data dictionary and fit each other.
template <class = void>
class Validation {
public:
    explicit Validation(const Tables& tables) : tables_(tables) {
        places_ = ids("places", tables.places);
        layers_ = ids("layers", tables.layers);
        indicators_ = ids("indicators", tables.indicators);
        industries_ = ids("industries", tables.industries);
        projects_ = ids("projects", tables.projects);
        ids("resources", tables.resources);
        ids("tasks", tables.tasks);
        check_places();
        check_hosts();
        check_links();
        check_layouts();
        check_output();
        check_indicators();
        check_observations();
        check_resources();
        check_projects();
        check_tasks();
        check_targets();
        check_texts();
    }

    [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }
    [[nodiscard]] Index count() const { return count_; }
    /// By row of links; complete if there are no faults.
    [[nodiscard]] const std::vector<LinkEnds>& link_ends() const { return link_ends_; }

private:
    const Tables& tables_;
    std::vector<Fault> faults_;
    Index count_ = 0;
    IdIndex<Place> places_;
    IdIndex<Layer> layers_;
    IdIndex<Indicator> indicators_;
    IdIndex<Industry> industries_;
    IdIndex<Project> projects_;
    std::vector<LinkEnds> link_ends_;
    std::string_view table_;
    Index row_ = 0;

    template <class Remedy>
    void fault(std::string_view column, std::string_view value, std::string_view text, Remedy&& remedy) {
        if (++count_ > most_faults) return;
        std::string how;
        if constexpr (std::is_invocable_v<Remedy>) // a suggestion is searched only where it is shown
            how = remedy();
        else
            how = remedy;
        faults_.push_back(
            {std::string(table_), row_, std::string(column), std::string(value), std::string(text), std::move(how)});
    }

    static std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

    /// Calls check(row) for every row, with table and row noted for the faults.
    template <class Rows, class Check>
    void each(std::string_view table, const Rows& rows, Check&& check) {
        table_ = table;
        for (row_ = 0; row_ < std::ssize(rows); ++row_) check(rows[row_]);
    }

    void check_id(std::string_view column, std::string_view id) {
        if (id.empty())
            fault(column, id, "is empty", "give every row a name of its own");
        else if (const std::string_view wrong = base::detail::id_fault(id); !wrong.empty())
            fault(column, id, quoted(id) + ' ' + std::string(wrong),
                  wrong.ends_with("UTF-8") ? "convert the text to UTF-8" : "take it out");
        else if (id.find(';') != std::string_view::npos)
            fault(column, id, quoted(id) + " has a semicolon, which separates ids in a list", "use another sign");
    }

    /// Texts that are shown one day: a terminal would obey a control character.
    void check_text(std::string_view column, std::string_view text) {
        if (base::detail::has_control(text))
            fault(column, text, quoted(text) + " has a control character", "take it out");
    }

    template <class Row>
    struct TextColumn {
        std::string_view name;
        std::string Row::*text;
    };

    template <class Row>
    void check_column_texts(std::string_view table, const std::vector<Row>& rows,
                            std::initializer_list<TextColumn<std::type_identity_t<Row>>> columns) {
        each(table, rows, [&](const Row& row) {
            for (const auto& column : columns) check_text(column.name, row.*column.text);
        });
    }

    template <class Row>
    IdIndex<Row> ids(std::string_view table, const std::vector<Row>& rows) {
        IdIndex<Row> index(rows);
        each(table, rows, [&](const Row& row) {
            check_id("id", row.id);
            if (const auto first = index.add(static_cast<std::uint32_t>(row_)))
                fault("id", row.id, quoted(row.id) + " stands twice, first in row " + std::to_string(*first + 1),
                      "give every row an id of its own");
        });
        return index;
    }

    template <class Row>
    std::optional<std::uint32_t> refer(const IdIndex<Row>& index, const std::vector<Row>& rows, std::string_view column,
                                       std::string_view id, std::string_view table) {
        if (const auto found = index.find(id)) return found;
        fault(column, id, quoted(id) + " is not in " + std::string(table) + ".csv",
              [&] { return suggestion(id, rows, table); });
        return std::nullopt;
    }

    std::optional<std::uint32_t> refer_place(std::string_view column, std::string_view id) {
        return refer(places_, tables_.places, column, id, "places");
    }

    void check_range(std::string_view column, std::optional<double> value, double low, double high,
                     std::string_view remedy) {
        if (!value) return;
        if (std::isfinite(*value) && *value >= low && *value <= high) return;
        fault(column, base::to_text(*value), base::to_text(*value) + " is out of range", std::string(remedy));
    }

    /// >= 0, where infinity means unknown or unlimited.
    void check_open(std::string_view column, double value) {
        if (value >= 0.0) return;
        fault(column, base::to_text(value), base::to_text(value) + " is out of range",
              "write a number that is not negative, or leave the cell empty");
    }

    /// Rows that say the same thing twice. `key` gives what may stand only once.
    template <class Rows, class Key>
    void check_unique(std::string_view table, const Rows& rows, std::string_view column, Key&& key) {
        std::vector<Index> order(rows.size());
        std::iota(order.begin(), order.end(), Index{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](Index a, Index b) { return key(rows[a]) < key(rows[b]); });
        std::vector<std::pair<Index, Index>> twins;
        for (Index i = 1; i < std::ssize(order); ++i)
            if (key(rows[order[i - 1]]) == key(rows[order[i]])) twins.emplace_back(order[i], order[i - 1]);
        std::sort(twins.begin(), twins.end());
        table_ = table;
        for (const auto& [second, first] : twins) {
            row_ = second;
            fault(column, "", "says again what row " + std::to_string(first + 1) + " says", "keep one of the two");
        }
    }

    void check_places() {
        each("places", tables_.places, [&](const Place& p) {
            check_range("lon", p.lon, -180.0, 180.0, "write decimal degrees east, from -180 to 180");
            check_range("lat", p.lat, -90.0, 90.0, "write decimal degrees north, from -90 to 90");
            if (p.lon.has_value() != p.lat.has_value())
                fault(p.lon ? "lat" : "lon", "", "is empty though the other coordinate is given", "give both or none");
            check_range("area_km2", p.area_km2, 1e-9, 1e9, "write square kilometres, more than 0");
        });
    }

    void check_hosts() {
        each("hosts", tables_.hosts, [&](const Host& h) {
            if (const auto at = refer_place("platform", h.platform);
                at && tables_.places[*at].kind != PlaceKind::platform)
                fault("platform", h.platform, quoted(h.platform) + " is not a platform",
                      "change its kind in places.csv or take the row out");
            if (const auto at = refer_place("district", h.district);
                at && tables_.places[*at].kind != PlaceKind::district)
                fault("district", h.district, quoted(h.district) + " is not a district",
                      "change its kind in places.csv or take the row out");
            check_range("share", h.share, 1e-12, 1.0, "write a share above 0 and up to 1, or leave the cell empty");
        });
        check_unique("hosts", tables_.hosts, "district",
                     [](const Host& h) { return std::tie(h.platform, h.district); });
    }

    void check_links() {
        link_ends_.reserve(tables_.links.size());
        each("links", tables_.links, [&](const LinkRow& l) {
            const auto layer = refer(layers_, tables_.layers, "layer", l.layer, "layers");
            const auto from = refer_place("from", l.from);
            const auto to = refer_place("to", l.to);
            if (layer && from && to) link_ends_.push_back({*layer, *from, *to});
            if (l.from == l.to && !l.from.empty() && layer && tables_.layers[*layer].kind != LayerKind::flow)
                fault("to", l.to, "a route joins two different places",
                      "take the row out, or write flow as the kind of the layer");
            check_range("weight", l.weight, 0.0, 1e300, "write a number that is not negative");
            check_open("distance_km", l.distance_km);
            check_open("hours", l.hours);
            check_open("capacity", l.capacity);
            check_range("unit_cost", l.unit_cost, -1e300, 1e300, "write a number");
        });
    }

    void check_layouts() {
        each("layouts", tables_.layouts, [&](const Assignment& a) {
            check_id("layout", a.layout);
            refer_place("place", a.place);
        });
        check_unique("layouts", tables_.layouts, "place",
                     [](const Assignment& a) { return std::tie(a.layout, a.place); });
    }

    void check_output() {
        each("output", tables_.output, [&](const Output& o) {
            refer_place("place", o.place);
            refer(industries_, tables_.industries, "industry", o.industry, "industries");
            check_range("value", o.value, 0.0, 1e300, "write a number that is not negative");
        });
        check_unique("output", tables_.output, "year",
                     [](const Output& o) { return std::tie(o.place, o.industry, o.year); });
    }

    void check_indicators() {
        each("indicators", tables_.indicators, [&](const Indicator& i) {
            if (!i.parent.empty()) refer(indicators_, tables_.indicators, "parent", i.parent, "indicators");
            if (i.direction != 1 && i.direction != -1)
                fault("direction", std::to_string(i.direction), std::to_string(i.direction) + " is no direction",
                      "write 1 (more is better) or -1 (less is better)");
            check_range("weight", i.weight, 0.0, 1e300, "write a number that is not negative, or leave it empty");
        });
        find_circles();
    }

    /// Follows every chain of parents once; a chain that meets itself holds a circle.
    void find_circles() {
        const Index n = std::ssize(tables_.indicators);
        std::vector<Index> met(n, -1); // by which chain
        std::vector<bool> in_circle(n, false);
        for (Index start = 0; start < n; ++start)
            for (Index node = start; node >= 0;) {
                if (met[node] >= 0) {
                    if (met[node] != start) break; // an earlier chain went on from here
                    for (; !in_circle[node]; node = parent_of(node)) in_circle[node] = true;
                    break;
                }
                met[node] = start;
                node = parent_of(node);
            }
        each("indicators", tables_.indicators, [&](const Indicator& i) {
            if (in_circle[row_])
                fault("parent", i.parent, quoted(i.id) + " is its own ancestor", "break the circle of parents");
        });
    }

    /// The row of an indicator's parent, or -1.
    [[nodiscard]] Index parent_of(Index row) const {
        const std::string& parent = tables_.indicators[row].parent;
        const auto up = parent.empty() ? std::nullopt : indicators_.find(parent);
        return up ? Index{*up} : Index{-1};
    }

    void check_observations() {
        each("observations", tables_.observations, [&](const Observation& o) {
            if (!o.place.empty()) refer_place("place", o.place);
            refer(indicators_, tables_.indicators, "indicator", o.indicator, "indicators");
            check_range("value", o.value, -1e300, 1e300, "write a finite number");
            if (o.mark == base::Mark::derived || o.mark == base::Mark::missing)
                fault("mark", base::name(o.mark), quoted(base::name(o.mark)) + " is no mark of an observation",
                      "write observed, estimated or synthetic");
        });
        check_unique("observations", tables_.observations, "year",
                     [](const Observation& o) { return std::tie(o.indicator, o.place, o.year); });
    }

    void check_resources() {
        each("resources", tables_.resources, [&](const Resource& r) {
            check_range("total", r.total, 0.0, 1e300, "write a number that is not negative, or leave it empty");
        });
    }

    void check_projects() {
        each("projects", tables_.projects, [&](const Project& p) {
            if (!p.place.empty()) refer_place("place", p.place);
            check_range("cost", p.cost, 0.0, 1e300, "write a number that is not negative, or leave it empty");
            check_range("benefit", p.benefit, -1e300, 1e300, "write a finite number, or leave it empty");
            if (p.years && *p.years < 1)
                fault("years", std::to_string(*p.years), std::to_string(*p.years) + " is out of range",
                      "write 1 or more");
            for (const auto& id : p.prerequisites) refer(projects_, tables_.projects, "requires", id, "projects");
            for (const auto& id : p.exclusions) refer(projects_, tables_.projects, "excludes", id, "projects");
        });
    }

    void check_tasks() {
        each("tasks", tables_.tasks, [&](const Task& t) {
            for (const auto& body : t.support) check_id("support", body);
        });
    }

    void check_targets() {
        each("targets", tables_.targets, [&](const Target& t) {
            refer(indicators_, tables_.indicators, "indicator", t.indicator, "indicators");
            if (!t.place.empty()) refer_place("place", t.place);
            check_range("baseline", t.baseline, -1e300, 1e300, "write a finite number, or leave it empty");
            check_range("target", t.target, -1e300, 1e300, "write a finite number");
            if (t.baseline_year && *t.baseline_year >= t.year)
                fault("baseline_year", std::to_string(*t.baseline_year), "the baseline is not before the target",
                      "correct one of the two years");
        });
        check_unique("targets", tables_.targets, "year",
                     [](const Target& t) { return std::tie(t.indicator, t.place, t.year); });
    }

    void check_texts() {
        table_ = "region";
        row_ = 0;
        const RegionInfo& info = tables_.info;
        check_text("name", info.name);
        check_text("name_local", info.name_local);
        check_text("currency", info.currency);
        check_text("notes", info.notes);
        check_text("source", info.source);
        check_column_texts("places", tables_.places,
                           {{"name", &Place::name}, {"name_local", &Place::name_local}, {"cluster", &Place::cluster},
                            {"source", &Place::source}});
        check_column_texts("hosts", tables_.hosts, {{"source", &Host::source}});
        check_column_texts("layers", tables_.layers,
                           {{"name", &Layer::name}, {"unit", &Layer::unit}, {"source", &Layer::source}});
        check_column_texts("layouts", tables_.layouts,
                           {{"focus", &Assignment::focus}, {"source", &Assignment::source}});
        check_column_texts("industries", tables_.industries,
                           {{"name", &Industry::name}, {"chain", &Industry::chain}, {"stage", &Industry::stage},
                            {"source", &Industry::source}});
        check_column_texts("output", tables_.output, {{"source", &Output::source}});
        check_column_texts("indicators", tables_.indicators,
                           {{"name", &Indicator::name}, {"unit", &Indicator::unit}, {"source", &Indicator::source}});
        check_column_texts("observations", tables_.observations, {{"source", &Observation::source}});
        check_column_texts("resources", tables_.resources,
                           {{"name", &Resource::name}, {"unit", &Resource::unit}, {"source", &Resource::source}});
        check_column_texts("projects", tables_.projects,
                           {{"name", &Project::name}, {"theme", &Project::theme}, {"state", &Project::state},
                            {"source", &Project::source}});
        check_column_texts("tasks", tables_.tasks,
                           {{"name", &Task::name}, {"name_local", &Task::name_local}, {"action", &Task::action},
                            {"lead", &Task::lead}, {"source", &Task::source}});
        check_column_texts("targets", tables_.targets, {{"source", &Target::source}});
    }
};

} // namespace corewing::model::detail
