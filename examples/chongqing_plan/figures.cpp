#include "figures.hpp"

#include "corewing/graph/snapshot.hpp"
#include "corewing/graph/travel_times.hpp"
#include "corewing/indicator/impute.hpp"
#include "corewing/interaction/accessibility.hpp"
#include "corewing/model/column.hpp"
#include "corewing/model/labels.hpp"
#include "corewing/model/linkage.hpp"
#include "corewing/model/selection.hpp"
#include "corewing/report/number.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using corewing::Index;

namespace chongqing {

namespace base = corewing::base;
namespace graph = corewing::graph;
namespace indicator = corewing::indicator;
namespace interaction = corewing::interaction;
namespace model = corewing::model;
using model::Region;

namespace {

/// Sums, ratios and powers of columns carry the worse mark of the two.
template <class Operation>
Column combine(const Column& a, const Column& b, Operation&& operation) {
    Column result{Eigen::VectorXd::Zero(a.values.size()), base::Marks(a.values.size(), 1)};
    for (Index i = 0; i < a.values.size(); ++i) {
        result.marks(i, 0) = base::combine(a.marks(i, 0), b.marks(i, 0));
        if (result.marks(i, 0) != base::Mark::missing) result.values[i] = operation(a.values[i], b.values[i]);
    }
    return result;
}

Column read(const Region& region, const std::string& id, int year) {
    const auto column = model::column(region, id, year);
    return {column.values(), column.marks()};
}

class Preparation {
public:
    Preparation(const Region& region, const Assumptions& assumptions) : region_(region), assume_(assumptions) {
        places();
        sizes();
        times();
        index_leaves();
    }
    Figures result;

private:
    const Region& region_;
    const Assumptions& assume_;

    void places() {
        result.districts = model::select(region_, model::PlaceKind::district).indices();
        std::set<std::string> with_role;
        for (const auto& row : region_.layouts()) with_role.insert(row.place);
        const auto platforms = model::select(region_, model::PlaceKind::platform);
        for (const auto i : platforms.indices())
            if (with_role.contains(region_.place(i).id)) result.zones.push_back(i);
        std::merge(result.districts.begin(), result.districts.end(), result.zones.begin(), result.zones.end(),
                   std::back_inserter(result.places));
    }

    /// An indicator of the districts, gaps filled in proportion to another column; where the city's total
    /// is known, the filled cells share what the known ones leave of it.
    Column filled(const std::string& id, int year, const Column& in_proportion_to, const std::string& words) {
        Column column = read(region_, id, year);
        const auto total = model::total(region_, id, year);
        indicator::ImputeOptions options{.method = indicator::Imputation::ratio,
                                         .other = in_proportion_to.values(result.districts)};
        if (total) options.total = Eigen::VectorXd::Constant(1, total->value);
        const auto imputed =
            indicator::impute(column.values(result.districts), column.marks(result.districts, Eigen::all), options);
        column.values(result.districts) = imputed.values.col(0);
        column.marks(result.districts, Eigen::all) = imputed.marks;
        if (!imputed.fills.empty())
            result.filled.push_back((id == "gdp" ? "GDP " : "population ") + std::to_string(year) + " of " +
                                    std::to_string(imputed.fills.size()) + " districts: in proportion to " + words +
                                    (total ? ", to the city's total" : ""));
        for (const auto i : result.districts)
            if (!(column.values[i] > 0.0))
                throw base::bad_data(id + " in " + std::to_string(year) + " is " + base::to_text(column.values[i]) +
                                         ", or cannot be filled in",
                                     {.file = "observations.csv",
                                      .place = region_.place(i).id,
                                      .remedy = "give a figure above 0, of this year or of another"});
        return column;
    }

    void sizes() {
        // The first release of 2018 serves only to spread later totals, never to measure growth.
        const Column first = read(region_, "gdp_first_release", 2018);
        gdp_[2021] = filled("gdp", 2021, first, "the first release of 2018");
        gdp_[2022] = filled("gdp", 2022, gdp_[2021], "GDP 2021");
        gdp_[2020] = filled("gdp", 2020, gdp_[2021], "GDP 2021");
        gdp_[2019] = filled("gdp", 2019, gdp_[2020], "GDP 2020");

        Column then = read(region_, "population", 2010);
        Column now = read(region_, "population", 2020);
        now = filled("population", 2020, then, "the census of 2010");
        then = filled("population", 2010, now, "the census of 2020");
        result.population = now;
        population_then_ = then;

        result.gdp = gdp_.at(assume_.year);
        zone_sizes();
    }

    /// A zone's GDP: its own figure, or its stated share of the city's, or its area at its hosts' density.
    void zone_sizes() {
        const Column share = read(region_, "share_of_city_gdp", assume_.year);
        const auto total = model::total(region_, "gdp", assume_.year);
        result.net_gdp = result.gdp;
        for (const auto zone : result.zones) {
            const auto& place = region_.place(zone);
            std::vector<Index> hosts;
            double host_gdp = 0.0, host_area = 0.0;
            for (const auto& row : region_.hosts()) {
                if (row.platform != place.id) continue;
                hosts.push_back(region_.index(row.district));
                host_gdp += result.gdp.values[hosts.back()];
                host_area += region_.place(hosts.back()).area_km2.value_or(0.0);
            }
            double& gdp = result.gdp.values[zone];
            base::Mark& mark = result.gdp.marks(zone, 0);
            if (mark == base::Mark::missing && share.marks(zone, 0) != base::Mark::missing && total) {
                gdp = share.values[zone] / 100.0 * total->value;
                mark = base::combine(share.marks(zone, 0), total->mark);
            } else if (mark == base::Mark::missing && place.area_km2 && host_area > 0.0) {
                gdp = *place.area_km2 * host_gdp / host_area;
                mark = base::Mark::imputed;
                result.filled.push_back("GDP " + std::to_string(assume_.year) + " of " + place.name +
                                        ": its area at its host's GDP per km2");
            }
            result.net_gdp.values[zone] = gdp;
            result.net_gdp.marks(zone, 0) = mark;
            // Which part lies in which host is not public: taken in proportion to the hosts' GDP.
            for (const auto host : hosts) {
                result.net_gdp.values[host] -=
                    std::min(gdp, host_gdp) * result.gdp.values[host] / std::max(host_gdp, 1e-300);
                result.net_gdp.marks(host, 0) = base::combine(result.net_gdp.marks(host, 0), base::Mark::imputed);
            }
        }
    }

    void times() {
        const std::uint32_t rail = region_.layer("rail_2016");
        const auto hours = [&](const model::Link& link) {
            return link.layer == rail ? link.hours + assume_.station_hours : link.distance_km / assume_.road_speed;
        };
        road_hours_ = graph::travel_times(graph::snapshot(region_, {.layers = {"border", "access"}, .cost = hours}));
        result.hours =
            graph::travel_times(graph::snapshot(region_, {.layers = {"access", "border", "rail_2016"}, .cost = hours}));
    }

    /// The part of the indicator tree below the public index, and a column for each of its leaves.
    void index_leaves() {
        std::map<std::string, std::string> parent;
        for (const auto& row : region_.indicators()) parent[row.id] = row.parent;
        for (const auto& node : indicator::tree_of(region_.indicators())) {
            std::string top = node.id;
            while (!parent[top].empty()) top = parent[top];
            if (top == "public_index") result.tree.push_back(node);
        }

        std::map<std::string, Column> columns;
        const Column area = areas();
        columns["gdp"] = result.gdp;
        columns["population"] = result.population;
        columns["gdp_per_head"] =
            combine(result.gdp, result.population, [](double gdp, double people) { return gdp / people * 1e4; });
        columns["gdp_per_km2"] = combine(result.gdp, area, [](double gdp, double km2) { return gdp / km2; });
        columns["gdp_growth"] =
            growth(gdp_.at(assume_.first_year), gdp_.at(assume_.last_year), assume_.last_year - assume_.first_year);
        columns["population_growth"] = growth(population_then_, result.population, 10);
        columns["population_density"] =
            combine(result.population, area, [](double people, double km2) { return people * 1e4 / km2; });
        columns["share_of_cluster_gdp"] = shares_of_cluster();
        columns["trains"] = trains_within_reach();
        columns["accessibility"] = accessibility();

        std::set<std::string> has_children;
        for (const auto& node : result.tree) has_children.insert(node.parent);
        std::vector<const Column*> leaves;
        for (const auto& node : result.tree) {
            if (has_children.contains(node.id)) continue;
            const auto found = columns.find(node.id);
            if (found == columns.end())
                throw base::unknown_name(
                    "this program cannot compute the indicator \"" + node.id + "\"",
                    {.field = "public_index", .value = node.id, .remedy = "take it out of the tree in indicators.csv"});
            leaves.push_back(&found->second);
        }
        const Index rows = std::ssize(result.districts);
        result.leaves.resize(rows, std::ssize(leaves));
        result.leaf_marks.resize(rows, result.leaves.cols());
        for (Index j = 0; j < result.leaves.cols(); ++j) {
            const Column& column = *leaves[j];
            result.leaves.col(j) = column.values(result.districts);
            result.leaf_marks.col(j) = column.marks(result.districts, Eigen::all);
        }
    }

    Column areas() const {
        const Index n = std::ssize(region_);
        Column area{Eigen::VectorXd::Zero(n), base::Marks::Constant(n, 1, base::Mark::missing)};
        for (Index i = 0; i < n; ++i)
            if (const auto km2 = region_.place(i).area_km2) {
                area.values[i] = *km2;
                area.marks(i, 0) = base::Mark::observed;
            }
        return area;
    }

    static Column growth(const Column& then, const Column& now, int years) {
        return combine(then, now, [years](double a, double b) { return (std::pow(b / a, 1.0 / years) - 1.0) * 100.0; });
    }

    Column shares_of_cluster() const {
        const auto clusters = model::labels(region_, &model::Place::cluster);
        Eigen::VectorXd sum = Eigen::VectorXd::Zero(clusters.count());
        for (const auto i : result.districts) sum[clusters[i]] += result.gdp.values[i];
        Column share = result.gdp;
        for (const auto i : result.districts) {
            share.values[i] = 100.0 * result.gdp.values[i] / sum[clusters[i]];
            share.marks(i, 0) = base::combine(share.marks(i, 0), base::Mark::observed);
        }
        return share;
    }

    /// A station serves more than the district it stands in.
    Column trains_within_reach() const {
        const Eigen::MatrixXd trains = model::linkage(region_, "rail_2016").values();
        const Eigen::VectorXd at_station = trains.rowwise().sum() + trains.colwise().sum().transpose();
        return derived(interaction::cumulative_opportunities(at_station, road_hours_, assume_.reach_hours));
    }

    /// GDP elsewhere in the region, each hour of travel taking it down by a factor e.
    Column accessibility() const {
        Eigen::MatrixXd hours = result.hours;
        hours.diagonal().setConstant(model::unknown);
        Eigen::VectorXd gdp = Eigen::VectorXd::Zero(result.gdp.values.size());
        gdp(result.districts) = result.gdp.values(result.districts);
        return derived(
            interaction::hansen_accessibility(gdp, hours, {.decay = interaction::Decay::exponential, .rate = 1.0}));
    }

    static Column derived(Eigen::VectorXd values) {
        const Index n = values.size();
        return {std::move(values), base::Marks::Constant(n, 1, base::Mark::derived)};
    }

    std::map<int, Column> gdp_;
    Column population_then_;
    Eigen::MatrixXd road_hours_;
};

} // namespace

Figures figures(const Region& region, const Assumptions& assumptions) {
    return std::move(Preparation(region, assumptions).result);
}

} // namespace chongqing
