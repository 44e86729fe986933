#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace corewing::layout {

/// How far the centres of a region serve each other rather than one of them being served by all.
struct FunctionalPolycentricity {
    double polycentricity = 0.0; ///< [0, 1]; 1 = all places equally central and fully linked
    double spread = 0.0;         ///< sd_obs: standard deviation of the places' received links
    double spread_limit =
        0.0;              ///< sd_max: the same if one place received as much as the most central one and another none
    double density = 0.0; ///< [0, 1]
    base::Findings findings = {};
};

/// Functional polycentricity (多中心性) of a matrix of flows.
///   P = (1 - sd_obs / sd_max) * density
/// with in-degrees d_j = sum_i W_ij, sd_obs their standard deviation (divisor n), sd_max = max(d) / 2, the standard
/// deviation of the two-place network in which one place has the largest degree and the other none, and
/// density = sum of flows / (n (n-1) max flow), for 0/1 links the share of possible links present.
/// Degenerate: fewer than two places or no flow -> 0 and a finding.
/// @param flows  places x places, from row to column, any unit, entries >= 0; the diagonal does not count
/// @throws bad_shape, bad_value
/// Complexity O(n^2). Source: Green 2007, Urban Studies 44:2077-2103, equation 1.
template <class Double = double>
FunctionalPolycentricity functional_polycentricity(const Eigen::Ref<const Eigen::MatrixXd>& flows) {
    const Index n = flows.rows();
    base::check_shape(flows, n, n, "flows");
    base::check_nonnegative(flows, "flows");
    FunctionalPolycentricity result;
    Eigen::MatrixX<Double> w = flows;
    w.diagonal().setZero();
    const double largest = n > 0 ? w.maxCoeff() : 0.0;
    if (n < 2 || largest == 0.0) {
        result.findings.push_back({.severity = base::Severity::warning,
                                   .topic = "functional polycentricity",
                                   .text = n < 2 ? "fewer than two places; polycentricity is set to 0"
                                                 : "there is no flow; polycentricity is set to 0"});
        return result;
    }
    w /= largest; // no sum overflows
    const Eigen::VectorX<Double> received = w.colwise().sum().transpose();
    const double count = static_cast<double>(n);
    const double spread = std::sqrt((received.array() - received.mean()).square().sum() / count);
    const double limit = received.maxCoeff() / 2.0;
    result.spread = spread * largest;
    result.spread_limit = limit * largest;
    result.density = w.sum() / (count * (count - 1.0));
    result.polycentricity = std::clamp((1.0 - spread / limit) * result.density, 0.0, 1.0);
    return result;
}

/// How sizes fall off from the largest place to the next.
struct RankSize {
    double slope = 0.0;       ///< q >= 0 in size ~ rank^-q; small = polycentric, 1 = Zipf, large = one place dominates
    double slope_error = 0.0; ///< asymptotic standard error, q sqrt(2 / places)
    double r_squared = 0.0;   ///< of the line, [0, 1]
    double primacy = 0.0;     ///< share of the largest place in all, [0, 1]
    double two_city = 0.0;    ///< largest over second largest, >= 1; 0 where there is no second
    Index places = 0;  ///< places with a size above 0, up to options' count, that the line is drawn through
    base::Findings findings = {};
};

struct RankSizeOptions {
    Index largest = 0; ///< only the largest so many places count for the slope; 0 = all
    double rank_shift =
        0.5; ///< rank - shift in the logarithm, [0, 1); 0.5 takes out most of the bias, 0 is the plain rule
};

/// Rank-size slope and primacy (位序-规模, 首位度) of a region: its morphological polycentricity.
///   log size = a - q log(rank - shift)  by least squares, sizes sorted from the largest, zeros left out
/// Degenerate: fewer than two places with a size -> slope 0 and a finding; all sizes 0 -> primacy 0 as well.
/// @param sizes  places x 1, any unit, >= 0
/// @throws bad_value
/// Complexity O(n log n). Source: Gabaix & Ibragimov 2011, Journal of Business & Economic Statistics 29:24-39 (shift
/// and standard error, there for rank over size); Meijers & Burger 2010, Environment and Planning A 42:1383-1402.
template <class = void>
RankSize rank_size(const Eigen::Ref<const Eigen::VectorXd>& sizes, const RankSizeOptions& options = {}) {
    base::check_nonnegative(sizes, "sizes");
    base::check_range(options.rank_shift, 0.0, 1.0 - 1e-9, "rank_shift");
    base::check_range(static_cast<double>(options.largest), 0.0, HUGE_VAL, "largest");
    std::vector<double> sorted;
    for (const double size : sizes)
        if (size > 0.0) sorted.push_back(size);
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    RankSize result;
    const auto note = [&](const char* text) {
        result.findings.push_back({.severity = base::Severity::warning, .topic = "rank-size", .text = text});
    };
    if (!sorted.empty()) {
        double total = 0.0;
        for (const double size : sorted) total += size / sorted.front();
        result.primacy = 1.0 / total;
        if (sorted.size() > 1) result.two_city = sorted[0] / sorted[1];
    }
    if (options.largest > 0 && std::ssize(sorted) > options.largest)
        sorted.resize(options.largest);
    result.places = std::ssize(sorted);
    if (sorted.size() < 2) {
        note("fewer than two places have a size; the slope is set to 0");
        return result;
    }
    const auto count = static_cast<double>(sorted.size());
    double mx = 0.0, my = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
    std::vector<double> x(sorted.size()), y(sorted.size());
    for (Index k = 0; k < std::ssize(sorted); ++k) {
        x[k] = std::log(static_cast<double>(k + 1) - options.rank_shift);
        y[k] = std::log(sorted[k]);
        mx += x[k] / count;
        my += y[k] / count;
    }
    for (Index k = 0; k < std::ssize(sorted); ++k) {
        xx += (x[k] - mx) * (x[k] - mx);
        yy += (y[k] - my) * (y[k] - my);
        xy += (x[k] - mx) * (y[k] - my);
    }
    result.slope = std::max(0.0, -xy / xx);
    result.slope_error = result.slope * std::sqrt(2.0 / count);
    result.r_squared = yy > 0.0 ? std::clamp(xy * xy / xx / yy, 0.0, 1.0) : 0.0;
    return result;
}

} // namespace corewing::layout
