#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/detail/fault_list.hpp"
#include "corewing/model/detail/formula_order.hpp"
#include "corewing/model/detail/formula_tree.hpp"
#include "corewing/model/detail/id_index.hpp"
#include "corewing/model/detail/validate_texts.hpp"
#include "corewing/model/tables.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace corewing::model::detail {

/// The ends and the layer of a link, as rows of their tables.
struct LinkEnds {
    std::uint32_t layer, from, to;
};

/// Checks that tables obey the data dictionary and fit each other.
template <class = void>
class Validation : public TextValidation<> {
public:
    explicit Validation(const Tables& tables) : tables_(tables) {
        places_ = ids("places", tables.places);
        layers_ = ids("layers", tables.layers);
        indicators_ = ids("indicators", tables.indicators);
        industries_ = ids("industries", tables.industries);
        projects_ = ids("projects", tables.projects);
        resources_ = ids("resources", tables.resources);
        ids("clusters", tables.clusters);
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
        check_patterns();
        check_budgets();
        check_rules();
        check_changes();
        check_plan();
        this->check_texts(tables);
    }

    /// By row of links; complete if there are no faults.
    [[nodiscard]] const std::vector<LinkEnds>& link_ends() const { return link_ends_; }

private:
    const Tables& tables_;
    IdIndex<Place> places_;
    IdIndex<Layer> layers_;
    IdIndex<Indicator> indicators_;
    IdIndex<Industry> industries_;
    IdIndex<Project> projects_;
    IdIndex<Resource> resources_;
    std::vector<LinkEnds> link_ends_;

    std::optional<std::uint32_t> refer_place(std::string_view column, std::string_view id) {
        return refer(places_, tables_.places, column, id, "places");
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
            if (o.unit != tables_.output.front().unit)
                fault("unit", o.unit,
                      quoted(o.unit) + " is not the unit of the first row, " + quoted(tables_.output.front().unit),
                      "write one unit in the whole table");
            check_mark(o.mark);
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
        check_formulas();
    }

    /// Formulas that cannot be read, name what is not there, stand beside figures, or build on each other in a circle.
    void check_formulas() {
        std::vector<bool> has_figures(tables_.indicators.size()), has_children(tables_.indicators.size());
        for (const Observation& o : tables_.observations)
            if (const auto at = indicators_.find(o.indicator)) has_figures[*at] = true;
        for (const Indicator& i : tables_.indicators)
            if (const auto at = indicators_.find(i.parent)) has_children[*at] = true;
        std::vector<std::vector<Index>> builds_on(tables_.indicators.size());
        each("indicators", tables_.indicators, [&](const Indicator& i) {
            check_fill(i);
            if (i.formula.empty()) return;
            if (has_figures[row()])
                fault("formula", i.formula, "stands beside figures of " + quoted(i.id) + " in observations.csv",
                      "keep one of the two");
            if (has_children[row()])
                fault("formula", i.formula, quoted(i.id) + " is made of its children", "take the formula out");
            const FormulaTree tree = read_formula(i.formula);
            if (!tree.fault.empty())
                fault("formula", i.formula, "character " + std::to_string(tree.position) + ": " + tree.fault,
                      "write for example gdp / people * 10000");
            for (const FormulaNode& node : tree.nodes)
                if (node.op == FormulaOp::figures) {
                    if (const auto at = indicators_.find(node.name))
                        builds_on[row()].push_back(*at);
                    else
                        fault("formula", i.formula,
                              "character " + std::to_string(node.position) + ": " + quoted(node.name) +
                                  " is no indicator",
                              [&] { return suggestion(node.name, tables_.indicators, "indicators"); });
                }
        });
        find_formula_circles(builds_on);
    }

    void check_fill(const Indicator& i) {
        constexpr std::string_view ratio = "ratio:";
        if (!i.formula.empty() && !i.fill.empty() && i.fill != "none")
            fault("fill", i.fill, "a formula is not filled", "fill the indicators that it names");
        if (i.fill.starts_with(ratio)) {
            const std::string other = i.fill.substr(ratio.size());
            refer(indicators_, tables_.indicators, "fill", other, "indicators");
            if (other == i.id)
                fault("fill", i.fill, "a ratio of " + quoted(i.id) + " to itself fills nothing", "name another one");
            return;
        }
        if (i.fill.empty() || i.fill == "none" || i.fill == "cluster_mean" || i.fill == "linear" || i.fill == "nearest")
            return;
        fault("fill", i.fill, quoted(i.fill) + " is no way to fill gaps",
              "write none, cluster_mean, ratio:OTHER, linear or nearest");
    }

    /// Formulas that build on themselves, or on too many others one after the other.
    void find_formula_circles(const std::vector<std::vector<Index>>& builds_on) {
        constexpr Index most_deep = 100;
        const FormulaOrder order = formula_order(builds_on);
        each("indicators", tables_.indicators, [&](const Indicator& i) {
            if (order.in_circle[row()])
                fault("formula", i.formula, quoted(i.id) + " builds on itself", "break the circle");
            else if (order.depth[row()] > most_deep)
                fault("formula", i.formula,
                      quoted(i.id) + " builds on formulas more than " + std::to_string(most_deep) + " deep",
                      "write some of them as one");
        });
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
            if (in_circle[row()])
                fault("parent", i.parent, quoted(i.id) + " is its own ancestor", "break the circle of parents");
        });
    }

    /// The row of an indicator's parent, or -1.
    [[nodiscard]] Index parent_of(Index row) const {
        const std::string& parent = tables_.indicators[row].parent;
        const auto up = parent.empty() ? std::nullopt : indicators_.find(parent);
        return up ? Index{*up} : Index{-1};
    }

    void check_mark(base::Mark mark) {
        if (mark == base::Mark::derived || mark == base::Mark::missing)
            fault("mark", base::name(mark), quoted(base::name(mark)) + " is no mark of an observation",
                  "write observed, estimated or synthetic");
    }

    void check_observations() {
        each("observations", tables_.observations, [&](const Observation& o) {
            if (!o.place.empty()) refer_place("place", o.place);
            refer(indicators_, tables_.indicators, "indicator", o.indicator, "indicators");
            check_range("value", o.value, -1e300, 1e300, "write a finite number");
            check_mark(o.mark);
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
            check_mark(p.mark);
            if (p.start && p.latest_start && *p.latest_start < *p.start)
                fault("latest_start", std::to_string(*p.latest_start), "the latest start is before the earliest",
                      "correct one of the two years");
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

    void check_patterns() {
        each("patterns", tables_.patterns, [&](const PatternRow& p) {
            check_id("layout", p.layout);
            if (p.count && *p.count < 0)
                fault("count", std::to_string(*p.count), std::to_string(*p.count) + " is out of range",
                      "write 0 or more, or leave it empty");
            check_range("core", p.core, 0.0, 1.0, "write a number from 0 to 1, or leave it empty");
            check_range("wing", p.wing, 0.0, 1.0, "write a number from 0 to 1, or leave it empty");
            check_range("point", p.point, 0.0, 1.0, "write a number from 0 to 1, or leave it empty");
            check_range("other", p.other, 0.0, 1.0, "write a number from 0 to 1, or leave it empty");
        });
        check_unique("patterns", tables_.patterns, "role",
                     [](const PatternRow& p) { return std::tie(p.layout, p.role); });
    }

    void check_budgets() {
        each("budgets", tables_.budgets, [&](const Budget& b) {
            refer(resources_, tables_.resources, "resource", b.resource, "resources");
            check_range("amount", b.amount, 0.0, 1e300, "write a number that is not negative");
        });
        check_unique("budgets", tables_.budgets, "year", [](const Budget& b) { return std::tie(b.resource, b.year); });
    }

    void check_rules() {
        std::vector<std::string_view> clusters;
        for (const Place& place : tables_.places) clusters.push_back(place.cluster);
        std::sort(clusters.begin(), clusters.end());
        each("rules", tables_.rules, [&](const DivisionRule& r) {
            if (!r.resource.empty()) refer(resources_, tables_.resources, "resource", r.resource, "resources");
            if (r.scope == RuleScope::place && !r.id.empty()) refer_place("id", r.id);
            if (r.scope == RuleScope::cluster && !std::binary_search(clusters.begin(), clusters.end(), r.id))
                fault("id", r.id, quoted(r.id) + " is the cluster of no place", "write it as places.csv does");
            if (r.scope == RuleScope::kind && r.id != name(PlaceKind::district) && r.id != name(PlaceKind::platform))
                fault("id", r.id, quoted(r.id) + " is no kind of place that gets anything",
                      "write district or platform");
            const double most = r.measure == RuleMeasure::percent ? 100.0 : 1e300;
            check_range("floor", r.floor, 0.0, most, "write a number from 0 on, at most 100 percent");
            check_range("cap", r.cap, 0.0, most, "write a number from 0 on, at most 100 percent");
            if (r.floor && r.cap && *r.floor > *r.cap)
                fault("cap", base::to_text(*r.cap), "the cap is below the floor", "correct one of the two");
        });
        check_unique("rules", tables_.rules, "id",
                     [](const DivisionRule& r) { return std::tie(r.resource, r.scope, r.id, r.measure); });
    }

    void check_changes() {
        each("changes", tables_.changes, [&](const Change& c) {
            check_id("from", c.from);
            refer_place("to", c.to);
            check_range("share", c.share, 1e-12, 1.0, "write a share above 0 and up to 1, or leave the cell empty");
        });
        check_unique("changes", tables_.changes, "to", [](const Change& c) { return std::tie(c.year, c.from, c.to); });
    }

    void check_plan() {
        each("plan", tables_.plan, [&](const Choice& c) { check_id("key", c.key); });
        check_unique("plan", tables_.plan, "key", [](const Choice& c) { return std::tie(c.key); });
    }
};

} // namespace corewing::model::detail
