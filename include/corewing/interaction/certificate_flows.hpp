#pragma once

#include "corewing/allocation/detail/certificate.hpp"
#include "corewing/interaction/constrained_flows.hpp"
#include "corewing/interaction/poisson_regression.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace corewing::interaction {

using allocation::Certificate;

/// Re-checks doubly constrained flows from the problem and the answer alone.
/// Balanced flows must meet the totals and have the product form, which makes them the only minimiser; the bound is
/// that of the dual at the answer's own factors. Infeasible: the origins named must send more than all the destinations
/// they can use may receive.
/// @param tolerance  largest relative miss of a total that is forgiven
/// Complexity O(cells).
template <class Double = double>
Certificate verify_doubly_constrained(const Eigen::Ref<const Eigen::MatrixXd>& weight,
                                      const Eigen::Ref<const Eigen::VectorXd>& origins,
                                      const Eigen::Ref<const Eigen::VectorXd>& destinations,
                                      const ConstrainedFlows& answer, double tolerance = 1e-8) {
    Certificate certificate;
    allocation::detail::Faults<> faults(certificate);
    const Eigen::Index n = weight.rows();
    const Eigen::Index m = weight.cols();
    const auto finish = [&] {
        certificate.holds = faults.clean();
        return certificate;
    };
    faults.expect(answer.flow.rows() == n && answer.flow.cols() == m && answer.flow.allFinite(),
                  "flow has the wrong shape or is not finite");
    if (!faults.clean()) return finish();
    if (answer.outcome.status == base::Status::infeasible) {
        faults.expect(answer.flow.isZero(0.0), "without an answer the flows are 0");
        std::vector<char> usable(static_cast<std::size_t>(m), 0);
        double room = 0.0;
        double leaving = 0.0;
        for (const Eigen::Index j : answer.conflict.destinations) {
            room += destinations[j];
            usable[static_cast<std::size_t>(j)] = 1;
        }
        for (const Eigen::Index i : answer.conflict.origins) {
            leaving += origins[i];
            for (Eigen::Index j = 0; j < m; ++j)
                faults.expect(weight(i, j) == 0.0 || destinations[j] == 0.0 || usable[static_cast<std::size_t>(j)] != 0,
                              "origin " + std::to_string(i) + " can also use destination " + std::to_string(j));
        }
        faults.expect(leaving > room, "the origins named send no more than their destinations may receive");
        return finish();
    }
    faults.expect(answer.outcome.status == base::Status::optimal, "the totals are not met");
    faults.expect(answer.origin_factor.size() == n && answer.destination_factor.size() == m,
                  "a factor vector has the wrong size");
    if (!faults.clean()) return finish();

    const auto miss = [&](double sum, double total, const std::string& what) {
        const double share = total > 0.0 ? std::abs(sum - total) / total : sum;
        certificate.violation = std::max(certificate.violation, share);
        faults.expect(share <= tolerance, what + " adds up to " + base::to_text(sum) + ", not " + base::to_text(total));
    };
    for (Eigen::Index i = 0; i < n; ++i) miss(answer.flow.row(i).sum(), origins[i], "row " + std::to_string(i));
    for (Eigen::Index j = 0; j < m; ++j) miss(answer.flow.col(j).sum(), destinations[j], "column " + std::to_string(j));
    Eigen::MatrixX<Double> form = answer.origin_factor.asDiagonal() * weight * answer.destination_factor.asDiagonal();
    for (const auto& [i, j] : answer.closed) form(i, j) = 0.0;
    const double total = origins.sum();
    faults.expect(answer.flow.size() == 0 || answer.flow.minCoeff() >= 0.0, "a flow is negative");
    faults.expect((answer.flow - form).cwiseAbs().sum() <= 1e-10 * total, "the flows are not factors times weights");

    double objective = 0.0;
    for (Eigen::Index j = 0; j < m; ++j)
        for (Eigen::Index i = 0; i < n; ++i)
            if (answer.flow(i, j) > 0.0) objective += answer.flow(i, j) * std::log(answer.flow(i, j) / weight(i, j));
    certificate.bound = total - answer.flow.sum();
    for (Eigen::Index i = 0; i < n; ++i)
        if (origins[i] > 0.0) certificate.bound += origins[i] * std::log(answer.origin_factor[i]);
    for (Eigen::Index j = 0; j < m; ++j)
        if (destinations[j] > 0.0) certificate.bound += destinations[j] * std::log(answer.destination_factor[j]);
    certificate.gap = base::relative_gap(objective, certificate.bound);
    faults.expect_near(answer.outcome.objective, objective, 1e-8, "outcome.objective", total);
    faults.expect_near(certificate.bound, objective, 1e-6, "bound", total);
    return finish();
}

/// Re-checks a Poisson fit from the data and the answer alone. The likelihood is concave, so a score of 0 on the rows
/// fitted is proof of the maximum; errors, deviance and dispersion are computed afresh.
/// @param offset  as in PoissonOptions, or empty
/// Complexity O(rows * columns^2).
template <class Double = double>
Certificate verify_poisson_regression(const Eigen::Ref<const Eigen::MatrixXd>& design,
                                      const Eigen::Ref<const Eigen::VectorXd>& counts, const PoissonFit& fit,
                                      const Eigen::VectorXd& offset = {}) {
    Certificate certificate;
    allocation::detail::Faults<> faults(certificate);
    const Eigen::Index columns = design.cols();
    faults.expect(fit.outcome.status == base::Status::optimal, "the fit did not come to rest");
    faults.expect(fit.coefficient.size() == columns && fit.coefficient.allFinite(), "coefficients are missing");
    if (!faults.clean()) return certificate;
    std::vector<char> left_out(static_cast<std::size_t>(counts.size()), 0);
    for (const Eigen::Index i : fit.separated) {
        faults.expect(counts[i] == 0.0, "row " + std::to_string(i) + " has a count but was left out");
        left_out[static_cast<std::size_t>(i)] = 1;
    }
    Eigen::VectorX<Double> score = Eigen::VectorX<Double>::Zero(columns);
    Eigen::VectorX<Double> scale = Eigen::VectorX<Double>::Zero(columns);
    Eigen::MatrixX<Double> curvature = Eigen::MatrixX<Double>::Zero(columns, columns);
    double deviance = 0.0;
    for (Eigen::Index i = 0; i < counts.size(); ++i) {
        if (left_out[static_cast<std::size_t>(i)] != 0) continue;
        const double mean = std::exp(design.row(i).dot(fit.coefficient) + (offset.size() > 0 ? offset[i] : 0.0));
        score += design.row(i).transpose() * (counts[i] - mean);
        scale += design.row(i).transpose().cwiseAbs() * (counts[i] + mean);
        curvature += mean * design.row(i).transpose() * design.row(i);
        deviance += 2.0 * ((counts[i] > 0.0 ? counts[i] * std::log(counts[i] / mean) : 0.0) - (counts[i] - mean));
    }
    for (Eigen::Index j = 0; j < columns; ++j) {
        const double share = scale[j] > 0.0 ? std::abs(score[j]) / scale[j] : 0.0;
        certificate.violation = std::max(certificate.violation, share);
        faults.expect(share <= 1e-7, "the likelihood still rises along column " + std::to_string(j));
    }
    faults.expect_near(fit.deviance, deviance, 1e-7, "deviance", 1e-7 * (1.0 + counts.sum()));
    // On the identified columns the covariance is the inverse of the curvature.
    Eigen::MatrixX<Double> product = fit.covariance * curvature * fit.covariance;
    for (Eigen::Index a = 0; a < columns; ++a)
        for (Eigen::Index b = 0; b < columns; ++b)
            faults.expect(std::abs(product(a, b) - fit.covariance(a, b)) <=
                              1e-6 * std::sqrt(fit.covariance(a, a) * fit.covariance(b, b)),
                          "covariance is not the inverse of the curvature");
    certificate.bound = fit.outcome.bound;
    certificate.gap = fit.outcome.gap;
    certificate.holds = faults.clean();
    return certificate;
}

} // namespace corewing::interaction
