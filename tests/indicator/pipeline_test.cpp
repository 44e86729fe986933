#include "corewing/base/random.hpp"
#include "corewing/indicator/pipeline.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using namespace corewing::indicator;

namespace {

const Tree tree = {{.id = "i"},
                   {.id = "a", .parent = "i"},
                   {.id = "b", .parent = "i"},
                   {.id = "a1", .parent = "a"},
                   {.id = "a2", .parent = "a", .direction = -1},
                   {.id = "b1", .parent = "b"}};

Eigen::MatrixXd some_values() {
    base::Random random(1);
    Eigen::MatrixXd values(8, 3);
    for (auto& cell : values.reshaped()) cell = random.uniform(1.0, 9.0);
    return values;
}

} // namespace

TEST_CASE("a pipeline gives what composite gives") {
    const auto values = some_values();
    const CompositeOptions options{.weigh = {.method = Weighing::entropy},
                                   .aggregate_at = {{"i", {.method = Aggregation::geometric}}}};
    const auto direct = composite(values, tree, options);
    const auto staged = run(pipeline(options), values, tree);
    CHECK(direct.score == staged.score);
    CHECK(direct.contribution == staged.contribution);
    CHECK(direct.weight == staged.weight);
}

TEST_CASE("one stage is changed and the pipeline run again") {
    const auto values = some_values();
    const Pipeline first = pipeline();
    const Pipeline second = with(first, NormaliseOptions{.method = Normalisation::z_score});
    CHECK(first.stages.size() == second.stages.size());
    CHECK(run(first, values, tree).score == composite(values, tree).score);
    CHECK(run(second, values, tree).score ==
          composite(values, tree, {.normalise = {.method = Normalisation::z_score}}).score);
    const Pipeline third = with(first, AggregateStage{{.method = Aggregation::geometric}, "i"});
    CHECK(third.stages.size() == first.stages.size() + 1);
    CHECK(run(third, values, tree).score ==
          composite(values, tree, {.aggregate_at = {{"i", {.method = Aggregation::geometric}}}}).score);
}

TEST_CASE("a stage of one's own") {
    auto values = some_values();
    const Pipeline log =
        with(pipeline(), CustomStage{"log", [](Table& t) { t.values = t.values.array().log().matrix(); }});
    // CustomStage comes behind normalisation in the order of kinds; put it in front by hand.
    Pipeline early = pipeline();
    early.stages.insert(early.stages.begin() + 1, log.stages[3]);
    const Eigen::MatrixXd logged = values.array().log();
    CHECK(run(early, values, tree).score == composite(logged, tree).score);
    CHECK_THROWS_WITH_AS(run({.stages = {CustomStage{"nothing", {}}}}, values, tree), "stage nothing: has no function",
                         base::bad_value);
    const CustomStage drop{"drop", [](Table& t) { t.values.conservativeResize(2, 3); }};
    CHECK_THROWS_WITH_AS(run({.stages = {drop}}, values, tree),
                         "values after stage drop: is 2 x 3 where 8 x 3 is needed", base::bad_shape);
}

TEST_CASE("a pipeline that makes no sense is refused in words") {
    const auto values = some_values();
    CHECK_THROWS_WITH_AS(run({.stages = {WeighStage{}, NormaliseOptions{}}}, values, tree),
                         "pipeline: a stage that changes values comes after weighing or aggregation; move it forward",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(
        run({}, values, tree),
        "pipeline: less is better in some leaves, but no stage turns them round; add a normalise stage",
        base::bad_value);
    CHECK_THROWS_WITH_AS(run(with(pipeline(), WeighStage{{}, "zz"}), values, tree),
                         "weigh stage: the tree has no node zz", base::unknown_name);
}
