#include "corewing/model/apply_changes.hpp"
#include "corewing/model/detail/units.hpp"
#include "corewing/model/region.hpp"

#include "support/refusal.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;
using base::Mark;
using model::Change;
using model::Tables;

namespace {

/// Today's places a, b and c, with figures of people (which add up) and density (which do not).
Tables today(std::vector<Change> changes) {
    Tables t;
    t.places = {{.id = "a"}, {.id = "b"}, {.id = "c"}};
    t.indicators = {{.id = "people", .unit = "people"}, {.id = "density", .unit = "people a km2"}};
    t.industries = {{.id = "chips"}};
    t.layers = {{.id = "trips", .kind = model::LayerKind::flow, .directed = true},
                {.id = "road", .kind = model::LayerKind::route}};
    t.changes = std::move(changes);
    return t;
}

void put(Tables& t, const char* place, int year, double value, const char* indicator = "people",
         Mark mark = Mark::observed) {
    t.observations.push_back({.place = place, .indicator = indicator, .year = year, .value = value, .mark = mark});
}

/// Figures as "a people 2010 5", "~" before estimated ones, in the order of a region.
std::vector<std::string> figures(const model::Changed& changed) {
    const model::Region region(changed.tables);
    std::vector<std::string> lines;
    const auto add = [&](Mark mark, const std::string& place, const std::string& id, int year, double value) {
        lines.push_back((mark == Mark::observed ? "" : "~") + place + ' ' + id + ' ' + std::to_string(year) + ' ' +
                        base::to_text(value));
    };
    for (const auto& o : region.observations()) add(o.mark, o.place, o.indicator, o.year, o.value);
    for (const auto& o : region.output()) add(o.mark, o.place, o.industry, o.year, o.value);
    return lines;
}

std::vector<std::string> told(const model::Changed& changed) {
    std::vector<std::string> lines;
    for (const auto& f : changed.findings)
        lines.push_back((f.severity == base::Severity::warning ? "! " : "") + f.subject + ": " + f.text);
    return lines;
}

std::string refusal(const Tables& tables) {
    return test::refusal<model::bad_tables>([&] { static_cast<void>(model::apply_changes(tables)); });
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("without changes nothing changes") {
    Tables t = today({});
    put(t, "a", 2010, 5);
    const auto changed = model::apply_changes(t);
    CHECK(changed.tables == t);
    CHECK(changed.findings.empty());
}

TEST_CASE("a place that was renamed keeps all its figures") {
    Tables t = today({{.year = 2016, .from = "old", .to = "a"}});
    put(t, "old", 2010, 5), put(t, "old", 2015, 6, "density"), put(t, "a", 2016, 7), put(t, "b", 2010, 1);
    put(t, "", 2010, 100);
    t.output = {{.place = "old", .industry = "chips", .year = 2010, .value = 3}};
    t.links = {{.layer = "trips", .from = "old", .to = "b", .weight = 4},
               {.layer = "road", .from = "c", .to = "old", .hours = 1}};
    const auto changed = model::apply_changes(t);
    CHECK(figures(changed) == Lines{"a density 2015 6", " people 2010 100", "a people 2010 5", "a people 2016 7",
                                    "b people 2010 1", "a chips 2010 3"});
    CHECK(changed.tables.links[0].from == "a");
    CHECK(changed.tables.links[1].to == "a");
    CHECK(changed.tables.links[1].hours == 1.0);
    CHECK(changed.tables.changes.empty());
    CHECK(told(changed) == Lines{"old -> a: 3 earlier figures renamed, 2016; 2 links moved"});
    CHECK(model::apply_changes(changed.tables).tables == changed.tables);
}

TEST_CASE("places that were merged add up, where all of them are known") {
    Tables t = today({{.year = 2016, .from = "old", .to = "a"}});
    put(t, "a", 2010, 2), put(t, "old", 2010, 5), put(t, "old", 2012, 6), put(t, "a", 2013, 1);
    put(t, "a", 2010, 20, "density"), put(t, "old", 2010, 50, "density"), put(t, "a", 2016, 9);
    put(t, "a", 2014, 1), put(t, "old", 2014, 3, "people", Mark::imputed);
    t.links = {{.layer = "trips", .from = "old", .to = "a", .weight = 4},
               {.layer = "road", .from = "a", .to = "old", .hours = 1}};
    const auto changed = model::apply_changes(t);
    CHECK(figures(changed) == Lines{"a people 2010 7", "~a people 2014 4", "a people 2016 9"});
    REQUIRE(changed.tables.links.size() == 1); // a road within a place is none
    CHECK(changed.tables.links[0].from == "a");
    CHECK(changed.tables.links[0].to == "a");
    CHECK(told(changed) ==
          Lines{"! old -> a: 2 earlier figures added to others, 2016; 2 figures left out: a part is not known, or is a "
                "share or ratio that cannot be added up or split; 2 links moved"});
    Tables two = today({{.year = 2016, .from = "x", .to = "c"}, {.year = 2016, .from = "y", .to = "c"}});
    put(two, "x", 2010, 1), put(two, "y", 2010, 2), put(two, "y", 2011, 2); // c itself was not there
    CHECK(figures(model::apply_changes(two)) == Lines{"c people 2010 3"});
    CHECK(model::apply_changes(two).tables.observations[0].source == "from x and y by the changes of 2016");
}

TEST_CASE("a place that was split leaves estimates, and no ratios") {
    Tables t = today({{.year = 2016, .from = "old", .to = "a", .share = 0.25},
                      {.year = 2016, .from = "old", .to = "b", .share = 0.75}});
    put(t, "old", 2010, 8), put(t, "old", 2010, 50, "density"), put(t, "b", 2017, 1);
    t.links = {{.layer = "trips", .from = "old", .to = "old", .weight = 16, .capacity = 32},
               {.layer = "road", .from = "old", .to = "c", .hours = 1}};
    const auto changed = model::apply_changes(t);
    CHECK(figures(changed) == Lines{"~a people 2010 2", "~b people 2010 6", "b people 2017 1"});
    double sum = 0.0;
    for (const auto& link : changed.tables.links) sum += link.weight;
    CHECK(changed.tables.links.size() == 4);
    CHECK(sum == 16.0);
    CHECK(changed.tables.links[0] ==
          model::LinkRow{.layer = "trips", .from = "a", .to = "a", .weight = 1, .capacity = 2});
    CHECK(told(changed)[0].starts_with(
        "! old -> a: 1 earlier figure taken over by a share of 0.25 and marked estimated, 2016; 1 figure left out"));
    CHECK(told(changed)[0].ends_with("; 1 link left out, which cannot be split"));
    CHECK(told(changed).size() == 2);
}

TEST_CASE("what is left of a place that goes on stays with it") {
    Tables t = today({{.year = 2016, .from = "a", .to = "b", .share = 0.25}});
    put(t, "a", 2010, 8), put(t, "b", 2010, 1), put(t, "a", 2016, 5);
    t.links = {{.layer = "trips", .from = "a", .to = "b", .weight = 16}}; // today's
    const auto changed = model::apply_changes(t);
    CHECK(figures(changed) == Lines{"~a people 2010 6", "a people 2016 5", "~b people 2010 3"});
    CHECK(changed.tables.links == t.links);
    CHECK(told(changed).size() == 1);
    t.changes = {{.year = 2016, .from = "a", .to = "b"},
                 {.year = 2016, .from = "a", .to = "c"}}; // how much is not known
    CHECK(figures(model::apply_changes(t)) == Lines{"a people 2016 5"});
    CHECK(told(model::apply_changes(t))[1].starts_with(
        "! a -> c: 0 earlier figures taken over, as its share is not known"));
    t.changes = {{.year = 2016, .from = "a", .to = "a", .share = 0.5},
                 {.year = 2016, .from = "a", .to = "c", .share = 0.5}};
    CHECK(figures(model::apply_changes(t)) ==
          Lines{"~a people 2010 4", "a people 2016 5", "b people 2010 1", "~c people 2010 4"});
    Tables gone = today({{.year = 2016, .from = "old", .to = "a", .share = 0.25}});
    put(gone, "old", 2010, 8);
    CHECK(figures(model::apply_changes(gone)) == Lines{"~a people 2010 2"});
    CHECK(told(model::apply_changes(gone))[0] ==
          "! old: only 0.25 of it has a new place since 2016; the rest of its figures is left out");
}

TEST_CASE("changes follow each other, and names may be exchanged in one year") {
    Tables t = today({{.year = 2018, .from = "mid", .to = "b", .share = 0.5},
                      {.year = 2018, .from = "mid", .to = "c", .share = 0.5},
                      {.year = 2010, .from = "old", .to = "mid"}});
    put(t, "old", 2005, 8), put(t, "mid", 2012, 4), put(t, "b", 2018, 1);
    CHECK(figures(model::apply_changes(t)) ==
          Lines{"~b people 2005 4", "~b people 2012 2", "b people 2018 1", "~c people 2005 4", "~c people 2012 2"});
    Tables swapped = today({{.year = 2018, .from = "a", .to = "b"}, {.year = 2018, .from = "b", .to = "a"}});
    put(swapped, "a", 2005, 8), put(swapped, "b", 2005, 1);
    CHECK(figures(model::apply_changes(swapped)) == Lines{"a people 2005 1", "b people 2005 8"});
}

TEST_CASE("changes that cannot be are refused") {
    Tables t = today({{.year = 2016, .from = "old", .to = "d"}});
    CHECK(refusal(t) == "changes row 1: to: \"d\" is not in places.csv; add it to places.csv or correct the name");
    t = today({{.year = 2016, .from = "old", .to = "mid"}, {.year = 2010, .from = "mid", .to = "a"}});
    CHECK(refusal(t) ==
          "changes row 1: to: \"mid\" is no place after 2016; name a place of places.csv, or one that changes later");
    t = today({{.year = 2016, .from = "old", .to = "a", .share = 0.5},
               {.year = 2016, .from = "old", .to = "b", .share = 0.6}});
    CHECK(refusal(t) == "changes row 1: share: the shares of \"old\" sum to 1.1; let them sum to 1 at most");
    t.changes[1].share = 0.0;
    CHECK(refusal(t) ==
          "changes row 2: share: 0 is out of range; write a share above 0 and up to 1, or leave the cell empty");
    t = today({{.year = 2016, .from = "old", .to = "a"}});
    put(t, "b", 2010, 1), put(t, "old", 2016, 1);
    CHECK(refusal(t) == "observations row 2: place: \"old\" is gone since 2016; name the new place");
    t = today({{.year = 2016, .from = "old", .to = "a"}});
    put(t, "olt", 2010, 1);
    CHECK(refusal(t) == "observations row 1: place: \"olt\" is not in places.csv; did you mean \"old\"?");
    t = today({{.year = 2016, .from = "", .to = "a"}, {.year = 2016, .from = "", .to = "a"}});
    CHECK(refusal(t) == "changes row 1: from: is empty; give every row a name of its own\n"
                        "changes row 2: from: is empty; give every row a name of its own\n"
                        "changes row 2: to: says again what row 1 says; keep one of the two");
}

TEST_CASE("shares and ratios are told from what adds up by their unit") {
    for (const char* unit : {"%", "% a year", "yuan a head", "yuan a person a year", "people / km2", "per mille", "‰",
                             "元/人", "每万人", "kWh an inhabitant"}) {
        CAPTURE(unit);
        CHECK(model::detail::is_ratio(unit));
    }
    for (const char* unit : {"", "people", "100 million yuan", "trains a day", "tons per year", "亿元/年", "km2", "人",
                             "vehicles an hour"}) {
        CAPTURE(unit);
        CHECK_FALSE(model::detail::is_ratio(unit));
    }
}
