#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/ranking.hpp"

#include <Eigen/Core>

#include <cmath>

namespace corewing::indicator {

enum class TopsisScale {
    vector,  ///< x / sqrt(sum x^2), the original
    min_max, ///< (x - min) / (max - min)
    none,    ///< as they are, for values already on one scale
};

struct TopsisOptions {
    Eigen::VectorXi direction = {}; ///< columns x 1, +1 more is better, -1 less is better; empty = all +1
    TopsisScale scale = TopsisScale::vector;
};

struct Topsis {
    Eigen::VectorXd score = {};        ///< places x 1: closeness to the ideal, in [0, 1]
    Eigen::VectorXi rank = {};         ///< places x 1, 1 = best
    Eigen::VectorXd to_best = {};      ///< places x 1: distance from the best values
    Eigen::VectorXd to_worst = {};     ///< places x 1: distance from the worst values
    Eigen::MatrixXd contribution = {}; ///< places x indicators: score by share in the squared distance from the worst
    base::Findings findings = {};
};

/// Ranks places by closeness to an ideal place and distance from a worst one (TOPSIS, 优劣解距离法).
///   v_ij = w_j x_ij / |x_j|,  D+ = |v_i - best v|,  D- = |v_i - worst v|,  C = D- / (D+ + D-)
/// Contributions: c_ij = C_i (v_ij - worst_j)^2 / (D-_i)^2; rows sum to the score.
/// Degenerate: a column of zeros or a constant one tells nothing; if all places are alike every score is .5, with a
/// finding, divided by weight. For an index over a tree pass its normalised values and its leaves' weights, with
/// TopsisScale::none.
/// @param values   places x indicators, any unit
/// @param weights  indicators x 1, each >= 0, sum > 0; used as shares of their sum
/// @throws bad_shape, bad_value
/// Complexity O(places x indicators). Source: Hwang & Yoon 1981; Tzeng & Huang 2011, ch. 5.
template <class Double = double>
Topsis topsis(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
              const TopsisOptions& options = {}) {
    detail::check_matrix(values);
    const Eigen::VectorX<Double> weight = detail::shares(weights, values.cols());
    const Eigen::VectorXi direction = detail::directions(options.direction, values.cols());
    Topsis result;
    Eigen::ArrayXX<Double> above(values.rows(), values.cols()); // weighted distance from the worst value of the column
    Eigen::ArrayXX<Double> below(values.rows(), values.cols()); // and from the best
    for (Index j = 0; j < values.cols(); ++j) {
        Eigen::ArrayX<Double> v = direction[j] * values.col(j).array();
        if (detail::constant(values.col(j))) {
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
