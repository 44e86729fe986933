#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/per_place.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <vector>

namespace corewing::allocation {

/// Budgets and claims of dominant_resource().
struct DominantResourceOptions {
    Eigen::VectorXd budget = {}; ///< resources x 1, what there is of each, 0 or in [1e-100, 1e100]
    base::PerPlace weight = {};  ///< claim of each place, > 0: for all or one a place; {} = 1
    base::PerPlace upper = {}; ///< most tasks of each place, >= 0, infinity allowed: for all or one a place; {} = none
};

/// Several resources, shared by dominant shares.
struct DominantResource {
    Eigen::VectorXd tasks = {};         ///< places x 1, how often each place can do its task
    Eigen::MatrixXd amount = {};        ///< places x resources, tasks * use
    Eigen::VectorXd share = {};         ///< places x 1, share of the budget of its dominant resource
    std::vector<Index> dominant = {};   ///< places: the resource of which it needs the largest share; -1 = none
    std::vector<Index> bottleneck = {}; ///< places: the exhausted resource that stops it; -1 = its cap
    Eigen::VectorXd unused = {};        ///< resources x 1
    base::Outcome outcome = {};         ///< objective and bound are the smallest share / weight
};

/// Shares several resources so that the dominant shares are as equal as can be (主导资源公平).
///   share_i = tasks_i max_k use_ik / budget_k;  the smallest share_i / weight_i is as large as can be, then the
///   second smallest, and so on
/// All shares rise together; when a resource is exhausted those who use it stop. A place that uses nothing gets 0
/// tasks, and so does one that needs a resource of which there is none.
/// @param use  places x resources, what one task takes of each, 0 or in [1e-100, 1e100]
/// @param options  budgets, weights, caps
/// @return tasks, amounts, shares, and which resource stops whom; status `optimal`
/// @throws bad_value, bad_shape naming the entry
/// Complexity O(places * resources + places log places).
/// Source: Ghodsi et al. 2011, Dominant Resource Fairness (NSDI); Parkes, Procaccia & Shah 2015 (weights).
COREWING_ROUTINE
DominantResource dominant_resource(const Eigen::Ref<const Eigen::MatrixXd>& use,
                                   const DominantResourceOptions& options);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/dominant_resource.hpp"
#endif
