#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

namespace corewing::layout {

/// How far the centres of a region serve each other rather than one of them being served by all.
struct FunctionalPolycentricity {
    double polycentricity = 0.0; ///< [0, 1]; 1 = all places equally central and fully linked
    double spread = 0.0;         ///< sd_obs: standard deviation of the places' received links
    double spread_limit =
        0.0;              ///< sd_max: the same if one place received as much as the most central one and another none
    double density = 0.0; ///< [0, 1]
    base::Findings findings = {}; ///< fewer than two places, or no flow
};

/// Functional polycentricity (多中心性) of a matrix of flows.
///   P = (1 - sd_obs / sd_max) * density
/// with in-degrees d_j = sum_i W_ij, sd_obs their standard deviation (divisor n), sd_max = max(d) / 2, the standard
/// deviation of the two-place network in which one place has the largest degree and the other none, and
/// density = sum of flows / (n (n-1) max flow), for 0/1 links the share of possible links present.
/// Degenerate: fewer than two places or no flow -> 0 and a finding.
/// @param flows  places x places, from row to column, any unit, entries >= 0; the diagonal does not count
/// @return polycentricity and its parts
/// @throws bad_shape, bad_value
/// Complexity O(n^2). Source: Green 2007, Urban Studies 44:2077-2103, equation 1.
COREWING_ROUTINE
FunctionalPolycentricity functional_polycentricity(const Eigen::Ref<const Eigen::MatrixXd>& flows);

/// How sizes fall off from the largest place to the next.
struct RankSize {
    double slope = 0.0;       ///< q >= 0 in size ~ rank^-q; small = polycentric, 1 = Zipf, large = one place dominates
    double slope_error = 0.0; ///< asymptotic standard error, q sqrt(2 / places)
    double r_squared = 0.0;   ///< of the line, [0, 1]
    double primacy = 0.0;     ///< share of the largest place in all, [0, 1]
    double two_city = 0.0;    ///< largest over second largest, from 1 to the largest double; 0 where there is no second
    Index places = 0;         ///< places with a size above 0, up to options' count, that the line is drawn through
    base::Findings findings = {}; ///< fewer than two places with a size
};

/// Choices of rank_size().
struct RankSizeOptions {
    Index largest = 0; ///< only the largest so many places count for the slope; 0 = all
    double rank_shift =
        0.5; ///< rank - shift in the logarithm, [0, 1); 0.5 takes out most of the bias, 0 is the plain rule
};

/// Rank-size slope and primacy (位序-规模, 首位度) of a region: its morphological polycentricity.
///   log size = a - q log(rank - shift)  by least squares, sizes sorted from the largest, zeros left out
/// Degenerate: fewer than two places with a size -> slope 0 and a finding; all sizes 0 -> primacy 0 as well.
/// @param sizes  places x 1, any unit, >= 0
/// @param options  how many places, shift of the rank
/// @return slope, primacy
/// @throws bad_value
/// Complexity O(n log n). Source: Gabaix & Ibragimov 2011, Journal of Business & Economic Statistics 29:24-39 (shift
/// and standard error, there for rank over size); Meijers & Burger 2010, Environment and Planning A 42:1383-1402.
COREWING_ROUTINE
RankSize rank_size(const Eigen::Ref<const Eigen::VectorXd>& sizes, const RankSizeOptions& options = {});

} // namespace corewing::layout

#ifndef COREWING_COMPILED
#include "corewing/layout/impl/polycentricity.hpp"
#endif
