#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/base/error.hpp"
#include "corewing/briefing/flow_map.hpp"
#include "corewing/briefing/joints.hpp"
#include "corewing/model/region.hpp"
#include "corewing/model/selection.hpp"

#include "support/refusal.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;
using base::Mark;
using model::PlaceKind;
using corewing::test::refusal;

namespace {

// 0 bridge, 1 capital (partner), 2 harbour, 3 mill, 4 spring; harbour and spring without coordinates
model::Region valley() {
    model::Tables tables;
    tables.places = {{.id = "bridge", .name = "Bridge Town", .name_local = "Brugg", .lon = 10.0, .lat = 50.0},
                     {.id = "capital", .name = "Capital", .kind = PlaceKind::partner, .lon = 12.0, .lat = 49.0},
                     {.id = "harbour", .name = "Harbour"},
                     {.id = "mill", .lon = 9.7, .lat = 50.3},
                     {.id = "spring", .name = "Spring"}};
    return model::Region(std::move(tables));
}

model::Column people(const model::Selection& towns) {
    Eigen::VectorXd values(towns.size());
    base::Marks marks(towns.size(), 1);
    const std::vector<Mark> of{Mark::observed, Mark::imputed, Mark::synthetic, Mark::missing, Mark::derived};
    for (Index row = 0; row < towns.size(); ++row) {
        values(row) = static_cast<double>(10 + row);
        marks(row, 0) = of[row];
    }
    return model::Column(values, marks, {.name = "people", .places = towns.ids()});
}

struct Scored {
    Index first = 0;
    Index second = 0;
    double score = 0.0;
    double unused = 0.0;
};

} // namespace

TEST_CASE("places with coordinates come to the map, the others into findings") {
    const auto region = valley();
    const auto all = model::select(region, [](const model::Place&) { return true; });
    const auto map = briefing::map_places(all, people(all));
    REQUIRE(map.places.size() == 3);
    CHECK(map.places[0].name == "Bridge Town");
    CHECK(map.places[0].name_local == "Brugg");
    CHECK(map.places[0].lon == 10.0);
    CHECK(map.places[0].lat == 50.0);
    CHECK(map.places[0].size == 10.0);
    CHECK(map.places[0].mark == Mark::observed);
    CHECK_FALSE(map.places[0].outside);
    CHECK(map.places[1].outside);
    CHECK(map.places[1].mark == Mark::imputed);
    CHECK(map.places[2].name == "mill"); // the id where there is no name
    CHECK(map.places[2].size == 0.0);
    CHECK(map.places[2].mark == Mark::missing);
    REQUIRE(map.findings.size() == 2);
    CHECK(map.findings[0].subject == "harbour");
    CHECK(map.findings[0].text == "Harbour has no coordinates and is left out of the map");
    CHECK(map.findings[1].text == "Spring has no coordinates and is left out of the map");
    CHECK(briefing::map_rows(all) == std::vector<Index>{0, 1, -1, 2, -1});
}

TEST_CASE("roles come to the map") {
    const auto region = valley();
    const auto towns = model::select(region, PlaceKind::district); // bridge, harbour, mill, spring
    const model::Roles roles{model::Role::core, model::Role::wing, model::Role::point, model::Role::other};
    const auto map = briefing::map_places(towns, people(towns), roles);
    CHECK(map.places[0].role == model::Role::core);
    CHECK(map.places[1].role == model::Role::point); // harbour has no coordinates
    CHECK(briefing::map_places(towns, people(towns)).places[0].role == model::Role::other);
    CHECK(refusal([&] { briefing::map_places(towns, people(towns), {model::Role::core}); }) ==
          "roles: has 1 entries where 4 are needed");
}

TEST_CASE("links follow the places that are on the map") {
    const auto region = valley();
    const auto towns = model::select(region, PlaceKind::district); // bridge, harbour, mill, spring
    const std::vector<Scored> pairs{{0, 2, 0.9, 0.1}, {0, 1, 0.8, 0.2}, {2, 3, 0.7, 0.3}, {2, 0, 0.6, 0.4}};
    const auto links = briefing::map_links(towns, pairs);
    REQUIRE(links.size() == 2);
    CHECK(links[0].from == 0);
    CHECK(links[0].to == 1);
    CHECK(links[0].strength == 0.9);
    CHECK(links[1].from == 1);
    CHECK(links[1].to == 0);
    CHECK(links[1].strength == 0.6);
    CHECK(briefing::map_links(towns, towns.named(pairs)).size() == 2);
    CHECK(briefing::map_links(towns, pairs, &Scored::unused)[1].strength == 0.4);
    CHECK(briefing::map_links(towns, std::vector<Scored>{}).empty());
    CHECK(refusal([&] { briefing::map_links(towns, std::vector<Scored>{{0, 4, 1.0, 1.0}}); }) ==
          "row: there is no row 4 among the 4 selected");
    const auto map = briefing::map_places(towns, people(towns));
    CHECK(briefing::flow_map(map.places, links).links_drawn == 2);
}

TEST_CASE("shares carry names, amounts and the worse of the marks") {
    const auto region = valley();
    const auto towns = model::select(region, PlaceKind::district);
    const auto basis = people(towns); // observed, imputed, synthetic, missing
    allocation::FairDivision division = allocation::fair_division(Eigen::Vector4d::Ones(), {.budget = 8.0});
    const auto shares = briefing::shares(towns, division, basis);
    REQUIRE(shares.size() == 4);
    CHECK(shares[0].name == "Bridge Town");
    CHECK(shares[0].amount == 2.0);
    CHECK(shares[0].mark == Mark::derived);
    CHECK(shares[1].mark == Mark::imputed);
    CHECK(shares[2].name == "mill");
    CHECK(shares[2].mark == Mark::synthetic);
    CHECK(shares[3].mark == Mark::missing);

    const auto none = allocation::fair_division(Eigen::Vector4d::Ones(), {.budget = 8.0, .lower = 3.0});
    for (const auto& share : briefing::shares(towns, none, basis)) CHECK(share.mark == Mark::missing);

    allocation::SpilloverDivision spread;
    spread.amount = Eigen::Vector4d(1, 2, 3, 4);
    spread.outcome.status = base::Status::optimal;
    CHECK(briefing::shares(towns, spread, basis)[3].amount == 4.0);
}

TEST_CASE("what stands on other places is refused") {
    const auto region = valley();
    const auto all = model::select(region, [](const model::Place&) { return true; });
    const auto towns = model::select(region, PlaceKind::district);
    const auto others = model::select(region, {"bridge", "capital", "harbour", "mill"});
    const auto division = allocation::fair_division(Eigen::Vector4d::Ones(), {.budget = 8.0});
    CHECK(refusal([&] { briefing::map_places(towns, people(all)); }) == "people: has 5 entries where 4 are needed");
    CHECK(refusal([&] { briefing::map_places(towns, people(others)); }) ==
          "people: stands on other places than those selected, first capital where harbour is; take the rows of the "
          "selection");
    CHECK(refusal([&] { briefing::shares(towns, division, people(others)); }).starts_with("people: stands on other"));
    CHECK(refusal([&] { briefing::shares(all, division, people(all)); }) ==
          "division.amount: has 4 entries where 5 are needed");
}
