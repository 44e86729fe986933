#include "corewing/base/random.hpp"
#include "corewing/model/column.hpp"
#include "corewing/model/diagnose.hpp"
#include "corewing/model/formula.hpp"

#include "support/refusal.hpp"
#include "support/sample_region.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

using namespace corewing;
using base::Mark;
using model::Region;
using model::Tables;

namespace {

// Places in the order of ids: abroad (partner), centre (plain), north (hills), south (plain), zone (plain, platform).
constexpr Index centre = 1, north = 2, south = 3;

/// The valley with more years, and one more indicator that follows from the others.
Tables derived(const std::string& formula) {
    Tables t = test::valley();
    t.observations = {};
    const auto row = [&](const char* place, const char* id, int year, double value, Mark mark = Mark::observed) {
        t.observations.push_back({.place = place, .indicator = id, .year = year, .value = value, .mark = mark});
    };
    row("centre", "gdp", 2010, 100), row("centre", "gdp", 2020, 400);
    row("north", "gdp", 2010, 50, Mark::imputed), row("north", "gdp", 2020, 60);
    row("south", "gdp", 2010, 0), row("south", "gdp", 2020, 90, Mark::synthetic);
    row("centre", "people", 2020, 8), row("north", "people", 2020, 0), row("south", "people", 2020, 3);
    row("centre", "people", 2015, 5);
    t.indicators.push_back({.id = "new", .parent = "index", .unit = "of its own", .formula = formula});
    return t;
}

model::Column worked_out(const std::string& formula, std::optional<int> year = std::nullopt) {
    return model::column(Region(derived(formula)), "new", year);
}

/// What a region says to a formula, without the table, row and remedy.
std::string complaint(const std::string& formula) {
    std::string text = test::refusal<model::bad_tables>([&] { Region{derived(formula)}; });
    const std::string head = "indicators row 4: formula: ";
    return text.starts_with(head) ? text.substr(head.size(), text.find(';') - head.size()) : text;
}

} // namespace

TEST_CASE("a formula binds as in school, and its result is the row's own") {
    struct Case {
        std::string formula;
        double centre;
    };
    for (const Case& its : std::vector<Case>{{"gdp / people", 50},
                                             {"gdp", 400},
                                             {"1 + 2 * gdp", 801},
                                             {"(1 + 2) * gdp", 1200},
                                             {"gdp - people - 2", 390},
                                             {"gdp - (people - 2)", 394},
                                             {"gdp / people / 2", 25},
                                             {"gdp/people*2", 100},
                                             {"-gdp + 1", -399},
                                             {"--gdp", 400},
                                             {"2 * -gdp", -800},
                                             {"[gdp]*.5e1", 2000},
                                             {" \t gdp\t/  1e2 ", 4},
                                             {"per_km2(gdp + people)", 40.8},
                                             {"at(gdp, 2010) + people", 108},
                                             {"at(gdp, 2020) / at(gdp,2010)", 4},
                                             {"growth(gdp, 2010, 2020)", std::pow(4.0, 0.1) - 1},
                                             {"growth(gdp * 2, 2010, 2020) * 0 + gdp", 400},
                                             {"share_of_cluster(people)", 8.0 / 11.0},
                                             {"share_of_cluster(at(people, 2020)) + 0 * gdp", 8.0 / 11.0}}) {
        CAPTURE(its.formula);
        const auto column = worked_out(its.formula);
        REQUIRE(column[centre].has_value());
        CHECK(*column[centre] == doctest::Approx(its.centre).epsilon(1e-14));
        CHECK(column.name() == "new");
        CHECK(column.unit() == "of its own");
        CHECK(column.year() == 2020);
        CHECK(column.mark(centre) == Mark::derived);
        CHECK(column.mark(0) == Mark::missing);
    }
}

TEST_CASE("names in brackets hold any sign, and names of any script need none") {
    Tables t = derived("[gdp, at - 2%] / 人口 + at");
    t.indicators.push_back({.id = "gdp, at - 2%"});
    t.indicators.push_back({.id = "人口"});
    t.indicators.push_back({.id = "at"});
    for (const auto& [id, value] : {std::pair("gdp, at - 2%", 6.0), std::pair("人口", 2.0), std::pair("at", 1.0)})
        t.observations.push_back({.place = "north", .indicator = id, .year = 2020, .value = value});
    CHECK(model::column(Region(std::move(t)), "new")[north] == 4.0);
}

TEST_CASE("the worst mark is carried, and what is not known stays so") {
    const auto sum = worked_out("gdp + people");
    CHECK(sum.mark(centre) == Mark::derived);
    CHECK(sum.mark(north) == Mark::derived);
    CHECK(sum.mark(south) == Mark::synthetic);
    CHECK(worked_out("gdp", 2010).mark(north) == Mark::imputed);
    CHECK(worked_out("gdp + at(people, 2015)", 2010).mark(north) == Mark::missing);
    const auto growth = worked_out("growth(gdp, 2010, 2020)");
    CHECK(growth.mark(north) == Mark::missing); // an estimated level says nothing of how it moved
    CHECK(growth.mark(south) == Mark::missing); // from 0
    const auto share = worked_out("share_of_cluster(gdp)");
    CHECK(share[north] == 1.0);
    CHECK(share.mark(centre) == Mark::synthetic); // as south is in its sum
    CHECK(share.mark(0) == Mark::missing);        // no cluster
    CHECK(share.mark(4) == Mark::missing);        // no figure
    const auto gone = worked_out("growth(people - 3, 2015, 2020)");
    CHECK(gone[centre] == doctest::Approx(std::pow(2.5, 0.2) - 1));
}

TEST_CASE("a level that falls to nothing has gone down by all of itself") {
    Tables t = derived("growth(people, 2015, 2020)");
    for (auto& row : t.observations)
        if (row.place == "centre" && row.indicator == "people" && row.year == 2020) row.value = 0;
    CHECK(model::column(Region(std::move(t)), "new")[centre] == -1.0);
}

TEST_CASE("x / 0 is missing and a finding names who") {
    const Region region(derived("gdp / people"));
    CHECK(model::column(region, "new").mark(north) == Mark::missing);
    base::Findings findings;
    const auto source = model::own_figures(region);
    static_cast<void>(model::evaluate(region, region.indicator("new"), 2020, source, &findings));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0] ==
          base::Finding{base::Severity::warning, "formula", "new", "missing for north in 2020, where it divides by 0"});
    const auto told = [](const std::string& formula) {
        const Region other(derived(formula));
        base::Findings all;
        static_cast<void>(model::evaluate(other, other.indicator("new"), 2020, model::own_figures(other), &all));
        return all.empty() ? std::string("nothing") : all[0].text;
    };
    CHECK(told("gdp / (gdp * 0.3 - gdp * 0.1 - gdp * 0.2)") ==
          "missing for centre, north and south in 2020, where it divides by 0"); // not by a rounding
    CHECK(told("share_of_cluster(people * 0)") == "missing for centre, north and south in 2020, where it divides by 0");
    CHECK(told("gdp * 1e300 * 1e300") ==
          "missing for centre, north and south in 2020, where it gives more than a number can hold");
    CHECK(told("gdp + people") == "nothing");
    CHECK(worked_out("gdp * 1e300 * 1e300").known_count() == 0);
    CHECK(worked_out("0 * (gdp * 1e300 * 1e300)").known_count() == 0);
}

TEST_CASE("a formula has the years in which all its figures have one") {
    const auto years = [](const std::string& formula) { return model::years(Region(derived(formula)), "new"); };
    using Years = std::vector<int>;
    CHECK(years("gdp") == Years{2010, 2020});
    CHECK(years("gdp / people") == Years{2020});
    CHECK(years("people + 1") == Years{2015, 2020});
    CHECK(years("people + at(gdp, 2010)") == Years{2015, 2020});
    CHECK(years("people + at(gdp, 2011)").empty());
    CHECK(years("at(gdp, 2020) - at(gdp, 2010)") == Years{2020});
    CHECK(years("growth(gdp, 2010, 2020)") == Years{2020});
    CHECK(years("growth(gdp, 2011, 2020)").empty());
    CHECK(years("growth(gdp, 2010, 2020) + people") == Years{2020});
    CHECK(years("growth(people, 2015, 2020) + at(people, 2015)") == Years{2020});
    CHECK(years("per_km2(people)") == Years{2015, 2020});
    CHECK(years("index").empty());
    CHECK(test::refusal([&] { worked_out("gdp / people", 2015); }) == "no new in 2015; there is 2020");
    CHECK(test::refusal([&] { worked_out("at(gdp, 2011)"); }) == "no new in any year; there is no figure of any place");
}

TEST_CASE("formulas build on formulas, each worked out once") {
    Tables t = derived("gdp * 1");
    for (int k = 0; k < 90; ++k) {
        const std::string below = k == 0 ? "new" : "f" + std::to_string(k - 1);
        const std::string formula =
            k % 2 == 0 ? "(" + below + " + " + below + ") / 2" : "at(" + below + ", 2020) * 0 + " + below;
        t.indicators.push_back({.id = "f" + std::to_string(k), .formula = formula});
    }
    const Region region(std::move(t));
    CHECK(model::years(region, "f89") == std::vector<int>{2010, 2020}); // 2^90 calls if each were worked out anew
    CHECK(model::column(region, "f89")[centre] == 400.0);
    CHECK(model::column(region, "f89", 2010)[centre] == 100.0);
}

TEST_CASE("a formula that cannot be read is told with the character") {
    struct Case {
        std::string formula, says;
    };
    const std::string signs = ", the signs of a formula are the ordinary + - * / ( ) [ ] , and blank";
    for (const Case& its : std::vector<Case>{
             {"gdp +", "character 6: the formula ends too early"},
             {" ", "character 2: the formula ends too early"},
             {"gdp + * people", "character 7: \"*\" has no meaning here"},
             {"gdp people", "character 5: \"p\" has no meaning here"},
             {"(gdp", "character 5: a \")\" is missing"},
             {"gdp)", "character 4: \")\" has no meaning here"},
             {"3 + 4", "character 1: names no indicator"},
             {"gdp * 1e999", "character 7: is not a number that can be used"},
             {"gdp * .", "character 7: is not a number that can be used"},
             {"gdp * 2x", "character 8: \"x\" has no meaning here"},
             {"[gdp", "character 1: the \"[\" has no \"]\""},
             {"gdp ÷ people", "character 5: \"÷\" has no meaning here" + signs},
             {"（gdp）", "character 1: \"（\" has no meaning here" + signs},
             {"gdp／people", "character 4: \"／\" has no meaning here" + signs},
             {"gdp\u3000/ people", "character 4: \"\u3000\" has no meaning here" + signs},
             {"grwth(gdp, 2010, 2020)", "character 1: \"grwth\" is no function"},
             {"growth(gdp, 2020, 2010)", "character 1: growth goes from an earlier year to a later one"},
             {"growth(gdp, 2010)", "character 17: a \",\" is missing"},
             {"growth(gdp)", "character 11: a \",\" is missing"},
             {"at(gdp, now)", "character 9: a year is missing"},
             {"at(gdp, 20100)", "character 9: a year is missing"},
             {"at(gdp, 2010", "character 13: a \")\" is missing"},
             {"at(growth(gdp, 2010, 2020), 2020)",
              "character 4: growth stands in growth or at, which has its year already"},
             {"gdp / peple", "character 7: \"peple\" is no indicator"},
             {"人 / gdp", "character 1: \"人\" is no indicator"},
             {"[] + gdp", "character 1: \"\" is no indicator"},
             {"gdp * \xff", "character 7: \"\\xff\" is no indicator"},
         }) {
        CAPTURE(its.formula);
        CHECK(complaint(its.formula) == its.says);
    }
    CHECK(test::refusal([] { Region{derived("gdp / peple")}; }) ==
          "indicators row 4: formula: character 7: \"peple\" is no indicator; did you mean \"people\"?");
}

TEST_CASE("neither brackets nor sums nor signs without end fill the stack") {
    const std::string deep = "the brackets are more than 100 deep";
    CHECK(complaint(std::string(100000, '(') + "gdp").ends_with(deep));
    CHECK(complaint(std::string(100000, '-') + "gdp").ends_with(deep));
    std::string nested, sum = "gdp";
    for (int k = 0; k < 50000; ++k) nested += "per_km2(";
    CHECK(complaint(nested).ends_with(deep));
    for (int k = 0; k < 50000; ++k) sum += "+gdp";
    CHECK(complaint(sum).ends_with("the formula has more than 1000 parts"));
    std::string longest = "gdp";
    for (int k = 0; k < 499; ++k) longest += "+gdp";
    CHECK(worked_out(longest)[centre] == 400.0 * 500);
    CHECK(worked_out(std::string(100, '(') + "gdp" + std::string(100, ')'))[centre] == 400.0);
}

TEST_CASE("whatever is put together is either refused or gives numbers") {
    const std::vector<std::string> pieces{
        "gdp",      "people", "0",    "2.5",  "1e300", "+",       "-",   "*",
        "/",        "(",      ")",    " ",    "[gdp]", "growth(", "at(", "share_of_cluster(",
        "per_km2(", ",",      "2010", "2020", "（"};
    Index read = 0;
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        base::Random random(seed);
        std::string formula;
        if (seed % 2 == 0) { // an operand, then signs and operands in turn
            const std::vector<std::string> operands{"gdp",
                                                    "0",
                                                    "1e300",
                                                    "-people",
                                                    "(people - gdp)",
                                                    "growth(people, 2015, 2020)",
                                                    "at(gdp / people, 2020)",
                                                    "share_of_cluster(gdp)",
                                                    "per_km2(people)"};
            formula = "people";
            for (Index k = random.index(6); k >= 0; --k)
                formula += pieces[5 + random.index(4)] + operands[random.index(operands.size())];
        } else
            for (Index k = random.index(10); k >= 0; --k) formula += pieces[random.index(pieces.size())];
        CAPTURE(formula);
        if (!complaint(formula).starts_with("none")) continue;
        ++read;
        const Region region(derived(formula));
        base::Findings findings;
        for (const int year : model::years(region, "new")) {
            const auto column =
                model::evaluate(region, region.indicator("new"), year, model::own_figures(region), &findings);
            CHECK(column.values().allFinite());
        }
    }
    CHECK(read > 1500);
}

TEST_CASE("formulas in a circle, beside figures or on top of children are refused") {
    const auto says = [](auto&& change) {
        Tables t = derived("gdp / people");
        change(t);
        return test::refusal<model::bad_tables>([&] { Region{t}; });
    };
    CHECK(says([](Tables& t) {
              t.observations.push_back({.place = "north", .indicator = "new", .year = 2020, .value = 1});
          }) == "indicators row 4: formula: stands beside figures of \"new\" in observations.csv; keep one of the two");
    CHECK(says([](Tables& t) { t.indicators.push_back({.id = "part", .parent = "new"}); }) ==
          "indicators row 4: formula: \"new\" is made of its children; take the formula out");
    CHECK(says([](Tables& t) { t.indicators[3].formula = "new + gdp"; }) ==
          "indicators row 4: formula: \"new\" builds on itself; break the circle");
    CHECK(says([](Tables& t) {
              t.indicators[3].formula = "a + gdp";
              t.indicators.push_back({.id = "a", .formula = "b + b"});
              t.indicators.push_back({.id = "b", .formula = "a / 2"});
          }) == "indicators row 5: formula: \"a\" builds on itself; break the circle\n"
                "indicators row 6: formula: \"b\" builds on itself; break the circle");
    CHECK(says([](Tables& t) {
              for (int k = 0; k < 101; ++k)
                  t.indicators.push_back(
                      {.id = "f" + std::to_string(k), .formula = k == 0 ? "new" : "f" + std::to_string(k - 1)});
          }) ==
          "indicators row 104: formula: \"f99\" builds on formulas more than 100 deep; write some of them as one\n"
          "indicators row 105: formula: \"f100\" builds on formulas more than 100 deep; write some of them as one");
}

TEST_CASE("a way to fill is one of five, and a formula is not filled") {
    const auto says = [](const std::string& fill, Index row) {
        Tables t = derived("gdp / people");
        t.indicators[row].fill = fill;
        return test::refusal<model::bad_tables>([&] { Region{t}; });
    };
    for (const char* fill : {"", "none", "cluster_mean", "linear", "nearest", "ratio:people", "ratio:new"})
        CHECK(says(fill, 1) == "none");
    CHECK(says("mean", 1) == "indicators row 2: fill: \"mean\" is no way to fill gaps; write none, cluster_mean, "
                             "ratio:OTHER, linear or nearest");
    CHECK(says("ratio:peple", 1) ==
          "indicators row 2: fill: \"peple\" is not in indicators.csv; did you mean \"people\"?");
    CHECK(says("ratio:gdp", 1) ==
          "indicators row 2: fill: a ratio of \"gdp\" to itself fills nothing; name another one");
    CHECK(says("none", 3) == "none");
    CHECK(says("linear", 3) == "indicators row 4: fill: a formula is not filled; fill the indicators that it names");
}

TEST_CASE("formulas without a figure are found") {
    const auto found = [](const std::string& formula) {
        std::string lines;
        for (const auto& f : model::diagnose(Region(derived(formula))))
            if (f.topic == "formula" || f.topic == "indicators") lines += f.subject + ": " + f.text + '\n';
        return lines;
    };
    CHECK(found("gdp + people").empty());
    CHECK(found("gdp / people") == "new: missing for north in 2020, where it divides by 0\n");
    CHECK(found("at(gdp, 2011) + index") == "new: there is no year in which all that the formula names has figures\n");
}
