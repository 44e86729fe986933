#include <doctest/doctest.h>

#include "corewing/model/bound_name.hpp"

using namespace corewing::model;

TEST_CASE("what a rule binds is called as it is shown") {
    const Region region(
        {.info = {.name = "Valley"},
         .places = {{.id = "mill", .name = "Mill", .cluster = "hills"}, {.id = "bay", .cluster = "sea"}},
         .clusters = {{.id = "hills", .name = "The Hills"}}});
    const auto bound = [&](RuleScope scope, const char* id) { return bound_name(region, {.scope = scope, .id = id}); };
    CHECK(bound(RuleScope::region, "") == "Valley");
    CHECK(bound(RuleScope::cluster, "hills") == "The Hills");
    CHECK(bound(RuleScope::cluster, "sea") == "sea");
    CHECK(bound(RuleScope::place, "mill") == "Mill");
    CHECK(bound(RuleScope::place, "bay") == "bay");
    CHECK(bound(RuleScope::place, "") == "");
    CHECK(bound(RuleScope::kind, "platform") == "platform");
    CHECK(bound(RuleScope::theme, "chips") == "chips");
    CHECK(cluster_name(region, "hills") == "The Hills");
}
