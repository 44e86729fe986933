#pragma once

#include "corewing/indicator/copeland.hpp"

#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/ranking.hpp"

#include <Eigen/Core>

#include <cmath>

namespace corewing::indicator {

COREWING_BODY
Copeland copeland(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
                  const CopelandOptions& options) {
    detail::check_matrix(values);
    const Eigen::VectorX<Double> weight = detail::shares(weights, values.cols());
    const Eigen::VectorX<Double> direction =
        detail::directions(options.direction, values.cols()).template cast<double>();
    Eigen::ArrayXX<Double> x(values.rows(), values.cols());
    for (Index j = 0; j < x.cols(); ++j) x.col(j) = base::settled(direction[j] * values.col(j)).array();
    const Index n = x.rows();
    Copeland result{.score = Eigen::VectorX<Double>(n),
                    .wins = Eigen::VectorXi(n),
                    .losses = Eigen::VectorXi(n),
                    .contribution = Eigen::MatrixX<Double>(n, x.cols())};
    base::parallel_for(
        n,
        [&](Index place) {
            Eigen::ArrayX<Double> for_it =
                Eigen::ArrayX<Double>::Zero(n); // weight of the indicators in which place is better
            Eigen::ArrayX<Double> against_it = Eigen::ArrayX<Double>::Zero(n); // and worse
            for (Index j = 0; j < x.cols(); ++j) {
                for_it += (x.col(j) < x(place, j)).template cast<double>() * weight[j];
                against_it += (x.col(j) > x(place, j)).template cast<double>() * weight[j];
            }
            const auto more = [](double a, double b) { return base::above(a, b, 1.0) ? 1.0 : 0.0; };
            const Eigen::ArrayX<Double> ahead = for_it.binaryExpr(against_it, more);
            const Eigen::ArrayX<Double> behind = against_it.binaryExpr(for_it, more);
            result.wins[place] = static_cast<int>((ahead > 0.0).count());
            result.losses[place] = static_cast<int>((behind > 0.0).count());
            result.score[place] = result.wins[place] - result.losses[place];
            const Eigen::ArrayX<Double> won = (ahead > 0.0).select(for_it.inverse(), 0.0);
            const Eigen::ArrayX<Double> lost = (behind > 0.0).select(against_it.inverse(), 0.0);
            for (Index j = 0; j < x.cols(); ++j)
                result.contribution(place, j) = weight[j] * ((x.col(j) < x(place, j)).select(won, 0.0).sum() -
                                                             (x.col(j) > x(place, j)).select(lost, 0.0).sum());
        },
        options.parallel);
    result.rank = ranking(result.score);
    return result;
}

} // namespace corewing::indicator
