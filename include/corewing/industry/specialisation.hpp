#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <array>
#include <string_view>

/// Specialisation 专业化: how far a place's mix of industries is from the region's.
namespace corewing::industry {

/// What a place is compared with.
enum class Against {
    region, ///< all places together
    rest,   ///< all other places together
};

/// What it is called in print.
/// @param against  of a comparison
/// @return "region" or "rest"
constexpr std::string_view name(Against against) {
    constexpr std::array<std::string_view, 2> names{"region", "rest"};
    return names[base::position(against)];
}

using base::operator<<; // an enumerator prints as its name()

/// One entry per place in every vector.
struct Specialisation {
    Eigen::VectorXd krugman = {};    ///< in [0, 2]: 0 = the mix of the reference, 2 = nothing in common
    Eigen::VectorXd hoover = {};     ///< in [0, 1]: half of it, the share that would have to move to other industries
    Eigen::VectorXd herfindahl = {}; ///< sum of squared shares, in [1/industries, 1]; 0 for a place that has nothing
    base::Findings findings = {};    ///< places that have nothing, or nothing to compare with
};

/// Specialisation of every place.
///   krugman_i = sum_k |s_ik - s_k|,  hoover_i = krugman_i / 2,  herfindahl_i = sum_k s_ik^2
/// @param amounts  places x industries, >= 0, one unit
/// @param against  s_k: shares of the whole region (default) or of all other places
/// @return indices; 0 for a place that has nothing, and where there is nothing to compare with, which is a finding
/// @throws bad_value naming row and column
/// Complexity O(places industries). Source: Krugman 1991, Geography and Trade; Hoover & Giarratani 1985, ch. 9.
COREWING_ROUTINE
Specialisation specialisation(const Eigen::Ref<const Eigen::MatrixXd>& amounts, Against against = Against::region);

/// Krugman index between every two places.
///   K_ij = sum_k |s_ik - s_jk|, in [0, 2]
/// @param amounts  places x industries, >= 0, one unit
/// @return places x places, symmetric; 0 with a place that has nothing
/// @throws bad_value naming row and column
/// Complexity O(places^2 industries). Source: Krugman 1991, Geography and Trade.
COREWING_ROUTINE
Eigen::MatrixXd krugman_between(const Eigen::Ref<const Eigen::MatrixXd>& amounts);

} // namespace corewing::industry

#ifndef COREWING_COMPILED
#include "corewing/industry/impl/specialisation.hpp"
#endif
