#include "corewing/base/random.hpp"
#include "corewing/industry/chain_coverage.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using industry::ChainAction;

namespace {

// 芯屏器核网, with two industries in 器, and a second chain.
const std::vector<industry::ChainStage> industries{
    {"芯屏器核网", "芯"}, {"芯屏器核网", "屏"}, {"芯屏器核网", "器"}, {"芯屏器核网", "核"},
    {"车", "电池"},       {"芯屏器核网", "器"}, {"芯屏器核网", "网"}, {"", ""},
    {"车", "整车"}};

Eigen::MatrixXd quotients() {
    Eigen::MatrixXd lq(3, 9);
    //    chip screen device core battery device' net  none  car
    lq << 0.0, 1.2, 0.2, 0.5, 0.0, 0.0, 2.0, 9.0, 0.0, //
        0.0, 0.0, 0.3, 0.9, 0.4, 1.6, 0.0, 9.0, 0.0,   //
        1.0, 0.4, 0.0, 1.3, 0.0, 0.0, 0.0, 9.0, 0.0;
    return lq;
}

} // namespace

TEST_CASE("coverage and what a pair gains") {
    const auto result = industry::chain_coverage(quotients(), industries);
    REQUIRE(result.stages.size() == 7);
    CHECK(result.chains == std::vector<std::string>{"芯屏器核网", "车"});
    CHECK(result.stages[4].stage == "网");
    CHECK(result.stages[5].stage == "电池");
    CHECK(result.strength(1, 2) == 1.6); // the better of the two device industries
    CHECK(result.place[0] == doctest::Approx(2.0 / 7.0));
    CHECK(result.by_chain(0, 0) == doctest::Approx(2.0 / 5.0));
    CHECK(result.by_chain(0, 1) == 0.0);
    CHECK(result.coverage({0, 1}) == doctest::Approx(3.0 / 7.0));
    CHECK(result.gain(0, 1) == doctest::Approx(1.0 / 7.0));
    CHECK(result.coverage({0, 1, 2}) == doctest::Approx(5.0 / 7.0));
    CHECK(result.coverage({}) == 0.0);
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].text == "1 industries are in no chain; left out");
}

TEST_CASE("fill, strengthen, extend") {
    const auto result = industry::chain_coverage(quotients(), industries);
    const auto tasks = result.tasks({0}); // has screen (weak) and net; nothing of the car chain
    REQUIRE(tasks.size() == 4);
    CHECK(tasks[0].action == ChainAction::extend); // chip, one stage before the first
    CHECK(tasks[0].stage == 0);
    CHECK(tasks[0].distance == 1);
    CHECK(tasks[0].partner == 2);
    CHECK(tasks[0].best == -1);
    CHECK(tasks[1].action == ChainAction::strengthen); // screen 1.2
    CHECK(tasks[1].strength == 1.2);
    CHECK(tasks[1].partner == -1);
    CHECK(tasks[2].action == ChainAction::fill); // device, and who could do it
    CHECK(tasks[2].best == 0);
    CHECK(tasks[2].partner == 1);
    CHECK(tasks[3].action == ChainAction::fill); // core
    CHECK(tasks[3].stage == 3);
    CHECK(tasks[3].partner == 2);
    CHECK(industry::name(tasks[3].action) == "fill");

    const auto region = result.tasks();
    REQUIRE(region.size() == 3); // chip, screen and core are there but weak
    for (const auto& task : region) CHECK(task.action == ChainAction::strengthen);
    CHECK(region[2].best == 2);
}

TEST_CASE("the order of a chain's stages") {
    const auto stages = industry::stages_of({{.id = "a", .chain = "chips", .stage = "end"},
                                             {.id = "b"},
                                             {.id = "c", .chain = "chips", .stage = "middle"},
                                             {.id = "d", .chain = "chips", .stage = "start"}});
    CHECK(stages[0] == industry::ChainStage{"chips", "end"});
    CHECK(stages[1] == industry::ChainStage{});
    const Eigen::MatrixXd all = Eigen::RowVector4d(1, 1, 0, 2);
    const auto told = industry::chain_coverage(all, stages, {.order = {"start", "middle"}});
    CHECK(told.stages[0].stage == "start");
    CHECK(told.stages[2].stage == "end"); // not named: behind
    CHECK(told.tasks()[0].action == ChainAction::fill);
    CHECK(industry::chain_coverage(all, stages).tasks()[1].action == ChainAction::fill);
    CHECK(industry::chain_coverage(all, stages, {.order = {"middle"}}).tasks()[0].action == ChainAction::extend);
    CHECK_THROWS_WITH_AS(industry::chain_coverage(all, stages, {.order = {"end", "end"}}),
                         "order[1]: \"end\" stands twice", base::bad_value);
    CHECK_THROWS_WITH_AS(industry::chain_coverage(all, stages, {.order = {"begin"}}),
                         "order[0]: \"begin\" is the stage of no industry", base::bad_value);
}

TEST_CASE("gain and coverage agree for every pair") {
    base::Random random(1);
    for (int trial = 0; trial < 50; ++trial) {
        const auto n = 1 + random.index(12),
                   m = 1 + random.index(10);
        Eigen::MatrixXd lq(n, m);
        for (double& v : lq.reshaped()) v = random.uniform(0.0, 2.0);
        std::vector<industry::ChainStage> where;
        for (Index k = 0; k < m; ++k)
            where.push_back(
                {std::string(1, static_cast<char>('A' + random.index(3))), std::to_string(random.index(4))});
        const auto result = industry::chain_coverage(lq, where);
        for (Index i = 0; i < n; ++i)
            for (Index j = 0; j < n; ++j)
                REQUIRE(result.gain(i, j) ==
                        doctest::Approx(result.coverage({i, j}) - std::max(result.coverage({i}), result.coverage({j})))
                            .epsilon(1e-12));
        REQUIRE(result.place[0] == doctest::Approx(result.coverage({0})));
        // Every stage of a chain that is there is covered and strong, or on the list.
        for (Index i = 0; i < n; ++i) {
            const auto tasks = result.tasks({i});
            for (Index s = 0; s < std::ssize(result.stages); ++s) {
                const double value = result.strength(i, s);
                const bool there = result.by_chain(i, result.chain_of[s]) > 0.0;
                const bool listed = std::any_of(tasks.begin(), tasks.end(), [s](const industry::ChainTask& task) {
                    return task.stage == s;
                });
                REQUIRE(listed == (there && value < 1.5));
            }
        }
    }
}

TEST_CASE("no chain, and bad data") {
    const auto none = industry::chain_coverage(Eigen::MatrixXd::Ones(2, 1), {{}});
    CHECK(none.place == Eigen::Vector2d::Zero());
    CHECK(none.coverage({0}) == 0.0);
    CHECK(none.tasks().empty());
    CHECK(none.findings[0].text == "no industry is in any chain; all coverage is 0");
    CHECK_THROWS_WITH_AS(industry::chain_coverage(Eigen::MatrixXd::Ones(2, 2), {{"a", "b"}}),
                         "industries: has 1 entries where 2 are needed", base::bad_shape);
    CHECK_THROWS_WITH_AS(industry::chain_coverage(Eigen::MatrixXd::Ones(1, 1), {{"a", "b"}}, {.threshold = 2.0}),
                         "strong: 1.5 is not in [2, inf]", base::bad_value);
    CHECK_THROWS_WITH_AS((void)none.coverage({2}), "set: 2 is not a place below 2", base::bad_value);
}
