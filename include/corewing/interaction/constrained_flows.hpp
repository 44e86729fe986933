#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <utility>
#include <vector>

namespace corewing::interaction {

/// Why totals cannot be met: everything that leaves `origins` must go to `destinations`, and that is too little.
/// Both lists are empty where the totals can be met.
struct FlowConflict {
    std::vector<Index> origins = {};      ///< rows, ascending
    std::vector<Index> destinations = {}; ///< all columns those rows can use, ascending
    double leaving = 0.0;                 ///< sum of the totals of the origins
    double room = 0.0;                    ///< sum of the totals of the destinations, < leaving
};

/// What the constrained models answer: T_ij = origin_factor_i * destination_factor_j * weight_ij.
struct ConstrainedFlows {
    Eigen::MatrixXd flow = {};                        ///< origins x destinations; all 0 where infeasible
    Eigen::VectorXd origin_factor = {};               ///< origins x 1; 0 where the total is 0
    Eigen::VectorXd destination_factor = {};          ///< destinations x 1; 0 where the total is 0
    double imbalance = 0.0;                           ///< largest relative miss of a total, |sum - total| / total
    FlowConflict conflict = {};                       ///< the proof, where infeasible
    std::vector<std::pair<Index, Index>> closed = {}; ///< usable cells the totals force to 0
    base::Outcome outcome = {};   ///< minimises sum T ln(T / weight); bound from the dual; gap infinite if not balanced
    base::Findings findings = {}; ///< closed cells; sweeps used up
};

/// Choices of doubly_constrained().
struct BalanceOptions {
    double tolerance = 1e-10;     ///< largest relative miss of any total, in [1e-14, 1]
    long sweeps = 10000;          ///< at most so many sweeps over rows and columns, >= 1
    base::Observer observer = {}; ///< progress and stop
};

/// Flows with given row totals (单约束引力模型, 产生约束): each origin's total is shared by weight.
///   T_ij = O_i w_ij / sum_k w_ik
/// @param weight   origins x destinations, any unit, >= 0: pull of each destination, M_j^b f(t_ij), from gravity() say
/// @param origins  origins x 1, unit of flow, >= 0: what leaves each origin
/// @return flow, factors and outcome; infeasible with the origin named where a positive total has no positive weight
/// @throws bad_shape, bad_value
/// Complexity O(cells). Source: Wilson 1971, Environment and Planning 3(1), section 3.
COREWING_ROUTINE
ConstrainedFlows origin_constrained(const Eigen::Ref<const Eigen::MatrixXd>& weight,
                                    const Eigen::Ref<const Eigen::VectorXd>& origins);

/// Flows with given column totals (单约束引力模型, 吸引约束): each destination's total is shared by weight.
///   T_ij = D_j w_ij / sum_k w_kj
/// @param weight        origins x destinations, any unit, >= 0
/// @param destinations  destinations x 1, unit of flow, >= 0: what arrives at each destination
/// @return as origin_constrained(); where infeasible, conflict.destinations are the columns without positive weight,
///         conflict.origins is empty and `leaving` 0
/// @throws bad_shape, bad_value
/// Complexity O(cells). Source: Wilson 1971, Environment and Planning 3(1), section 3.
COREWING_ROUTINE
ConstrainedFlows destination_constrained(const Eigen::Ref<const Eigen::MatrixXd>& weight,
                                         const Eigen::Ref<const Eigen::VectorXd>& destinations);

/// Flows with given row and column totals (双约束引力模型), by Furness balancing (iterative proportional fitting).
///   T_ij = a_i b_j w_ij,  sum_j T_ij = O_i,  sum_i T_ij = D_j
/// Among all flows with these totals it is the one nearest to the weights: it minimises sum T ln(T / w).
/// Before balancing, a maximum flow on the cells with positive weight decides whether the totals can be met. If not,
/// `conflict` names origins that send more than the destinations they can use may receive. Cells that the totals
/// force to 0 are closed first, for balancing would creep towards that limit for ever; they are listed.
/// @param weight        origins x destinations, any unit, >= 0; 0 = no flow possible
/// @param origins       origins x 1, unit of flow, >= 0
/// @param destinations  destinations x 1, unit of flow, >= 0, same sum as origins (to 1e-9; then scaled to agree)
/// @param options       when to stop, progress
/// @return flow, factors, outcome; status `interrupted` with an infinite gap where the sweeps were used up or stop was
///         requested before every total was met
/// @throws bad_shape; bad_value, also where the two sums differ or the weights span too many orders of magnitude
/// Complexity O(cells * sweeps); the maximum flow O(cells * phases), only where a cell is 0.
/// Source: Furness 1965, Traffic Engineering and Control 7; Wilson 1971; limits and closed cells: Pukelsheim 2014,
/// Annals of Operations Research 215.
COREWING_ROUTINE
ConstrainedFlows doubly_constrained(const Eigen::Ref<const Eigen::MatrixXd>& weight,
                                    const Eigen::Ref<const Eigen::VectorXd>& origins,
                                    const Eigen::Ref<const Eigen::VectorXd>& destinations,
                                    const BalanceOptions& options = {});

} // namespace corewing::interaction

#ifndef COREWING_COMPILED
#include "corewing/interaction/impl/constrained_flows.hpp"
#endif
