#pragma once

#include "corewing/layout/confidence.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_inference.hpp"

#include "figures.hpp"

using corewing::Index;

namespace chongqing {

/// The linkage that size and travel time lead one to expect, on the rows of figures.places, and the pairs
/// of rows on the same ground, which do not count.
struct Linkage {
    Eigen::MatrixXd strength = {};
    std::vector<corewing::model::PlacePair> same_ground = {};
};
Linkage expected_linkage(const corewing::model::Region& region, const Figures& figures, const Assumptions& assumptions);

/// A PROPOSAL for roles that no public text gives. The plan for the digital zone speaks of 15 districts and
/// names only Yubei; here core, wings and Yubei are kept as stated and the other 14 points are those that
/// linkage and size speak for most.
struct Proposal {
    Linkage linkage = {};
    corewing::layout::Pattern pattern = {};
    corewing::layout::RoleOptions rules = {};
    corewing::layout::RoleInference roles = {};       ///< stated roles kept; rows of figures.places
    corewing::layout::RoleInference unbound = {};     ///< nothing kept: what the numbers alone would choose
    corewing::layout::RoleConfidence confidence = {}; ///< of `roles`, when assumptions and estimates vary
};

/// @param layout  id of the layout whose stated roles are kept
/// @param points  how many points the plan speaks of
Proposal propose_points(const corewing::model::Region& region, const Figures& figures, const Assumptions& assumptions,
                        const std::string& layout = "digital_zone", Index points = 15);

} // namespace chongqing
