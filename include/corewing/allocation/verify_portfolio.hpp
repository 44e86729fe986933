#pragma once

#include "corewing/allocation/portfolio.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <array>
#include <string_view>

namespace corewing::allocation {

/// How the bound of a choice of projects was proven.
enum class BoundProof {
    prices,      ///< the prices of the rules alone prove it
    enumeration, ///< all choices that those prices leave open were gone through
    not_checked, ///< there were too many of them; the bound of the prices is proven, no more
};

/// What it is called in print.
/// @param proof  of a bound
/// @return "prices", "enumeration" or "not checked"
constexpr std::string_view name(BoundProof proof) {
    constexpr std::array<std::string_view, 3> names{"prices", "enumeration", "not checked"};
    return names[base::position(proof)];
}

using base::operator<<; // an enumerator prints as its name()

/// How hard to try for a proof.
struct PortfolioCheckOptions {
    double work_limit = 1e8; ///< projects decided on in the enumeration before the bound is left unchecked, >= 1
};

/// What checking a choice of projects by itself has shown; `bound` is the one of the prices, computed here. It holds where
/// no fault was found, whether or not outcome.bound could be proven.
struct PortfolioCertificate : base::Certificate {
    BoundProof proof = BoundProof::not_checked; ///< how far outcome.bound, or that there is no answer, is proven
};

/// Checks a choice of projects from the problem and the answer alone, by code of its own.
/// Every rule, the benefit, all sums, prices, root_bound and `otherwise` are computed afresh. For any prices y of rules
///   benefit of any choice <= sum_r max over the rule's range of y_r s + sum_j max(0, b_j - y a_j) =: U,
/// which is root_bound; where U is above outcome.bound, all choices that lose no more than U - outcome.bound by their
/// reduced cost are gone through: one that keeps the rules and is worth more than the bound is a fault.
/// Not checked: outcome.iterations and seconds beyond their sign; whether a search was interrupted; which of several
/// prices that prove the same are given; the bound, or that there is no answer, where the work
/// runs out, which `proof` says; whether equal choices come first by their ids.
/// @param problem  as given to portfolio()
/// @param answer   what it returned; any sizes and numbers
/// @param options  work spent on the proof
/// @return the faults, and how the bound was proven
/// @throws as check_portfolio_problem()
/// Complexity O(size of the problem) and the enumeration, up to options.work_limit.
COREWING_ROUTINE
PortfolioCertificate verify_portfolio(const PortfolioProblem& problem, const Portfolio& answer,
                                      const PortfolioCheckOptions& options = {});

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/verify_portfolio.hpp"
#endif
