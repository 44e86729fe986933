#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <array>
#include <string_view>

namespace corewing::indicator {

/// How a column of any unit becomes comparable with the others (无量纲化). After it, more is better everywhere.
enum class Normalisation {
    min_max,    ///< worst 0, best 1 (极差标准化)
    goalposts,  ///< as min_max, between fixed ends that stay the same over the years
    z_score,    ///< distance from the mean in standard deviations
    rank,       ///< 1 (worst) to n (best), ties share their mean rank
    percentile, ///< (rank - 1) / (n - 1)
    target,     ///< share of the way from the worst place to a target
    reference,  ///< ratio to a reference value, which itself scores 1
    none,       ///< as they are; every direction must be +1
};

/// What it is called in print.
/// @param method  of normalisation
/// @return "min-max", "goalposts" ...
constexpr std::string_view name(Normalisation method) {
    constexpr std::array<std::string_view, 8> names{"min-max",    "goalposts", "z-score",   "rank",
                                                    "percentile", "target",    "reference", "none"};
    return names[base::position(method)];
}

using base::operator<<; // an enumerator prints as its name()

/// Choices of normalise().
struct NormaliseOptions {
    Normalisation method = Normalisation::min_max; ///< how columns become comparable
    Eigen::VectorXi direction = {}; ///< columns x 1, +1 more is better, -1 less is better; empty = all +1
    double low = 0.0;               ///< min_max, goalposts: what the worst becomes
    double high = 1.0;              ///< min_max, goalposts: what the best becomes, > low
    Eigen::VectorXd lower = {};     ///< goalposts: columns x 1, smallest possible value in the column's unit
    Eigen::VectorXd upper = {};     ///< goalposts: columns x 1, largest possible value, > lower
    Eigen::VectorXd target = {};    ///< target: columns x 1, in the column's unit
    Eigen::VectorXd reference = {}; ///< reference: columns x 1, for example the row of one place
    bool clip = true;               ///< goalposts, target: no credit beyond the ends
    bool population = false;        ///< z_score: divide by n instead of n - 1
};

/// Values of one scale.
struct Normalised {
    Eigen::MatrixXd values = {};  ///< places x indicators, more is better
    base::Findings findings = {}; ///< subject = the column's number, from 0
};

/// Makes columns of different units comparable, and turns round those where less is better.
///   min_max      u = (x - min) / (max - min),  turned 1 - u,  then low + (high - low) u
///   goalposts    the same with fixed lower and upper for min and max
///   z_score      d (x - mean) / sd
///   rank         mean rank of d x, 1 = worst;   percentile  (rank - 1) / (n - 1)
///   target       (x - min) / (target - min), or (max - x) / (max - target) where less is better
///   reference    1 + d (x - reference) / |reference|, which is x / reference for d = +1 and reference > 0
/// Degenerate: a constant column gives the middle of [low, high], z-score 0, the middle rank, percentile .5, with a
/// finding; a target that all have reached gives 1; a reference of 0 is replaced as a unit by the largest |x|.
/// @param values  places x indicators, any unit, |x| <= 1e150; impute missing cells first
/// @param options  method, directions, ends
/// @return values of the same shape, more is better, and findings
/// @throws bad_shape, bad_value
/// Complexity O(places x indicators), ranks O(n log n) a column.
/// Source: OECD & JRC 2008, Handbook on Constructing Composite Indicators, step 5.
COREWING_ROUTINE
Normalised normalise(const Eigen::Ref<const Eigen::MatrixXd>& values, const NormaliseOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/normalise.hpp"
#endif
