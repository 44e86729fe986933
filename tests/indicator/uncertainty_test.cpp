#include "corewing/indicator/detail/ensemble.hpp"
#include "corewing/indicator/sensitivity.hpp"
#include "corewing/indicator/uncertainty.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using namespace corewing::indicator;

namespace {

const Tree roads_tree = {{.id = "i"},
                         {.id = "a", .parent = "i"},
                         {.id = "b", .parent = "i"},
                         {.id = "a1", .parent = "a"},
                         {.id = "a2", .parent = "a", .direction = -1},
                         {.id = "b1", .parent = "b"},
                         {.id = "b2", .parent = "b"},
                         {.id = "c", .parent = "i"}};

Eigen::MatrixXd some_values(Index n = 12, std::uint64_t seed = 1) {
    base::Random random(seed);
    Eigen::MatrixXd values(n, 5);
    for (auto& cell : values.reshaped()) cell = random.uniform(1.0, 9.0);
    return values;
}

} // namespace

TEST_CASE("the fast scores are those of composite, for every method") {
    const auto values = some_values();
    const auto marks = base::Marks::Constant(12, 5, base::Mark::observed);
    const std::vector<AggregateOptions> ways = {{.method = Aggregation::arithmetic},
                                                {.method = Aggregation::geometric},
                                                {.method = Aggregation::geometric, .floor = .2},
                                                {.method = Aggregation::harmonic},
                                                {.method = Aggregation::power, .exponent = 2.5},
                                                {.method = Aggregation::power, .exponent = -50, .floor = .1},
                                                {.method = Aggregation::owa, .orness = .3}};
    double worst = 0.0;
    for (const auto& all : ways)
        for (const auto& root : ways)
            for (const auto weighing : {Weighing::given, Weighing::entropy, Weighing::critic}) {
                const CompositeOptions options{
                    .weigh = {.method = weighing}, .aggregate = all, .aggregate_at = {{"i", root}}};
                const detail::Ensemble<> ensemble(values, marks, roads_tree, options, {}, {});
                base::Random random(1);
                Eigen::MatrixXd work;
                Eigen::VectorXd score;
                ensemble.score({}, 0.0, random, work, score);
                worst = std::max(worst, (score - composite(values, roads_tree, options).score).cwiseAbs().maxCoeff());
            }
    CHECK(worst < 1e-12);
}

TEST_CASE("without a doubt there is no interval") {
    const auto values = some_values();
    const auto u = uncertainty(values, roads_tree, {}, {.weight_spread = 0.0, .runs = 20});
    const auto index = composite(values, roads_tree);
    CHECK(u.score == index.score);
    CHECK(u.rank == index.rank);
    CHECK((u.score_range.col(0) - u.score_range.col(2)).isZero());
    CHECK(u.rank_kept.isApproxToConstant(1.0));
    CHECK(u.mean_shift == 0.0);
}

TEST_CASE("intervals are in order, hold the index itself, and do not depend on threads") {
    const auto values = some_values(40);
    UncertaintyOptions uncertain{
        .normalise = {{.method = Normalisation::min_max, .low = .1}, {.method = Normalisation::percentile, .low = .1}},
        .weigh = {{.method = Weighing::equal}, {.method = Weighing::entropy}},
        .aggregate = {{}, {.method = Aggregation::geometric, .floor = .05}},
        .runs = 400};
    const auto u = uncertainty(values, roads_tree, {}, uncertain);
    int inside = 0;
    for (Index i = 0; i < 40; ++i) {
        CHECK(u.rank_range(i, 0) <= u.rank_range(i, 1));
        CHECK(u.rank_range(i, 1) <= u.rank_range(i, 2));
        CHECK(u.score_range(i, 0) <= u.score_range(i, 2));
        inside += u.rank[i] >= u.rank_range(i, 0) && u.rank[i] <= u.rank_range(i, 2);
    }
    CHECK(inside >= 36);
    CHECK(u.mean_shift > 0.0);
    CHECK(u.mean_rank.mean() == doctest::Approx(20.5).epsilon(.01));
    for (const unsigned threads : {1U, 3U}) {
        uncertain.parallel.threads = threads;
        const auto again = uncertainty(values, roads_tree, {}, uncertain);
        CHECK(again.score_range == u.score_range);
        CHECK(again.rank_range == u.rank_range);
        CHECK(again.mean_shift == u.mean_shift);
    }
    uncertain.seed = 2;
    CHECK(uncertainty(values, roads_tree, {}, uncertain).mean_rank != u.mean_rank);
}

TEST_CASE("imputation too is a choice that can be doubted") {
    const auto values = some_values();
    auto marks = base::Marks(base::Marks::Constant(12, 5, base::Mark::observed));
    marks(3, 0) = marks(5, 2) = base::Mark::missing;
    const CompositeOptions options{.impute = {.method = Imputation::group_mean}};
    UncertaintyOptions uncertain{.weight_spread = 0.0, .runs = 200};
    for (std::uint64_t seed = 0; seed < 10; ++seed)
        uncertain.impute.push_back({.method = Imputation::hot_deck, .seed = seed});
    const auto u = uncertainty(values, marks, roads_tree, options, uncertain);
    CHECK(u.score_range(3, 2) > u.score_range(3, 0));
    CHECK(u.score_range(5, 2) > u.score_range(5, 0));
    CHECK(u.score_range(0, 2) == u.score_range(0, 0));
    CHECK_THROWS_AS(uncertainty(values, marks, roads_tree, {}, {}), base::bad_data);
}

TEST_CASE("bad options are refused") {
    const auto values = some_values();
    CHECK_THROWS_AS(uncertainty(values, roads_tree, {}, {.weight_spread = 1.0}), base::bad_value);
    CHECK_THROWS_WITH_AS(uncertainty(values, roads_tree, {}, {.runs = 0}), "runs: 0 is not in [1, 1e+07]",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(uncertainty(values, roads_tree, {}, {.level = 1.0}), "level: 1 is not in [1e-06, 0.999999]",
                         base::bad_value);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(uncertainty(values, roads_tree, {}, {.parallel = {.stop = stop.get_token()}}), base::error);
}

TEST_CASE("sensitivity says which choice moves the ranks") {
    const auto values = some_values(20);
    const auto marks = base::Marks::Constant(20, 5, base::Mark::observed);
    // Only the weights can vary: they answer for everything.
    const auto one = sensitivity(values, marks, roads_tree, {}, {});
    CHECK(one.factors == std::vector<std::string>{"weights"});
    CHECK(one.first[0] == doctest::Approx(1.0).epsilon(.1));
    CHECK(one.total[0] == doctest::Approx(1.0).epsilon(.1));
    // A normalisation that changes nothing (a stretched scale) against one that does.
    const UncertaintyOptions uncertain{
        .normalise = {{.method = Normalisation::min_max}, {.method = Normalisation::min_max, .high = 2.0}},
        .aggregate = {{}, {.method = Aggregation::geometric}},
        .weight_spread = 0.05};
    const auto two = sensitivity(values, marks, roads_tree, {}, uncertain);
    CHECK(two.factors == std::vector<std::string>{"normalisation", "aggregation", "weights"});
    CHECK(std::abs(two.total[0]) < 1e-12);
    CHECK(two.total[1] > 0.5);
    CHECK(two.place_total.cols() == 20);
    CHECK_THROWS_WITH_AS(sensitivity(values, marks, roads_tree, {}, {.weight_spread = 0.0}),
                         "uncertain: nothing can vary; give alternatives or a weight_spread", base::bad_value);
}

TEST_CASE("ties of the runs are ties up to rounding, and no score is above 1") {
    Eigen::MatrixXd y(6, 3);
    y << 1, 2, 3, 1, 3, 2, 2, 1, 3, 2, 3, 1, 3, 1, 2, 3, 2, 1;
    const Tree flat = {{.id = "i"}, {.id = "a", .parent = "i"}, {.id = "b", .parent = "i"}, {.id = "c", .parent = "i"}};
    for (const auto method : {Normalisation::z_score, Normalisation::percentile, Normalisation::min_max}) {
        const auto marks = base::Marks::Constant(6, 3, base::Mark::observed);
        const auto u =
            uncertainty(0.1 * y, marks, flat, {.normalise = {.method = method}}, {.weight_spread = 0.0, .runs = 20});
        CHECK(u.rank_kept == Eigen::VectorXd::Ones(6));
    }
    Eigen::MatrixXd best = Eigen::MatrixXd::Zero(2, 3);
    best.row(1).setOnes();
    const auto u = uncertainty(best, flat, {}, {.weight_spread = 0.5, .runs = 500});
    CHECK(u.score_range.row(1) == Eigen::RowVector3d::Ones());
}
