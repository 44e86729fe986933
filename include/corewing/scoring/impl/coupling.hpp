#pragma once

#include "corewing/scoring/coupling.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/scoring/detail/weights.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace corewing::scoring {
namespace detail {

template <class = void>
void check_grades(const std::vector<Grade>& grades) {
    double below = 0.0;
    for (const Grade& grade : grades) {
        if (!(grade.upper > below && grade.upper <= 1.0))
            throw base::bad_value(base::to_text(grade.upper) + " does not follow " + base::to_text(below),
                                  {.field = "grades",
                                   .value = base::to_text(grade.upper),
                                   .remedy = "let the upper ends ascend from above 0 to 1"});
        below = grade.upper;
    }
    if (below != 1.0)
        throw base::bad_value(
            "the last upper end is " + base::to_text(below),
            {.field = "grades", .value = base::to_text(below), .remedy = "let the last grade end at 1"});
}

/// (prod_k U_k / max U)^(1/order), by logarithms where the product would underflow.
template <class = void>
double root_of_product(const Eigen::VectorXd& levels, double largest, double order) {
    const double product = (levels.array() / largest).prod();
    if (product > 1e-290) return std::pow(product, 1.0 / order);
    return std::exp((levels.array() / largest).log().sum() / order);
}

/// C of one place from its levels sorted ascending; 0 where all are 0.
template <class = void>
double coupling_of(const Eigen::VectorXd& sorted, Coupling formula) {
    const Index n = sorted.size();
    const double count = static_cast<double>(n);
    const double largest = sorted[n - 1];
    if (largest <= 0.0) return 0.0;
    if (n == 1) return 1.0;
    double degree = 0.0;
    switch (formula) {
    case Coupling::standard: {
        if (sorted[0] <= 0.0) return 0.0;
        degree = root_of_product(sorted, largest, count) / (sorted.sum() / count / largest);
        break;
    }
    case Coupling::wang_2021: {
        if (sorted[0] <= 0.0) return 0.0;
        double spread = 0.0; // sum over pairs of |U_i - U_j|
        for (Index r = 0; r < n; ++r) spread += (2.0 * static_cast<double>(r) - count + 1.0) * sorted[r];
        const double closeness = 1.0 - spread / (count * (count - 1.0) / 2.0);
        degree = std::sqrt(std::max(0.0, closeness) * root_of_product(sorted, largest, count - 1.0));
        break;
    }
    case Coupling::fan_2024: {
        const double variance = (sorted.array() - sorted.mean()).square().mean();
        degree = 1.0 - 2.0 * std::sqrt(variance);
        break;
    }
    }
    return std::clamp(degree, 0.0, 1.0);
}

} // namespace detail

COREWING_BODY
std::vector<Grade> ten_grades() {
    return {{0.1, "extreme imbalance", "极度失调"},    {0.2, "severe imbalance", "严重失调"},
            {0.3, "moderate imbalance", "中度失调"},   {0.4, "mild imbalance", "轻度失调"},
            {0.5, "near imbalance", "濒临失调"},       {0.6, "bare coordination", "勉强协调"},
            {0.7, "primary coordination", "初级协调"}, {0.8, "medium coordination", "中级协调"},
            {0.9, "good coordination", "良好协调"},    {1.0, "excellent coordination", "优质协调"}};
}

COREWING_BODY
Index grade_of(double coordination, const std::vector<Grade>& grades) {
    Index g = 0;
    while (g + 1 < std::ssize(grades) && base::above(coordination, grades[g].upper, 1.0)) ++g;
    return g;
}

COREWING_BODY
CouplingDegree coupling(const Eigen::Ref<const Eigen::MatrixXd>& levels, const CouplingOptions& options) {
    const Index places = levels.rows(), subsystems = levels.cols();
    if (subsystems == 0) throw base::bad_shape("there is no subsystem", {.field = "levels"});
    base::check_range(levels, 0.0, 1.0, "levels");
    base::check_range(options.synchronous_within, 0.0, 1.0, "synchronous_within");
    const Eigen::VectorX<Double> weights = detail::unit_weights(options.weights, subsystems, "weights");

    CouplingDegree result;
    result.grades = options.grades.empty() ? ten_grades() : options.grades;
    detail::check_grades(result.grades);
    // No mean lies outside of what it is the mean of: that of ones is 1.
    result.level = (levels * weights).cwiseMax(levels.rowwise().minCoeff()).cwiseMin(levels.rowwise().maxCoeff());
    result.coupling.resize(places);
    result.coordination.resize(places);
    result.grade.resize(places);
    result.lagging.assign(places, -1);
    result.leading = result.lagging;
    if (subsystems == 1)
        result.findings.push_back(
            {base::Severity::warning, "coupling", "",
             "with one subsystem there is nothing to couple: C is 1 wherever its level is positive"});

    Eigen::VectorX<Double> sorted(subsystems);
    Index empty_places = 0;
    for (Index i = 0; i < places; ++i) {
        sorted = levels.row(i).transpose();
        std::sort(sorted.data(), sorted.data() + subsystems);
        result.coupling[i] = detail::coupling_of(sorted, options.formula);
        result.coordination[i] = std::sqrt(result.coupling[i] * result.level[i]);
        result.grade[i] = grade_of(result.coordination[i], result.grades);
        if (base::above(sorted[subsystems - 1] - sorted[0], options.synchronous_within, 1.0)) {
            result.lagging[i] = base::best(-levels.row(i).transpose(), 1.0);
            result.leading[i] = base::best(levels.row(i).transpose(), 1.0);
        }
        if (sorted[subsystems - 1] <= 0.0) ++empty_places;
    }
    if (empty_places > 0)
        result.findings.push_back(
            {base::Severity::warning, "coupling", "",
             std::to_string(empty_places) + " places have level 0 in every subsystem; their C and D are 0"});
    return result;
}

} // namespace corewing::scoring
