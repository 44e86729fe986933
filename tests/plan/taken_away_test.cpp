// A folder with anything taken away is planned all the same: never a crash, never a number that is none, always words.
#include <doctest/doctest.h>

#include "corewing/base/error.hpp"
#include "corewing/briefing/plan_page.hpp"
#include "corewing/io/detail/cells.hpp"
#include "corewing/io/schema.hpp"
#include "corewing/plan/plan.hpp"
#include "plan/rich_region.hpp"

#include <string>

using namespace corewing;

namespace {

/// A plan of tables that a Region accepts; what it refuses is told by an error, which is words enough.
void plan_of(const model::Tables& tables) {
    try {
        const model::Region region(tables);
        const plan::Plan p = plan::make(region, plan::choices(region));
        for (const auto& answer : p.answers()) {
            CAPTURE(answer.question);
            CHECK_FALSE(answer.sentence.empty());
            CHECK((answer.answered || !answer.needs.empty()));
        }
        const std::string text = plan::text(p), page = briefing::plan_page(p);
        for (const char* number : {"nan", "inf ", "-inf", "inf,"}) {
            CHECK(text.find(number) == std::string::npos);
            CHECK(page.find(number) == std::string::npos);
        }
    } catch (const base::bad_data& error) { // a table that others name
        CHECK(std::string(error.what()).find(';') != std::string::npos);
    } catch (const base::unknown_name& error) { // a choice of plan.csv that is gone
        CHECK(std::string(error.what()).find("plan") == std::string::npos);
    }
}

} // namespace

TEST_CASE("any table taken away") {
    for (const io::Table& table : io::dictionary()) {
        CAPTURE(table.name);
        if (table.name == "places") continue;
        model::Tables tables = rich_tables();
        while (table.size(tables) > 0) table.drop(tables);
        plan_of(tables);
        tables.plan.clear();
        plan_of(tables);
    }
}

TEST_CASE("any column that may be blank taken away") {
    for (const io::Table& table : io::dictionary())
        for (const io::Column& column : table.columns) {
            if (column.required) continue;
            CAPTURE(table.name);
            CAPTURE(column.name);
            model::Tables tables = rich_tables(), blank;
            table.add(blank);
            const void* fresh = table.row(blank, 0);
            for (Index row = 0; row < table.size(tables); ++row)
                io::detail::with_member(column.member, const_cast<void*>(table.row(tables, row)), [&](auto& value) {
                    io::detail::with_member(column.member, fresh, [&](const auto& empty) {
                        if constexpr (std::is_same_v<decltype(value),
                                                     std::remove_const_t<std::remove_reference_t<decltype(empty)>>&>)
                            value = empty;
                    });
                });
            plan_of(tables);
        }
}

TEST_CASE("all places but one, all links, and a place without figures") {
    for (const model::Place& kept : rich_tables().places) {
        CAPTURE(kept.id);
        model::Tables tables;
        tables.places = {kept};
        for (const auto& o : rich_tables().observations)
            if (o.place == kept.id || o.place.empty()) tables.observations.push_back(o);
        tables.indicators = rich_tables().indicators;
        plan_of(tables);
    }
    model::Tables tables = rich_tables();
    tables.links.clear();
    plan_of(tables);
    tables = rich_tables();
    tables.places.push_back({.id = "new", .name = "New town"});
    plan_of(tables);
    const model::Region region(tables);
    const plan::Plan p = plan::make(region);
    CHECK(p.standing.not_ranked == std::vector<Index>{region.index("new")});
    CHECK(p.division.left_out == std::vector<std::string>{"New town"});
}

TEST_CASE("figures of 0, and figures that are all the same") {
    model::Tables tables = rich_tables();
    for (auto& o : tables.observations) o.value = 0.0;
    plan_of(tables);
    for (auto& o : tables.observations) o.value = 7.0;
    plan_of(tables);
    for (auto& o : tables.observations) o.value = -1e100;
    plan_of(tables);
    tables = rich_tables();
    for (auto& l : tables.links) l.weight = 0.0;
    plan_of(tables);
    for (auto& o : tables.output) o.value = 0.0;
    plan_of(tables);
    for (auto& p : tables.places) p.lon = 10.0, p.lat = 50.0;
    plan_of(tables);
}
