#include <doctest/doctest.h>

#include "corewing/plan/together.hpp"

#include "plan/rich_region.hpp"

using namespace corewing;

namespace {

plan::Together together_of(model::Tables tables) {
    const model::Region region(std::move(tables));
    return plan::together(plan::basis(region, plan::choices(region)));
}

} // namespace

TEST_CASE("a pair far below what the other pairs lead one to expect is found, and only by a model that carries") {
    const auto t = together_of(rich_tables());
    REQUIRE(t.answer.answered);
    const auto& main = t.flows.front();
    REQUIRE(main.model);
    CHECK(main.carries);
    CHECK(main.known == 30);
    CHECK(main.silent.empty());
    REQUIRE_FALSE(main.under_used.empty());
    const auto region = rich_region();
    CHECK(main.under_used[0].first == region.index("birch"));
    CHECK(main.under_used[0].second == region.index("cedar"));
    CHECK(main.under_used[0].flow == 3.0);
    CHECK(main.outside.size() == 1);
    CHECK(t.known_themes == std::vector<std::string>{"people"});
    CHECK(t.unknown_themes == std::vector<std::string>{"money"});
}

TEST_CASE("flows that follow nothing give no list") {
    auto tables = rich_tables();
    int k = 0;
    for (auto& link : tables.links) link.weight = ++k * 7919 % 1000;
    const auto t = together_of(tables);
    CHECK(t.answer.answered);
    CHECK_FALSE(t.flows.front().carries);
    CHECK(t.flows.front().under_used.empty());
    CHECK(t.answer.sentence.find("no list of under-used pairs") != std::string::npos);
}

TEST_CASE("unknown pairs are not compared") {
    auto tables = rich_tables();
    tables.layers[0].complete = false;
    std::erase_if(tables.links, [](const auto& l) { return l.from == "oak" || l.to == "oak"; });
    const auto t = together_of(tables);
    CHECK(t.flows.front().known == 20);
    CHECK(t.flows.front().silent.size() == 1);
    CHECK_FALSE(t.answer.needs.empty());
}

TEST_CASE("without flows it is not answered, without sizes there is no model") {
    auto tables = rich_tables();
    tables.plan.clear();
    tables.observations.clear();
    CHECK_FALSE(together_of(tables).flows.front().model);
    tables.links.clear();
    const auto t = together_of(tables);
    CHECK_FALSE(t.answer.answered);
    CHECK(t.answer.needs.size() == 1);
}
