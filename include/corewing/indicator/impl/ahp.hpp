#pragma once

#include "corewing/indicator/ahp.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace corewing::indicator {

COREWING_BODY
Ahp ahp_weights(const Eigen::Ref<const Eigen::MatrixXd>& judgements, const AhpOptions& options) {
    const Index n = judgements.rows();
    if (n == 0) throw base::bad_shape("has no rows", {.field = "judgements"});
    base::check_shape(judgements, n, n, "judgements");
    base::check_range(judgements, 1e-4, 1e4, "judgements");
    Eigen::MatrixX<Double> a = Eigen::MatrixX<Double>::Ones(n, n);
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j <= i; ++j) {
            const double product = judgements(i, j) * judgements(j, i);
            if (base::above(std::abs(product - 1.0), 0.05, 1.0))
                throw base::bad_value(base::to_text(judgements(i, j)) + " and its opposite " +
                                          base::to_text(judgements(j, i)) + " contradict each other",
                                      {.field = "judgements[" + std::to_string(i) + ',' + std::to_string(j) + ']',
                                       .value = base::to_text(judgements(i, j)),
                                       .remedy = "write 1/x opposite to x, and 1 on the diagonal"});
            if (i == j) continue;
            a(i, j) = std::sqrt(judgements(i, j) / judgements(j, i));
            a(j, i) = 1.0 / a(i, j);
        }

    Ahp result;
    if (options.geometric) {
        result.weight = a.array().log().rowwise().mean().exp();
    } else {
        // A^(2^k) tends to w v^T, however close the second eigenvalue is.
        Eigen::MatrixX<Double> power = a / a.sum();
        for (int k = 0; k < 60; ++k) {
            const Eigen::MatrixX<Double> squared = power * power;
            power = squared / squared.sum();
        }
        result.weight = power.rowwise().sum();
    }
    result.weight /= result.weight.sum();
    const Eigen::VectorX<Double> image = a * result.weight;
    result.lambda_max = options.geometric ? (image.array() / result.weight.array()).mean() : image.sum();

    if (n > 2) {
        constexpr std::array saaty = {0.0,  0.0,  0.58, 0.90, 1.12, 1.24, 1.32, 1.41,
                                      1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59};
        const auto size = static_cast<double>(n);
        const bool tabled = options.random_index == RandomIndex::saaty && n <= std::ssize(saaty);
        const double random =
            tabled ? saaty[n - 1] : (2.7699 * size - 4.3513 - size) / (size - 1.0);
        result.consistency_index = std::max(0.0, (result.lambda_max - size) / (size - 1.0));
        result.consistency_ratio = result.consistency_index / random;
    }
    double worst = 0.0;
    for (Index i = 0; i < n; ++i)
        for (Index j = i + 1; j < n; ++j) {
            const double off = std::abs(std::log(a(i, j) * result.weight[j] / result.weight[i]));
            if (!base::above(off, worst, 1.0)) continue;
            worst = off;
            result.row = i;
            result.column = j;
        }
    if (base::above(result.consistency_ratio, 0.1))
        result.findings.push_back(
            {base::Severity::warning, "AHP", "",
             "the judgements contradict each other, consistency ratio " + base::to_text(result.consistency_ratio) +
                 " > 0.1; think over row " + std::to_string(result.row) + ", column " + std::to_string(result.column) +
                 " first: " + base::to_text(a(result.row, result.column)) + " was judged, the weights say " +
                 base::to_text(result.weight[result.row] / result.weight[result.column])});
    return result;
}

} // namespace corewing::indicator
