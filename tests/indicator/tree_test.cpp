#include "corewing/base/error.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/tree.hpp"
#include "corewing/model/indicator.hpp"
#include "corewing/indicator/detail/branches.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

using namespace corewing;
using indicator::leaves;
using indicator::Node;
using indicator::Tree;
using indicator::tree_of;

TEST_CASE("a node is by itself an index in which more is better, with no weight given") {
    const Node node;
    CHECK(node.parent.empty());
    CHECK(node.direction == 1);
    CHECK_FALSE(node.weight.has_value());
    Node other = node;
    CHECK(node == other);
    other.weight = 0.0; // a weight of 0 is not the same as none
    CHECK_FALSE(node == other);
}

TEST_CASE("the leaves are the columns, in the order in which the nodes stand") {
    const Tree tree = {{.id = "rail", .parent = "roads"},   {.id = "index"},
                       {.id = "gdp", .parent = "wealth"},   {.id = "roads", .parent = "index"},
                       {.id = "wealth", .parent = "index"}, {.id = "debt", .parent = "wealth", .direction = -1},
                       {.id = "air", .parent = "index"}};
    CHECK(leaves(tree) == std::vector<std::string>{"rail", "gdp", "debt", "air"});
    CHECK(leaves({{.id = "alone"}}) == std::vector<std::string>{"alone"});
}

TEST_CASE("several indices are joined under a new root, whose name is nobody's") {
    const Tree two = {
        {.id = "wealth"}, {.id = "index"}, {.id = "gdp", .parent = "wealth"}, {.id = "index_all", .parent = "index"}};
    CHECK(leaves(two) == std::vector<std::string>{"gdp", "index_all"});
    const auto branches = indicator::detail::branches_of(two);
    REQUIRE(branches.nodes.size() == 5);
    CHECK(branches.root == 4);
    CHECK(branches.nodes[4].id == "index_all_all");
    CHECK(branches.parent == std::vector<Index>{4, 4, 0, 1, -1});
    CHECK(branches.column == std::vector<Index>{-1, -1, 0, 1, -1});
    CHECK(branches.leaf(2));
    CHECK_FALSE(branches.leaf(0));
}

TEST_CASE("a region's indicators keep their order, directions and weights") {
    CHECK(tree_of({}).empty());
    const Tree tree = tree_of({{.id = "index", .name = "All", .unit = "points", .source = "yearbook"},
                               {.id = "smog", .parent = "index", .direction = -1, .weight = 0.4}});
    CHECK(tree == Tree{{.id = "index"}, {.id = "smog", .parent = "index", .direction = -1, .weight = 0.4}});
}

TEST_CASE("in random trees every childless node is a leaf, and children come before their parents on the way up") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        base::Random random(seed);
        const Index count = 1 + random.index(20);
        Tree tree(count);
        for (Index k = 0; k < count; ++k) {
            tree[k].id = "n" + std::to_string(k);
            if (k > 0) tree[k].parent = "n" + std::to_string(random.index(k));
        }
        random.shuffle(tree);
        std::vector<std::string> childless;
        for (const Node& node : tree)
            if (std::none_of(tree.begin(), tree.end(), [&](const Node& other) { return other.parent == node.id; }))
                childless.push_back(node.id);
        CAPTURE(seed);
        CHECK(leaves(tree) == childless);
        const auto branches = indicator::detail::branches_of(tree);
        std::vector<bool> met(count, false);
        for (const auto node : branches.upwards) {
            for (const auto child : branches.children[node])
                CHECK(met[child]);
            met[node] = true;
        }
        CHECK(branches.upwards.back() == branches.root);
    }
}

TEST_CASE("a tree that is none is refused in words that help") {
    CHECK_THROWS_WITH_AS(leaves({}), "tree: is empty; give at least one node", base::bad_data);
    CHECK_THROWS_WITH_AS(leaves({{.id = "a", .parent = "b"}}), "tree: the parent b of a is not in the tree",
                         base::unknown_name);
    CHECK_THROWS_WITH_AS(leaves({{.id = "a", .direction = 2}}), "tree: a: direction is 2; write +1 or -1",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(leaves({{.id = "a", .weight = std::numeric_limits<double>::quiet_NaN()}}),
                         "tree: a: weight is negative or not finite", base::bad_value);
    // A circle beside a sound tree.
    CHECK_THROWS_WITH_AS(leaves({{.id = "i"}, {.id = "a", .parent = "b"}, {.id = "b", .parent = "a"}}),
                         "tree: some nodes are their own ancestors; correct the parents", base::bad_data);
}
