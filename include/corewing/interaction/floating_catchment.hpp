#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/interaction/detail/times.hpp"

#include <Eigen/Core>

#include <cmath>
#include <limits>
#include <string>

namespace corewing::interaction {

/// How a catchment fades towards its edge.
enum class CatchmentWeight {
    step,     ///< 1 everywhere inside (Luo & Wang 2003)
    gaussian, ///< (exp(-(t/t0)^2 / 2) - exp(-1/2)) / (1 - exp(-1/2)): 1 at the door, 0 at the edge (Dai 2010)
    linear,   ///< 1 - t/t0: a kernel density catchment
};

/// Choices of the two-step floating catchment.
struct CatchmentOptions {
    double within = 60.0;                           ///< t0, edge of the catchment, unit of time, > 0, finite
    CatchmentWeight weight = CatchmentWeight::step; ///< fading inside the catchment
};

/// What floating_catchment() answers.
struct FloatingCatchment {
    Eigen::VectorXd access = {};  ///< demand places x 1: supply per head of demand within reach
    Eigen::VectorXd ratio = {};   ///< supply sites x 1: supply per head of the demand that can reach it
    double used_supply = 0.0;     ///< supply of the sites that somebody can reach
    base::Findings findings = {}; ///< sites that nobody can reach
};

/// Two-step floating catchment area (两步移动搜索法): supply within reach, shared with all who reach it too.
///   R_j = S_j / sum_i P_i w(t_ij);   A_i = sum_j R_j w(t_ij);   w = 0 beyond t0
/// The demand-weighted sum of A is the supply that can be reached: sum_i P_i A_i = used_supply.
/// @param supply  sites x 1, any unit, >= 0 (beds, computing power)
/// @param demand  demand places x 1, any unit, >= 0 (residents)
/// @param time    demand places x sites, unit of time, >= 0 or infinite
/// @return access, ratio and findings; a site without demand in reach has ratio 0 and a finding
/// @throws bad_shape, bad_value
/// Complexity O(places * sites). Source: Luo & Wang 2003, Environment and Planning B 30(6); Dai 2010, Health & Place
/// 16(5).
template <class Double = double>
FloatingCatchment
floating_catchment(const Eigen::Ref<const Eigen::VectorXd>& supply, const Eigen::Ref<const Eigen::VectorXd>& demand,
                   const Eigen::Ref<const Eigen::MatrixXd>& time, const CatchmentOptions& options = {}) {
    base::check_nonnegative(supply, "supply");
    base::check_nonnegative(demand, "demand");
    base::check_shape(time, demand.size(), supply.size(), "time");
    detail::check_times(time, "time");
    base::check_range(options.within, std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::max(),
                      "within");

    const double edge = std::exp(-0.5);
    Eigen::MatrixX<Double> weight(time.rows(), time.cols());
    for (Index j = 0; j < time.cols(); ++j)
        for (Index i = 0; i < time.rows(); ++i) {
            const double part = time(i, j) / options.within;
            if (time(i, j) > options.within)
                weight(i, j) = 0.0;
            else if (options.weight == CatchmentWeight::gaussian)
                weight(i, j) = (std::exp(-0.5 * part * part) - edge) / (1.0 - edge);
            else
                weight(i, j) = options.weight == CatchmentWeight::linear ? 1.0 - part : 1.0;
        }

    FloatingCatchment result;
    const Eigen::VectorX<Double> crowd = weight.transpose() * demand;
    base::check_finite(crowd, "demand in reach");
    result.ratio = Eigen::VectorX<Double>::Zero(supply.size());
    for (Index j = 0; j < supply.size(); ++j) {
        if (crowd[j] > 0.0) {
            result.ratio[j] = supply[j] / crowd[j];
            result.used_supply += supply[j];
        } else if (supply[j] > 0.0) {
            result.findings.push_back({.severity = base::Severity::warning,
                                       .topic = "floating_catchment",
                                       .subject = std::to_string(j),
                                       .text = "no demand lies within reach of the site; its supply serves nobody"});
        }
    }
    base::check_finite(result.ratio, "ratio");
    result.access = weight * result.ratio;
    return result;
}

} // namespace corewing::interaction
