#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_BRIEFING

#include "corewing/briefing/briefing.hpp"

#include "corewing/briefing/flow_map.hpp"
#include "corewing/briefing/sections.hpp"
#include "corewing/briefing/words.hpp"

#include "results/print.hpp"

namespace corewing::results {

namespace {

using namespace corewing::briefing;
using base::Mark;

void one(long n) {
    const std::string name = "briefing[" + std::to_string(n) + ']';
    Draw draw(1900 + n);
    std::vector<MapPlace> places;
    for (long i = 0; i < n; ++i) {
        MapPlace place{.name = "Place " + std::to_string(i), .name_local = "地点"};
        place.lon = draw.uniform(105.0, 110.0);
        place.lat = draw.uniform(28.0, 32.0);
        place.size = draw.uniform(0.0, 50.0);
        place.role = i == 0  ? model::Role::core
                     : i < 3 ? model::Role::wing
                     : i < 6 ? model::Role::point
                             : model::Role::other;
        place.outside = i == n - 1;
        place.mark = i % 4 == 3 ? Mark::imputed : Mark::observed;
        places.push_back(place);
    }
    std::vector<MapLink> links;
    for (long k = 0; k < 3 * n; ++k) {
        MapLink link;
        link.from = draw.whole(n);
        link.to = draw.whole(n);
        link.strength = draw.uniform(0.0, 9.0);
        links.push_back(link);
    }
    const io::Boundaries outlines{
        {.name = "A", .polygons = {{.outer = {{105.0, 28.0}, {110.0, 28.0}, {109.0, 32.0}, {105.0, 28.0}}}}}};
    const auto map = flow_map(places, links, outlines);
    print(name + ".map", map);
    print(name + ".map.picture", map.picture);
    const auto small = flow_map(
        places, links, {}, {.title = "M", .links = 5, .names = 4, .curved = false, .inset = false, .width = 500.0});
    print(name + ".map.small", small);
    print(name + ".map.small.picture", small.picture);
    Briefing text{.title = "Title",
                  .subtitle = "Sub",
                  .summary = {"First.", "Second."},
                  .key_facts = {{"Places", "7", "and one"}},
                  .footer = "end"};
    text.sections.push_back(
        map_section({.title = "Map", .text = "words", .caption = "cap"}, places, links, outlines, {.links = 6}));
    std::vector<std::string> names;
    for (long i = 0; i < n; ++i) names.push_back("P" + std::to_string(i));
    const Eigen::MatrixXd scores = draw.symmetric(n, 0.1);
    text.sections.push_back(matrix_section({.title = "Scores"}, names, scores));
    std::vector<Share> shares;
    for (long i = 0; i < n; ++i) {
        Share share{.name = names[i], .reason = i % 2 == 0 ? "floor" : "price", .accent = i == 1};
        share.amount = draw.uniform(0.0, 30.0);
        share.mark = i == 2 ? Mark::missing : Mark::derived;
        if (i % 3 == 0) share.limits = report::Interval{1.0, 40.0};
        shares.push_back(share);
    }
    text.sections.push_back(
        division_section({.title = "Division"}, shares, {.unit = "million", .digits = 2, .accent_name = "new"}));
    text.sections.push_back(targets_section({.title = "Targets"}, {{.indicator = "gdp",
                                                                    .unit = "bn",
                                                                    .baseline = 1.0,
                                                                    .target = 2.0,
                                                                    .outcome = 1.7,
                                                                    .digits = 1,
                                                                    .status = "on track"},
                                                                   {.indicator = "x"}}));
    base::Marks marks = base::Marks::Constant(n, 2, Mark::observed);
    marks(0, 0) = Mark::missing;
    marks(1, 1) = Mark::synthetic;
    const auto counted = count_marks("table", marks);
    print(name + ".count_marks", counted);
    const base::Findings findings{{.topic = "a", .subject = "s", .text = "note"},
                                  {.severity = base::Severity::warning, .topic = "b", .subject = "t", .text = "warn"}};
    text.sections.push_back(data_section({.title = "Data"}, {counted}, findings, {"source"}));
    text.sections.push_back(data_section({.title = "数据"}, {counted}, findings, {"source"}, chinese()));
    print(name + ".html", html(text));
}

} // namespace

void briefing() {
    for (const long n : {4L, 9L, 30L}) attempt("briefing", [&] { one(n); });
    print("map.empty", flow_map({}, {}).picture);
}

} // namespace corewing::results
