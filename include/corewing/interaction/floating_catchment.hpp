#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <array>
#include <string_view>

namespace corewing::interaction {

/// How a catchment fades towards its edge.
enum class CatchmentWeight {
    step,     ///< 1 everywhere inside (Luo & Wang 2003)
    gaussian, ///< (exp(-(t/t0)^2 / 2) - exp(-1/2)) / (1 - exp(-1/2)): 1 at the door, 0 at the edge (Dai 2010)
    linear,   ///< 1 - t/t0: a kernel density catchment
};

/// What it is called in print.
/// @param weight  of a catchment
/// @return "step", "gaussian" or "linear"
constexpr std::string_view name(CatchmentWeight weight) {
    constexpr std::array<std::string_view, 3> names{"step", "gaussian", "linear"};
    return names[base::position(weight)];
}

using base::operator<<; // an enumerator prints as its name()

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
/// @param options  edge and fading of the catchment
/// @return access, ratio and findings; a site without demand in reach has ratio 0 and a finding
/// @throws bad_shape, bad_value
/// Complexity O(places * sites). Source: Luo & Wang 2003, Environment and Planning B 30(6); Dai 2010, Health & Place
/// 16(5).
COREWING_ROUTINE
FloatingCatchment floating_catchment(const Eigen::Ref<const Eigen::VectorXd>& supply,
                                     const Eigen::Ref<const Eigen::VectorXd>& demand,
                                     const Eigen::Ref<const Eigen::MatrixXd>& time,
                                     const CatchmentOptions& options = {});

} // namespace corewing::interaction

#ifndef COREWING_COMPILED
#include "corewing/interaction/impl/floating_catchment.hpp"
#endif
