#include "corewing/model/column.hpp"
#include "corewing/model/linkage.hpp"
#include "corewing/model/output.hpp"
#include "corewing/model/place_pair.hpp"
#include "corewing/model/selection.hpp"
#include "corewing/model/stated_roles.hpp"

#include "support/refusal.hpp"
#include "support/sample_region.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;
using base::Mark;
using model::Place;
using model::PlaceKind;
using model::Region;
using corewing::test::refusal;

namespace {

// 0 abroad (partner), 1 centre, 2 north, 3 south (districts), 4 zone (platform)
Region valley() {
    auto tables = test::valley();
    for (auto& place : tables.places)
        if (place.id == "south") place.name = "The South";
    return Region(std::move(tables));
}

struct Scored {
    Index first = 0;
    Index second = 0;
    double score = 0.0;
};

const std::string remedy = "; give what stands on all places of the region, not cut yet";

} // namespace

TEST_CASE("places are selected by kind, by several, by what holds of them, by id") {
    const Region region = valley();
    using Indices = std::vector<Index>;
    CHECK(model::select(region, PlaceKind::district).indices() == Indices{1, 2, 3});
    CHECK(model::select(region, {PlaceKind::platform, PlaceKind::district}).indices() == Indices{1, 2, 3, 4});
    CHECK(model::select(region, [](const Place& p) { return p.cluster == "plain"; }).indices() == Indices{1, 3, 4});
    CHECK(model::select(region, {"zone", "abroad"}).indices() == Indices{0, 4});
    CHECK(model::select(region, std::vector<std::string>{"south"}).indices() == Indices{3});
    CHECK(model::select(region, std::vector<std::string>{}).size() == 0);
    CHECK(refusal([&] {
              model::select(region, {"zone", "nroth"});
          }) == "place: \"nroth\" is not a place of the region; did you mean \"north\"?");
    CHECK(refusal([&] {
              model::select(region, {"zone", "south", "zone"});
          }) == "ids: \"zone\" stands twice; name every place once");
    CHECK(refusal([&] {
              model::Selection(region, {1, 1});
          }) == "indices[1]: 1 is not in [2, 4]; give indices of places in ascending order, none twice");
    CHECK(refusal([&] { model::Selection(region, {-1}); }) ==
          "indices[0]: -1 is not in [0, 4]; give indices of places in ascending order, none twice");
    CHECK(refusal([&] { model::Selection(region, {5}); }) ==
          "indices[0]: 5 is not in [0, 4]; give indices of places in ascending order, none twice");
}

TEST_CASE("rows and places find each other") {
    const Region region = valley();
    const auto towns = model::select(region, PlaceKind::district);
    CHECK(towns.size() == 3);
    CHECK(towns.region() == region);
    CHECK(towns.index(0) == 1);
    CHECK(towns.place(2).id == "south");
    CHECK(towns.name(2) == "The South");
    CHECK(towns.name(1) == "north");
    CHECK(towns.names() == std::vector<std::string>{"centre", "north", "The South"});
    CHECK(towns.names({2, 0, 1}) == "The South, centre and north");
    CHECK(towns.names({}).empty());
    CHECK_THROWS_AS((void)towns.names({3}), base::bad_value);
    CHECK(towns.row("south") == 2);
    CHECK(towns.ids().id(1) == "north");
    CHECK(refusal([&] { static_cast<void>(towns.row("zone")); }) ==
          "place: \"zone\" is not among the 3 selected places; select it too");
    CHECK(refusal([&] { static_cast<void>(towns.row("soth")); }) ==
          "place: \"soth\" is not a place of the region; did you mean \"south\"?");
    CHECK(refusal([&] { static_cast<void>(towns.place(3)); }) == "row: there is no row 3 among the 3 selected");
    CHECK(refusal([&] { static_cast<void>(towns.name(-1)); }) == "row: there is no row -1 among the 3 selected");
}

TEST_CASE("columns, vectors, lists and labels are cut to the selected rows") {
    const Region region = valley();
    const auto towns = model::select(region, PlaceKind::district);
    const auto gdp = towns.rows(model::column(region, "gdp"));
    CHECK(gdp.known() == Eigen::Vector3d(250, 50, 100));
    CHECK(gdp.unit() == "million");
    CHECK(gdp.places().selected());
    CHECK((gdp / towns.rows(model::areas(region)))[0] == 25.0);

    const Eigen::VectorXd v = Eigen::VectorXd::LinSpaced(5, 0, 4);
    CHECK(towns.rows(v) == Eigen::Vector3d(1, 2, 3));
    CHECK(towns.rows(2.0 * v) == Eigen::Vector3d(2, 4, 6));
    CHECK(towns.rows(v.array() + 1.0) == Eigen::Vector3d(2, 3, 4));
    const Eigen::MatrixXd m = v * Eigen::RowVector2d(1, 10);
    CHECK(towns.rows(m) == Eigen::Vector3d(1, 2, 3) * Eigen::RowVector2d(1, 10));
    CHECK(towns.rows(v * Eigen::RowVector2d(1, 10)) == towns.rows(m));
    CHECK(towns.rows(model::stated_roles(region, "plan").roles) ==
          model::Roles{model::Role::other, model::Role::wing, model::Role::wing});
    CHECK(towns.rows(std::vector<bool>{true, false, true, true, false}) == std::vector<bool>{false, true, true});

    CHECK(towns.labels(&Place::cluster) == model::labels({"plain", "hills", "plain"}));
    const auto plain = model::select(region, {"south", "zone"});
    CHECK(plain.labels(&Place::cluster).names() == std::vector<std::string>{"plain"});
    CHECK(plain.rows(model::labels(region, &Place::cluster)) == model::labels({"plain", "plain"}));

    const auto output = towns.rows(model::output(region));
    CHECK(output.rows() == 3);
    CHECK(output(2, 0) == 8.0);
    CHECK(output.columns().size() == 2);
}

TEST_CASE("matrices of pairs are cut to the pairs of the selected") {
    const Region region = valley();
    const auto towns = model::select(region, PlaceKind::district);
    const auto trade = towns.pairs(model::linkage(region, "trade"));
    CHECK(trade.rows() == 3);
    CHECK(trade(2, 1) == 10.0);
    CHECK(trade.mark(1, 2) == Mark::missing);
    CHECK(trade.places().id(2) == "south");
    Eigen::MatrixXd m(5, 5);
    for (int i = 0; i < 25; ++i) m(i % 5, i / 5) = 10 * (i % 5) + i / 5;
    CHECK(towns.pairs(m) == (Eigen::MatrixXd(3, 3) << 11, 12, 13, 21, 22, 23, 31, 32, 33).finished());
    CHECK(towns.pairs(m.transpose()) == towns.pairs(m).transpose());
    CHECK(towns.pairs(m * Eigen::MatrixXd::Identity(5, 5)) == towns.pairs(m));
}

TEST_CASE("what stands on other places, or is cut already, is refused with the remedy") {
    const Region region = valley();
    const auto towns = model::select(region, PlaceKind::district);
    const auto gdp = model::column(region, "gdp");
    const auto trade = model::linkage(region, "trade");
    const Eigen::VectorXd v = Eigen::VectorXd::Zero(3);
    const Eigen::MatrixXd m = Eigen::MatrixXd::Zero(5, 3);
    struct Case {
        std::string text, wanted;
    };
    const auto discard = [](const auto&) {};
    const std::vector<Case> cases{
        {refusal([&] { discard(towns.rows(towns.rows(gdp))); }), "gdp: is cut to 3 places already" + remedy},
        {refusal([&] { discard(towns.pairs(towns.pairs(trade))); }), "trade: is cut to 3 places already" + remedy},
        {refusal([&] { discard(towns.rows(towns.rows(gdp) / towns.rows(gdp))); }),
         "gdp / gdp: is cut to 3 places already" + remedy},
        {refusal([&] { discard(towns.rows(v)); }), "rows: stands on 3 places where the region has 5" + remedy},
        {refusal([&] { discard(towns.pairs(m)); }), "columns: stands on 3 places where the region has 5" + remedy},
        {refusal([&] { discard(towns.pairs(m.transpose())); }),
         "rows: stands on 3 places where the region has 5" + remedy},
        {refusal([&] { discard(towns.rows(std::vector<int>{1})); }),
         "list: stands on 1 place where the region has 5" + remedy},
        {refusal([&] { discard(towns.rows(model::labels({"a"}))); }),
         "labels: stands on 1 place where the region has 5" + remedy},
        {refusal([&] { discard(towns.rows(model::Column::observed(v, {.name = "own"}))); }),
         "own: stands on 3 places where the region has 5" + remedy},
        {refusal([&] { discard(towns.rows(trade)); }), "trade: stands on pairs of places; use pairs()"},
        {refusal([&] { discard(towns.pairs(model::output(region))); }), "output: has columns of its own; use rows()"},
        {refusal([&] {
             auto tables = test::valley();
             tables.places[0].id = "sough";
             tables.links.clear();
             tables.layouts.clear();
             tables.output.clear();
             tables.observations = {{.place = "sough", .indicator = "gdp", .year = 2020, .value = 1}};
             discard(towns.rows(model::column(Region(std::move(tables)), "gdp")));
         }),
         "gdp: stands on the places of another region, first sough where south is; make it from the region of the "
         "selection"},
    };
    for (const Case& c : cases) CHECK(c.text == c.wanted);
}

TEST_CASE("pairs get the names of their places") {
    const Region region = valley();
    const auto towns = model::select(region, PlaceKind::district);
    const std::vector<Scored> pairs{{0, 2, 0.75}, {2, 1, 0.5}};
    const auto named = towns.named(pairs);
    REQUIRE(named.size() == 2);
    CHECK(named[0].first_name == "centre");
    CHECK(named[0].second_name == "The South");
    CHECK(named[0].score == 0.75);
    CHECK(named[1].first == 2);
    CHECK(named[1].second_name == "north");
    for (const auto& pair : towns.named(std::vector<model::PlacePair>{{1, 0}})) CHECK(pair.first_name == "north");
    CHECK(refusal([&] {
              static_cast<void>(towns.named(std::vector<Scored>{{0, 3, 1.0}}));
          }) == "row: there is no row 3 among the 3 selected");
}

TEST_CASE("all places selected are the whole region") {
    const Region region = valley();
    const auto all = model::select(region, [](const Place&) { return true; });
    CHECK(all.rows(model::column(region, "gdp")).values() == model::column(region, "gdp").values());
    CHECK(refusal([&] { static_cast<void>(all.rows(all.rows(model::column(region, "gdp")))); }) ==
          "gdp: is cut to 5 places already" + remedy);
}
