#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/detail/alike.hpp"
#include "corewing/model/formula.hpp"
#include "corewing/model/region.hpp"
#include "corewing/model/role.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::model::detail {

/// "a, b, c and 4 more"
template <class = void>
std::string listed(const std::vector<std::string>& items, Index most = 5) {
    std::string text;
    for (Index i = 0; i < std::ssize(items) && i < most; ++i) text += (i > 0 ? ", " : "") + items[i];
    if (std::ssize(items) > most) text += " and " + std::to_string(std::ssize(items) - most) + " more";
    return text;
}

/// "1 place has", "3 places have": a count with the right form of noun and verb.
template <class = void>
std::string counted(Index count, std::string_view one, std::string_view many) {
    return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

/// Looks through the tables of a region one after the other.
template <class = void>
class Diagnosis {
public:
    explicit Diagnosis(const Region& region) : region_(region) {
        places();
        clusters();
        platforms();
        links();
        observations();
        formulas();
        layouts();
        plan();
        look_alikes();
    }
    base::Findings findings;

private:
    const Region& region_;
    std::set<std::pair<std::string, std::string>> worked_out_; // formula and place

    void note(std::string topic, std::string subject, std::string text) {
        findings.push_back({base::Severity::note, std::move(topic), std::move(subject), std::move(text)});
    }
    void warn(std::string topic, std::string subject, std::string text) {
        findings.push_back({base::Severity::warning, std::move(topic), std::move(subject), std::move(text)});
    }

    void places() {
        std::vector<std::string> unlocated, unmeasured;
        std::map<std::pair<double, double>, std::string> seen;
        for (const Place& p : region_.places()) {
            if (!p.lon) unlocated.push_back(p.id);
            if (!p.area_km2 && p.kind == PlaceKind::district) unmeasured.push_back(p.id);
            if (!p.lon) continue;
            const auto [at, is_new] = seen.emplace(std::pair(*p.lon, *p.lat), p.id);
            if (!is_new) warn("places", p.id, "has the same coordinates as " + at->second);
        }
        if (region_.size() == 0) warn("places", "", "the region has no place");
        if (!unlocated.empty())
            note("places", "",
                 counted(unlocated.size(), "place has", "places have") +
                     " no coordinates and cannot be drawn: " + listed(unlocated));
        if (!unmeasured.empty())
            note("places", "",
                 counted(unmeasured.size(), "district has", "districts have") + " no area: " + listed(unmeasured));
    }

    /// Clusters are free text until clusters.csv lists them.
    void clusters() {
        if (region_.clusters().empty()) return;
        std::map<std::string, std::vector<std::string>> members;
        for (const Place& p : region_.places())
            if (!p.cluster.empty()) members[p.cluster].push_back(p.id);
        std::vector<std::string> empty;
        for (const Cluster& c : region_.clusters())
            if (members.erase(c.id) == 0) empty.push_back(c.id);
        for (const auto& [cluster, ids] : members)
            warn("clusters", cluster, "is not in clusters.csv, but is the cluster of " + listed(ids));
        if (!empty.empty())
            note("clusters", "", counted(empty.size(), "cluster has", "clusters have") + " no place: " + listed(empty));
    }

    void platforms() {
        std::map<std::string, std::pair<double, bool>> shares; // sum of shares, all given
        for (const Host& h : region_.hosts()) {
            auto& [sum, all] = shares.emplace(h.platform, std::pair(0.0, true)).first->second;
            sum += h.share.value_or(0.0);
            all = all && h.share.has_value();
        }
        for (const Place& p : region_.places()) {
            if (p.kind != PlaceKind::platform) continue;
            const auto found = shares.find(p.id);
            if (found == shares.end())
                warn("hosts", p.id, "is a platform without a host district: what it has may be counted twice");
            else if (found->second.second && std::abs(found->second.first - 1.0) > 1e-6)
                warn("hosts", p.id,
                     "has host shares that add up to " + base::to_text(found->second.first) + " instead of 1");
        }
    }

    void links() {
        const Graph& g = region_.graph();
        const Index n = region_.size();
        const Index layer_count = region_.layers().size();
        std::vector<Index> links(layer_count, 0), parallel(layer_count, 0), zero(layer_count, 0),
            unknown_length(layer_count, 0);
        std::vector<Index> parent(n);
        std::iota(parent.begin(), parent.end(), Index{0});
        const auto root = [&](Index v) {
            while (parent[v] != v) v = parent[v] = parent[parent[v]];
            return v;
        };
        Index last_from = n, last_to = n;
        std::uint32_t last_layer = 0;
        for (auto [edge, end] = boost::edges(g); edge != end; ++edge) {
            const Link& l = g[*edge];
            const Index from = boost::source(*edge, g), to = boost::target(*edge, g);
            parent[root(from)] = root(to);
            if (l.mirrored) continue;
            ++links[l.layer];
            if (from == last_from && to == last_to && l.layer == last_layer) ++parallel[l.layer];
            if (l.weight == 0.0) ++zero[l.layer];
            if (std::isinf(l.distance_km) && std::isinf(l.hours)) ++unknown_length[l.layer];
            last_from = from, last_to = to, last_layer = l.layer;
        }
        for (Index i = 0; i < layer_count; ++i) {
            const Layer& layer = region_.layers()[i];
            if (links[i] == 0 && layer.theme.empty()) warn("links", layer.id, "is a layer without links");
            if (links[i] == 0 && !layer.theme.empty())
                note("links", layer.id, "names a flow of which there are no figures");
            if (parallel[i] > 0)
                note("links", layer.id,
                     counted(parallel[i], "link repeats", "links repeat") +
                         " the pair of another; their weights add up");
            if (zero[i] > 0) note("links", layer.id, counted(zero[i], "link has", "links have") + " weight 0");
            if (layer.kind == LayerKind::route && unknown_length[i] > 0)
                note("links", layer.id,
                     counted(unknown_length[i], "route has", "routes have") +
                         " neither distance nor hours and cannot be travelled");
        }
        if (n == 0) return;
        std::map<Index, Index> sizes;
        for (Index v = 0; v < n; ++v) ++sizes[root(v)];
        if (sizes.size() > 1) {
            std::vector<std::string> alone;
            for (Index v = 0; v < n; ++v)
                if (sizes[root(v)] == 1) alone.push_back(region_.place(v).id);
            warn("links", "",
                 "the links leave the places in " + std::to_string(sizes.size()) + " separate parts" +
                     (alone.empty() ? "" : "; without any link: " + listed(alone)));
        }
    }

    void observations() {
        std::vector<Index> districts;
        for (Index i = 0; i < region_.size(); ++i)
            if (region_.place(i).kind == PlaceKind::district) districts.push_back(i);
        std::set<std::string> observed, has_children;
        for (const Indicator& i : region_.indicators()) has_children.insert(i.parent);

        const auto& rows = region_.observations();
        for (Index first = 0; first < std::ssize(rows);) {
            Index last = first;
            while (last < std::ssize(rows) && rows[last].indicator == rows[first].indicator) ++last;
            observed.insert(rows[first].indicator);
            one_indicator(first, last, districts);
            first = last;
        }
        std::vector<std::string> empty;
        for (const Indicator& i : region_.indicators())
            if (i.formula.empty() && !has_children.contains(i.id) && !observed.contains(i.id)) empty.push_back(i.id);
        if (!empty.empty())
            note("indicators", "",
                 counted(empty.size(), "indicator has", "indicators have") + " no observation: " + listed(empty));
    }

    /// Rows first..last-1 observe one indicator; looks at each year's coverage, sum and outliers.
    void one_indicator(Index first, Index last, const std::vector<Index>& districts) {
        struct Year {
            std::vector<double> values;
            std::set<Index> districts;
            double sum = 0.0;
            std::optional<double> total;
        };
        std::map<int, Year> years;
        for (Index row = first; row < last; ++row) {
            const Observation& o = region_.observations()[row];
            Year& year = years[o.year];
            if (o.place.empty()) {
                year.total = o.value;
                continue;
            }
            const Index at = region_.index(o.place);
            if (region_.place(at).kind != PlaceKind::district) continue;
            year.districts.insert(at);
            year.values.push_back(o.value);
            year.sum += o.value;
        }
        const std::string& id = region_.observations()[first].indicator;
        for (auto& [year, data] : years) {
            if (data.districts.empty()) continue;
            const std::string when = id + ' ' + std::to_string(year);
            const auto [least, most] = std::minmax_element(data.values.begin(), data.values.end());
            if (data.total && data.values.size() > 1 && *least <= *data.total && *data.total <= *most)
                data.total.reset(); // a mean of the districts, as of a share or a rate: nothing adds up to it
            if (const Index missing = districts.size() - data.districts.size(); missing > 0) {
                note("observations", when,
                     "is missing for " + counted(missing, "district of ", "districts of ") +
                         std::to_string(districts.size()) + ": " + listed_without(districts, data.districts, missing));
                if (data.total && base::above(data.sum, *data.total))
                    warn("observations", when,
                         "adds up to " + base::to_text(data.sum) + " over " + std::to_string(data.districts.size()) +
                             " districts, more than the region's " + base::to_text(*data.total));
            } else if (data.total && std::abs(data.sum - *data.total) > 0.005 * std::abs(*data.total)) {
                warn("observations", when,
                     "adds up to " + base::to_text(std::round(data.sum * 100.0) / 100.0) +
                         " over all districts where the region's figure is " + base::to_text(*data.total));
            }
            auto middle = data.values.begin() + (data.values.size() / 2);
            std::nth_element(data.values.begin(), middle, data.values.end());
            const double median = *middle;
            if (data.values.size() < 5 || median <= 0.0) continue;
            const double largest = *std::max_element(data.values.begin(), data.values.end());
            if (largest > 1000.0 * median)
                warn("observations", when,
                     "has a value " + base::to_text(std::round(largest / median)) +
                         " times the median: is its unit right?");
        }
    }

    /// The first of the districts that are not among the known ones; both ascend.
    [[nodiscard]] std::string listed_without(const std::vector<Index>& districts, const std::set<Index>& known,
                                             Index missing) const {
        constexpr Index most = 5;
        std::vector<std::string> names;
        auto next = known.begin();
        for (Index k = 0; k < std::ssize(districts) && std::ssize(names) < most; ++k)
            if (next != known.end() && *next == districts[k])
                ++next;
            else
                names.push_back(region_.place(districts[k]).id);
        return listed(names) + (missing > most ? " and " + std::to_string(missing - most) + " more" : "");
    }

    void formulas() {
        const FigureSource source = own_figures(region_);
        for (const Indicator& its : region_.indicators()) {
            if (its.formula.empty()) continue;
            const std::vector<int> years = source.years(its.id);
            if (years.empty()) {
                warn("formula", its.id, "there is no year in which all that the formula names has figures");
                continue;
            }
            for (const int year : years) {
                const Column column = evaluate(region_, its, year, source, &findings);
                for (Index i = 0; i < column.size(); ++i)
                    if (column[i]) worked_out_.emplace(its.id, region_.place(i).id);
            }
        }
    }

    void layouts() {
        const auto& rows = region_.layouts(); // by layout, then by place
        for (Index first = 0, last = 0; first < std::ssize(rows); first = last) {
            const std::string& id = rows[first].layout;
            Index cores = 0, points = 0;
            for (; last < std::ssize(rows) && rows[last].layout == id; ++last) {
                const Assignment& row = rows[last];
                cores += row.role == Role::core ? 1 : 0;
                points += row.role == Role::point ? 1 : 0;
                if (region_.place(region_.index(row.place)).kind == PlaceKind::partner)
                    warn("layouts", id, "gives a role to " + row.place + ", which is outside the region");
            }
            if (cores == 0) warn("layouts", id, "names no core");
            if (points == 0) note("layouts", id, "names no point");
        }
    }

    void plan() {
        std::vector<std::string> orphans, unmeasured, costless;
        for (const Task& t : region_.tasks())
            if (t.lead.empty()) orphans.push_back(t.id);
        if (!orphans.empty())
            note("tasks", "",
                 counted(orphans.size(), "task has", "tasks have") + " no known lead: " + listed(orphans, 8));
        std::set<std::pair<std::string, std::string>> observed = worked_out_;
        for (const Observation& o : region_.observations()) observed.emplace(o.indicator, o.place);
        for (const Target& t : region_.targets())
            if (!observed.contains({t.indicator, t.place})) unmeasured.push_back(t.indicator);
        if (!unmeasured.empty())
            note("targets", "",
                 counted(unmeasured.size(), "target has", "targets have") +
                     " no observation to be judged by: " + listed(unmeasured));
        for (const Project& p : region_.projects())
            if (!p.cost) costless.push_back(p.id);
        if (!costless.empty())
            note("projects", "", counted(costless.size(), "project has", "projects have") + " no known cost");
    }

    /// Ids that a reader takes for the same, as after a slip of the keyboard.
    void look_alikes() {
        const auto look = [&](const std::string& table, const auto& rows, auto id_of) {
            std::set<std::string> ids;
            for (const auto& row : rows) ids.insert(id_of(row));
            for (const auto& group : alike(ids))
                warn(table, group.front(),
                     "looks like " + listed({group.begin() + 1, group.end()}) + ", and is not the same to a computer");
        };
        const auto id = [](const auto& row) { return row.id; };
        look("places", region_.places(), id);
        look("layers", region_.layers(), id);
        look("indicators", region_.indicators(), id);
        look("industries", region_.industries(), id);
        look("resources", region_.resources(), id);
        look("projects", region_.projects(), id);
        look("tasks", region_.tasks(), id);
        look("layouts", region_.layouts(), [](const Assignment& row) { return row.layout; });
        look("clusters", region_.places(), [](const Place& row) { return row.cluster; });
    }
};

} // namespace corewing::model::detail
