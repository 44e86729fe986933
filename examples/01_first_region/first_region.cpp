// Ten lines: load a region, score how its districts coordinate, print the best.
#include "corewing/graph/snapshot.hpp"
#include "corewing/graph/travel_times.hpp"
#include "corewing/interaction/gravity.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/model/column.hpp"
#include "corewing/model/linkage.hpp"
#include "corewing/scoring/collaboration.hpp"

#include <cstdio>

namespace cw = corewing;

int main() {
    const auto region = cw::io::read_region(DATA_FOLDER "/chongqing");
    const auto km = cw::graph::travel_times(
        cw::graph::snapshot(region, {.layers = {"border"}, .cost = cw::graph::Cost::distance_km}));
    const auto people = cw::model::column(region, "population", 2020);
    const auto potential = cw::interaction::gravity(people.values(), km);
    const auto together = cw::scoring::collaboration(
        {.flows = {{.name = "trains", .flow = cw::model::linkage(region, "rail_2016")}}, .potential = potential});

    std::puts("Districts that work together best (fast trains of 2016 and gravity of people and distance):");
    for (const auto& pair : together.strongest(5)) {
        const auto& a = region.place(pair.first);
        const auto& b = region.place(pair.second);
        std::printf("  %-10s %-10s %4.0f km  score %.2f\n", a.id.c_str(), b.id.c_str(), km(pair.first, pair.second),
                    pair.score);
    }
}
