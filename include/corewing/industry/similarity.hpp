#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <vector>

/// Who does the same as whom (同构), who does something else (错位), and what is each place's own (特色).
namespace corewing::industry {

/// Structural similarity 产业结构相似系数 of every two places: the cosine of their industry shares.
///   S_ij = sum_k s_ik s_jk / sqrt(sum_k s_ik^2 sum_k s_jk^2), in [0, 1]
/// @param amounts  places x industries, >= 0, one unit
/// @return places x places, symmetric, diagonal 1; 0 with a place that has nothing
/// @throws bad_value naming row and column
/// Complexity O(places^2 industries). Source: UNIDO 1979 (World Industry since 1960).
COREWING_ROUTINE
Eigen::MatrixXd structural_similarity(const Eigen::Ref<const Eigen::MatrixXd>& amounts);

/// Differentiation 错位 of every two places: the share of industry that one has and the other has not.
///   half the Krugman index between them, in [0, 1]
/// @param amounts  places x industries, >= 0, one unit
/// @return places x places, symmetric; 0 with a place that has nothing
/// @throws bad_value naming row and column
/// Complexity O(places^2 industries).
COREWING_ROUTINE
Eigen::MatrixXd differentiation(const Eigen::Ref<const Eigen::MatrixXd>& amounts);

/// What is each place's own. One row or entry per place.
struct Speciality {
    Eigen::MatrixXd profile = {};       ///< LQ_ik / sum_k LQ_ik: rows sum to 1; 0 for a place that has nothing
    Eigen::VectorXd concentration = {}; ///< Herfindahl of the profile: 1 = one speciality, 1/industries = none
    std::vector<Index> leading = {};    ///< the industry with the highest LQ, ties by index; -1 = nothing at all
    Eigen::MatrixXd quotient = {};      ///< LQ
    base::Findings findings = {};       ///< places and industries that have nothing
};

/// Speciality 特色: the location quotients of a place as a profile, and how concentrated it is.
/// @param amounts  places x industries, >= 0, one unit
/// @return profile, concentration and leading industry of each place
/// @throws bad_value naming row and column
/// Complexity O(places industries). Source: Hoover 1936 for LQ, Herfindahl 1950.
COREWING_ROUTINE
Speciality speciality(const Eigen::Ref<const Eigen::MatrixXd>& amounts);

} // namespace corewing::industry

#ifndef COREWING_COMPILED
#include "corewing/industry/impl/similarity.hpp"
#endif
