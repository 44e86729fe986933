#include "corewing/base/random.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/entropy.hpp"
#include "corewing/indicator/ranking.hpp"
#include "corewing/indicator/tree.hpp"

#include <doctest/doctest.h>

#include <map>
#include <vector>

using namespace corewing;
using indicator::Aggregation;
using indicator::composite;
using indicator::Normalisation;
using indicator::Tree;
using indicator::Weighing;

namespace {

/// A random tree whose leaves hang at different depths.
Tree random_tree(base::Random& random, int inner, int leaves) {
    Tree tree{{.id = "root"}};
    for (int k = 1; k < inner; ++k)
        tree.push_back({.id = "s" + std::to_string(k), .parent = tree[random.index(tree.size())].id});
    std::vector<int> children(tree.size(), 0);
    const Index count = std::ssize(tree);
    for (Index k = 1; k < count; ++k)
        for (Index p = 0; p < count; ++p)
            if (tree[p].id == tree[k].parent) ++children[p];
    int number = 0;
    const auto leaf = [&](Index p) {
        tree.push_back(
            {.id = "x" + std::to_string(number++), .parent = tree[p].id, .direction = random.index(4) == 0 ? -1 : 1});
    };
    for (Index p = 0; p < count; ++p)
        if (children[p] == 0) leaf(p);
    while (number < leaves) leaf(random.index(count));
    return tree;
}

} // namespace

TEST_CASE("the human development index, three levels, as published") {
    // UNDP, Human Development Report 2021/22, table 1 (data of 2021) and technical note 1.
    const Tree tree = {{.id = "hdi"},
                       {.id = "health", .parent = "hdi"},
                       {.id = "education", .parent = "hdi"},
                       {.id = "income", .parent = "hdi"},
                       {.id = "life expectancy", .parent = "health"},
                       {.id = "expected years", .parent = "education"},
                       {.id = "mean years", .parent = "education"},
                       {.id = "log income", .parent = "income"}};
    Eigen::MatrixXd values(3, 4);
    values << 84.0, 16.5, 13.9, std::log(66933.0), // Switzerland
        83.2, 18.2, 13.0, std::log(64660.0),       // Norway; more than 18 years count as 18
        78.2, 14.2, 7.6, std::log(17504.0);        // China
    Eigen::VectorXd lower(4), upper(4);
    lower << 20, 0, 0, std::log(100.0);
    upper << 85, 18, 15, std::log(75000.0);
    const auto hdi = composite(values, tree,
                               {.normalise = {.method = Normalisation::goalposts, .lower = lower, .upper = upper},
                                .aggregate_at = {{"hdi", {.method = Aggregation::geometric}}}});
    CHECK(hdi.score[0] == doctest::Approx(0.962).epsilon(0.001));
    CHECK(hdi.score[1] == doctest::Approx(0.961).epsilon(0.001));
    CHECK(hdi.score[2] == doctest::Approx(0.768).epsilon(0.001));
    CHECK(hdi.rank == Eigen::Vector3i(1, 2, 3));
    CHECK(hdi.weight.isApprox(Eigen::Vector4d(1 / 3.0, 1 / 6.0, 1 / 6.0, 1 / 3.0), 1e-15));
    CHECK((hdi.contribution.rowwise().sum() - hdi.score).cwiseAbs().maxCoeff() < 1e-15);
    REQUIRE(hdi.findings.size() == 1);
    CHECK(hdi.findings[0].subject == "expected years");
    // Without the geometric mean it is a weighted sum of the leaves.
    const auto sum =
        composite(values, tree, {.normalise = {.method = Normalisation::goalposts, .lower = lower, .upper = upper}});
    CHECK((sum.normalised * sum.weight - sum.score).cwiseAbs().maxCoeff() < 1e-15);
}

TEST_CASE("every node's score is the sum of its children's contributions, whatever the tree and the method") {
    base::Random random(2026);
    double worst = 0.0;
    for (int trial = 0; trial < 150; ++trial) {
        const Tree tree = random_tree(random, 1 + static_cast<int>(random.index(6)), 8);
        const Index m = std::ssize(indicator::leaves(tree));
        Eigen::MatrixXd values(6, m);
        for (auto& cell : values.reshaped()) cell = random.normal();
        indicator::CompositeOptions options;
        const std::vector<Weighing> weighings = {Weighing::given, Weighing::entropy, Weighing::critic,
                                                 Weighing::deviation, Weighing::pca};
        options.weigh.method = weighings[random.index(weighings.size())];
        const std::vector<indicator::AggregateOptions> ways = {{.method = Aggregation::arithmetic},
                                                               {.method = Aggregation::geometric},
                                                               {.method = Aggregation::geometric, .floor = 0.05},
                                                               {.method = Aggregation::harmonic, .floor = 0.05},
                                                               {.method = Aggregation::power, .exponent = 3},
                                                               {.method = Aggregation::owa, .orness = 0.3}};
        options.aggregate = ways[random.index(ways.size())];
        options.aggregate_at["root"] = ways[random.index(ways.size())];
        const auto index = composite(values, tree, options);
        REQUIRE(index.contribution.allFinite());
        worst = std::max(worst, (index.contribution.rowwise().sum() - index.score).cwiseAbs().maxCoeff());
        CHECK(index.contribution.minCoeff() >= -1e-15);
        CHECK(index.weight.sum() == doctest::Approx(1.0));
        for (Index p = 0; p < std::ssize(tree); ++p) {
            Eigen::VectorXd sum = Eigen::VectorXd::Zero(6);
            bool parent = false;
            for (Index c = 0; c < std::ssize(tree); ++c) {
                if (tree[c].parent != tree[p].id) continue;
                parent = true;
                sum += index.node_contribution.col(c);
            }
            if (parent)
                worst =
                    std::max(worst, (sum - index.node_score.col(p)).cwiseAbs().maxCoeff());
        }
    }
    CHECK(worst < 1e-13);
}

TEST_CASE("z-scores too can be taken apart") {
    base::Random random(4);
    const Tree tree = {{.id = "a"},
                       {.id = "b"},
                       {.id = "a1", .parent = "a"},
                       {.id = "a2", .parent = "a"},
                       {.id = "b1", .parent = "b"},
                       {.id = "b2", .parent = "b", .direction = -1}};
    Eigen::MatrixXd values(7, 4);
    for (auto& cell : values.reshaped()) cell = random.normal();
    const auto index = composite(values, tree, {.normalise = {.method = Normalisation::z_score}});
    CHECK(index.nodes.back().id == "index"); // two subsystems without a node above them
    CHECK(index.node_score.cols() == 7);
    CHECK((index.contribution.rowwise().sum() - index.score).cwiseAbs().maxCoeff() < 1e-14);
}

TEST_CASE("weights come from the tree, from the data, or from the call") {
    const Tree tree = {
        {.id = "i"}, {.id = "a", .parent = "i", .weight = 3.0}, {.id = "b", .parent = "i", .weight = 1.0}};
    Eigen::MatrixXd values(3, 2);
    values << 0, 1, .5, .2, 1, 0;
    CHECK(composite(values, tree).weight.isApprox(Eigen::Vector2d(.75, .25)));
    CHECK(composite(values, tree, {.weigh = {.method = Weighing::equal}}).weight.isApprox(Eigen::Vector2d(.5, .5)));
    CHECK(
        composite(values, tree, {.weigh = {.given = Eigen::Vector2d(1, 4)}}).weight.isApprox(Eigen::Vector2d(.2, .8)));
    const auto entropy = composite(values, tree, {.weigh_at = {{"i", {.method = Weighing::entropy}}}});
    CHECK(entropy.weight.isApprox(indicator::entropy_weights(values).weight));
    Tree half = tree;
    half[2].weight.reset();
    CHECK_THROWS_WITH_AS(composite(values, half),
                         "tree: i: some of its parts have a weight and some have none; give all of them or none",
                         base::bad_data);
}

TEST_CASE("marks of imputed cells reach every node above them, and no other") {
    const Tree tree = {{.id = "a"},
                       {.id = "b"},
                       {.id = "a1", .parent = "a"},
                       {.id = "a2", .parent = "a"},
                       {.id = "b1", .parent = "b"}};
    Eigen::MatrixXd values(3, 3);
    values << 1, 0, 5, 2, 4, 6, 3, 8, 9;
    base::Marks marks = base::Marks::Constant(3, 3, base::Mark::observed);
    marks(0, 1) = base::Mark::missing;
    marks(2, 2) = base::Mark::synthetic;
    CHECK_THROWS_WITH_AS(composite(values, marks, tree),
                         "a2 in row 0 is missing; fill the gaps (CompositeOptions::impute) or select places that have "
                         "figures",
                         base::bad_data);
    const auto index = composite(values, marks, tree, {.impute = {.method = indicator::Imputation::group_mean}});
    const Index a = 0, b = 1, a1 = 2, a2 = 3, root = 5;
    CHECK(index.marks(0, a2) == base::Mark::imputed);
    CHECK(index.marks(0, a) == base::Mark::imputed);
    CHECK(index.marks(0, root) == base::Mark::imputed);
    CHECK(index.marks(0, a1) == base::Mark::derived);
    CHECK(index.marks(0, b) == base::Mark::derived);
    CHECK(index.marks(1, root) == base::Mark::derived);
    CHECK(index.marks(2, root) == base::Mark::synthetic);
    REQUIRE(!index.findings.empty());
    CHECK(index.findings[0].subject == "a2");
    CHECK(index.findings[0].text == "1 of 3 cells filled from the mean of all known places");
    // Filling other columns only does not let the missing cell through.
    CHECK_THROWS_AS(
        composite(values, marks, tree, {.impute = {.method = indicator::Imputation::group_mean, .columns = {0}}}),
        base::bad_data);
}

TEST_CASE("one place, one leaf, a constant leaf: documented values, a finding, no NaN") {
    const Tree leaf = {{.id = "only"}};
    CHECK(composite(Eigen::MatrixXd::Constant(1, 1, 3.0), leaf).score[0] == 0.5);
    const Tree tree = {{.id = "i"}, {.id = "a", .parent = "i"}, {.id = "b", .parent = "i"}};
    for (const auto method :
         {Weighing::given, Weighing::entropy, Weighing::critic, Weighing::merec, Weighing::deviation, Weighing::pca}) {
        const auto one = composite(Eigen::MatrixXd::Constant(1, 2, 3.0), tree, {.weigh = {.method = method}});
        CHECK(one.score[0] == 0.5);
        CHECK(one.rank[0] == 1);
        CHECK(one.findings.size() >= 2);
        Eigen::MatrixXd values(2, 2);
        values << 1, 4, 1, 5;
        const auto two = composite(values, tree, {.normalise = {.low = .1}, .weigh = {.method = method}});
        CHECK(two.score.allFinite());
        CHECK(two.rank[1] == 1);
    }
}

TEST_CASE("a table with names: what is wrong is told by place, indicator and year") {
    const Tree tree = {{.id = "i"}, {.id = "roads", .parent = "i"}, {.id = "people", .parent = "i"}};
    Eigen::MatrixXd values(3, 2);
    values << 1, 10, 3, 20, 2, 60;
    base::Marks marks = base::Marks::Constant(3, 2, base::Mark::observed);
    const auto table = [&](std::optional<int> year = {}) {
        return model::MarkedMatrix(values, marks,
                                   {.name = "figures",
                                    .year = year,
                                    .places = model::PlaceIds({"bridge", "mill", "spring"}),
                                    .columns = {"people", "roads"}});
    };
    Eigen::MatrixXd turned(3, 2);
    turned << 10, 1, 20, 3, 60, 2;
    CHECK(composite(table(), tree).score == composite(turned, tree).score);
    const std::string remedy = "; fill the gaps (CompositeOptions::impute) or select places that have figures";
    marks(1, 1) = base::Mark::missing;
    CHECK_THROWS_WITH_AS(composite(table(), tree), ("roads of mill is missing" + remedy).c_str(), base::bad_data);
    CHECK_THROWS_WITH_AS(composite(table(2020), tree), ("roads of mill is missing in 2020" + remedy).c_str(),
                         base::bad_data);
    CHECK(composite(table(), tree, {.impute = {.method = indicator::Imputation::nearest}}).score.allFinite());
    CHECK_THROWS_WITH_AS(composite(table(), {{.id = "rail"}}), "figures: the table has no column rail; give one for each leaf",
                         base::unknown_name);
    values(2, 0) = std::nan("");
    marks(1, 1) = base::Mark::observed;
    CHECK_THROWS_WITH_AS(table(), "figures, people: place spring: nan is not a finite number; mark the number as missing "
                                  "where it is not known",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(composite(values, tree), "roads in row 2 is nan, not a finite number; mark it as missing, or look "
                                                  "for a division by 0 on the way to it",
                         base::bad_value);
}

TEST_CASE("a tree that is none is refused in words") {
    const Eigen::MatrixXd values = Eigen::MatrixXd::Zero(2, 1);
    const std::vector<std::pair<Tree, std::string>> cases = {
        {{}, "tree: is empty; give at least one node"},
        {{{.id = ""}}, "tree: a node has no id"},
        {{{.id = "a"}, {.id = "a", .parent = "a"}}, "tree: the id a stands twice"},
        {{{.id = "a"}, {.id = "b", .parent = "c"}}, "tree: the parent c of b is not in the tree"},
        {{{.id = "a"}, {.id = "b", .parent = "c"}, {.id = "c", .parent = "b"}},
         "tree: some nodes are their own ancestors; correct the parents"},
        {{{.id = "b", .parent = "b"}}, "tree: some nodes are their own ancestors; correct the parents"},
        {{{.id = "a", .direction = 0}}, "tree: a: direction is 0; write +1 or -1"},
        {{{.id = "a", .direction = -1}, {.id = "b", .parent = "a"}},
         "tree: a: direction is -1, but it is no leaf; turn round its leaves instead"},
        {{{.id = "a"}, {.id = "b", .parent = "a", .weight = -1.0}}, "tree: b: weight is negative or not finite"},
    };
    for (const auto& [tree, words] : cases) {
        std::string said;
        try {
            composite(values, tree);
        } catch (const base::error& e) {
            said = e.what();
        }
        CHECK(said == words);
    }
    const Tree tree = {{.id = "i"}, {.id = "a", .parent = "i"}};
    CHECK_THROWS_WITH_AS(composite(Eigen::MatrixXd::Zero(2, 3), tree), "values: is 2 x 3 where 2 x 1 is needed",
                         base::bad_shape);
    CHECK_THROWS_WITH_AS(composite(values, tree, {.weigh_at = {{"z", {}}}}), "weigh_at: the tree has no node z",
                         base::unknown_name);
    CHECK_THROWS_WITH_AS(composite(values, tree, {.aggregate_at = {{"a", {}}}}),
                         "aggregate_at: a is a leaf, nothing is joined there", base::bad_value);
}

TEST_CASE("a region's indicators become a tree") {
    const std::vector<model::Indicator> indicators = {{.id = "i"},
                                                      {.id = "a", .parent = "i", .direction = -1, .weight = 2.0}};
    const Tree tree = indicator::tree_of(indicators);
    CHECK(tree[1] == indicator::Node{.id = "a", .parent = "i", .direction = -1, .weight = 2.0});
    CHECK(indicator::leaves(tree) == std::vector<std::string>{"a"});
}

TEST_CASE("places with the same values in another order share a rank, also where z-scores cancel") {
    Eigen::MatrixXd y(6, 3);
    y << 1, 2, 3, 1, 3, 2, 2, 1, 3, 2, 3, 1, 3, 1, 2, 3, 2, 1;
    const Tree tree{{.id = "index"},
                    {.id = "a", .parent = "index"},
                    {.id = "b", .parent = "index"},
                    {.id = "c", .parent = "index"}};
    for (const double unit : {1.0, 0.1, 3.0, 1e-6, 1e6})
        for (const auto method : {Normalisation::z_score, Normalisation::percentile, Normalisation::min_max}) {
            const auto index = composite(Eigen::MatrixXd(unit * y), tree, {.normalise = {.method = method}});
            CHECK(index.rank == Eigen::VectorXi::Ones(6));
        }
}

TEST_CASE("a mean of ones is 1 to the last digit") {
    const double weight[] = {1, .84, .22, .29, .03, .33, .73, .16, .26};
    Tree tree{{.id = "index"}};
    for (int k = 0; k < 9; ++k) tree.push_back({.id = "x" + std::to_string(k), .parent = "index", .weight = weight[k]});
    Eigen::MatrixXd x(2, 9);
    x.row(0).setZero();
    x.row(1).setOnes();
    for (const auto method :
         {Aggregation::arithmetic, Aggregation::geometric, Aggregation::harmonic, Aggregation::power, Aggregation::owa})
        CHECK(composite(x, tree, {.aggregate = {.method = method}}).score == Eigen::Vector2d(0, 1));
}
