#pragma once

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

/// How far a difference d > 0 between two places makes the one preferred to the other.
enum class PreferenceShape {
    usual,    ///< 1 as soon as d > 0
    u_shape,  ///< 0 up to q, then 1
    v_shape,  ///< d / p up to p, then 1
    level,    ///< 0 up to q, .5 up to p, then 1
    linear,   ///< 0 up to q, then (d - q) / (p - q) up to p, then 1
    gaussian, ///< 1 - exp(-d^2 / (2 p^2))
};

struct Preference {
    PreferenceShape shape = PreferenceShape::usual;
    double q = 0.0; ///< differences up to it do not matter; in the column's unit, >= 0
    double p = 0.0; ///< differences above it decide (gaussian: the point of inflection); >= q, gaussian > 0
};

struct PrometheeOptions {
    Eigen::VectorXi direction = {};          ///< columns x 1, +1 more is better, -1 less is better; empty = all +1
    std::vector<Preference> preference = {}; ///< one for each column, or one for all; empty = usual
};

struct Promethee {
    Eigen::VectorXd score = {};        ///< net flow, places x 1, in [-1, 1], sum 0
    Eigen::VectorXi rank = {};         ///< places x 1, 1 = best
    Eigen::VectorXd positive = {};     ///< places x 1: how far the place outranks the others, in [0, 1]
    Eigen::VectorXd negative = {};     ///< places x 1: how far the others outrank it
    Eigen::MatrixXd contribution = {}; ///< places x indicators: the net flow by indicator; rows sum to the score
    base::Findings findings = {};
};

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
        while (beyond_q < order.size() && x[i] - x[order[beyond_q]] > q) ++beyond_q;
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

/// Ranks places by how far they outrank each other, pair by pair (PROMETHEE II).
///   pi(a, b) = sum_j w_j P_j(x_aj - x_bj),  phi+ = sum_b pi(a, b) / (n - 1),  phi- = sum_b pi(b, a) / (n - 1)
///   phi = phi+ - phi-
/// Contributions: w_j (phi+_j - phi-_j); rows sum to the score. Degenerate: one place has flow 0; a constant column has
/// no effect and is a finding. All shapes but gaussian are computed by sorting, without a loop over pairs.
/// @param values   places x indicators, any unit
/// @param weights  indicators x 1, each >= 0, sum > 0; used as shares of their sum
/// @throws bad_shape, bad_value
/// Complexity O(indicators x n log n), gaussian O(indicators x n^2).
/// Source: Brans & Vincke 1985, Management Science 31(6); Calders & Van Assche 2018 (PROMETHEE is not quadratic).
template <class Double = double>
Promethee promethee(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
                    const PrometheeOptions& options = {}) {
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
