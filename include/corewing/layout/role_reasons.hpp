#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/layout/detail/role_exchange.hpp"
#include "corewing/layout/detail/role_problem.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace corewing::layout {

/// What a piece of evidence is about.
enum class EvidenceKind { link, capability, spread };

/// One thing that speaks for a place in its role (effect > 0) or for its rival (effect < 0).
struct Evidence {
    EvidenceKind kind = EvidenceKind::link;
    Index with = -1; ///< for a link: the place at its other end; else -1
    double own = 0.0;       ///< linkage of the place with that one (symmetrised), or its capability; for spread 0
    double rival = 0.0;     ///< the same for the rival
    double effect = 0.0;    ///< part of the loss, in units of the layout's value
};

/// Why a place has its role, told against the place that would be the best one to exchange roles with.
struct RoleReason {
    Index place = 0;
    model::Role role = model::Role::other;
    Index rival = -1;                     ///< -1 where the rules allow no exchange
    model::Role rival_role = model::Role::other; ///< the role the rival has, and would give
    double loss = 0.0;                   ///< what the value loses by the exchange; the evidence and `rest` add up to it
    std::vector<Evidence> evidence = {}; ///< strongest effect first
    double rest = 0.0;                   ///< effect of all weaker pieces together
};

namespace detail {

template <class Matrix, class Input>
std::vector<RoleReason> role_reasons(const Input& linkage, const model::Roles& roles, const Pattern& pattern,
                                     const std::vector<Index>& places, const RoleOptions& options, Index pieces) {
    base::check_size(std::ssize(roles), linkage.rows(), "roles");
    const auto problem = make_role_problem<Matrix>(linkage, pattern, options);
    check_enough_places(problem);
    for (Index k = 0; k < std::ssize(places); ++k)
        if (places[k] < 0 || places[k] >= problem.n)
            throw base::bad_value("there is no place " + std::to_string(places[k]) + " among " +
                                      std::to_string(problem.n),
                                  {.field = "places[" + std::to_string(k) + "]"});
    RoleExchange<Matrix> layout(problem, roles);
    std::vector<RoleReason> reasons;
    for (const Index p : places) {
        RoleReason reason{.place = p, .role = roles[p]};
        double gain = no_value;
        for (Index q = 0; q < problem.n; ++q) {
            if (!layout.allowed(p, q)) continue;
            const double value = layout.gain(p, q);
            if (value > gain) {
                gain = value;
                reason.rival = q;
            }
        }
        if (reason.rival >= 0) {
            const Index q = reason.rival, a = slot(roles, p), b = slot(roles, q);
            reason.rival_role = roles[q];
            reason.loss = -gain;
            Eigen::VectorXd own = Eigen::VectorXd::Zero(problem.n), other = Eigen::VectorXd::Zero(problem.n);
            each_link(problem.w, p, [&](Index k, double value) { own[k] = value; });
            each_link(problem.w, q, [&](Index k, double value) { other[k] = value; });
            double told = 0.0;
            const auto add = [&](Evidence piece) {
                told += piece.effect;
                if (piece.effect != 0.0) reason.evidence.push_back(piece);
            };
            for (Index k = 0; k < problem.n; ++k) {
                if (k == p || k == q) continue;
                const Index r = slot(roles, k);
                add({.kind = EvidenceKind::link,
                     .with = k,
                     .own = own[k],
                     .rival = other[k],
                     .effect = problem.link_unit * (problem.image(a, r) - problem.image(b, r)) * (own[k] - other[k])});
            }
            add({.kind = EvidenceKind::capability,
                 .own = problem.capability[p],
                 .rival = problem.capability[q],
                 .effect = problem.capability_unit * (problem.rank[a] - problem.rank[b]) *
                           (problem.capability[p] - problem.capability[q])});
            if (problem.spread_unit > 0.0 && (is_hub(a) || is_hub(b)))
                add({.kind = EvidenceKind::spread, .effect = reason.loss - told});
            std::stable_sort(reason.evidence.begin(), reason.evidence.end(), [](const Evidence& x, const Evidence& y) {
                return std::abs(x.effect) > std::abs(y.effect);
            });
            while (std::ssize(reason.evidence) > pieces) {
                reason.rest += reason.evidence.back().effect;
                reason.evidence.pop_back();
            }
        }
        reasons.push_back(std::move(reason));
    }
    return reasons;
}

} // namespace detail

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
template <class Double = double>
std::vector<RoleReason> role_reasons(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const model::Roles& roles,
                                     const Pattern& pattern, const std::vector<Index>& places,
                                     const RoleOptions& options = {}, Index pieces = 6) {
    return detail::role_reasons<Eigen::MatrixX<Double>>(linkage, roles, pattern, places, options, pieces);
}
template <class = void>
std::vector<RoleReason> role_reasons(const Eigen::SparseMatrix<double>& linkage, const model::Roles& roles,
                                     const Pattern& pattern, const std::vector<Index>& places,
                                     const RoleOptions& options = {}, Index pieces = 6) {
    return detail::role_reasons<Eigen::SparseMatrix<double>>(linkage, roles, pattern, places, options, pieces);
}

} // namespace corewing::layout
