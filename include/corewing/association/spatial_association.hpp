#pragma once

#include "corewing/association/spatial_weights.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/random.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <array>
#include <cstdint>
#include <string_view>

namespace corewing::association {

/// Which departures from chance a p-value counts.
enum class Tail {
    two_sided, ///< twice the smaller tail
    greater,   ///< statistic larger than by chance
    less,      ///< statistic smaller than by chance
};

/// What it is called in print.
/// @param tail  of a test
/// @return "two-sided", "greater" or "less"
constexpr std::string_view name(Tail tail) {
    constexpr std::array<std::string_view, 3> names{"two-sided", "greater", "less"};
    return names[base::position(tail)];
}

using base::operator<<; // an enumerator prints as its name()

/// Choices of the global measures of spatial association.
struct AssociationOptions {
    Index permutations = 999;    ///< random maps of the same values, in [0, 1e9]; 0 = none
    std::uint64_t seed = 1;      ///< of the permutations
    Tail tail = Tail::two_sided; ///< of every p-value
    unsigned threads = 0;        ///< 0 = as many as the machine has; the result does not depend on it
};

/// A statistic against its distribution by chance.
struct AssociationTest {
    double variance = 0.0; ///< 0 where it does not exist (too few places)
    double z = 0.0;        ///< (statistic - expectation) / sqrt(variance); 0 where the variance is 0
    double p = 1.0;        ///< from the normal distribution, or by counting permutations
};

/// What moran(), geary() and getis_ord() answer.
struct SpatialAssociation {
    double statistic = 0.0;             ///< I, C or G
    double expectation = 0.0;           ///< without association
    AssociationTest normality = {};     ///< values drawn from one normal distribution; not for getis_ord()
    AssociationTest randomisation = {}; ///< the same values in random order
    AssociationTest permutation = {};   ///< counted on random maps: p = (as extreme + 1) / (permutations + 1)
    base::Findings findings = {};       ///< constant values, no neighbours, places without neighbours
};

/// Moran's I (莫兰指数): do neighbours resemble each other?
///   I = (n / S0) sum_ij w_ij z_i z_j / sum_i z_i^2,  z = x - mean,  E(I) = -1 / (n - 1)
/// I above E: like next to like; below: high next to low. Needs n >= 4 for the variance under randomisation.
/// @param values   places x 1, any unit, finite
/// @param weights  places x places, >= 0, diagonal 0; use row_standardised() for the usual choice
/// @param options  permutations, seed, tail
/// @return statistic, expectation and three tests; constant values or no weights: the expectation, p = 1, a finding
/// @throws bad_shape, bad_value
/// Complexity O(non-zeros * permutations). Source: Moran 1950, Biometrika 37; moments: Cliff & Ord 1981, ch. 2.
COREWING_ROUTINE
SpatialAssociation moran(const Eigen::Ref<const Eigen::VectorXd>& values, const SpatialWeights& weights,
                         const AssociationOptions& options = {});

/// Geary's C: how much do neighbours differ?
///   C = (n - 1) / (2 S0) * sum_ij w_ij (x_i - x_j)^2 / sum_i z_i^2,  E(C) = 1
/// C below 1: like next to like (so that is the tail `less`); above 1: high next to low.
/// @param values   places x 1, any unit, finite
/// @param weights  places x places, >= 0, diagonal 0
/// @param options  permutations, seed, tail
/// @return as moran()
/// @throws bad_shape, bad_value
/// Complexity O(non-zeros * permutations). Source: Geary 1954, The Incorporated Statistician 5(3); moments: Cliff &
/// Ord 1981, ch. 2.
COREWING_ROUTINE
SpatialAssociation geary(const Eigen::Ref<const Eigen::VectorXd>& values, const SpatialWeights& weights,
                         const AssociationOptions& options = {});

/// Getis-Ord general G: are high values next to high values (hot spots) or low next to low (cold spots)?
///   G = sum_ij w_ij x_i x_j / sum_{i != j} x_i x_j,  E(G) = S0 / (n (n - 1))
/// @param values   places x 1, with a natural zero, >= 0
/// @param weights  places x places, >= 0, diagonal 0; usually 0 and 1
/// @param options  permutations, seed, tail
/// @return as moran(), without the test under normality; where fewer than two values are positive, as for constants
/// @throws bad_shape, bad_value
/// Complexity O(non-zeros * permutations). Source: Getis & Ord 1992, Geographical Analysis 24(3), eqs. 5-8, with the
/// coefficient of S0^2 in B1 corrected to 6 as in later printings.
COREWING_ROUTINE
SpatialAssociation getis_ord(const Eigen::Ref<const Eigen::VectorXd>& values, const SpatialWeights& weights,
                             const AssociationOptions& options = {});

} // namespace corewing::association

#ifndef COREWING_COMPILED
#include "corewing/association/impl/spatial_association.hpp"
#endif
