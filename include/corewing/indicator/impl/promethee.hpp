#pragma once

#include "corewing/indicator/promethee.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/ranking.hpp"

#include <Eigen/Core>

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
    const double middle = x[order[order.size() / 2]];
    std::vector<long double> running(order.size() + 1, 0.0L);
    for (Index k = 0; k < std::ssize(order); ++k)
        running[k + 1] = running[k] + static_cast<long double>(x[order[k]] - middle);
    Index beyond_q = 0; // places more than q below
    Index beyond_p = 0; // and more than p below
    for (const auto i : order) {
        while (beyond_q < std::ssize(order) && x[i] - x[order[beyond_q]] > q) ++beyond_q;
        while (beyond_p < beyond_q && x[i] - x[order[beyond_p]] > p) ++beyond_p;
        sum[i] = static_cast<double>(beyond_p);
        const auto between = static_cast<long double>(beyond_q - beyond_p);
        if (beyond_q == beyond_p) continue;
        if (f.shape == PreferenceShape::level) {
            sum[i] += static_cast<double>(0.5L * between);
        } else {
            const long double total =
                between * static_cast<long double>(x[i] - middle - q) - (running[beyond_q] - running[beyond_p]);
            sum[i] += static_cast<double>(total / static_cast<long double>(p - q));
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
        if (detail::constant(values.col(j))) {
            result.findings.push_back(detail::about_column(base::Severity::warning, "PROMETHEE", j,
                                                           "does not tell the places apart; it has no effect"));
            continue;
        }
        Preference f;
        if (!options.preference.empty())
            f = options.preference[options.preference.size() == 1 ? 0 : j];
        const Eigen::VectorX<Double> x = direction[j] * values.col(j);
        const double share = weight[j] / static_cast<double>(n - 1);
        const Eigen::VectorX<Double> plus = share * detail::preference_sums(x, f);
        const Eigen::VectorX<Double> minus = share * detail::preference_sums(-x, f);
        result.positive += plus;
        result.negative += minus;
        result.contribution.col(j) = plus - minus;
    }
    result.score = result.positive - result.negative;
    result.rank = ranking(result.score);
    return result;
}

} // namespace corewing::indicator
