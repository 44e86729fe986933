#include "corewing/base/random.hpp"
#include "corewing/base/print.hpp"
#include "corewing/indicator/aggregate.hpp"
#include "corewing/indicator/ahp.hpp"
#include "corewing/indicator/impute.hpp"
#include "corewing/indicator/normalise.hpp"
#include "corewing/indicator/outliers.hpp"
#include "corewing/indicator/pipeline.hpp"
#include "corewing/indicator/promethee.hpp"
#include "corewing/indicator/topsis.hpp"
#include "corewing/indicator/weigh.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

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

TEST_CASE("the choices of the room print as words") {
    using corewing::base::printed;
    const std::vector<std::pair<std::string, std::string>> rows{
        {printed(PreferenceShape::usual), "usual"},
        {printed(PreferenceShape::u_shape), "u-shape"},
        {printed(PreferenceShape::v_shape), "v-shape"},
        {printed(PreferenceShape::level), "level"},
        {printed(PreferenceShape::linear), "linear"},
        {printed(PreferenceShape::gaussian), "gaussian"},
        {printed(RandomIndex::saaty), "Saaty"},
        {printed(RandomIndex::alonso_lamata), "Alonso-Lamata"},
        {printed(Imputation::none), "none"},
        {printed(Imputation::group_mean), "group mean"},
        {printed(Imputation::ratio), "ratio"},
        {printed(Imputation::linear), "linear"},
        {printed(Imputation::nearest), "nearest"},
        {printed(Imputation::hot_deck), "hot deck"},
        {printed(Normalisation::min_max), "min-max"},
        {printed(Normalisation::goalposts), "goalposts"},
        {printed(Normalisation::z_score), "z-score"},
        {printed(Normalisation::rank), "rank"},
        {printed(Normalisation::percentile), "percentile"},
        {printed(Normalisation::target), "target"},
        {printed(Normalisation::reference), "reference"},
        {printed(Normalisation::none), "none"},
        {printed(TopsisScale::vector), "vector"},
        {printed(TopsisScale::min_max), "min-max"},
        {printed(TopsisScale::none), "none"},
        {printed(Weighing::given), "given"},
        {printed(Weighing::equal), "equal"},
        {printed(Weighing::entropy), "entropy"},
        {printed(Weighing::critic), "CRITIC"},
        {printed(Weighing::merec), "MEREC"},
        {printed(Weighing::deviation), "deviation"},
        {printed(Weighing::pca), "PCA"},
        {printed(Treatment::none), "none"},
        {printed(Treatment::winsorise), "winsorise"},
        {printed(Treatment::quantile), "quantile"},
        {printed(Treatment::log), "logarithm"},
        {printed(Treatment::box_cox), "Box-Cox"},
        {printed(Treatment::automatic), "automatic"},
        {printed(Aggregation::arithmetic), "arithmetic"},
        {printed(Aggregation::geometric), "geometric"},
        {printed(Aggregation::harmonic), "harmonic"},
        {printed(Aggregation::power), "power"},
        {printed(Aggregation::owa), "OWA"},
    };
    for (const auto& [printed_one, word] : rows) CHECK(printed_one == word);
}
