#pragma once

#include "corewing/indicator/sensitivity.hpp"

#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/detail/ensemble.hpp"
#include "corewing/indicator/sobol.hpp"
#include "corewing/indicator/uncertainty.hpp"
#include "corewing/indicator/detail/alternatives.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace corewing::indicator {

COREWING_BODY
Sensitivity sensitivity(const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks, const Tree& tree,
                        const CompositeOptions& options, const UncertaintyOptions& uncertain,
                        SobolOptions sampling) {
    detail::check_uncertainty(uncertain);
    const detail::Ensemble<> ensemble(values, marks, tree, options, detail::alternatives_of(uncertain),
                                      uncertain.parallel);
    const std::array names = {"imputation", "outliers", "normalisation", "weighing", "aggregation"};
    Sensitivity result;
    std::vector<Index> stages;
    for (Index k = 0; k < std::ssize(names); ++k)
        if (ensemble.counts()[k] > 1) {
            stages.push_back(k);
            result.factors.emplace_back(names[k]);
        }
    if (uncertain.weight_spread > 0.0) result.factors.emplace_back("weights");
    if (result.factors.empty())
        throw base::bad_value("nothing can vary",
                              {.field = "uncertain", .remedy = "give alternatives or a weight_spread"});

    const Index n = values.rows();
    const Eigen::VectorXi rank = composite(values, marks, tree, options).rank;
    const auto model = [&](const Eigen::VectorX<Double>& u) -> Eigen::VectorX<Double> {
        detail::Choice choice = {};
        for (Index k = 0; k < std::ssize(stages); ++k) {
            const auto count = ensemble.counts()[stages[k]];
            const double at = u[k] * static_cast<double>(count);
            choice[stages[k]] = std::min<Index>(std::llround(std::floor(at)), count - 1);
        }
        // The last coordinate numbers a draw of all weights.
        base::Random random(uncertain.seed, std::bit_cast<std::uint64_t>(u[u.size() - 1]));
        Eigen::MatrixX<Double> work;
        Eigen::VectorX<Double> score;
        const double scale = ensemble.score(choice, uncertain.weight_spread, random, work, score);
        std::vector<std::pair<double, int>> order(n);
        Eigen::VectorXi drawn(n);
        detail::ranks_into(score, scale, order, drawn.data());
        Eigen::VectorX<Double> y(n + 1);
        y[0] = (drawn - rank).template cast<double>().cwiseAbs().mean();
        y.tail(n) = drawn.template cast<double>();
        return y;
    };
    sampling.seed = uncertain.seed;
    sampling.parallel = uncertain.parallel;
    SobolIndices indices = sobol(model, std::ssize(result.factors), sampling);
    result.first = indices.first.col(0);
    result.total = indices.total.col(0);
    result.first_error = indices.first_error.col(0);
    result.total_error = indices.total_error.col(0);
    result.place_first = indices.first.rightCols(n);
    result.place_total = indices.total.rightCols(n);
    for (auto& finding : indices.findings) {
        const auto output = std::stoul(finding.subject);
        finding.topic = "sensitivity";
        finding.subject = output == 0 ? "" : std::to_string(output - 1);
        finding.text = output == 0 ? "no choice moves any rank; all indices are 0"
                                   : "no choice moves this place's rank; its indices are 0";
        result.findings.push_back(std::move(finding));
    }
    return result;
}

} // namespace corewing::indicator
