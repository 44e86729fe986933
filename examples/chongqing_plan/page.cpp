#include "page.hpp"

#include "corewing/briefing/briefing.hpp"
#include "corewing/briefing/sections.hpp"
#include "corewing/report/number.hpp"

#include "names.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

using corewing::Index;

namespace chongqing {

namespace allocation = corewing::allocation;
namespace base = corewing::base;
namespace briefing = corewing::briefing;
namespace model = corewing::model;
namespace report = corewing::report;
namespace scoring = corewing::scoring;

namespace {

class PageWriter {
public:
    PageWriter(const model::Region& region, const Plan& plan) : region_(region), plan_(plan) {}

    report::Section map(const corewing::io::Boundaries& outlines) const {
        std::vector<briefing::MapPlace> places;
        std::vector<Index> at(region_.size(), region_.size());
        for (Index i = 0; i < std::ssize(region_); ++i) {
            const model::Place& place = region_.place(i);
            const Index row = i;
            if (!place.lon || (place.kind == model::PlaceKind::platform && !is_zone(i))) continue;
            at[i] = places.size();
            const base::Mark mark = plan_.figures.gdp.marks(row, 0);
            places.push_back({.name = short_name(place),
                              .name_local = place.kind == model::PlaceKind::platform ? place.name_local : "",
                              .lon = *place.lon,
                              .lat = *place.lat,
                              .size = mark == base::Mark::missing ? 0.0 : plan_.figures.gdp.values[row],
                              .role = stated_role(i),
                              .outside = place.kind == model::PlaceKind::partner,
                              .mark = mark,
                              .note = place.name_local + ", GDP " + report::fixed(plan_.figures.gdp.values[row], 0)});
        }
        std::vector<briefing::MapLink> links;
        const Eigen::MatrixXd score = plan_.collaboration.score_matrix();
        for (Index i = 0; i < score.rows(); ++i)
            for (Index j = i + 1; j < score.cols(); ++j)
                if (at[plan_.district(i)] < region_.size() && at[plan_.district(j)] < region_.size())
                    links.push_back({at[plan_.district(i)], at[plan_.district(j)], score(i, j)});
        return briefing::map_section(
            {.title = "Who works with whom",
             .text =
                 "Circles show gross domestic product " + std::to_string(plan_.assumptions.year) +
                 ", strokes the collaboration score of two districts. Colours are the roles that the two pilot-zone "
                 "plans state; which other places are points has not been published.",
             .caption = outlines.empty() ? "Places where they lie; no boundaries were given."
                                         : "Boundaries as given to the program."},
            places, links, outlines,
            {.links = 70, .words = {.size = "GDP, " + region_.info().currency, .strength = "Collaboration score"}});
    }

    report::Section layouts() const {
        report::Section section{.title = "One core, two wings, many points"};
        section.blocks.push_back(report::Paragraph{
            "How far does the linkage that size and travel time lead one to expect follow the layouts as stated? Fit "
            "is "
            "the correlation with the pattern; p is the share of random layouts with the same counts that fit at least "
            "as well. Pairs on the same ground do not count."});
        report::Table table{.columns = {{"Layout"},
                                        {"Stated places"},
                                        {"Fit", report::Align::right},
                                        {"p", report::Align::right},
                                        {"Core to wings", report::Align::right},
                                        {"All other pairs", report::Align::right}},
                            .note =
                                "Linkage by gravity of GDP and travel time, relative to the strongest pair of roles. "
                                "Only roles that a public text states are used."};
        for (const LayoutFit& l : plan_.layouts) {
            std::string stated;
            for (Index i = 0; i < std::ssize(region_); ++i)
                if (l.layout.stated[i])
                    stated += (stated.empty() ? "" : ", ") + short_name(region_.place(i)) + " (" +
                              std::string(model::name(l.layout.roles[i])) + ')';
            const auto& mean = l.fit.mean_linkage;
            const double top = std::max(mean.maxCoeff(), 1e-300);
            table.rows.push_back({l.layout.id,
                                  stated,
                                  {report::signed_fixed(l.fit.fit, 2), base::Mark::imputed},
                                  {report::fixed(l.fit.p_value, 4), base::Mark::imputed},
                                  {report::fixed(mean(0, 1) / top, 2), base::Mark::imputed},
                                  {report::fixed(mean(3, 3) / top, 2), base::Mark::imputed}});
        }
        section.blocks.push_back(std::move(table));
        section.sections.push_back(proposal());
        return section;
    }

    report::Section proposal() const {
        const auto& p = plan_.proposal;
        std::vector<Index> points;
        for (Index k = 0; k < std::ssize(plan_.figures.places); ++k)
            if (p.roles.roles[k] != model::Role::other || p.confidence.kept[k] < 0.95)
                points.push_back(k);
        std::stable_sort(points.begin(), points.end(), [&](Index a, Index b) {
            return p.roles.roles[a] != p.roles.roles[b]
                       ? p.roles.roles[a] < p.roles.roles[b]
                       : p.roles.margin[a] > p.roles.margin[b];
        });
        report::Table table{.caption = "Proposed roles, places that are a point in some runs included",
                            .columns = {{"Place"},
                                        {"Role"},
                                        {"Margin", report::Align::right},
                                        {"Keeps its role in", report::Align::right}},
                            .note = "Margin: what the layout's value (" + report::fixed(p.roles.outcome.objective, 3) +
                                    ") loses if the place may not have this role. The share counts 200 runs in which "
                                    "estimated GDP, the pull of distance and the least travel time vary."};
        for (const Index k : points) {
            const Index row = k;
            const bool given = plan_.layouts.back().layout.stated[plan_.place(row)];
            table.rows.push_back({short_name(region_.place(plan_.place(row))),
                                  std::string(model::name(p.roles.roles[k])) + (given ? " (stated)" : ""),
                                  given || !std::isfinite(p.roles.margin[row])
                                      ? report::Cell("")
                                      : report::Cell(report::significant(p.roles.margin[row], 2), base::Mark::imputed),
                                  {report::percent(p.confidence.kept[row], 0), base::Mark::imputed}});
        }
        report::Section section{.title = "A proposal for the points of the digital zone"};
        section.blocks.push_back(report::Note{
            "A proposal, not a published list. The plan speaks of 15 districts and names only Yubei. Core, wings and "
            "Yubei "
            "are kept as stated; the other 14 are the districts that expected linkage and size speak for most. The "
            "choice is " +
            std::string(base::name(p.roles.outcome.status)) + " under these rules."});
        section.blocks.push_back(std::move(table));
        return section;
    }

    report::Section pairs() const {
        report::Section section = briefing::matrix_section(
            {.title = "Scores of all pairs of districts",
             .text =
                 "Each score joins linkage (fast trains of 2016, shared border), potential (gravity of GDP and time), "
                 "realisation (linkage against potential) and coordination (both developed, and equally so).",
             .caption = "Collaboration score of each pair, 0 to 1."},
            district_names(), plan_.collaboration.score_matrix());
        section.blocks.push_back(pair_table("Strongest pairs", plan_.strongest));
        section.blocks.push_back(pair_table("Most under-used pairs more than " +
                                                report::fixed(60.0 * plan_.assumptions.reach_hours, 0) +
                                                " minutes apart: much potential, little of it seen",
                                            plan_.under_used));
        return section;
    }

    report::Section districts() const {
        report::Section section{.title = "How the districts stand"};
        section.blocks.push_back(report::Paragraph{
            "The index uses only what public figures carry: size, productivity, growth, connectivity, concentration, "
            "the five alike, the indicators within each weighed by entropy. Coordination (耦合协调度, Wang et al. "
            "2021) asks whether the five sides are high "
            "together."});
        report::Table table{.caption = "Index, its five sides, and coordination",
                            .columns = {{"District"}, {"", report::Align::left}, {"Index", report::Align::right}}};
        for (const auto& side : plan_.subsystems)
            table.columns.push_back({region_.indicator(side).name, report::Align::right});
        table.columns.push_back({"Coordination", report::Align::right});
        table.columns.push_back({"Grade"});
        for (const auto row : by_score()) {
            const auto root = root_mark(row);
            report::Row cells{short_name(region_.place(plan_.district(row))),
                              short_local_name(region_.place(plan_.district(row))),
                              {report::fixed(plan_.index.score[row], 3), root}};
            for (Index k = 0; k < plan_.levels.cols(); ++k)
                cells.push_back({report::fixed(plan_.levels(row, k), 2), side_mark(row, k)});
            cells.push_back({report::fixed(plan_.coupling.coordination[row], 2), root});
            cells.push_back(plan_.coupling.grades[plan_.coupling.grade[row]].name_local);
            table.rows.push_back(std::move(cells));
        }
        section.blocks.push_back(std::move(table));
        return section;
    }

    report::Section division() const {
        std::vector<briefing::Share> shares;
        for (Index k = 0; k < std::ssize(plan_.figures.places); ++k) {
            const Index row = k;
            const auto& reason = plan_.division.reason[k];
            shares.push_back({.name = short_name(region_.place(plan_.place(row))),
                              .amount = plan_.division.amount[row],
                              .mark = plan_.figures.net_gdp.marks(plan_.place(row), 0),
                              .reason = words(reason),
                              .accent = is_zone(plan_.place(row))});
        }
        std::string floors;
        for (const auto& cluster : plan_.clusters)
            if (cluster.floor > 0.0) floors += ", at least " + report::fixed(cluster.floor, 0) + " for " + cluster.name;
        return briefing::division_section(
            {.title = "If the first batch were divided by rule",
             .text =
                 "An illustration, not the city's decision: " + report::fixed(plan_.rules.budget, 0) +
                 " (the published total of the first batch) divided in proportion to GDP without double counting of "
                 "zones, at least " +
                 report::fixed(plan_.rules.place_floor, 0) + " and at most " + report::fixed(plan_.rules.place_cap, 0) +
                 " a place" + floors +
                 ". The floors and caps are assumptions of this example. The answer is proven best under them.",
             .caption = "Amount by place. Zones are accented."},
            shares, {.unit = region_.info().currency, .accent_name = "zone of the layout"});
    }

    report::Section targets() const {
        std::vector<briefing::TargetLine> lines;
        for (const TargetCheck& t : plan_.targets) {
            briefing::TargetLine line{.indicator = t.name, .unit = t.unit, .target = t.target.target};
            if (t.outcome) {
                line.outcome = t.outcome->value;
                line.status = t.met() ? "met" : "missed";
                line.note = std::to_string(t.outcome->year) + ": " + t.outcome->source;
            } else {
                line.status = "no data";
                if (t.earlier)
                    line.note = "last comparable: " + report::significant(t.earlier->value, 4) + " in " +
                                std::to_string(t.earlier->year) + "; " + t.earlier->source;
            }
            lines.push_back(std::move(line));
        }
        report::Section section = briefing::targets_section(
            {.title = "Targets for 2022 against what was published",
             .text =
                 "For most targets no outcome was published; the report of October 2025 uses other indicators. The "
                 "share of the digital economy in GDP changed its definition between 2021 and 2022 and is not joined."},
            lines, {.target = "Target 2022"});
        section.blocks.push_back(outcomes());
        return section;
    }

    report::Section candidates() const {
        struct Theme {
            Index count = 0, chosen = 0;
            double cost = 0.0;
        };
        std::vector<std::string> names;
        std::vector<Theme> themes;
        for (const Candidate& c : plan_.candidates) {
            Index at = std::find(names.begin(), names.end(), c.theme) - names.begin();
            if (at == std::ssize(names)) names.push_back(c.theme), themes.emplace_back();
            ++themes[at].count;
            if (c.chosen) ++themes[at].chosen, themes[at].cost += c.cost;
        }
        report::Table table{.caption = "Synthetic candidates by theme of the call",
                            .columns = {{"Theme"},
                                        {"Candidates", report::Align::right},
                                        {"Chosen", report::Align::right},
                                        {"Cost of the chosen, " + region_.info().currency, report::Align::right}}};
        const auto synthetic = [](std::string text) { return report::Cell(std::move(text), base::Mark::synthetic); };
        for (Index k = 0; k < std::ssize(names); ++k)
            table.rows.push_back({names[k], synthetic(std::to_string(themes[k].count)),
                                  synthetic(std::to_string(themes[k].chosen)),
                                  synthetic(report::fixed(themes[k].cost, 1))});
        report::Section section{.title = "Synthetic candidate projects"};
        section.blocks.push_back(report::Note{
            "Synthetic. Of the 658 proposals of 2020 only their number, the number chosen (73) and the total (about "
            "29.6 "
            "billion yuan) are public. The list used here is drawn at random from a fixed seed and only has the right "
            "counts and total; no place or project in it is real."});
        section.blocks.push_back(std::move(table));
        return section;
    }

    report::Section data() const {
        base::Findings findings = plan_.doubts;
        for (const auto& line : plan_.figures.filled) findings.push_back({base::Severity::note, "filled in", "", line});
        for (const auto& part :
             {plan_.index.findings, plan_.collaboration.findings, plan_.coupling.findings, plan_.division.findings})
            findings.insert(findings.end(), part.begin(), part.end());
        const auto& f = plan_.figures;
        const auto rows = [&](const Column& column, const auto& places) -> base::Marks {
            return column.marks(places, Eigen::all);
        };
        const auto& a = plan_.assumptions;
        return briefing::data_section(
            {.title = "How far the data carry",
             .text = "Assumed, because no public figure was found: " + report::fixed(a.road_speed, 0) +
                     " km an hour between neighbouring seats along the straight line, " +
                     report::fixed(60.0 * a.station_hours, 0) +
                     " minutes to reach a station and wait, trains as of March 2016, flow falling with the power " +
                     report::fixed(a.distance_decay, 0) + " of time."},
            {briefing::count_marks("GDP " + std::to_string(a.year) + ", districts and zones", rows(f.gdp, f.places)),
             briefing::count_marks("GDP net of zones", rows(f.net_gdp, f.places)),
             briefing::count_marks("Population " + std::to_string(a.year) + ", districts",
                                   rows(f.population, f.districts)),
             briefing::count_marks("Cells of the index", f.leaf_marks)},
            findings, sources());
    }

    std::vector<report::Card> key_facts() const {
        const auto& under = plan_.under_used;
        std::vector<report::Card> cards{
            {"Districts and counties", std::to_string(plan_.figures.districts.size()),
             "and " + std::to_string(plan_.figures.zones.size()) + " zones with a stated role"}};
        if (!plan_.layouts.empty())
            cards.push_back({"Fit of the stated layout", report::signed_fixed(plan_.layouts.front().fit.fit, 2),
                             "p = " + report::fixed(plan_.layouts.front().fit.p_value, 4)});
        if (!under.empty())
            cards.push_back({"Most under-used pair",
                             short_name(region_.place(plan_.district(under[0].first))) + " – " +
                                 short_name(region_.place(plan_.district(under[0].second))),
                             "outside the built-up centre"});
        const auto seen = std::count_if(plan_.targets.begin(), plan_.targets.end(),
                                        [](const TargetCheck& t) { return t.outcome.has_value(); });
        cards.push_back({"Targets with an outcome",
                         std::to_string(seen) + " of " + std::to_string(plan_.targets.size()),
                         "the rest cannot be judged"});
        return cards;
    }

private:
    [[nodiscard]] bool is_zone(Index i) const {
        const auto& zones = plan_.figures.zones;
        return std::find(zones.begin(), zones.end(), i) != zones.end();
    }

    /// The role that any layout states; core before wing before point.
    [[nodiscard]] model::Role stated_role(Index i) const {
        model::Role role = model::Role::other;
        for (const LayoutFit& l : plan_.layouts) role = std::min(role, l.layout.roles[i]);
        return role;
    }

    [[nodiscard]] std::vector<std::string> district_names() const {
        std::vector<std::string> names;
        for (const auto i : plan_.figures.districts)
            names.push_back(short_name(region_.place(i)));
        return names;
    }

    [[nodiscard]] std::vector<Index> by_score() const {
        std::vector<Index> order(plan_.figures.districts.size());
        std::iota(order.begin(), order.end(), Index{0});
        const auto& score = plan_.index.score;
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return score[a] > score[b]; });
        return order;
    }

    [[nodiscard]] base::Mark node_mark(Index row, const std::string& id) const {
        for (Index k = 0; k < std::ssize(plan_.index.nodes); ++k)
            if (plan_.index.nodes[k].id == id) return plan_.index.marks(row, k);
        return base::Mark::derived;
    }
    [[nodiscard]] base::Mark root_mark(Index row) const { return node_mark(row, "public_index"); }
    [[nodiscard]] base::Mark side_mark(Index row, Index side) const {
        return node_mark(row, plan_.subsystems[side]);
    }

    [[nodiscard]] report::Table pair_table(std::string caption, const std::vector<scoring::PairScore>& pairs) const {
        report::Table table{.caption = std::move(caption),
                            .columns = {{"Pair"}, {"Score", report::Align::right}, {"Minutes", report::Align::right}}};
        for (const auto part : plan_.collaboration.kept)
            table.columns.push_back({std::string(corewing::scoring::name(part)), report::Align::right});
        for (const auto& p : pairs) {
            const auto a = plan_.district(p.first), b = plan_.district(p.second);
            const double hours = plan_.figures.hours(a, b);
            report::Row row{short_name(region_.place(a)) + " – " + short_name(region_.place(b)),
                            {report::fixed(p.score, 2), base::Mark::derived},
                            {minutes(hours), base::Mark::derived}};
            for (const auto part : plan_.collaboration.kept)
                row.push_back({report::fixed(p.part[corewing::base::position(part)], 3), base::Mark::derived});
            table.rows.push_back(std::move(row));
        }
        return table;
    }

    [[nodiscard]] std::string words(const allocation::Reason& reason) const {
        switch (reason.hold) {
        case allocation::Hold::at_cap: return "at its cap: would be given more";
        case allocation::Hold::at_floor: return "at its floor: would be given less";
        case allocation::Hold::held_by_group:
            return "raised by the floor of " + plan_.clusters[reason.group].name;
        case allocation::Hold::at_price: break;
        }
        return "its next unit is worth what it is worth elsewhere";
    }

    /// What the city as a whole reported for years from 2024 on.
    [[nodiscard]] report::Table outcomes() const {
        report::Table table{
            .caption = "What was reported later, for other indicators",
            .columns = {{"Indicator"}, {"Value", report::Align::right}, {"Unit"}, {"Year"}, {"Source"}}};
        for (const auto& seen : region_.observations()) {
            if (!seen.place.empty() || seen.year < 2024) continue;
            const auto& indicator = region_.indicator(seen.indicator);
            table.rows.push_back({indicator.name, report::significant(seen.value, 6), indicator.unit,
                                  std::to_string(seen.year), seen.source});
        }
        return table;
    }

    [[nodiscard]] std::vector<std::string> sources() const {
        std::set<std::string> found;
        for (const auto& layer : region_.layers()) found.insert(layer.name + ": " + layer.source);
        std::vector<std::string> list(found.begin(), found.end());
        list.insert(list.begin(), region_.info().source);
        list.push_back("Every row of the region folder names its own source.");
        return list;
    }

    const model::Region& region_;
    const Plan& plan_;
};

} // namespace

std::string page(const model::Region& region, const Plan& plan, const corewing::io::Boundaries& outlines) {
    const PageWriter writer(region, plan);
    return briefing::html(
        {.title = region.info().name + ": one core, two wings, many points",
         .subtitle = region.info().name_local + " 一核两翼多点",
         .summary =
             {"How well the districts and zones work together, how far the stated layout follows their linkage, what "
              "a division of the first batch by rule would give each, and which targets can be judged. Every number "
              "is public or computed from public ones; what is estimated or made up is marked."},
         .key_facts = writer.key_facts(),
         .sections = {writer.map(outlines), writer.layouts(), writer.pairs(), writer.districts(), writer.division(),
                      writer.targets(), writer.candidates(), writer.data()},
         .footer = "Made with corewing. An illustration for planning discussions, not an official document."});
}

} // namespace chongqing
