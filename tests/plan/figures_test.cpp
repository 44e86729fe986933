#include "corewing/model/column.hpp"
#include "corewing/plan/figures.hpp"

#include "support/refusal.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <optional>
#include <string>
#include <vector>

using namespace corewing;
using base::Mark;
using model::Region;
using model::Tables;

namespace {

constexpr Index a = 0, b = 1, c = 2, d = 3, e = 4, platform = 5, partner = 6;

/// Five districts in two clusters and none, with a platform and a partner; x is filled as asked.
Tables with_gaps(const std::string& fill) {
    Tables t;
    t.places = {{.id = "a", .cluster = "hills"},
                {.id = "b", .cluster = "hills"},
                {.id = "c", .cluster = "plain"},
                {.id = "d", .cluster = "plain"},
                {.id = "e"},
                {.id = "y", .kind = model::PlaceKind::platform, .cluster = "plain"},
                {.id = "z", .kind = model::PlaceKind::partner, .cluster = "plain"}};
    t.indicators = {{.id = "people", .unit = "people"},
                    {.id = "x", .unit = "tons", .fill = fill},
                    {.id = "x_a_head", .formula = "x / people"}};
    for (const auto& [place, people] :
         {std::pair("a", 10.0), std::pair("b", 20.0), std::pair("c", 30.0), std::pair("d", 60.0), std::pair("e", 5.0)})
        t.observations.push_back({.place = place, .indicator = "people", .year = 2020, .value = people});
    for (const auto& [place, x] : {std::pair("a", 1.0), std::pair("b", 3.0), std::pair("c", 4.0)})
        t.observations.push_back({.place = place, .indicator = "x", .year = 2020, .value = x});
    return t;
}

plan::Figures figures(const Tables& tables, const std::string& id = "x", std::optional<int> year = std::nullopt) {
    const auto found = plan::figures_of(Region(tables), id, year);
    REQUIRE(found.has_value());
    return *found;
}

void add_total(Tables& t, double value, int year = 2020) {
    t.observations.push_back({.indicator = "x", .year = year, .value = value});
}

std::string told(const plan::Figures& figures) {
    std::string text;
    for (const auto& finding : figures.findings) {
        CHECK(finding.topic == "figures");
        text += (text.empty() ? "" : "\n") + std::string(finding.severity == base::Severity::warning ? "! " : "") +
                finding.text;
    }
    return text;
}

} // namespace

TEST_CASE("without a way to fill, gaps stay") {
    for (const char* fill : {"", "none"}) {
        const auto x = figures(with_gaps(fill));
        CHECK(x.filled.empty());
        CHECK(x.column.known_count() == 3);
        CHECK(x.findings.empty());
        CHECK(x.error == 0.0);
    }
}

TEST_CASE("a gap takes the mean of its cluster, or of all where there is none") {
    const auto x = figures(with_gaps("cluster_mean"));
    CHECK(x.filled == std::vector<Index>{d, e});
    CHECK(x.column[d] == 4.0);
    CHECK(*x.column[e] == doctest::Approx(8.0 / 3.0).epsilon(1e-15));
    CHECK(x.column.mark(d) == Mark::imputed);
    CHECK(x.column.mark(a) == Mark::observed);
    CHECK(x.column.mark(platform) == Mark::missing);
    CHECK(x.column.mark(partner) == Mark::missing);
    CHECK(told(x) == "! 2 of 5 cells filled from the mean of the known places of the group; 1 of them from all places, "
                     "for want of a better, 2020");
    // a from b: 3 for 1; b from a: 1 for 3; c from all others: 2 for 4
    CHECK(x.error == doctest::Approx(2.0 / 3.0).epsilon(1e-14));
}

TEST_CASE("a gap takes another figure by the ratio of the known") {
    const auto x = figures(with_gaps("ratio:people"));
    CHECK(*x.column[d] == doctest::Approx(60.0 * 8.0 / 60.0).epsilon(1e-14));
    CHECK(*x.column[e] == doctest::Approx(5.0 * 8.0 / 60.0).epsilon(1e-14));
    // a: 10 * 7/50 for 1, b: 20 * 5/40 for 3, c: 30 * 4/30 for 4: off by .4, .166, 0
    CHECK(x.error == doctest::Approx(1.0 / 6.0).epsilon(1e-12));
}

TEST_CASE("a ratio fills where the other figure is known, and leaves the rest") {
    Tables t = with_gaps("ratio:people");
    for (auto& row : t.observations)
        if (row.indicator == "people") row.year = 2018; // its nearest year
    std::erase_if(t.observations, [](const auto& row) { return row.indicator == "people" && row.place == "e"; });
    add_total(t, 20);
    const auto x = figures(t);
    CHECK(x.filled == std::vector<Index>{d});
    CHECK(*x.column[d] == doctest::Approx(8.0).epsilon(1e-14));
    CHECK(told(x).starts_with("! filled figures are not scaled to the region's own: gaps stay\n1 of 4 cells"));
    std::erase_if(t.observations, [](const auto& row) { return row.indicator == "people"; });
    CHECK(told(figures(t)) == "! gaps stay: there is nothing to fill them from by ratio:people");
}

TEST_CASE("a gap lies on the line between the years before and after") {
    Tables t = with_gaps("linear");
    const auto put = [&](const char* place, int year, double value) {
        t.observations.push_back({.place = place, .indicator = "x", .year = year, .value = value});
    };
    put("d", 2010, 5), put("d", 2025, 20), put("e", 2015, 7), put("a", 2010, 2), put("c", 2025, 4);
    const auto x = figures(t, "x", 2020);
    CHECK(x.filled == std::vector<Index>{d, e});
    CHECK(*x.column[d] == doctest::Approx(15.0).epsilon(1e-14));
    CHECK(x.column[e] == 7.0);
    // a: the 2 of 2010 for 1; c: the 4 of 2025 for 4; b cannot be foretold
    CHECK(x.error == 1.0);
    Tables alone = with_gaps("linear");
    CHECK(told(figures(alone)) == "! gaps stay: there is nothing to fill them from by linear");
    put("a", 2016, 1);
    std::erase_if(t.observations, [](const auto& row) { return row.place == "e" && row.indicator == "x"; });
    CHECK(told(figures(t, "x", 2020)) ==
          "! 1 of 5 cells filled from the years before and after; 1 stay missing, no year "
          "is known, 2020");
}

TEST_CASE("a gap takes the figure of the district most alike") {
    Tables t = with_gaps("nearest");
    const auto x = figures(t);
    CHECK(x.column[d] == 4.0); // c is nearest in people
    CHECK(x.column[e] == 1.0);
    // within a tree only the tree counts: there d is like a
    t.indicators.push_back({.id = "index"});
    t.indicators.push_back({.id = "height", .parent = "index"});
    t.indicators[1].parent = "index";
    for (const auto& [place, height] :
         {std::pair("a", 1.0), std::pair("b", 5.0), std::pair("c", 9.0), std::pair("d", 1.5)})
        t.observations.push_back({.place = place, .indicator = "height", .year = 2019, .value = height});
    CHECK(figures(t).column[d] == 1.0);
}

TEST_CASE("filled figures are scaled to the region's own") {
    for (const char* fill : {"cluster_mean", "ratio:people", "nearest", "linear"}) {
        CAPTURE(fill);
        Tables t = with_gaps(fill);
        add_total(t, 20);
        for (const char* place : {"d", "e"})
            t.observations.push_back({.place = place, .indicator = "x", .year = 2010, .value = 3});
        const auto x = figures(t, "x", 2020);
        CHECK(x.filled.size() == 2);
        CHECK(x.column.values().sum() == doctest::Approx(20.0).epsilon(1e-14));
        CHECK(x.column[c] == 4.0);
        CHECK(told(x).find(", scaled to the known total 20") != std::string::npos);
    }
    Tables t = with_gaps("cluster_mean");
    add_total(t, 7);
    const auto x = figures(t);
    CHECK(x.column[d] == 4.0);
    CHECK(told(x).starts_with(
        "! filled figures are not scaled to the region's own: the known districts have more already"));
    t = with_gaps("cluster_mean");
    t.indicators[1].unit = "tons a head"; // which does not add up
    add_total(t, 20);
    CHECK(figures(t).column[d] == 4.0);
    CHECK(told(figures(t)).find("scaled") == std::string::npos);
}

TEST_CASE("a formula stands on filled figures, and says where it divides by 0") {
    Tables t = with_gaps("cluster_mean");
    const auto head = figures(t, "x_a_head");
    CHECK(*head.column[d] == doctest::Approx(4.0 / 60.0));
    CHECK(head.column.mark(d) == Mark::imputed);
    CHECK(head.column.mark(a) == Mark::derived);
    CHECK(model::column(Region(t), "x_a_head").mark(d) == Mark::missing); // unfilled
    CHECK(head.filled.empty());
    for (auto& row : t.observations)
        if (row.indicator == "people" && row.place == "b") row.value = 0;
    const auto by_zero = figures(t, "x_a_head");
    CHECK(by_zero.column.mark(b) == Mark::missing);
    REQUIRE(by_zero.findings.size() == 1);
    CHECK(by_zero.findings[0].text == "missing for b in 2020, where it divides by 0");
}

TEST_CASE("the year is the plan's, else the latest before it, else the latest") {
    Tables t = with_gaps("");
    t.observations.push_back({.place = "a", .indicator = "x", .year = 2010, .value = 7});
    CHECK(figures(t).column.year() == 2020);
    CHECK(figures(t, "x", 2020).column.year() == 2020);
    CHECK(figures(t, "x", 2019).column.year() == 2010);
    CHECK(figures(t, "x", 2009).column.year() == 2020);
    CHECK(figures(t, "x", 2030).column.year() == 2020);
}

TEST_CASE("nothing is there where no place has a figure") {
    Tables t = with_gaps("cluster_mean");
    std::erase_if(t.observations, [](const auto& row) { return row.indicator == "x"; });
    add_total(t, 20);
    CHECK_FALSE(plan::figures_of(Region(t), "x").has_value());
    CHECK_FALSE(plan::figures_of(Region(t), "x_a_head").has_value());
    CHECK(test::refusal([&] { static_cast<void>(plan::figures_of(Region(t), "y")); }) ==
          "indicator: \"y\" is not an indicator of the region; add it to indicators.csv or correct the name");
    t.observations.push_back({.place = "y", .indicator = "x", .year = 2020, .value = 7}); // of a platform only
    const auto x = figures(t);
    CHECK(x.filled.empty());
    CHECK(told(x) == "! gaps stay: there is nothing to fill them from by cluster_mean");
}

TEST_CASE("one known figure foretells none, and its error is taken as whole") {
    Tables t = with_gaps("cluster_mean");
    std::erase_if(t.observations, [](const auto& row) { return row.indicator == "x" && row.place != "c"; });
    const auto x = figures(t);
    CHECK(x.filled.size() == 4);
    CHECK(x.error == 1.0);
}
