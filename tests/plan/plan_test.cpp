#include <doctest/doctest.h>

#include "corewing/plan/plan.hpp"

#include "plan/rich_region.hpp"
#include "support/refusal.hpp"

#include <algorithm>
#include <stop_token>
#include <vector>

using namespace corewing;

TEST_CASE("a plan answers every question, or says what it needs") {
    const auto p = plan::make(rich_region());
    const auto answers = p.answers();
    CHECK(answers.size() == 8);
    for (const auto& answer : answers) {
        CAPTURE(answer.question);
        CHECK_FALSE(answer.sentence.empty());
        CHECK(answer.answered == (answer.question != "projects"));
        CHECK(answer.lines.size() <= 9);
    }
    const std::string text = plan::text(p);
    CHECK(text.starts_with("Sixland\n6 districts, 1 zone and 1 partner; money in million\n"));
    CHECK(text.find("Not answered: nobody has chosen yet.") != std::string::npos);
    CHECK(text.find("nan") == std::string::npos);
    CHECK(plan::text(p, "together").find("TOGETHER") == 0);
    CHECK(test::refusal([&] { plan::text(p, "togather"); }).find("ask one of data, standing") != std::string::npos);
}

TEST_CASE("one place alone is planned in words") {
    const auto p = plan::make(model::Region({.places = {{.id = "alone"}}}));
    for (const auto& answer : p.answers()) CHECK_FALSE(answer.answered);
    CHECK(plan::text(p).find("1 district") != std::string::npos);
}

TEST_CASE("a plan tells how far it is and can be stopped") {
    const auto region = rich_region();
    std::vector<double> told;
    const plan::MakeOptions options{.observer = {.progress = [&](const base::Progress& p) { told.push_back(p.done); }}};
    (void)plan::make(region, plan::choices(region), options);
    CHECK(told.size() >= 7);
    std::stop_source source;
    source.request_stop();
    const plan::MakeOptions stopped{.observer = {.stop = source.get_token()}};
    CHECK_THROWS_AS((void)plan::make(region, plan::choices(region), stopped), base::interrupted);
}

TEST_CASE("the order of rows does not matter") {
    auto tables = rich_tables();
    const std::string before = plan::text(plan::make(model::Region(tables)));
    std::reverse(tables.places.begin(), tables.places.end());
    std::reverse(tables.observations.begin(), tables.observations.end());
    std::reverse(tables.links.begin(), tables.links.end());
    std::reverse(tables.output.begin(), tables.output.end());
    CHECK(plan::text(plan::make(model::Region(tables))) == before);
}
