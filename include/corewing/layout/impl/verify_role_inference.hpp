#pragma once

#include "corewing/layout/verify_role_inference.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/layout/detail/certificate_proof.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_inference.hpp"
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

template <class Input>
RoleCertificate verify(const Input& linkage, const Pattern& pattern, const RoleOptions& rules,
                       const RoleInference& answer, const CertificateOptions& options) {
    RoleCertificate result;
    if (answer.roles.empty()) {
        result.faults.emplace_back("there is no layout to check");
        return result;
    }
    base::check_size(std::ssize(answer.roles), linkage.rows(), "roles");
    RoleProof<> proof(linkage, pattern, rules);
    const auto close = [](double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(a)); };
    const auto fault = [&](const std::string& text) { result.faults.push_back(text); };

    const std::string broken = proof.broken_rule(answer.roles);
    result.feasible = broken.empty();
    if (!result.feasible) fault(broken);
    result.value = proof.value(answer.roles);
    const auto& outcome = answer.outcome;
    if (!close(answer.value.value, result.value)) fault("the layout is not worth what it says");
    if (!close(outcome.objective, result.value)) fault("the objective is not the value of the layout");
    if (outcome.bound < outcome.objective) fault("the bound is below the objective");
    if (!close(outcome.gap, base::relative_gap(outcome.objective, outcome.bound)))
        fault("the gap does not follow from the bound");
    if (outcome.status == base::Status::optimal && !close(outcome.bound, outcome.objective))
        fault("it is called optimal but the bound is higher");

    double above = answer.value.value;
    for (Index k = 0; k < std::ssize(answer.runners_up); ++k) {
        const auto& next = answer.runners_up[k];
        const std::string who = "runner-up " + std::to_string(k + 1);
        if (next.roles.size() != answer.roles.size()) {
            fault(who + " has another number of places");
            continue;
        }
        const std::string why = proof.broken_rule(next.roles);
        if (!why.empty()) fault(who + ": " + why);
        if (!close(next.value, proof.value(next.roles))) fault(who + " is not worth what it says");
        if (next.value > above + 1e-9) fault(who + " is worth more than the one before it");
        if (next.roles == answer.roles) fault(who + " is the answer itself");
        above = next.value;
    }
    if (answer.margin.size() > 0)
        for (Index i = 0; i < answer.margin.size(); ++i)
            if (!(answer.margin[i] >= answer.margin_floor[i] - 1e-9) || answer.margin_floor[i] < 0.0)
                fault("the margin of place " + std::to_string(i) + " is below its floor");

    if (!result.feasible) return result;
    const auto verdict = proof.prove(answer.roles, outcome.bound, options.work_limit);
    result.bound_proven = verdict == RoleProof<>::Verdict::proven;
    if (verdict == RoleProof<>::Verdict::refuted) fault("there is a layout worth more than the bound");
    return result;
}

} // namespace detail

COREWING_BODY
RoleCertificate verify_role_inference(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const Pattern& pattern,
                                      const RoleOptions& rules, const RoleInference& answer,
                                      const CertificateOptions& options) {
    return detail::verify(linkage, pattern, rules, answer, options);
}

COREWING_BODY
RoleCertificate verify_role_inference(const Eigen::SparseMatrix<double>& linkage, const Pattern& pattern,
                                      const RoleOptions& rules, const RoleInference& answer,
                                      const CertificateOptions& options) {
    return detail::verify(linkage, pattern, rules, answer, options);
}

} // namespace corewing::layout
