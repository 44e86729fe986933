#pragma once

#include "corewing/base/comparison.hpp"

#include <Eigen/Core>

#include <cmath>
#include <optional>
#include <utility>

namespace corewing::indicator::detail {

/// (exp(l u) - 1) / l, l = 0: u, for u = ln z.
template <class = void>
Eigen::ArrayXd box_cox_of(const Eigen::ArrayXd& u, double lambda) {
    if (base::equal(lambda, 0.0, 1.0)) return u;
    return (lambda * u).unaryExpr([](double v) { return std::expm1(v); }) / lambda;
}

/// Profile log-likelihood of the exponent; u = ln z with mean 0.
template <class Double = double>
double box_cox_likelihood(const Eigen::ArrayXd& u, double lambda) {
    const Eigen::ArrayX<Double> y = box_cox_of(u, lambda);
    const double variance = (y - y.mean()).square().mean();
    return -0.5 * static_cast<double>(u.size()) * std::log(variance > 0.0 ? variance : 1e-300);
}

/// Box-Cox transformation of a column that is not constant, and its exponent.
template <class Double = double>
std::pair<Eigen::VectorXd, double> box_cox(const Eigen::VectorXd& x, std::optional<double> lambda) {
    const double low = x.minCoeff();
    const double shift = low > 0.0 ? 0.0 : 0.01 * (x.maxCoeff() - low) - low;
    Eigen::ArrayX<Double> u = (x.array() + shift).log();
    u -= u.mean(); // in units of the geometric mean: the likelihood's other term vanishes
    double best = lambda.value_or(0.0);
    if (!lambda) {
        // A coarse grid finds the hill, golden section its top.
        best = -5.0;
        for (int k = 1; k <= 40; ++k) {
            const double l = -5.0 + 0.25 * k;
            if (box_cox_likelihood(u, l) > box_cox_likelihood(u, best)) best = l;
        }
        const double golden = 0.6180339887498949;
        double a = best - 0.25;
        double b = best + 0.25;
        if (a < -5.0) a = -5.0;
        if (b > 5.0) b = 5.0;
        double c = b - golden * (b - a);
        double d = a + golden * (b - a);
        double at_c = box_cox_likelihood(u, c);
        double at_d = box_cox_likelihood(u, d);
        while (b - a > 1e-9) {
            if (at_c > at_d) {
                b = d;
                d = c;
                at_d = at_c;
                c = b - golden * (b - a);
                at_c = box_cox_likelihood(u, c);
            } else {
                a = c;
                c = d;
                at_c = at_d;
                d = a + golden * (b - a);
                at_d = box_cox_likelihood(u, d);
            }
        }
        best = 0.5 * (a + b);
    }
    return {box_cox_of(u, best).max(-1e150).min(1e150).matrix(), best};
}

} // namespace corewing::indicator::detail
