#include <doctest/doctest.h>

#include "corewing/plan/choices.hpp"

#include "plan/rich_region.hpp"
#include "support/refusal.hpp"

#include <algorithm>
#include <cmath>

using namespace corewing;
using test::refusal;

namespace {

plan::Choices with_row(const char* key, const char* value) {
    auto tables = rich_tables();
    tables.plan = {{.key = key, .value = value}};
    return plan::choices(model::Region(tables));
}

} // namespace

TEST_CASE("choices come from the folder where plan.csv is silent") {
    auto tables = rich_tables();
    tables.plan.clear();
    const auto c = plan::choices(model::Region(tables));
    CHECK(c.title == "Sixland");
    CHECK(c.size == "gdp"); // in the region's currency, though one town lacks it
    CHECK(c.index == "index");
    REQUIRE(c.flows.size() == 1);
    CHECK(c.flows[0] == plan::FlowChoice{"trips", 1.0});
    CHECK(c.routes.empty());
    CHECK_FALSE(c.findings.empty());
    tables.info.currency.clear();
    CHECK(plan::choices(model::Region(tables)).size == "people");
    tables.observations.clear();
    CHECK(plan::choices(model::Region(tables)).size.empty());
    CHECK(plan::choices(model::Region({.places = {{.id = "a"}}})).title == "A region without a name");
}

TEST_CASE("plan.csv goes before") {
    CHECK(with_row("title", "X").title == "X");
    CHECK(with_row("year", "2019").year == 2019);
    CHECK(with_row("size", "people").size == "people");
    CHECK(with_row("flows", "trips=0.5;money").flows == std::vector<plan::FlowChoice>{{"trips", 0.5}, {"money", 1.0}});
    CHECK(with_row("routes", "money").routes == std::vector<std::string>{"money"});
    CHECK(with_row("speed_kmh", "80").speed_kmh == 80.0);
    CHECK(with_row("division.alpha", "inf").alpha == HUGE_VAL);
    CHECK(with_row("division.alpha", "0").alpha == 0.0);
    CHECK(with_row("roles.lambda", "0.25").lambda == 0.25);
    CHECK(with_row("seed", "18446744073709551615").seed == 18446744073709551615u);
    CHECK(with_row("map.approval", "GS 1").map_approval == "GS 1");
    CHECK(with_row("question.projects", "none").questions.at("projects") == "none");
}

TEST_CASE("what plan.csv says is told as said, though it would be chosen anyway") {
    const auto said = [](const plan::Choices& c) {
        return std::any_of(c.findings.begin(), c.findings.end(),
                           [](const auto& f) { return f.subject == "size" && f.text == "gdp, as plan.csv says"; });
    };
    CHECK(said(with_row("size", "gdp")));
    CHECK_FALSE(said(with_row("year", "2020")));
}

TEST_CASE("what does not fit is told by key, with what to do") {
    CHECK(refusal([] { with_row("titel", "X"); }) ==
          "plan.csv: titel: \"titel\" is not a key of plan.csv; did you mean \"title\"?");
    CHECK(refusal([] { with_row("year", "next"); }) ==
          "plan.csv: year: \"next\" is not a number; write a year, for example 2020");
    CHECK(refusal([] { with_row("roles.lambda", "2"); }) ==
          "plan.csv: roles.lambda: 2 is not in [0, 1]; write a number from 0 to 1");
    CHECK(refusal([] { with_row("division.alpha", "1e-7"); }) ==
          "plan.csv: division.alpha: 1e-7 is not in [1e-06, 1e+06]; write 0, a number from 1e-6 to 1e6, or inf");
    CHECK(refusal([] { with_row("division.resource", "csh"); }).find("did you mean \"cash\"?") != std::string::npos);
    CHECK(refusal([] { with_row("speed_kmh", "nan"); }).find("speed_kmh") != std::string::npos);
    CHECK(refusal([] { with_row("size", "peple"); }).find("did you mean \"people\"?") != std::string::npos);
    CHECK(refusal([] { with_row("flows", "trips;trips"); }).find("names a layer twice") != std::string::npos);
    CHECK(refusal([] { with_row("flows", "trips;"); }).find("an entry of the list is blank") != std::string::npos);
    CHECK(refusal([] { with_row("size", ""); }).find("the value is blank") != std::string::npos);
}
