#include "corewing/base/per_place.hpp"
#include "corewing/model/marked_column.hpp"

#include "support/refusal.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace corewing;
using base::Mark;
using model::Column;
using model::PlaceIds;
using corewing::test::refusal;

namespace {

constexpr Mark all_marks[] = {Mark::observed, Mark::derived, Mark::imputed, Mark::synthetic, Mark::missing};

/// A column from optional numbers: what is not there is missing.
Column made(std::vector<std::optional<double>> numbers, model::ColumnAbout about = {}, Mark mark = Mark::observed) {
    Eigen::VectorXd values = Eigen::VectorXd::Zero(std::ssize(numbers));
    base::Marks marks = base::Marks::Constant(values.size(), 1, Mark::missing);
    for (Index i = 0; i < values.size(); ++i)
        if (numbers[i]) {
            values[i] = *numbers[i];
            marks(i, 0) = mark;
        }
    return Column(values, marks, about);
}

PlaceIds abc() {
    return PlaceIds({"a", "b", "c"});
}

const std::optional<double> none = std::nullopt;

} // namespace

TEST_CASE("a column keeps numbers, marks, unit and year") {
    const Column gdp = made({1.0, none, 3.0}, {.name = "gdp", .unit = "million", .year = 2020, .places = abc()});
    CHECK(gdp.size() == 3);
    CHECK(gdp.name() == "gdp");
    CHECK(gdp.unit() == "million");
    CHECK(gdp.year() == 2020);
    CHECK(gdp.places().id(1) == "b");
    CHECK(gdp.mark(1) == Mark::missing);
    CHECK(gdp[0] == 1.0);
    CHECK(gdp[1] == none);
    CHECK(gdp.known_count() == 2);
    CHECK(gdp.values() == Eigen::Vector3d(1, 0, 3));
    CHECK(Column().size() == 0);
    CHECK(Column::observed(Eigen::Vector2d(1, 2), {.name = "own"}).known() == Eigen::Vector2d(1, 2));
    CHECK(Column().known().size() == 0);
    // What stands at a missing cell is ignored, be it no number at all.
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Column one(Eigen::VectorXd::Constant(1, nan), base::Marks::Constant(1, 1, Mark::missing));
    CHECK(one.values()[0] == 0.0);
}

TEST_CASE("only what is known becomes a bare vector") {
    static_assert(!std::is_convertible_v<Column, base::PerPlace> && !std::is_convertible_v<Column, Eigen::VectorXd>);
    const model::ColumnAbout about{.name = "gdp", .year = 2020, .places = abc()};
    CHECK(made({1.0, 2.0, 3.0}, about).known() == Eigen::Vector3d(1, 2, 3));
    CHECK(refusal<base::bad_value>([&] {
              static_cast<void>(made({1.0, none, 3.0}, about).known());
          }) ==
          "gdp: place b: has no figure in 2020; fill the gaps (indicator::impute) or select places that have figures");
    CHECK(refusal<base::bad_value>([&] {
              static_cast<void>(made({1.0, none, none}, about).known());
          }) ==
          "gdp: place b: has no figure in 2020, nor has 1 more place; fill the gaps (indicator::impute) or select "
          "places that have figures");
    CHECK(refusal<base::bad_value>([&] {
              static_cast<void>(made({none, none, none}).known());
          }) ==
          "place 0: has no figure, nor have 2 more places; fill the gaps (indicator::impute) or select places that "
          "have figures");
}

TEST_CASE("arithmetic computes what the numbers say") {
    const Column gdp = made({6.0, 8.0}, {.name = "gdp", .unit = "million", .year = 2020});
    const Column more = made({2.0, 4.0}, {.name = "more", .unit = "million", .year = 2020});
    const Column people = made({3.0, 2.0}, {.name = "people", .unit = "thousand", .year = 2020});
    struct Case {
        Column result;
        double first, second;
        std::string name, unit;
    };
    const std::vector<Case> cases{
        {gdp + more, 8, 12, "gdp + more", "million"},
        {gdp - more, 4, 4, "gdp - more", "million"},
        {gdp * people, 18, 16, "gdp * people", "million * thousand"},
        {gdp / people, 2, 4, "gdp / people", "million / thousand"},
        {gdp / more, 3, 2, "gdp / more", ""},
        {gdp + 1.0, 7, 9, "gdp + 1", "million"},
        {gdp - 1.0, 5, 7, "gdp - 1", "million"},
        {gdp * 2.0, 12, 16, "gdp * 2", "million"},
        {gdp / 2, 3, 4, "gdp / 2", "million"},
        {1.0 + gdp, 7, 9, "1 + gdp", "million"},
        {10.0 - gdp, 4, 2, "10 - gdp", "million"},
        {2 * gdp, 12, 16, "2 * gdp", "million"},
        {24.0 / gdp, 4, 3, "24 / gdp", "1 / million"},
        {(gdp + more) / people, 8.0 / 3.0, 6, "(gdp + more) / people", "million / thousand"},
        {gdp / people / people, 2.0 / 3.0, 2, "(gdp / people) / people", "(million / thousand) / thousand"},
        {gdp / more * gdp, 18, 16, "(gdp / more) * gdp", "million"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        CHECK(c.result[0] == c.first);
        CHECK(c.result[1] == c.second);
        CHECK(c.result.name() == c.name);
        CHECK(c.result.unit() == c.unit);
        CHECK(c.result.year() == 2020);
        CHECK(c.result.mark(0) == Mark::derived);
    }
}

TEST_CASE("the worse mark is carried, and missing stays missing") {
    for (const Mark a : all_marks)
        for (const Mark b : all_marks) {
            const Column x(Eigen::VectorXd::Constant(1, 8.0), base::Marks::Constant(1, 1, a));
            const Column y(Eigen::VectorXd::Constant(1, 2.0), base::Marks::Constant(1, 1, b));
            for (const Column& z : {x + y, x - y, x * y, x / y}) {
                CHECK(z.mark(0) == base::combine(a, b));
                CHECK(z[0].has_value() == (a != Mark::missing && b != Mark::missing));
            }
            for (const Column& z : {x + 1.0, x * 2.0, 3.0 / x}) CHECK(z.mark(0) == base::combine(a, Mark::observed));
        }
    const Column over_zero = made({1.0, 1.0}) / made({0.0, 2.0});
    CHECK(over_zero.mark(0) == Mark::missing);
    CHECK(over_zero[1] == 0.5);
    CHECK((made({1.0}) / 0.0).mark(0) == Mark::missing);
    CHECK((1.0 / made({0.0})).mark(0) == Mark::missing);
}

TEST_CASE("a year is kept where both agree or one has none") {
    const Column now = made({1.0}, {.year = 2020}), then = made({1.0}, {.year = 2010}), ever = made({1.0});
    CHECK((now + now).year() == 2020);
    CHECK((now / ever).year() == 2020);
    CHECK((ever / now).year() == 2020);
    CHECK_FALSE((now + then).year().has_value());
    CHECK_FALSE((ever + ever).year().has_value());
    CHECK(model::in_year(now + then, 2015).year() == 2015);
}

TEST_CASE("places are kept, and different ones are not mixed") {
    const Column told = made({1.0, 2.0, 3.0}, {.name = "x", .places = abc()}), untold = made({1.0, 2.0, 3.0});
    CHECK((told + untold).places().id(2) == "c");
    CHECK((untold + told).places().id(2) == "c");
    const Column other = made({1.0, 2.0, 3.0}, {.name = "y", .places = PlaceIds({"a", "d", "e"})});
    CHECK(refusal<base::bad_shape>([&] { static_cast<void>(told + other); }) ==
          "x + y: stand on different places, first b and d; select the same places for both, or for none");
    const Column two = made({1.0, 2.0}, {.name = "z"});
    for (const auto& text : {refusal<base::bad_shape>([&] { static_cast<void>(told / two); })})
        CHECK(text == "x / z: stand on 3 and 2 places; select the same places for both, or for none");
    CHECK(refusal<base::bad_shape>([&] { static_cast<void>(told * two); }) ==
          "x * z: stand on 3 and 2 places; select the same places for both, or for none");
}

TEST_CASE("what cannot be computed is refused in words") {
    const Column gdp = made({1.0}, {.name = "gdp", .unit = "million"});
    const Column people = made({1.0}, {.name = "people", .unit = "thousand"});
    const Column share = made({1.0}, {.name = "share"});
    CHECK(refusal<base::bad_value>([&] { static_cast<void>(gdp + people); }) ==
          "gdp + people: are in different units, million and thousand; convert one of them with model::in_unit");
    CHECK(refusal<base::bad_value>([&] { static_cast<void>(share - people); }) ==
          "share - people: are in different units, a plain number and thousand; convert one of them with "
          "model::in_unit");
    const Column huge = made({1e300}, {.name = "huge", .places = PlaceIds({"a"})});
    CHECK(refusal<base::bad_value>([&] { static_cast<void>(huge * huge); }) ==
          "huge * huge: place a: the result is too large for a number; use a larger unit");
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK(refusal<base::bad_value>([&] { static_cast<void>(gdp * infinity); }) == "number: inf is not in [-inf, inf]");
    CHECK(refusal<base::bad_value>([&] { made({infinity}, {.name = "gdp", .places = PlaceIds({"a"})}); }) ==
          "gdp: place a: inf is not a finite number; mark the number as missing where it is not known");
    CHECK(refusal<base::bad_shape>([&] { Column(Eigen::VectorXd::Zero(2), base::Marks(3, 1), {.name = "gdp"}); }) ==
          "gdp: marks: is 3 x 1 where 2 x 1 is needed");
    CHECK(refusal<base::bad_shape>([&] { Column(Eigen::VectorXd::Zero(2), base::Marks(2, 2)); }) ==
          "marks: is 2 x 2 where 2 x 1 is needed");
    CHECK(refusal<base::bad_shape>([&] {
              made({1.0, 2.0}, {.places = abc()});
          }) == "places: has 3 entries where 2 are needed");
}

TEST_CASE("another unit is the same number") {
    const Column gdp = made({2.0, none}, {.name = "gdp", .unit = "100 million yuan", .year = 2020});
    const Column yuan = model::in_unit(gdp, 1e8, "yuan");
    CHECK(yuan[0] == 2e8);
    CHECK(yuan.mark(0) == Mark::observed);
    CHECK(yuan.mark(1) == Mark::missing);
    CHECK(yuan.unit() == "yuan");
    CHECK(yuan.name() == "gdp");
    CHECK(yuan.year() == 2020);
    CHECK(model::named(yuan, "GDP").name() == "GDP");
    CHECK(refusal<base::bad_value>([&] { model::in_unit(gdp, 0.0, "x"); }) ==
          "factor: 0 does not lead from one unit to another");
    CHECK(refusal<base::bad_value>([&] { model::in_unit(gdp, std::nan(""), "x"); }) ==
          "factor: nan does not lead from one unit to another");
}

TEST_CASE("growth is yearly and compound") {
    const auto gdp = [](std::vector<std::optional<double>> numbers, std::optional<int> year,
                        Mark mark = Mark::observed) {
        return made(std::move(numbers), {.name = "gdp", .unit = "million", .year = year}, mark);
    };
    const Column pace = model::growth(gdp({100.0, 100.0, none, 0.0, -1.0, 4.0, 4.0}, 2018),
                                      gdp({121.0, 81.0, 1.0, 1.0, 1.0, -1.0, 0.0}, 2020));
    CHECK(*pace[0] == doctest::Approx(0.1).epsilon(1e-14));
    CHECK(*pace[1] == doctest::Approx(-0.1).epsilon(1e-14));
    for (const Index row : {2, 3, 4, 5}) CHECK(pace.mark(row) == Mark::missing);
    CHECK(pace[6] == -1.0);
    CHECK(pace.mark(0) == Mark::derived);
    CHECK(pace.name() == "growth of gdp");
    CHECK(pace.unit() == "a year");
    CHECK(pace.year() == 2020);

    CHECK(model::growth(gdp({1.0}, 2018, Mark::imputed), gdp({2.0}, 2019)).mark(0) == Mark::missing);
    CHECK(model::growth(gdp({1.0}, 2018), gdp({2.0}, 2019, Mark::imputed)).mark(0) == Mark::missing);
    CHECK(model::growth(gdp({1.0}, 2018), gdp({2.0}, 2019, Mark::synthetic)).mark(0) == Mark::synthetic);
    CHECK(model::growth(gdp({1.0}, 2018, Mark::derived), gdp({2.0}, 2019)).mark(0) == Mark::derived);

    CHECK(refusal<base::bad_value>([&] { model::growth(gdp({1.0}, 2020), gdp({1.0}, 2018)); }) ==
          "growth of gdp: goes from 2020 to 2018, not forward in time; give the earlier column first");
    CHECK(refusal<base::bad_value>([&] { model::growth(gdp({1.0}, 2020), gdp({1.0}, 2020)); }) ==
          "growth of gdp: goes from 2020 to 2020, not forward in time; give the earlier column first");
    CHECK(refusal<base::bad_value>([&] { model::growth(gdp({1.0}, {}), gdp({1.0}, 2020)); }) ==
          "growth of gdp: the earlier column has no year; say which with model::in_year");
    CHECK(refusal<base::bad_value>([&] { model::growth(gdp({1.0}, 2020), gdp({1.0}, {})); }) ==
          "growth of gdp: the later column has no year; say which with model::in_year");
    CHECK(refusal<base::bad_value>([&] { model::growth(made({1.0}, {.year = 2018}), gdp({1.0}, 2020)); }) ==
          "growth of gdp: are in different units, a plain number and million; convert one of them with "
          "model::in_unit");
    CHECK(refusal<base::bad_shape>([&] {
              model::growth(gdp({1.0}, 2018), gdp({1.0, 2.0}, 2020));
          }) == "growth of gdp: stand on 1 and 2 places; select the same places for both, or for none");
}
