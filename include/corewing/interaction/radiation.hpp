#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <array>
#include <string_view>

namespace corewing::interaction {

/// What becomes of places that are equally far from the origin.
enum class RadiationTies {
    within,   ///< each lies within the other's circle: s_ij counts every place k with t_ik <= t_ij (the definition)
    nearer,   ///< s_ij counts only places with t_ik < t_ij
    together, ///< they are one destination, whose flow they share by mass; s_ij as in `nearer`
};

/// What it is called in print.
/// @param ties  of the model
/// @return "within", "nearer" or "together"
constexpr std::string_view name(RadiationTies ties) {
    constexpr std::array<std::string_view, 3> names{"within", "nearer", "together"};
    return names[base::position(ties)];
}

using base::operator<<; // an enumerator prints as its name()

/// Choices of the radiation model.
struct RadiationOptions {
    RadiationTies ties = RadiationTies::within; ///< treatment of equal times
    bool finite_size = false; ///< divide row i by 1 - m_i / M, M the mass that i can reach, its own included
};

/// What radiation() answers.
struct RadiationFlows {
    Eigen::MatrixXd flow = {};    ///< places x places, unit of outflow, diagonal 0
    base::Findings findings = {}; ///< places whose outflow has nowhere to go
};

/// Flows of the radiation model (辐射模型): who leaves stops at the first place that offers more.
///   T_ij = T_i m_i m_j / ((m_i + s_ij) (m_i + m_j + s_ij)),
///   s_ij the mass of the places within t_ij of i, without i and without j
/// Without ties row i adds up to T_i (1 - m_i / M); with finite_size to T_i. An infinite time gives no flow.
/// @param outflow  places x 1, any unit, >= 0: what leaves each place (T_i)
/// @param mass     places x 1, any unit, >= 0
/// @param time     places x places, unit of time, >= 0 or infinite; row = origin; the diagonal is not used
/// @param options  ties, finite size
/// @return flow and findings; a place without mass sends nothing, nor does one that reaches no mass
/// @throws bad_shape, bad_value
/// Complexity O(n^2 log n).
/// Source: Simini, Gonzalez, Maritan & Barabasi 2012, Nature 484, eq. 2; finite size: Masucci et al. 2013,
/// Physical Review E 88, eq. 5.
COREWING_ROUTINE
RadiationFlows radiation(const Eigen::Ref<const Eigen::VectorXd>& outflow,
                         const Eigen::Ref<const Eigen::VectorXd>& mass, const Eigen::Ref<const Eigen::MatrixXd>& time,
                         const RadiationOptions& options = {});

} // namespace corewing::interaction

#ifndef COREWING_COMPILED
#include "corewing/interaction/impl/radiation.hpp"
#endif
