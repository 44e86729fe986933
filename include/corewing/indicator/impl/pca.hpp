#pragma once

#include "corewing/indicator/pca.hpp"

#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/weights.hpp"
#include "corewing/indicator/detail/proportional.hpp"

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include <vector>

namespace corewing::indicator {

COREWING_BODY
Weights pca_weights(const Eigen::Ref<const Eigen::MatrixXd>& values, const PcaOptions& options) {
    detail::check_matrix(values);
    std::vector<Index> spread;
    for (Index j = 0; j < values.cols(); ++j)
        if (!base::is_constant(values.col(j))) spread.push_back(j);
    Eigen::VectorX<Double> told = Eigen::VectorX<Double>::Zero(values.cols());
    if (spread.empty()) return detail::proportional(told, "PCA weights");

    const Eigen::MatrixX<Double> r = detail::correlations(Eigen::MatrixX<Double>(values(Eigen::all, spread)));
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixX<Double>> solver(r);
    const Eigen::VectorX<Double>& lambda = solver.eigenvalues();
    const Index last = lambda.size() - 1;
    Eigen::VectorX<Double> loading = Eigen::VectorX<Double>::Zero(lambda.size());
    double dimension = 0.0;
    for (Index k = last; k >= 0 && base::at_least(lambda[k], lambda[last]); --k, dimension += 1.0)
        loading += solver.eigenvectors().col(k).cwiseAbs2();
    loading /= dimension;
    if (!options.squared) loading = loading.cwiseSqrt();
    for (Index k = 0; k < std::ssize(spread); ++k) told[spread[k]] = loading[k];

    Weights result = detail::proportional(told, "PCA weights");
    if (spread.size() > 1 && !base::above(lambda[last], 1.0))
        result.findings.push_back({base::Severity::warning, "PCA weights", "",
                                   "the indicators have nothing in common; the first component says nothing"});
    return result;
}

} // namespace corewing::indicator
