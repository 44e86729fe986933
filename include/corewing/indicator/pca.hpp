#pragma once

#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/weights.hpp"

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include <vector>

namespace corewing::indicator {

struct PcaOptions {
    bool squared = true; ///< weights from squared loadings (OECD); false = from absolute loadings
};

/// Principal component weights: an indicator weighs the more, the more it takes part in what most indicators share.
///   R v = lambda v with the largest lambda,  w_j ~ v_j^2  (or |v_j|)
/// Where the largest eigenvalue is a multiple one, v_j^2 is the mean over its eigenvectors, which does not depend on
/// the choice of them. Degenerate: a constant column has weight 0 and a finding; if all are, all weights are equal.
/// A first component that holds no more than its even part 1/m of the variance is a finding.
/// @param values  places x indicators, any unit
/// @return weights that sum to 1
/// @throws bad_shape, bad_value
/// Complexity O(places x indicators^2 + indicators^3). Source: OECD & JRC 2008, Handbook, step 6; Nicoletti, Scarpetta
/// & Boylaud 2000.
template <class Double = double>
Weights pca_weights(const Eigen::Ref<const Eigen::MatrixXd>& values, const PcaOptions& options = {}) {
    detail::check_matrix(values);
    std::vector<Index> spread;
    for (Index j = 0; j < values.cols(); ++j)
        if (!detail::constant(values.col(j))) spread.push_back(j);
    Eigen::VectorX<Double> told = Eigen::VectorX<Double>::Zero(values.cols());
    if (spread.empty()) return detail::proportional(told, "PCA weights");

    const Eigen::MatrixX<Double> r = detail::correlations(Eigen::MatrixX<Double>(values(Eigen::all, spread)));
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixX<Double>> solver(r);
    const Eigen::VectorX<Double>& lambda = solver.eigenvalues();
    const Index last = lambda.size() - 1;
    Eigen::VectorX<Double> loading = Eigen::VectorX<Double>::Zero(lambda.size());
    double dimension = 0.0;
    for (Index k = last; k >= 0 && lambda[k] >= lambda[last] * (1.0 - 1e-10); --k, dimension += 1.0)
        loading += solver.eigenvectors().col(k).cwiseAbs2();
    loading /= dimension;
    if (!options.squared) loading = loading.cwiseSqrt();
    for (Index k = 0; k < std::ssize(spread); ++k) told[spread[k]] = loading[k];

    Weights result = detail::proportional(told, "PCA weights");
    if (spread.size() > 1 && lambda[last] <= 1.0 + 1e-9)
        result.findings.push_back({base::Severity::warning, "PCA weights", "",
                                   "the indicators have nothing in common; the first component says nothing"});
    return result;
}

} // namespace corewing::indicator
