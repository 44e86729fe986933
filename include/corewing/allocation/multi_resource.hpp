#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <limits>
#include <vector>

namespace corewing::allocation {

/// Budgets and rules of multi_resource().
struct MultiResourceOptions {
    Eigen::VectorXd budget = {}; ///< resources x 1, what there is of each, 0 or in [1e-100, 1e100]
    /// Exponent of the benefit (sum_k a_k x_k^rho)^(1/rho): -infinity = fixed proportions (Leontief), 0 =
    /// Cobb-Douglas prod x_k^a_k, towards 1 = one resource replaces another. -infinity or [-10, 0.95].
    double rho = -std::numeric_limits<double>::infinity();
    Eigen::MatrixXd lower = {}; ///< places x resources, floors, >= 0; empty = 0
    Eigen::MatrixXd upper = {}; ///< places x resources, caps, >= 0, infinity allowed; empty = none
    double gap = 1e-9;          ///< stop when the proven relative gap is this small, [1e-12, 1]
    long iterations = 500;      ///< stop after this many steps, >= 1
};

/// Several resources divided, with prices and bottlenecks.
struct MultiResource {
    Eigen::MatrixXd amount = {};   ///< places x resources
    Eigen::VectorXd benefit = {};  ///< places x 1
    Eigen::VectorXd price = {};    ///< resources x 1, value of one more unit of each
    Eigen::MatrixXd marginal = {}; ///< places x resources, value of one more unit of each at each place
    /// Bottleneck table (瓶颈): places x resources, by how many percent benefit rises with one percent more of a
    /// resource there; every row of a place with benefit sums to 1. Fixed proportions: 0 where there is more than
    /// needed.
    Eigen::MatrixXd elasticity = {};
    std::vector<Index> bottleneck = {}; ///< places: the resource with the largest elasticity, -1 = no benefit
    Eigen::VectorXd unused = {};        ///< resources x 1, what is not given to anybody
    base::Outcome outcome = {};         ///< maximisation of the objective
    base::Findings findings = {};       ///< places that can have no benefit, rules that clash
};

/// Divides several resources at once among places that turn them into benefit (多资源联合配置).
///   maximise sum_i need_i log b_i(x_i),  b_i = (sum_k use_ik x_ik^rho)^(1/rho)
///   or with fixed proportions b_i = min_k x_ik / use_ik (over the resources it uses)
/// over floors and caps and sum_i x_ik <= budget_k. Prices clear every resource: at these prices each place would
/// choose just these amounts. Newton's method on the prices; the places answer in closed form or by one root.
/// @param need  places x 1, weight of each place, 0 or in [1e-100, 1e100]
/// @param use  places x resources: with fixed proportions what one unit of benefit takes, else how much the
///             resource counts; >= 0. At rho = 0 every row is divided by its sum.
/// @param options  budgets, rho, floors, caps, when to stop
/// @return amounts, benefits, prices, marginal values and the bottleneck table; status `optimal` if the gap was
///         reached, `feasible` if the steps ran out, `infeasible` with amounts of 0. A place that can have no
///         benefit is left out of the objective and gets its floors. With fixed proportions nobody gets more than it
///         can use.
/// @throws bad_value, bad_shape naming the entry
/// Complexity O(steps * places * resources^2).
/// Source: Eisenberg & Gale 1959; Nisan et al. 2007, Algorithmic Game Theory, ch. 5-6; Arrow et al. 1961 (CES).
COREWING_ROUTINE
MultiResource multi_resource(const Eigen::Ref<const Eigen::VectorXd>& need,
                             const Eigen::Ref<const Eigen::MatrixXd>& use, const MultiResourceOptions& options);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/multi_resource.hpp"
#endif
