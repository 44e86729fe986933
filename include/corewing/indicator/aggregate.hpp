#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <array>
#include <string_view>

namespace corewing::indicator {

/// How several indicators become one.
enum class Aggregation {
    arithmetic, ///< weighted mean: a strong indicator makes up fully for a weak one
    geometric,  ///< weighted product: makes up in part; one zero makes the score zero
    harmonic,   ///< leans further towards the weakest
    power,      ///< mean with any exponent: 1 arithmetic, 0 geometric, -1 harmonic
    owa,        ///< weights by rank within the place, from its strongest indicator to its weakest
};

/// What it is called in print.
/// @param method  of aggregation
/// @return "arithmetic", "geometric" ...
constexpr std::string_view name(Aggregation method) {
    constexpr std::array<std::string_view, 5> names{"arithmetic", "geometric", "harmonic", "power", "OWA"};
    return names[base::position(method)];
}

using base::operator<<; // an enumerator prints as its name()

/// Choices of aggregate().
struct AggregateOptions {
    Aggregation method = Aggregation::arithmetic; ///< how several indicators become one
    double exponent = 1.0;                        ///< power: in [-100, 100]
    double floor = 0.0;                 ///< geometric, harmonic, power: cells below it are lifted to it; 0 = none
    Eigen::VectorXd order_weights = {}; ///< owa: columns x 1, strongest first, each >= 0; empty = by orness
    double orness = 0.5; ///< owa: in (0, 1); 1 = only the strongest counts, .5 = weighted mean, 0 = only the weakest
};

/// Scores, and what they are made of.
struct Aggregated {
    Eigen::VectorXd score = {};            ///< places x 1
    Eigen::MatrixXd contribution = {};     ///< places x indicators; each row sums to the place's score
    Eigen::MatrixXd effective_weight = {}; ///< places x indicators, rows sum to 1; contribution = it times the value
};

/// Joins normalised indicators to one score a place, and takes the score apart into what each indicator gives.
///   arithmetic  sum_j w_j x_ij
///   geometric   prod_j x_ij^w_j          harmonic  1 / sum_j w_j / x_ij          power  (sum_j w_j x_ij^p)^(1/p)
///   owa         sum_k v_k x_i(k), x_i(1) the place's largest; v_k = Q(W_k) - Q(W_{k-1}), W_k the weights of the k
///               largest; Q(r) = r^(1/orness - 1), or the line through the cumulated order weights. With equal
///               weights the v are the order weights themselves.
/// Contributions: a mean M of the form f(M) = sum w f(x) is also the arithmetic mean sum v x with the weights
///   v_ij ~ w_j (f(x_ij) - f(M_i)) / (x_ij - M_i)   (f = log: w_j / logarithmic mean of x_ij and M_i),
/// and v_ij x_ij is the contribution: never negative, w_j x for equal x, and the row sums to the score. Where a
/// zero makes the score zero, all contributions are zero.
/// @param values   places x indicators, normalised, more is better; >= 0 but for arithmetic and owa
/// @param weights  indicators x 1, each >= 0, sum > 0; used as shares of their sum
/// @param options  method, and what it needs
/// @return score and contributions
/// @throws bad_shape, bad_value
/// Complexity O(places x indicators), owa times log indicators.
/// Source: OECD & JRC 2008, Handbook, step 6; Reinsdorf, Diewert & Ehemann 2002 (additive form of the geometric
/// mean); Yager 1988, 1996 and Torra 1997 (OWA and its importance weights).
COREWING_ROUTINE
Aggregated aggregate(const Eigen::Ref<const Eigen::MatrixXd>& values, const Eigen::Ref<const Eigen::VectorXd>& weights,
                     const AggregateOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/aggregate.hpp"
#endif
