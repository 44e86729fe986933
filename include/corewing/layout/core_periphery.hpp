#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/random.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/layout/detail/core_search.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::layout {

/// The best division into a core and a periphery.
struct CorePeriphery {
    std::vector<Index> core = {}; ///< places of the core in index order; empty where nothing is to be told
    double fit = 0.0;             ///< correlation with the ideal, [-1, 1]
    double p_value = 1.0;         ///< share of random regions whose best division fits at least as well
    double p_error = 0.0;         ///< its standard error
    double null_mean = 0.0;       ///< mean fit of the random regions
    base::Outcome outcome = {};   ///< maximisation of fit; `feasible` with bound 1 where not every core was tried
    base::Findings findings = {}; ///< nothing to tell apart
};

/// How much each place belongs to the core, as a number.
struct Coreness {
    Eigen::VectorXd coreness = {}; ///< places x 1, >= 0; W_ij is about coreness_i * coreness_j
    double fit = 0.0;              ///< correlation of W with that product over pairs i < j
    double explained = 0.0;        ///< 1 - sum of squared residuals / sum of squares about the mean
    base::Outcome outcome = {};    ///< minimisation of the squared residuals; `feasible` with bound 0
    base::Findings findings = {};  ///< no two places are linked
};

/// Divides places into a core whose members are linked with each other and a periphery that is not.
///   fit = correlation over pairs of W_ij with the ideal: 1 within the core, 0 within the periphery, and between them
///   core_to_periphery and periphery_to_core (both 1 by default: one end in the core is enough), or no such pairs
/// Up to exact_up_to places every core is tried and the answer is proven; above, each start is improved by moving
/// places to and fro. With null_draws the best fit is compared with that of random regions in which each place
/// keeps its number of links (p = (1 + number at least as good) / (1 + draws)).
/// @param linkage  places x places, any unit, entries in [0, 1e150]; the diagonal does not count
/// @param options  ideal, search, random regions
/// @return empty core, fit 0 and a finding where there are fewer than 3 places or all pairs are linked equally
/// @throws bad_shape, bad_value
/// Complexity exact O(2^n n); search O(restarts * passes * n^2); a null draw as much again with a quarter of the
/// starts. Source: Borgatti & Everett 2000, Social Networks 21:375-395; Maslov & Sneppen 2002 (random regions).
COREWING_ROUTINE
CorePeriphery core_periphery(const Eigen::Ref<const Eigen::MatrixXd>& linkage,
                             const CorePeripheryOptions& options = {});

/// Gives each place a coreness c >= 0 such that products c_i c_j come nearest to the linkage of pairs (MINRES).
///   minimise sum_{i != j} (W_ij - c_i c_j)^2, one c at a time: c_i = sum_j W_ij c_j / sum_{j != i} c_j^2
/// Each step cannot make the sum larger; the end is a stationary point, which need not be the best of all.
/// @param linkage  places x places, any unit, entries in [0, 1e150]; made symmetric, the diagonal does not count
/// @return coreness in the square root of the linkage's unit; all 0 and a finding where there is no link
/// @throws bad_shape, bad_value
/// Complexity O(n^2) a sweep, at most 10,000 sweeps.
/// Source: Borgatti & Everett 2000, section 5; Comrey 1962 (minimum residual method).
COREWING_ROUTINE
Coreness coreness(const Eigen::Ref<const Eigen::MatrixXd>& linkage);

} // namespace corewing::layout

#ifndef COREWING_COMPILED
#include "corewing/layout/impl/core_periphery.hpp"
#endif
