#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_MODEL

#include "corewing/model/column.hpp"
#include "corewing/model/diagnose.hpp"
#include "corewing/model/grounds.hpp"
#include "corewing/model/labels.hpp"
#include "corewing/model/linkage.hpp"
#include "corewing/model/output.hpp"
#include "corewing/model/same_ground.hpp"
#include "corewing/model/selection.hpp"
#include "corewing/model/stated_roles.hpp"

#include "results/region.hpp"
#include "support/sample_region.hpp"

namespace corewing::results {

namespace {

using namespace corewing::model;

void look(const std::string& name, const Region& region) {
    print(name + ".tables", region.tables());
    print(name + ".size", region.size());
    print(name + ".diagnose", diagnose(region));
    for (const Place& place : region.places()) {
        print(name + ".index", region.index(place.id));
        print(name + ".place", region.place(region.index(place.id)));
    }
    print(name + ".find", region.find("nobody"));
    attempt(name + ".index", [&] { print(name, region.index("centr")); });
    attempt(name + ".place", [&] { print(name, region.place(10000)); });
    attempt(name + ".layer", [&] { print(name, region.layer("tirade")); });
    for (const auto& layer : region.layers()) {
        print(name + ".layer", region.layer(layer.id));
        print(name + ".linkage", linkage(region, layer.id).values());
        print(name + ".sparse_linkage", sparse_linkage(region, layer.id));
    }
    for (const auto& layer : region.layers()) print(name + ".linkage.marks", linkage(region, layer.id).marks());
    print(name + ".areas", areas(region));
    const auto ground = grounds(region);
    for (Index g = 0; g < ground.size(); ++g) print(name + ".ground", ground[g]);
    print(name + ".ground.labels", ground.labels());
    attempt(name + ".latest", [&] {
        const auto gdp = column(region, "gdp");
        print(name + ".latest", gdp);
        print(name + ".latest.ground", ground.sum(gdp));
        print(name + ".latest.a_km2", in_unit(gdp / areas(region), 1e4, "yuan a km2"));
        print(name + ".latest.growth", growth(column(region, "gdp", 2020), gdp));
    });
    for (const auto& row : region.indicators()) {
        print(name + ".indicator", region.indicator(row.id));
        print(name + ".years", years(region, row.id));
        for (const int year : {2019, 2020, 2023}) {
            attempt(name + ".column", [&] {
                const auto numbers = column(region, row.id, year);
                print(name + ".column.values", numbers.values());
                print(name + ".column.marks", numbers.marks());
            });
            print(name + ".total", total(region, row.id, year));
        }
    }
    print(name + ".layout_names", layout_names(region));
    for (const auto& plan : layout_names(region)) print(name + ".layout", stated_roles(region, plan));
    attempt(name + ".layout", [&] { stated_roles(region, "pla"); });
    print(name + ".clusters", labels(region, &Place::cluster));
    for (const auto kind : all_place_kinds) print(name + ".places_of_kind", select(region, kind).indices());
    print(name + ".same_ground", same_ground(region));
    for (const int year : {2020, 2023})
        attempt(name + ".output", [&] {
            const auto made = model::output(region, year);
            print(name + ".output.values", made.values());
            print(name + ".output.marks", made.marks());
        });
    print(name + ".equal", region == Region(region.tables()));
}

} // namespace

void model() {
    attempt("valley", [] { look("valley", Region(test::valley())); });
    for (const long n : {6L, 20L})
        attempt("drawn", [&] { look("drawn[" + std::to_string(n) + ']', Region(drawn_tables(n, 50 + n))); });
    attempt("bad tables", [] {
        auto tables = test::valley();
        tables.places[0].lon = 400.0;
        tables.links[1].to = "nowhere";
        tables.layouts.push_back({.layout = "plan", .place = "zonee"});
        tables.observations.push_back({.place = "south", .indicator = "gdp", .year = 2020, .value = 1});
        const Region region(tables);
    });
    for (const auto role : all_roles) {
        print("role", name(role));
        print("role_of", role_of(name(role)));
    }
    print("role_of", role_of("king"));
    for (const auto kind : all_place_kinds) print("place_kind", name(kind));
    for (const auto kind : all_layer_kinds) print("layer_kind", name(kind));
    for (const auto sense : all_senses) print("sense", name(sense));
}

} // namespace corewing::results
