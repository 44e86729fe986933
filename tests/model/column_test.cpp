#include "corewing/model/column.hpp"
#include "corewing/model/marked_column.hpp"
#include "corewing/model/marked_number.hpp"
#include "corewing/model/selection.hpp"

#include "support/refusal.hpp"
#include "support/sample_region.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;
using base::Mark;
using model::Region;
using corewing::test::refusal;

TEST_CASE("a column holds what was observed and marks what was not") {
    const Region region(test::valley());
    const auto gdp = model::column(region, "gdp", 2020);
    CHECK(gdp[1] == 250.0);
    CHECK(gdp.mark(1) == Mark::observed);
    CHECK(gdp.values()[0] == 0.0);
    CHECK(gdp.mark(0) == Mark::missing);
    CHECK(gdp.name() == "gdp");
    CHECK(gdp.unit() == "million");
    CHECK(gdp.year() == 2020);
    CHECK(gdp.places().id(0) == "abroad");
    CHECK_THROWS_AS(model::column(region, "gpd", 2020), base::unknown_name);
    CHECK(refusal([&] { static_cast<void>(gdp.known()); }) ==
          "gdp: place abroad: has no figure in 2020, nor has 1 more place; fill the gaps (indicator::impute) or "
          "select places that have figures");
}

TEST_CASE("without a year, the latest that has figures of places; a year without any is an error") {
    auto tables = test::valley();
    for (const int year : {2016, 2018})
        tables.observations.push_back({.place = "south", .indicator = "gdp", .year = year, .value = 1.0 * year});
    tables.observations.push_back({.indicator = "gdp", .year = 2021, .value = 1}); // of the region as a whole
    tables.observations.push_back({.indicator = "index", .year = 2021, .value = 1});
    const Region region(std::move(tables));
    CHECK(model::column(region, "gdp").year() == 2020);
    CHECK(model::column(region, "gdp", 2016)[3] == 2016.0);
    CHECK(refusal([&] { model::column(region, "gdp", 2021); }) == "no gdp in 2021; there are 2016, 2018 and 2020");
    CHECK(refusal([&] { model::column(region, "people", 2025); }) == "no people in 2025; there is 2019");
    CHECK(refusal([&] { model::column(region, "index"); }) == "no index in any year; there is no figure of any place");
    CHECK(refusal([&] { model::column(region, "index", 2021); }) ==
          "no index in 2021; there is no figure of any place");
    CHECK(model::column(region, "gdp", model::column(region, "gdp").year()).year() == 2020);
}

TEST_CASE("the mark of an observation goes into the column") {
    auto tables = test::valley();
    tables.observations[0].mark = Mark::imputed;
    tables.observations[1].mark = Mark::synthetic;
    const Region region(std::move(tables));
    const auto gdp = model::column(region, "gdp");
    CHECK(gdp.mark(3) == Mark::imputed);
    CHECK(gdp.mark(2) == Mark::synthetic);
    CHECK(gdp.mark(1) == Mark::observed);
    CHECK(Region(region.tables()) == region);
}

TEST_CASE("areas, totals and years") {
    const Region region(test::valley());
    const auto areas = model::areas(region);
    CHECK(areas[1] == 10.0);
    CHECK(areas.mark(4) == Mark::missing);
    CHECK(areas.unit() == "km2");
    CHECK((model::column(region, "gdp") / areas)[1] == 25.0);
    CHECK((model::column(region, "gdp") / areas).unit() == "million / km2");
    CHECK(model::total(region, "gdp", 2020) == model::MarkedNumber{400.0, Mark::observed});
    CHECK_FALSE(model::total(region, "gdp", 2021).has_value());
    CHECK_FALSE(model::total(region, "people", 2019).has_value());
    CHECK(model::years(region, "people") == std::vector<int>{2019});
    CHECK(model::years(region, "gdp") == std::vector<int>{2020});
    CHECK(model::years(region, "index").empty());
    CHECK_THROWS_AS(model::years(region, "gpd"), base::unknown_name);
}

TEST_CASE("the total of a region keeps its mark") {
    auto tables = test::valley();
    for (auto& row : tables.observations)
        if (row.place.empty() && row.indicator == "gdp") row.mark = Mark::synthetic;
    CHECK(model::total(Region(std::move(tables)), "gdp", 2020) == model::MarkedNumber{400.0, Mark::synthetic});
}

TEST_CASE("the sum of a column has the worst mark of its parts") {
    struct Row {
        std::vector<double> values;
        std::vector<Mark> marks;
        model::MarkedNumber total;
    };
    const std::vector<Row> rows = {
        {{}, {}, {0.0, Mark::derived}},
        {{7.0}, {Mark::observed}, {7.0, Mark::observed}}, // nothing was computed
        {{7.0, 2.0}, {Mark::observed, Mark::observed}, {9.0, Mark::derived}},
        {{7.0, 2.0, -1.0}, {Mark::observed, Mark::imputed, Mark::derived}, {8.0, Mark::imputed}},
        {{7.0, 2.0}, {Mark::synthetic, Mark::imputed}, {9.0, Mark::synthetic}},
        {{7.0, 2.0}, {Mark::observed, Mark::missing}, {0.0, Mark::missing}},
        {{7.0}, {Mark::missing}, {0.0, Mark::missing}},
    };
    for (const auto& row : rows) {
        const Index n = std::ssize(row.values);
        base::Marks marks(n, 1);
        for (Index i = 0; i < n; ++i) marks(i, 0) = row.marks[i];
        const model::Column column(Eigen::Map<const Eigen::VectorXd>(row.values.data(), n), marks, {.name = "people"});
        CHECK(model::total(column) == row.total);
    }
    CHECK(refusal([] { model::total(model::Column::observed(Eigen::Vector2d(1.7e308, 1.7e308), {.name = "gdp"})); }) ==
          "total of gdp: inf is not in [-inf, inf]");
    const Region region(test::valley());
    const auto areas = model::select(region, model::PlaceKind::district).rows(model::areas(region));
    CHECK(model::total(areas).value == areas.known().sum());
}
