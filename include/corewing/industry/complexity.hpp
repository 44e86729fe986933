#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

/// Economic complexity 经济复杂度: places that do what few others can, industries that only such places have.
namespace corewing::industry {

/// Complexity of places and industries.
struct Complexity {
    Eigen::VectorXd eci = {};       ///< per place, mean 0 and standard deviation 1 over the places that count
    Eigen::VectorXd pci = {};       ///< per industry, on the scale of eci: eci_i is the mean pci of what i has
    Eigen::VectorXd diversity = {}; ///< per place: how many industries it has
    Eigen::VectorXd ubiquity = {};  ///< per industry: how many places have it
    double second = 0.0;            ///< second eigenvalue; 1 = the region falls into parts without a common industry
    double third = 0.0;             ///< third eigenvalue; close to the second = the order is not well determined
    Index multiplicity = 1;         ///< of the second eigenvalue
    base::Findings findings = {};   ///< what does not count; several eigenvectors, or none
};

/// Economic complexity index of places (ECI) and industries (PCI).
///   ECI = second eigenvector of D^-1 M U^-1 M', D = diag(diversity), U = diag(ubiquity), z-scored;
///   PCI = U^-1 M' ECI / eigenvalue, brought to ECI's mean and standard deviation
/// Sign: ECI correlates positively with diversity; where they do not correlate, the first place that is not 0 is
/// positive. Several eigenvectors (eigenvalues that tie): the one in their space that is nearest to diversity, which
/// is a finding. Places and industries that have nothing do not count and get 0. No second eigenvalue above 0 but
/// for rounding (all places alike): all 0.
/// @param presence  places x industries, 0 or 1, as from presence(), whose smallest sizes keep tiny places from ranking
///                  first
/// @return indices, diversity, ubiquity, eigenvalues
/// @throws bad_value
/// Complexity O(places industries m + m^3), m = the smaller of places and industries.
/// Source: Hidalgo & Hausmann 2009, PNAS 106:10570-10575; scaling as in Hausmann et al. 2014, Atlas of Economic
/// Complexity.
COREWING_ROUTINE
Complexity complexity(const Eigen::Ref<const Eigen::MatrixXd>& presence);

} // namespace corewing::industry

#ifndef COREWING_COMPILED
#include "corewing/industry/impl/complexity.hpp"
#endif
