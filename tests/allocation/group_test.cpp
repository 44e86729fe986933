#include "corewing/allocation/group.hpp"
#include "corewing/base/random.hpp"

#include "support/values.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

using corewing::Index;

using corewing::allocation::Group;
using corewing::allocation::groups_by;
using corewing::test::none;

namespace {}

TEST_CASE("a group without rules asks for nothing and forbids nothing") {
    const Group group;
    CHECK(group.name.empty());
    CHECK(group.members.empty());
    CHECK(group.floor == 0.0);
    CHECK(group.cap == none);
}

TEST_CASE("labels make groups in the order in which they first appear") {
    const auto groups = groups_by({"plain", "hills", "", "plain", "coast", "hills", "plain"});
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].name == "plain");
    CHECK(groups[0].members == std::vector<Index>{0, 3, 6});
    CHECK(groups[1].name == "hills");
    CHECK(groups[1].members == std::vector<Index>{1, 5});
    CHECK(groups[2].name == "coast");
    CHECK(groups[2].members == std::vector<Index>{4});
    for (const Group& group : groups) {
        CHECK(group.floor == 0.0);
        CHECK(group.cap == none);
    }
}

TEST_CASE("no labels, or only empty ones, make no groups") {
    CHECK(groups_by({}).empty());
    CHECK(groups_by({"", "", ""}).empty());
}

TEST_CASE("labels are taken as they stand") {
    const auto groups = groups_by({"渝东北", "hills", " hills", "Hills", "渝东北"});
    REQUIRE(groups.size() == 4);
    CHECK(groups[0].members == std::vector<Index>{0, 4});
    CHECK(groups[2].name == " hills");
}

TEST_CASE("every labelled place is in exactly the group of its label") {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        corewing::base::Random random(seed);
        std::vector<std::string> label(random.index(40));
        for (auto& text : label)
            text = random.index(5) == 0 ? "" : std::string(1, static_cast<char>('a' + random.index(6)));
        std::map<std::string, std::vector<Index>> wanted;
        for (Index i = 0; i < std::ssize(label); ++i)
            if (!label[i].empty()) wanted[label[i]].push_back(i);
        const auto groups = groups_by(label);
        CAPTURE(seed);
        CHECK(groups.size() == wanted.size());
        for (Index g = 0; g < std::ssize(groups); ++g) {
            CHECK(groups[g].members == wanted[groups[g].name]);
            if (g > 0) CHECK(groups[g - 1].members.front() < groups[g].members.front());
        }
    }
}
