#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/ranking.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::indicator {

struct VikorOptions {
    Eigen::VectorXi direction = {}; ///< columns x 1, +1 more is better, -1 less is better; empty = all +1
    double majority = 0.5;          ///< v in [0, 1]: weight of the sum of shortfalls against the largest one
};

struct Vikor {
    Eigen::VectorXd q = {};                    ///< places x 1, in [0, 1], 0 = best
    Eigen::VectorXi rank = {};                 ///< places x 1 by q, 1 = best
    Eigen::VectorXd shortfall = {};            ///< S, places x 1: weighted sum of shortfalls from the best values
    Eigen::VectorXd regret = {};               ///< R, places x 1: the largest weighted shortfall
    Eigen::MatrixXd contribution = {};         ///< places x indicators; rows sum to 1 - q
    bool advantage = false;                    ///< the first leads the second by at least 1 / (n - 1) in q
    bool stable = false;                       ///< the first is also first by shortfall or by regret
    std::vector<Index> compromise = {}; ///< the place, or places, to agree on; best first
    base::Findings findings = {};
};

/// Ranks places by a compromise between the sum of shortfalls and the worst one (VIKOR, 多准则妥协解).
///   d_ij = (best_j - x_ij) / (best_j - worst_j),  S = sum_j w_j d_ij,  R = max_j w_j d_ij
///   Q = v (S - min S) / (max S - min S) + (1 - v) (R - min R) / (max R - min R)
/// Compromise: the first alone if it has advantage and is stable; the first two if only stability fails; else all whose
/// q is less than 1 / (n - 1) above the first's.
/// Contributions to 1 - Q: v w_j (max S - d_ij) / (max S - min S), and (1 - v)'s part to the indicator with the largest
/// regret. Degenerate: a constant column has shortfall 0, with a finding; where S (or R) is the same everywhere its
/// term is 0.
/// @param values   places x indicators, any unit
/// @param weights  indicators x 1, each >= 0, sum > 0; used as shares of their sum
/// @throws bad_shape, bad_value
/// Complexity O(places x indicators). Source: Opricovic & Tzeng 2004, European Journal of Operational Research 156(2).
template <class Double = double>
Vikor vikor(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
            const VikorOptions& options = {}) {
    detail::check_matrix(values);
    base::check_range(options.majority, 0.0, 1.0, "majority");
    const Eigen::VectorX<Double> weight = detail::shares(weights, values.cols());
    const Eigen::VectorXi direction = detail::directions(options.direction, values.cols());
    const Index n = values.rows();
    Vikor result;
    Eigen::MatrixX<Double> d(n, values.cols());
    for (Index j = 0; j < values.cols(); ++j) {
        if (detail::constant(values.col(j))) {
            d.col(j).setZero();
            result.findings.push_back(detail::about_column(base::Severity::warning, "VIKOR", j,
                                                           "does not tell the places apart; it has no effect"));
            continue;
        }
        d.col(j) = detail::unit_range(-direction[j] * values.col(j));
    }
    result.shortfall = d * weight;
    const Eigen::MatrixX<Double> weighted = d * weight.asDiagonal();
    result.regret = weighted.rowwise().maxCoeff();
    const auto place_between = [](const Eigen::VectorX<Double>& x) -> Eigen::VectorX<Double> {
        return detail::constant(x) ? Eigen::VectorX<Double>::Zero(x.size()) : detail::unit_range(x);
    };
    const double v = options.majority;
    const Eigen::VectorX<Double> s = place_between(result.shortfall);
    const Eigen::VectorX<Double> r = place_between(result.regret);
    result.q = v * s + (1.0 - v) * r;
    result.rank = ranking(-result.q);

    const double most = result.shortfall.maxCoeff();
    const double spread = most - result.shortfall.minCoeff();
    result.contribution.resize(n, values.cols());
    for (Index i = 0; i < n; ++i) {
        Index worst = 0;
        weighted.row(i).maxCoeff(&worst);
        if (spread > 0.0)
            result.contribution.row(i) = v * weight.transpose().array() * (most - d.row(i).array()) / spread;
        else
            result.contribution.row(i) = v * weight.transpose();
        result.contribution(i, worst) += (1.0 - v) * (1.0 - r[i]);
    }

    const auto order = order_of(-result.q);
    const Index first = order.front();
    const double step = n > 1 ? 1.0 / static_cast<double>(n - 1) : 1.0;
    result.stable =
        result.shortfall[first] == result.shortfall.minCoeff() || result.regret[first] == result.regret.minCoeff();
    result.advantage = n == 1 || result.q[order[1]] - result.q[first] >= step;
    result.compromise.push_back(first);
    for (Index k = 1; k < std::ssize(order); ++k) {
        const bool near = result.q[order[k]] - result.q[first] < step;
        if (result.advantage ? (!result.stable && k == 1) : near) result.compromise.push_back(order[k]);
    }
    return result;
}

} // namespace corewing::indicator
