#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

/// Location quotient 区位商: what a place has more of than its size lets one expect.
namespace corewing::industry {

/// Location quotients of places and industries.
struct LocationQuotient {
    Eigen::MatrixXd value = {};   ///< places x industries, >= 0; 1 = the region's average share
    base::Findings findings = {}; ///< places and industries that have nothing
};

/// Location quotient, also called revealed comparative advantage (RCA).
///   LQ_ik = (x_ik / sum_k x_ik) / (sum_i x_ik / sum_ik x_ik)
/// @param amounts  places x industries, >= 0, one unit: output, staff, patents
/// @return LQ; 0 where the place or the industry has nothing, which is a finding
/// @throws bad_value naming row and column
/// Complexity O(places industries). Source: Hoover 1936; Balassa 1965, The Manchester School 33:99-123.
COREWING_ROUTINE
LocationQuotient location_quotient(const Eigen::Ref<const Eigen::MatrixXd>& amounts);

/// Choices of presence().
struct PresenceOptions {
    double threshold = 1.0;         ///< LQ from which an industry counts as present; > 0
    double smallest_place = 0.0;    ///< places whose total is below are left out, in the unit of the amounts; >= 0
    double smallest_industry = 0.0; ///< industries whose total is below are left out, in the unit of the amounts; >= 0
};

/// Which industries a place has.
struct Presence {
    Eigen::MatrixXd value = {};   ///< places x industries, 1 = present, 0 = not; 0 throughout for what is left out
    base::Findings findings = {}; ///< places and industries that have nothing, or are too small
};

/// Which industries a place has a revealed advantage in: the 0/1 matrix that relatedness and complexity start from.
///   M_ik = 1 if LQ_ik >= threshold, else 0; LQ among the places and industries that are large enough
/// Without the two smallest sizes, tiny places with one odd industry come out as the most complex of all.
/// LQ may miss the threshold by rounding.
/// @param amounts  places x industries, >= 0, one unit: output, staff, patents
/// @param options  threshold and smallest sizes
/// @return 0 or 1
/// @throws bad_value naming row and column
/// Complexity O(places industries). Source: Hidalgo et al. 2007, Science 317:482-487.
COREWING_ROUTINE
Presence presence(const Eigen::Ref<const Eigen::MatrixXd>& amounts, const PresenceOptions& options = {});

} // namespace corewing::industry

#ifndef COREWING_COMPILED
#include "corewing/industry/impl/location_quotient.hpp"
#endif
