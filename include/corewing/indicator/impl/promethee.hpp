#pragma once

#include "corewing/indicator/promethee.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/ranking.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace corewing::indicator {
namespace detail {

/// sum_k P(x_i - x_k) for every i, by sorting: two pointers walk with the differences q and p, and a running sum gives
/// the sloping part.
template <class Double = double>
Eigen::VectorXd preference_sums(const Eigen::VectorXd& x, const Preference& f) {
    const Index n = x.size();
    Eigen::VectorX<Double> sum = Eigen::VectorX<Double>::Zero(n);
    if (f.shape == PreferenceShape::gaussian) {
        for (Index i = 0; i < n; ++i)
            for (Index k = 0; k < n; ++k) {
                const double d = x[i] - x[k];
                if (d > 0.0) sum[i] -= std::expm1(-0.5 * (d / f.p) * (d / f.p));
            }
        return sum;
    }
    const bool usual = f.shape == PreferenceShape::usual;
    const double q = usual || f.shape == PreferenceShape::v_shape ? 0.0 : f.q;
    const double p = usual ? 0.0 : (f.shape == PreferenceShape::u_shape ? f.q : f.p);
    const auto order = ascending(x);
    const auto beyond = [&](Index i, Index k, double threshold) {
        return base::above(x[i] - x[k], threshold, std::max(std::abs(x[i]), std::abs(x[k])));
    };
    // Sums start anew, from a level near by, where a gap is wider than any sloping part: a far place costs no digits.
    std::vector<long double> running(order.size() + 1, 0.0L);
    std::vector<double> level(order.size());
    for (Index k = 0; k < std::ssize(order); ++k) {
        const bool anew = k == 0 || beyond(order[k], order[k - 1], 2.0 * p);
        level[k] = anew ? x[order[k]] : level[k - 1];
        running[k + 1] = (anew ? 0.0L : running[k]) + static_cast<long double>(x[order[k]] - level[k]);
    }
    Index beyond_q = 0; // places more than q below
    Index beyond_p = 0; // and more than p below
    for (Index at = 0; at < std::ssize(order); ++at) {
        const Index i = order[at];
        while (beyond_q < at && beyond(i, order[beyond_q], q)) ++beyond_q;
        while (beyond_p < beyond_q && beyond(i, order[beyond_p], p)) ++beyond_p;
        sum[i] = static_cast<double>(beyond_p);
        const auto between = static_cast<long double>(beyond_q - beyond_p);
        if (beyond_q == beyond_p) continue;
        if (f.shape == PreferenceShape::level) {
            sum[i] += static_cast<double>(0.5L * between);
        } else {
            const bool anew = level[beyond_p] != (beyond_p > 0 ? level[beyond_p - 1] : level[0]);
            const long double before = anew ? 0.0L : running[beyond_p];
            const long double total =
                between * static_cast<long double>(x[i] - level[at] - q) - (running[beyond_q] - before);
            const double sloping = static_cast<double>(total / static_cast<long double>(p - q));
            sum[i] += std::clamp(sloping, 0.0, static_cast<double>(beyond_q - beyond_p));
        }
    }
    return sum;
}

template <class = void>
void check_preference(const Preference& f, Index number) {
    const std::string field = "preference[" + std::to_string(number) + ']';
    base::check_range(f.q, 0.0, largest, field + ".q");
    base::check_range(f.p, 0.0, largest, field + ".p");
    const bool two = f.shape == PreferenceShape::level || f.shape == PreferenceShape::linear;
    if (two && f.p < f.q) throw base::bad_value("is below q", {.field = field + ".p", .value = base::to_text(f.p)});
    if (f.shape == PreferenceShape::gaussian && !(f.p > 0.0))
        throw base::bad_value("must be positive for gaussian", {.field = field + ".p", .value = base::to_text(f.p)});
}

} // namespace detail

COREWING_BODY
Promethee promethee(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
                    const PrometheeOptions& options) {
    detail::check_matrix(values);
    const Eigen::VectorX<Double> weight = detail::shares(weights, values.cols());
    const Eigen::VectorXi direction = detail::directions(options.direction, values.cols());
    if (options.preference.size() > 1)
        base::check_size(std::ssize(options.preference), values.cols(), "preference");
    for (Index j = 0; j < std::ssize(options.preference); ++j) detail::check_preference(options.preference[j], j);

    const Index n = values.rows();
    Promethee result{.positive = Eigen::VectorX<Double>::Zero(n),
                     .negative = Eigen::VectorX<Double>::Zero(n),
                     .contribution = Eigen::MatrixX<Double>::Zero(n, values.cols())};
    for (Index j = 0; j < values.cols(); ++j) {
        if (base::is_constant(values.col(j))) {
            result.findings.push_back(detail::about_column(base::Severity::warning, "PROMETHEE", j,
                                                           "does not tell the places apart; it has no effect"));
            continue;
        }
        Preference f;
        if (!options.preference.empty())
            f = options.preference[options.preference.size() == 1 ? 0 : j];
        const Eigen::VectorX<Double> x =
            direction[j] * (f.shape == PreferenceShape::usual ? Eigen::VectorX<Double>(base::settled(values.col(j)))
                                                              : Eigen::VectorX<Double>(values.col(j)));
        const double share = weight[j] / static_cast<double>(n - 1);
        const auto preferred = [&](const Eigen::VectorX<Double>& v) -> Eigen::VectorX<Double> {
            return (share * detail::preference_sums(v, f)).cwiseMin(weight[j]);
        };
        const Eigen::VectorX<Double> plus = preferred(x);
        const Eigen::VectorX<Double> minus = preferred(-x);
        result.positive += plus;
        result.negative += minus;
        result.contribution.col(j) = plus - minus;
    }
    result.positive = result.positive.cwiseMin(1.0);
    result.negative = result.negative.cwiseMin(1.0);
    result.score = result.positive - result.negative;
    result.rank = ranking(result.score, 1.0);
    return result;
}

} // namespace corewing::indicator
