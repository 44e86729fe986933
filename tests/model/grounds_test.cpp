#include "corewing/base/random.hpp"
#include "corewing/model/column.hpp"
#include "corewing/model/grounds.hpp"

#include "support/refusal.hpp"
#include "support/sample_region.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

using namespace corewing;
using base::Mark;
using model::Place;
using model::PlaceKind;
using model::Region;

namespace {

/// Four districts a-d, two zones, a partner; 10, 20, 30, 40 people in the districts.
model::Tables land() {
    model::Tables t;
    t.places = {{.id = "a", .name = "Ashby"},
                {.id = "b", .name = "Brook"},
                {.id = "c"},
                {.id = "d"},
                {.id = "new", .name = "New Area", .kind = PlaceKind::platform},
                {.id = "park", .kind = PlaceKind::platform},
                {.id = "partner", .kind = PlaceKind::partner}};
    t.indicators = {{.id = "people", .unit = "thousand"}};
    for (const auto& [place, value] :
         {std::pair("a", 10.0), std::pair("b", 20.0), std::pair("c", 30.0), std::pair("d", 40.0),
          std::pair("new", 12.0), std::pair("park", 5.0), std::pair("partner", 70.0)})
        t.observations.push_back({.place = place, .indicator = "people", .year = 2020, .value = value});
    return t;
}

model::Host host(const char* platform, const char* district, std::optional<double> share = std::nullopt) {
    return {.platform = platform, .district = district, .share = share};
}

std::string named(char head, int number) {
    return std::string(1, head).append(std::to_string(number));
}

std::vector<std::optional<double>> people(const Region& region) {
    const auto sums = model::grounds(region).sum(model::column(region, "people"));
    std::vector<std::optional<double>> all;
    for (Index g = 0; g < sums.size(); ++g) all.push_back(sums[g]);
    return all;
}

using Numbers = std::vector<std::optional<double>>;
using corewing::test::refusal;
const std::optional<double> none = std::nullopt;

} // namespace

TEST_CASE("a zone whose shares are not known is one ground with its hosts") {
    auto tables = land();
    tables.hosts = {host("new", "b"), host("new", "a"), host("new", "c"), host("park", "d")};
    const Region region(tables);
    const auto grounds = model::grounds(region);
    CHECK(grounds.size() == 3);
    CHECK(grounds.names() == std::vector<std::string>{"New Area with Ashby, Brook and c", "park with d", "partner"});
    CHECK(grounds[0].id == "new");
    CHECK(grounds[0].places == std::vector<Index>{0, 1, 2, 4});
    CHECK(grounds[0].counted == std::vector<Index>{0, 1, 2});
    CHECK(grounds[0].less.empty());
    CHECK(grounds.name(1) == "park with d");
    const auto labels = grounds.labels();
    CHECK(labels.of_place() == std::vector<Index>{0, 0, 0, 1, 0, 1, 2});
    CHECK(labels.names() == std::vector<std::string>{"new", "park", "partner"});
    CHECK(people(region) == Numbers{60.0, 40.0, 70.0});
    const auto sums = grounds.sum(model::column(region, "people"));
    CHECK(sums.mark(0) == Mark::derived);
    CHECK(sums.mark(1) == Mark::observed); // one district's own figure
    CHECK(sums.unit() == "thousand");
    CHECK(sums.year() == 2020);
    CHECK(sums.places().id(0) == "new");
    CHECK(sums.places().selected());
}

TEST_CASE("zones with a host in common are one ground with all their hosts") {
    auto tables = land();
    tables.hosts = {host("new", "a"), host("new", "b"), host("park", "b"), host("park", "d")};
    const Region region(tables);
    CHECK(model::grounds(region).names() ==
          std::vector<std::string>{"c", "New Area and park with Ashby, Brook and d", "partner"});
    CHECK(people(region) == Numbers{30.0, 70.0, 70.0});
}

TEST_CASE("a zone whose shares are known is a ground of its own, and nothing is counted twice") {
    auto tables = land();
    tables.hosts = {host("new", "a", 0.25), host("new", "b", 0.75), host("park", "d", 1.0)};
    const Region region(tables);
    const auto grounds = model::grounds(region);
    CHECK(grounds.names() == std::vector<std::string>{"Ashby", "Brook", "c", "d", "New Area", "park", "partner"});
    CHECK(people(region) == Numbers{7.0, 11.0, 30.0, 35.0, 12.0, 5.0, 70.0});
    const auto sums = grounds.sum(model::column(region, "people"));
    CHECK(sums.mark(0) == Mark::imputed); // a quarter of the zone's people is an estimate
    CHECK(sums.mark(3) == Mark::derived);
    CHECK(sums.mark(4) == Mark::observed);
    CHECK(grounds[1].less == std::vector<model::GroundShare>{{4, 0.75}});
}

TEST_CASE("shares that are not all known, or do not add up to 1, are as good as unknown") {
    auto tables = land();
    tables.hosts = {host("new", "a", 0.25), host("new", "b")};
    CHECK(people(Region(tables)) == Numbers{30.0, 40.0, 30.0, none, 70.0}); // c d new park partner
    tables.hosts = {host("new", "a", 0.25), host("new", "b", 0.5)};
    CHECK(people(Region(tables)) == Numbers{30.0, 40.0, 30.0, none, 70.0});
}

TEST_CASE("a known zone may lie on a ground of several districts") {
    auto tables = land();
    tables.hosts = {host("new", "a"), host("new", "b"), host("park", "a", 0.5), host("park", "b", 0.5)};
    const Region region(tables);
    const auto grounds = model::grounds(region);
    CHECK(grounds.names() == std::vector<std::string>{"c", "d", "New Area with Ashby and Brook", "park", "partner"});
    CHECK(grounds[2].less == std::vector<model::GroundShare>{{5, 1.0}}); // all of it lies there: no estimate
    CHECK(people(region) == Numbers{30.0, 40.0, 25.0, 5.0, 70.0});
    CHECK(grounds.sum(model::column(region, "people")).mark(2) == Mark::derived);
}

TEST_CASE("a missing figure makes its ground missing; a zone without hosts is in nobody knows what") {
    auto tables = land();
    tables.hosts = {host("new", "a"), host("new", "b")};
    CHECK(people(Region(tables)) == Numbers{30.0, 40.0, 30.0, none, 70.0});
    tables.observations.erase(tables.observations.begin()); // a
    CHECK(people(Region(tables)) == Numbers{30.0, 40.0, none, none, 70.0});
    tables = land();
    tables.hosts = {host("new", "a"), host("new", "b")};
    tables.observations.erase(tables.observations.begin() + 4); // the zone's own figure is not needed
    CHECK(people(Region(tables)) == Numbers{30.0, 40.0, 30.0, none, 70.0});
    tables.hosts = {host("new", "a", 1.0)}; // but here it is: a b c d new park partner
    CHECK(people(Region(tables)) == Numbers{none, 20.0, 30.0, 40.0, none, none, 70.0});
}

TEST_CASE("a zone that has more than its ground, and a column of other places, are refused") {
    auto tables = land();
    tables.hosts = {host("new", "a", 1.0)};
    const Region region(tables);
    CHECK(
        refusal([&] { people(region); }) ==
        "people: place a: 10 is less than the 12 of the platforms on its ground; correct one of the figures, or leave "
        "the shares in hosts.csv empty, so that they count as one ground");
    const auto grounds = model::grounds(region);
    const std::string remedy = "; give what stands on all places of the region, not cut yet";
    CHECK(refusal([&] {
              static_cast<void>(grounds.sum(model::Column::observed(Eigen::Vector2d(1, 2), {.name = "x"})));
          }) == "x: stands on 2 places where the region has 7" + remedy);
    const model::Column once = model::grounds(Region(land())).sum(model::column(region, "people"));
    CHECK(refusal([&] { static_cast<void>(grounds.sum(once)); }) == "people: is cut to 7 places already" + remedy);
}

TEST_CASE("the grounds of a region without zones are its places") {
    auto tables = land();
    tables.places.resize(4);
    tables.observations.resize(4);
    CHECK(people(Region(tables)) == Numbers{10.0, 20.0, 30.0, 40.0});
    CHECK(model::grounds(Region(model::Tables())).size() == 0);
}

TEST_CASE("whatever lies where, the grounds add up to the districts, and every place lies in one") {
    base::Random random(11);
    for (int run = 0; run < 100; ++run) {
        model::Tables t;
        t.indicators = {{.id = "x"}};
        double districts = 0.0;
        for (int i = 0; i < 8; ++i) {
            t.places.push_back({.id = named('d', i)});
            t.observations.push_back({.place = t.places.back().id, .indicator = "x", .year = 1, .value = 100.0 + i});
            districts += 100.0 + i;
        }
        for (int z = 0; z < 4; ++z) {
            t.places.push_back({.id = named('z', z), .kind = PlaceKind::platform});
            t.observations.push_back({.place = t.places.back().id, .indicator = "x", .year = 1, .value = 10.0 + z});
            const int hosts = 1 + static_cast<int>(random.index(3)), first = static_cast<int>(random.index(8));
            const bool known = random.index(2) == 0;
            for (int h = 0; h < hosts; ++h)
                t.hosts.push_back({.platform = t.places.back().id,
                                   .district = named('d', (first + h) % 8),
                                   .share = known ? std::optional(1.0 / hosts) : std::nullopt});
        }
        const Region region(t);
        const auto grounds = model::grounds(region);
        double sum = 0.0;
        for (const double value : grounds.sum(model::column(region, "x")).known()) sum += value;
        CHECK(sum == doctest::Approx(districts).epsilon(1e-12));
        std::vector<int> seen(region.size(), 0);
        for (Index g = 0; g < grounds.size(); ++g)
            for (const Index place : grounds[g].places) {
                ++seen[place];
                CHECK(grounds.labels()[place] == g);
            }
        CHECK(seen == std::vector<int>(region.size(), 1));
    }
}
