#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::layout {

/// What a piece of evidence is about.
enum class EvidenceKind {
    link,       ///< linkage with another place
    capability, ///< its own capability
    spread      ///< where the wings lie round the core
};

/// What it is called in print.
/// @param kind  of a piece of evidence
/// @return "link", "capability" or "spread"
constexpr std::string_view name(EvidenceKind kind) {
    constexpr std::array<std::string_view, 3> names{"link", "capability", "spread"};
    return names[base::position(kind)];
}

using base::operator<<; // an enumerator prints as its name()

/// One thing that speaks for a place in its role (effect > 0) or for its rival (effect < 0).
struct Evidence {
    EvidenceKind kind = EvidenceKind::link; ///< what it is about
    Index with = -1;                        ///< for a link: the place at its other end; else -1
    double own = 0.0;    ///< linkage of the place with that one (symmetrised), or its capability; for spread 0
    double rival = 0.0;  ///< the same for the rival
    double effect = 0.0; ///< part of the loss, in units of the layout's value
};

/// Why a place has its role, told against the place that would be the best one to exchange roles with.
struct RoleReason {
    Index place = 0;                             ///< its index
    model::Role role = model::Role::other;       ///< its role in the layout
    Index rival = -1;                            ///< -1 where the rules allow no exchange
    model::Role rival_role = model::Role::other; ///< the role the rival has, and would give
    double loss = 0.0;                   ///< what the value loses by the exchange; the evidence and `rest` add up to it
    std::vector<Evidence> evidence = {}; ///< strongest effect first
    double rest = 0.0;                   ///< effect of all weaker pieces together
};

/// Says why places have their roles: each is set against the place q whose exchange of roles with it would cost least.
///   loss = link_unit sum_{k != p,q} (D[r_p][r_k] - D[r_q][r_k]) (W_pk - W_qk)
///          + capability_unit (rank[r_p] - rank[r_q]) (capability_p - capability_q) + change of spread
/// so that each link and capability has its share in the loss: positive speaks for the place, negative for its rival.
/// A loss below 0 means that the exchange would make the layout better.
/// @param linkage, pattern, options  as for role_inference; only exchanges that keep the rules are looked at
/// @param roles   the layout, one role a place; it need not be the best
/// @param places  whose roles to explain, by index
/// @param pieces  longest list of evidence a place
/// @return one reason a place, in the order of `places`
/// @throws bad_shape; bad_value, also where the pattern has more roles than there are places
/// Complexity O(n^2) once and O(n) a place; sparse O(links) once.
COREWING_ROUTINE
std::vector<RoleReason> role_reasons(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const model::Roles& roles,
                                     const Pattern& pattern, const std::vector<Index>& places,
                                     const RoleOptions& options = {}, Index pieces = 6);
/// The same for sparse linkage, in time that follows the number of links.
/// @param linkage  places x places; pairs without an entry have linkage 0
/// @param roles, pattern, places, options, pieces  as above
/// @return as above
COREWING_ROUTINE
std::vector<RoleReason> role_reasons(const Eigen::SparseMatrix<double>& linkage, const model::Roles& roles,
                                     const Pattern& pattern, const std::vector<Index>& places,
                                     const RoleOptions& options = {}, Index pieces = 6);

/// A reason as one phrase: "before Rongchang: + link with Yubei, + capability, - link with Dazu", or "no other place can
/// have its role".
/// @param reason  of role_reasons()
/// @param names   of all places
/// @return + speaks for the place, - for its rival; strongest first
/// @throws bad_shape if a place it speaks of has no name
COREWING_ROUTINE
std::string describe(const RoleReason& reason, const std::vector<std::string>& names);

} // namespace corewing::layout

#ifndef COREWING_COMPILED
#include "corewing/layout/impl/role_reasons.hpp"
#endif
