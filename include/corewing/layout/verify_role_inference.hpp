#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_inference.hpp"
#include "corewing/layout/role_options.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <string>
#include <vector>

namespace corewing::layout {

/// How hard to try for a proof.
struct CertificateOptions {
    double work_limit = 2e9; ///< additions spent on the proof before it is left open, >= 1
};

/// What checking a layout by itself has shown.
struct RoleCertificate {
    bool feasible = false;                ///< the roles have the right counts and keep every rule
    bool bound_proven = false;            ///< no layout is worth more than the bound; false also where the work ran out
    double value = 0.0;                   ///< of the roles, computed here
    std::vector<std::string> faults = {}; ///< what is wrong, one sentence each

    /// True where nothing is wrong with the answer, whether or not its bound could be proven.
    [[nodiscard]] bool holds() const { return feasible && faults.empty(); }
};

/// Checks the answer of role_inference from the problem and the answer alone, by code of its own.
/// Rules, value and its parts, fit, objective, gap and runners-up are recomputed; a margin is at most what a runner-up
/// or an exchange of two roles costs (exchanges are tried for up to about a hundred places). The bound is proven by
/// going through all choices of core and wings with a bound that prices a seat among the points:
///   sum of the best m points of any scores s <= m t + sum_p max(0, s_p - t) for every price t,
/// and, where the image links points, through all layouts if there are few enough.
/// Not checked: whether a better runner-up was left out, or any, where the answer is not proven best; margins and their
/// floors beyond these limits; what the findings say, and whether there are any where the answer is proven best or the
/// image links points; outcome.iterations and seconds beyond their sign.
/// @param linkage, pattern, rules  as given to role_inference
/// @param answer   what it returned; any sizes and numbers
/// @param options  work spent on the proof
/// @return the faults found, and whether the bound was proven within the work limit
/// Complexity O(n^2) without the proof; the proof O(n^2) at best and up to options.work_limit.
COREWING_ROUTINE
RoleCertificate verify_role_inference(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const Pattern& pattern,
                                      const RoleOptions& rules, const RoleInference& answer,
                                      const CertificateOptions& options = {});
/// The same for sparse linkage.
/// @param linkage  places x places; pairs without an entry have linkage 0
/// @param pattern, rules, answer, options  as above
/// @return as above
COREWING_ROUTINE
RoleCertificate verify_role_inference(const Eigen::SparseMatrix<double>& linkage, const Pattern& pattern,
                                      const RoleOptions& rules, const RoleInference& answer,
                                      const CertificateOptions& options = {});

} // namespace corewing::layout

#ifndef COREWING_COMPILED
#include "corewing/layout/impl/verify_role_inference.hpp"
#endif
