#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/label_groups.hpp"
#include "corewing/base/error.hpp"
#include "corewing/model/labels.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <vector>

using corewing::Index;

namespace allocation = corewing::allocation;
namespace base = corewing::base;
namespace model = corewing::model;

TEST_CASE("labels make groups in the order of the labels, with the rules named") {
    const auto clusters = model::labels({"plain", "hills", "", "plain", "coast"});
    const auto groups = allocation::groups(clusters, {{"plain", {.cap = 40}}, {"hills", {.floor = 30, .cap = 50}}});
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].name == "coast");
    CHECK(groups[0].members == std::vector<Index>{4});
    CHECK(groups[0].floor == 0.0);
    CHECK(groups[0].cap == std::numeric_limits<double>::infinity());
    CHECK(groups[1].name == "hills");
    CHECK(groups[1].members == std::vector<Index>{1});
    CHECK(groups[1].floor == 30.0);
    CHECK(groups[1].cap == 50.0);
    CHECK(groups[2].name == "plain");
    CHECK(groups[2].members == std::vector<Index>{0, 3});
    CHECK(groups[2].floor == 0.0);
    CHECK(groups[2].cap == 40.0);
}

TEST_CASE("labels alone make groups without rules, no labels none") {
    CHECK(allocation::groups(model::labels({"a", "b", "a"})).size() == 2);
    CHECK(allocation::groups(model::labels({"", ""})).empty());
    CHECK(allocation::groups({}).empty());
}

TEST_CASE("a label that is not there, or named twice, is refused") {
    const auto clusters = model::labels({"plain", "hills"});
    CHECK_THROWS_WITH_AS(allocation::groups(clusters, {{"hill", {.floor = 30}}}),
                         "label: \"hill\" is not among the labels; there are hills and plain", base::unknown_name);
    CHECK_THROWS_WITH_AS(allocation::groups(clusters, {{"hills", {.floor = 30}}, {"hills", {.cap = 40}}}),
                         "rules: \"hills\" is named twice; give its floor and its cap together", base::bad_value);
}

TEST_CASE("one floor for all, and the floor of a group, in a division") {
    const auto clusters = model::labels({"plain", "plain", "hills", "hills"});
    const auto division = allocation::fair_division(
        Eigen::Vector4d(120, 80, 30, 10),
        {.budget = 100.0, .lower = 5.0, .groups = allocation::groups(clusters, {{"hills", {.floor = 30}}})});
    CHECK(division.outcome.status == base::Status::optimal);
    CHECK(division.amount.isApprox(Eigen::Vector4d(42.0, 28.0, 22.5, 7.5), 1e-12));
}
