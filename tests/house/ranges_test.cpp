// A score is at most 1, exactly: what a routine returns, every routine that takes such a value accepts.
#include "corewing/base/random.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/obstacle.hpp"
#include "corewing/indicator/topsis.hpp"
#include "corewing/indicator/vikor.hpp"
#include "corewing/industry/complementarity.hpp"
#include "corewing/industry/similarity.hpp"
#include "corewing/scoring/collaboration.hpp"
#include "corewing/scoring/coupling.hpp"
#include "corewing/scoring/coupling_series.hpp"
#include "corewing/scoring/pair_coordination.hpp"
#include "corewing/scoring/synergy.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;

namespace {

/// Takes levels in [0, 1] everywhere they may go in, and gives back what comes out in [0, 1].
std::vector<Eigen::MatrixXd> through(const Eigen::MatrixXd& levels, const Eigen::VectorXd& weights) {
    std::vector<Eigen::MatrixXd> out;
    for (const auto formula :
         {scoring::Coupling::standard, scoring::Coupling::wang_2021, scoring::Coupling::fan_2024}) {
        const auto degree = scoring::coupling(levels, {.formula = formula, .weights = weights});
        out.push_back(degree.level);
        out.push_back(degree.coupling);
        out.push_back(degree.coordination);
        out.push_back(scoring::pair_coordination(levels, {.formula = formula, .weights = weights}));
    }
    const auto series = scoring::coupling_series({levels, levels}, {.coupling = {.weights = weights}});
    out.push_back(series.coordination);
    out.push_back(series.lag_share);
    for (const auto mean : {scoring::Mean::arithmetic, scoring::Mean::geometric})
        out.push_back(scoring::synergy(Eigen::MatrixXd::Zero(levels.rows(), levels.cols()), levels,
                                       {.weights = weights, .mean = mean}));
    for (const auto mean : {scoring::Mean::arithmetic, scoring::Mean::geometric}) {
        const auto c = scoring::collaboration({.levels = levels, .supply = levels.array() + 0.1},
                                              {.mean = mean, .level_weights = weights});
        out.push_back(c.score_matrix());
        out.push_back(Eigen::MatrixXd::Constant(1, 1, c.mean));
        out.push_back(Eigen::MatrixXd::Constant(1, 1, c.balance));
    }
    out.push_back(indicator::obstacle(levels, weights).degree);
    out.push_back(indicator::obstacle(levels, weights, {.share = true}).degree);
    out.push_back(industry::structural_similarity(levels));
    out.push_back(industry::differentiation(levels));
    out.push_back(industry::complementarity(levels, 1.0 - levels.array()).value);
    out.push_back(industry::speciality(levels).profile);
    out.push_back(industry::speciality(levels).concentration);
    out.push_back(indicator::topsis(levels, weights).score);
    out.push_back(indicator::vikor(levels, weights).q);
    return out;
}

} // namespace

TEST_CASE("every level in [0, 1] is accepted as a level, round after round") {
    base::Random random(53);
    for (int trial = 0; trial < 60; ++trial) {
        CAPTURE(trial);
        const Index parts = 2 + random.index(9);
        indicator::Tree tree{{.id = "index"}};
        Eigen::VectorXd weights(parts);
        for (Index k = 0; k < parts; ++k) {
            weights[k] = static_cast<double>(1 + random.index(100)) / 100.0;
            tree.push_back({.id = "x" + std::to_string(k), .parent = "index", .weight = weights[k]});
        }
        Eigen::MatrixXd x(6, parts);
        for (auto& cell : x.reshaped()) cell = static_cast<double>(random.index(11)) / 10.0;
        x.row(0).setOnes(); // best in all
        x.row(1).setZero(); // worst in all
        for (const auto method : {indicator::Aggregation::arithmetic, indicator::Aggregation::geometric,
                                  indicator::Aggregation::power, indicator::Aggregation::owa}) {
            const auto index = indicator::composite(x, tree, {.aggregate = {.method = method}});
            CHECK(index.score[0] == 1.0);
            Eigen::MatrixXd levels = index.normalised;
            levels.col(0) = index.score;
            levels.col(1) = index.score;
            for (const auto& value : through(levels, weights)) {
                CHECK(value.minCoeff() >= 0.0);
                CHECK(value.maxCoeff() <= 1.0);
                if (value.rows() == levels.rows() && trial < 15)
                    for (const auto& again : through(value, Eigen::VectorXd::Ones(value.cols()))) {
                        CHECK(again.minCoeff() >= 0.0);
                        CHECK(again.maxCoeff() <= 1.0);
                    }
            }
        }
    }
}
