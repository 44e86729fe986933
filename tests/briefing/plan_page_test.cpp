#include <doctest/doctest.h>

#include "corewing/briefing/plan_page.hpp"

#include "plan/rich_region.hpp"

using namespace corewing;

TEST_CASE("the page of a plan says every answer once on top, and every place below") {
    const auto p = plan::make(rich_region());
    const std::string page = briefing::plan_page(p);
    CHECK(page.starts_with("<!DOCTYPE html>"));
    CHECK(page.find("In one sentence each") != std::string::npos);
    for (const auto& answer : p.answers())
        if (answer.sentence.find_first_of("<>&'\"") == std::string::npos)
            CHECK(page.find(answer.sentence) != std::string::npos);
    CHECK(page.find("nan") == std::string::npos);
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("Town oak") != std::string::npos);
}

TEST_CASE("the page of a region of which nothing is known is a page all the same") {
    const std::string page = briefing::plan_page(plan::make(model::Region({.places = {{.id = "alone"}}})));
    CHECK(page.find("Not answered") != std::string::npos);
}
