#pragma once

#include "corewing/layout/role_reasons.hpp"

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
namespace detail {

template <class Matrix, class Input>
std::vector<RoleReason> role_reasons(const Input& linkage, const model::Roles& roles, const Pattern& pattern,
                                     const std::vector<Index>& places, const RoleOptions& options, Index pieces) {
    base::check_size(std::ssize(roles), linkage.rows(), "roles");
    base::check_range(static_cast<double>(pieces), 0.0, HUGE_VAL, "pieces");
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
            const Index q = reason.rival, a = base::position(roles[p]), b = base::position(roles[q]);
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
                const Index r = base::position(roles[k]);
                add({.kind = EvidenceKind::link,
                     .with = k,
                     .own = std::ldexp(own[k], problem.link_exponent),
                     .rival = std::ldexp(other[k], problem.link_exponent),
                     .effect = problem.link_unit * (problem.image(a, r) - problem.image(b, r)) * (own[k] - other[k])});
            }
            add({.kind = EvidenceKind::capability,
                 .own = std::ldexp(problem.capability[p], problem.capability_exponent),
                 .rival = std::ldexp(problem.capability[q], problem.capability_exponent),
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

COREWING_BODY
std::vector<RoleReason> role_reasons(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const model::Roles& roles,
                                     const Pattern& pattern, const std::vector<Index>& places,
                                     const RoleOptions& options, Index pieces) {
    return detail::role_reasons<Eigen::MatrixX<Double>>(linkage, roles, pattern, places, options, pieces);
}

COREWING_BODY
std::vector<RoleReason> role_reasons(const Eigen::SparseMatrix<double>& linkage, const model::Roles& roles,
                                     const Pattern& pattern, const std::vector<Index>& places,
                                     const RoleOptions& options, Index pieces) {
    return detail::role_reasons<Eigen::SparseMatrix<double>>(linkage, roles, pattern, places, options, pieces);
}

COREWING_BODY
std::string describe(const RoleReason& reason, const std::vector<std::string>& names) {
    const auto name = [&](Index place) {
        if (place >= std::ssize(names))
            throw base::bad_shape("has " + std::to_string(names.size()) + " entries, and none for place " +
                                      std::to_string(place),
                                  {.field = "names", .remedy = "give the names of all places"});
        return names[place];
    };
    if (reason.rival < 0) return "no other place can have its role";
    std::string text = "before " + name(reason.rival);
    for (const Evidence& piece : reason.evidence) {
        text += &piece == &reason.evidence.front() ? ": " : ", ";
        text += piece.effect > 0.0 ? "+ " : "- ";
        switch (piece.kind) {
        case EvidenceKind::link: text += "link with " + name(piece.with); break;
        case EvidenceKind::capability: text += "capability"; break;
        case EvidenceKind::spread: text += "spread of the wings"; break;
        }
    }
    return text;
}

} // namespace corewing::layout
