#pragma once

#include "corewing/indicator/vikor.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/ranking.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::indicator {

COREWING_BODY
Vikor vikor(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
            const VikorOptions& options) {
    detail::check_matrix(values);
    base::check_range(options.majority, 0.0, 1.0, "majority");
    const Eigen::VectorX<Double> weight = detail::shares(weights, values.cols());
    const Eigen::VectorXi direction = detail::directions(options.direction, values.cols());
    const Index n = values.rows();
    Vikor result;
    Eigen::MatrixX<Double> d(n, values.cols());
    for (Index j = 0; j < values.cols(); ++j) {
        if (base::is_constant(values.col(j))) {
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
        return base::is_constant(x, 1.0) ? Eigen::VectorX<Double>::Zero(x.size()) : detail::unit_range(x);
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
        worst = base::best(weighted.row(i).transpose());
        if (!base::is_constant(result.shortfall, 1.0))
            result.contribution.row(i) = v * weight.transpose().array() * (most - d.row(i).array()) / spread;
        else
            result.contribution.row(i) = v * weight.transpose();
        result.contribution(i, worst) += (1.0 - v) * (1.0 - r[i]);
    }

    const auto order = order_of(-result.q);
    const Index first = order.front();
    const double step = n > 1 ? 1.0 / static_cast<double>(n - 1) : 1.0;
    result.stable = base::equal(result.shortfall[first], result.shortfall.minCoeff(), 1.0) ||
                    base::equal(result.regret[first], result.regret.minCoeff(), 1.0);
    result.advantage = n == 1 || base::at_least(result.q[order[1]] - result.q[first], step, 1.0);
    result.compromise.push_back(first);
    for (Index k = 1; k < std::ssize(order); ++k) {
        const bool near = !base::at_least(result.q[order[k]] - result.q[first], step, 1.0);
        if (result.advantage ? (!result.stable && k == 1) : near) result.compromise.push_back(order[k]);
    }
    return result;
}

} // namespace corewing::indicator
