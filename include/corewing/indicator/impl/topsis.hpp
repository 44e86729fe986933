#pragma once

#include "corewing/indicator/topsis.hpp"

#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/ranking.hpp"

#include <Eigen/Core>

#include <cmath>

namespace corewing::indicator {

COREWING_BODY
Topsis topsis(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
              const TopsisOptions& options) {
    detail::check_matrix(values);
    const Eigen::VectorX<Double> weight = detail::shares(weights, values.cols());
    const Eigen::VectorXi direction = detail::directions(options.direction, values.cols());
    Topsis result;
    Eigen::ArrayXX<Double> above(values.rows(), values.cols()); // weighted distance from the worst value of the column
    Eigen::ArrayXX<Double> below(values.rows(), values.cols()); // and from the best
    for (Index j = 0; j < values.cols(); ++j) {
        Eigen::ArrayX<Double> v = direction[j] * values.col(j).array();
        if (base::is_constant(values.col(j))) {
            result.findings.push_back(detail::about_column(base::Severity::warning, "TOPSIS", j,
                                                           "does not tell the places apart; it has no effect"));
            v.setZero();
        } else if (options.scale == TopsisScale::vector) {
            v /= v.abs().maxCoeff(); // first, so that squares stay in range
            v /= v.matrix().norm();
        } else if (options.scale == TopsisScale::min_max) {
            v = detail::unit_range(v.matrix()).array();
        }
        above.col(j) = weight[j] * (v - v.minCoeff());
        below.col(j) = weight[j] * (v.maxCoeff() - v);
    }
    result.to_worst = above.matrix().rowwise().stableNorm();
    result.to_best = below.matrix().rowwise().stableNorm();
    result.score.resize(values.rows());
    result.contribution.resize(values.rows(), values.cols());
    bool alike = false;
    for (Index i = 0; i < values.rows(); ++i) {
        const double sum = result.to_best[i] + result.to_worst[i];
        if (!(sum > 0.0)) {
            alike = true;
            result.score[i] = 0.5;
            result.contribution.row(i) = 0.5 * weight.transpose();
            continue;
        }
        result.score[i] = result.to_worst[i] / sum;
        if (result.to_worst[i] > 0.0)
            result.contribution.row(i) = result.score[i] * (above.row(i) / result.to_worst[i]).square();
        else
            result.contribution.row(i).setZero();
    }
    if (alike)
        result.findings.push_back({base::Severity::warning, "TOPSIS", "", "all places are alike; every score is 0.5"});
    result.rank = ranking(result.score);
    return result;
}

} // namespace corewing::indicator
