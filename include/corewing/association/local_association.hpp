#pragma once

#include "corewing/association/false_discovery.hpp"
#include "corewing/association/spatial_association.hpp"
#include "corewing/association/spatial_weights.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <cstdint>
#include <string_view>
#include <vector>

namespace corewing::association {

/// What a place and its neighbourhood look like; first the place, then its neighbours.
enum class LocalCluster {
    none,      ///< no neighbours, or exactly average
    high_high, ///< a hot spot (高高集聚)
    low_low,   ///< a cold spot (低低集聚)
    low_high,  ///< a low place among high ones (低高异常)
    high_low,  ///< a high place among low ones (高低异常)
};

/// The cluster type as lower-case English words.
/// @param cluster  of a place
/// @return "none", "high-high" ...
constexpr std::string_view name(LocalCluster cluster) {
    switch (cluster) {
    case LocalCluster::none: return "none";
    case LocalCluster::high_high: return "high-high";
    case LocalCluster::low_low: return "low-low";
    case LocalCluster::low_high: return "low-high";
    case LocalCluster::high_low: return "high-low";
    }
    return "unknown";
}

using base::operator<<; // an enumerator prints as its name()

/// Choices of the local measures of spatial association.
struct LocalAssociationOptions {
    Index permutations = 999;             ///< random neighbourhoods for each place, in [1, 2^31]
    std::uint64_t seed = 1;               ///< of the permutations
    Tail tail = Tail::two_sided;          ///< of the p-values
    FalseDiscoveryOptions discovery = {}; ///< which places count as significant
    unsigned threads = 0;                 ///< 0 = as many as the machine has; the result does not depend on it
};

/// What the local measures answer, one entry for each place.
struct LocalAssociation {
    Eigen::VectorXd statistic = {};     ///< 0 for a place without neighbours
    Eigen::VectorXd expectation = {};   ///< over all neighbourhoods that chance could have given the place
    Eigen::VectorXd variance = {};      ///< over the same; 0 where there is nothing to vary
    Eigen::VectorXd z = {};             ///< (statistic - expectation) / sqrt(variance), 0 where the variance is 0
    Eigen::VectorXd p = {};             ///< (as extreme + 1) / (permutations + 1); 1 for a place without neighbours
    Eigen::VectorXd adjusted_p = {};    ///< smallest false-discovery rate at which the place counts
    std::vector<char> significant = {}; ///< 1 where the place counts at the rate asked for
    std::vector<LocalCluster> cluster =
        {};                          ///< by the signs of the place and of its neighbours' sum, significant or not
    std::vector<Index> islands = {}; ///< places without neighbours, ascending
    base::Findings findings = {};    ///< constant values, no neighbours, too few permutations
};

/// Local Moran (局部莫兰指数, LISA): which places resemble, or contradict, their neighbours?
///   I_i = z_i sum_j w_ij z_j / m2,  m2 = sum z^2 / n;  sum_i I_i = S0 * I
/// p-values by conditional permutation: the place keeps its value, its neighbours get k of the other n-1 values
/// without replacement. Expectation and variance over the same neighbourhoods are exact.
/// @param values   places x 1, any unit, finite
/// @param weights  places x places, >= 0, diagonal 0; use row_standardised() for the usual choice
/// @param options  permutations, seed, tail, false discoveries
/// @return statistic, moments, p-values, false-discovery control and cluster types; constant values: all 0, p = 1
/// @throws bad_shape, bad_value
/// Complexity O(non-zeros * permutations). Source: Anselin 1995, Geographical Analysis 27(2), eqs. 12-13; moments:
/// Sokal, Oden & Thomson 1998, Geographical Analysis 30(4); false discoveries: Caldas de Castro & Singer 2006, the same
/// 38(2).
COREWING_ROUTINE
LocalAssociation local_moran(const Eigen::Ref<const Eigen::VectorXd>& values, const SpatialWeights& weights,
                             const LocalAssociationOptions& options = {});

/// Local Geary: which places differ little, or much, from their neighbours?
///   c_i = sum_j w_ij (z_i - z_j)^2 / m2,  m2 = sum z^2 / n;  sum_i c_i = 2 n S0 C / (n - 1)
/// Small c: like next to like (the tail `less`). p-values and moments as in local_moran().
/// @param values   places x 1, any unit, finite
/// @param weights  places x places, >= 0, diagonal 0
/// @param options  permutations, seed, tail, false discoveries
/// @return as local_moran()
/// @throws bad_shape, bad_value
/// Complexity O(non-zeros * permutations). Source: Anselin 1995, eqs. 20-21; 2019, Geographical Analysis 51(2).
COREWING_ROUTINE
LocalAssociation local_geary(const Eigen::Ref<const Eigen::VectorXd>& values, const SpatialWeights& weights,
                             const LocalAssociationOptions& options = {});

/// Local Getis-Ord G (局部 G 统计量, 热点分析): which places have rich, or poor, neighbours?
///   G_i = sum_{j != i} w_ij x_j / sum_{j != i} x_j;  z against all neighbourhoods of the other n-1 values
/// The cluster is a hot spot (high_high) where z > 0 and a cold spot (low_low) where z < 0.
/// @param values   places x 1, with a natural zero, >= 0
/// @param weights  places x places, >= 0, diagonal 0; usually 0 and 1
/// @param options  permutations, seed, tail, false discoveries
/// @return as local_moran(); a place whose others are all 0 has statistic 0 and p = 1
/// @throws bad_shape, bad_value
/// Complexity O(non-zeros * permutations). Source: Getis & Ord 1992, Geographical Analysis 24(3); Ord & Getis 1995,
/// the same 27(4).
COREWING_ROUTINE
LocalAssociation local_getis_ord(const Eigen::Ref<const Eigen::VectorXd>& values, const SpatialWeights& weights,
                                 const LocalAssociationOptions& options = {});

/// Local Getis-Ord G*, with the place counted in its own neighbourhood (热点分析).
///   G*_i = sum_j w_ij x_j / sum_j x_j with w_ii;
///   z_i = (sum_j w_ij x_j - W_i mean) / (s sqrt((n sum_j w_ij^2 - W_i^2) / (n - 1)))
/// Expectation, variance and z are over all orders of all n values (Ord & Getis); the p-value keeps the place's own
/// value, as in local_moran().
/// @param values   places x 1, with a natural zero, >= 0
/// @param weights  places x places, >= 0, with the diagonal set as wanted (1 in a matrix of 0 and 1)
/// @param options  permutations, seed, tail, false discoveries
/// @return as local_getis_ord()
/// @throws bad_shape, bad_value
/// Complexity O(non-zeros * permutations). Source: Ord & Getis 1995, Geographical Analysis 27(4), eq. 5.
COREWING_ROUTINE
LocalAssociation local_getis_ord_star(const Eigen::Ref<const Eigen::VectorXd>& values, const SpatialWeights& weights,
                                      const LocalAssociationOptions& options = {});

} // namespace corewing::association

#ifndef COREWING_COMPILED
#include "corewing/association/impl/local_association.hpp"
#endif
