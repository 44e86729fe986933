// Ten lines: load a region, pick its districts, score how they work together, print the best.
#include "corewing/graph/travel_times.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/model/linkage.hpp"
#include "corewing/model/selection.hpp"
#include "corewing/report/number.hpp"
#include "corewing/scoring/collaboration.hpp"

#include <iostream>

namespace cw = corewing;

int main() {
    const auto region = cw::io::read_region(DATA_FOLDER "/chongqing");
    const auto districts = cw::model::select(region, cw::model::PlaceKind::district);
    const auto trains = districts.pairs(cw::model::linkage(region, "rail_2020"));
    const auto km = districts.pairs(
        cw::graph::travel_times(region, {.layers = {"border"}, .cost = cw::graph::Cost::distance_km}));
    const auto together = cw::scoring::collaboration({.flows = {{.name = "trains", .flow = trains}}});

    std::cout << "Districts that work together best, by the direct trains of 2020:\n";
    for (const auto& pair : districts.named(together.strongest(5)))
        std::cout << "  " << pair.first_name << " - " << pair.second_name << ", "
                  << cw::report::fixed(km(pair.first, pair.second), 0) << " km: score "
                  << cw::report::fixed(pair.score, 2) << '\n';
    std::cout << together.findings;
    return std::cout.flush() ? 0 : 1; // a full disk is a failure
}
