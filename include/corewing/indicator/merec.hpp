#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/weights.hpp"

#include <Eigen/Core>

#include <string>

namespace corewing::indicator {

struct MerecOptions {
    Eigen::VectorXi direction = {}; ///< columns x 1, +1 more is better, -1 less is better; empty = all +1
    double floor = 0.0;             ///< cells below it are lifted to it; 0 = none, then every cell must be > 0
};

/// MEREC weights: an indicator weighs the more, the more the places' performance changes when it is taken away.
///   n_ij = min_i x / x_ij (more is better) or x_ij / max_i x (less is better)
///   S_i = ln(1 + (1/m) sum_j |ln n_ij|),  S_ij the same without j,  w_j ~ sum_i |S_ij - S_i|
/// Degenerate: a constant column has weight 0 and a finding; if all are constant, all weights are equal.
/// @param values  places x indicators, each > 0 (or lifted to options.floor)
/// @return weights that sum to 1
/// @throws bad_shape, bad_value for a cell that is not positive
/// Complexity O(places x indicators). Source: Keshavarz-Ghorabaee, Amiri, Zavadskas, Turskis & Antucheviciene 2021,
/// Symmetry 13(4):525, eq. 1-7.
template <class Double = double>
Weights merec_weights(const Eigen::Ref<const Eigen::MatrixXd>& values, const MerecOptions& options = {}) {
    detail::check_matrix(values);
    base::check_range(options.floor, 0.0, detail::largest, "floor");
    const Eigen::VectorXi direction = detail::directions(options.direction, values.cols());
    const Eigen::ArrayXX<Double> x = values.array().max(options.floor);
    for (Index j = 0; j < x.cols(); ++j)
        for (Index i = 0; i < x.rows(); ++i)
            if (!(x(i, j) > 0.0))
                throw base::bad_value(
                    base::to_text(values(i, j)) + " is not positive",
                    {.field = "values[" + std::to_string(i) + ',' + std::to_string(j) + ']',
                     .value = base::to_text(values(i, j)),
                     .remedy = "normalise to a range that begins above 0, for example [0.1, 1], or set floor"});

    Eigen::ArrayXX<Double> logs = x.log();
    for (Index j = 0; j < x.cols(); ++j) {
        const double best = direction[j] > 0 ? logs.col(j).minCoeff() : logs.col(j).maxCoeff();
        logs.col(j) = (logs.col(j) - best).abs();
    }
    const auto m = static_cast<double>(x.cols());
    const Eigen::ArrayX<Double> sum = logs.rowwise().sum();
    const Eigen::ArrayX<Double> whole = (sum / m).log1p();
    Eigen::VectorX<Double> told(x.cols());
    for (Index j = 0; j < x.cols(); ++j)
        told[j] = (((sum - logs.col(j)).max(0.0) / m).log1p() - whole).abs().sum();
    return detail::proportional(told, "MEREC weights");
}

} // namespace corewing::indicator
