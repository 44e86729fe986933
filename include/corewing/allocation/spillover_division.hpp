#pragma once

#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/per_place.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <string>
#include <vector>

namespace corewing::allocation {

/// Choices of spillover_division().
struct SpilloverOptions {
    double budget = 0.0;       ///< what there is to divide, >= 0, in the unit of the amounts
    double alpha = 1.0;        ///< how much equality counts: 0 = the greatest total, 1 = logarithm; 0 or [0.01, 20]
    double reach = 0.3;        ///< share of a place's benefit that its neighbours pass on to it, in [0, 0.99]
    base::PerPlace lower = {}; ///< floor of each amount, >= 0: 5.0 for all, or one a place; {} = 0
    base::PerPlace upper = {}; ///< cap of each amount, >= 0, infinity allowed: for all or one a place; {} = none
    base::PerPlace stock = {}; ///< benefit each place has already, >= 0, not passed on: for all or one a place; {} = 0
    std::vector<Group> groups = {}; ///< nested groups with floors and caps
    Spend spend = Spend::all;       ///< whether the budget must be used up
    double gap = 1e-6;              ///< stop when the proven relative gap is this small, [1e-10, 1]
    long iterations = 5000;         ///< stop after this many steps, >= 1
    Eigen::VectorXd start = {};     ///< places x 1, amounts to start from, for example an earlier answer; empty = none
    base::Observer observer = {};   ///< watches and stops
};

/// What spillover_division() answers.
struct SpilloverDivision {
    Eigen::VectorXd amount = {};   ///< places x 1
    Eigen::VectorXd benefit = {};  ///< places x 1, stock + amount + what comes through neighbours
    Eigen::VectorXd received = {}; ///< places x 1, the part that comes through neighbours
    Eigen::VectorXd marginal = {}; ///< places x 1, value of one more unit given here, to everybody it reaches
    double price = 0.0;            ///< value of one more unit of budget
    std::vector<std::string> group_name = {}; ///< one a group, as given
    Eigen::VectorXd group_amount = {};        ///< groups x 1
    Eigen::VectorXd group_price = {};         ///< groups x 1, of cap (> 0) or floor (< 0)
    std::vector<Reason> reason = {};          ///< one for each place
    base::Outcome outcome = {};               ///< bound and gap are those of the exact linear subproblem at the answer
    base::Findings findings = {};             ///< places that can have nothing at all
};

/// Divides a budget among places whose benefit reaches their neighbours (溢出效应).
///   maximise sum_i need_i u(y_i),  y = stock + S amount,  S = (I - reach W)^-1
///   u as in fair_division; W = link with every row divided by its sum
/// over floors and caps of places and groups and sum amount = (or <=) budget. A place without links keeps what it
/// gets. Accelerated projected gradient in a diagonal metric; every step and the proof are exact water-fillings.
/// @param need  places x 1, weight of each place, any unit, >= 0
/// @param link  places x places; link(i, j) >= 0 says how much of the benefit of j reaches i, relative to the
///              other entries of row i; the diagonal is left out
/// @param options  budget, alpha, reach, floors, caps, stock, groups, when to stop, and a start
/// @return amounts, benefits, marginal values, prices and reasons; status `optimal` if the gap was reached,
///         `feasible` if the iterations ran out, `interrupted`, or `infeasible` with amounts of 0
/// @throws bad_value, bad_shape naming the entry or the group
/// Complexity O(steps * (links + places)); steps grow with 1 / (1 - reach).
/// Source: Beck & Teboulle 2009 (acceleration); O'Donoghue & Candes 2015 (restarts); Jaggi 2013 (the gap);
/// LeSage & Pace 2009, ch. 2 (S as the spillover of a spatial lag).
COREWING_ROUTINE
SpilloverDivision spillover_division(const Eigen::Ref<const Eigen::VectorXd>& need,
                                     const Eigen::SparseMatrix<double>& link, const SpilloverOptions& options);

/// Whom one more unit at a place lifts, and by how much (column of S).
///   S e_place,  S = (I - reach W)^-1
/// @param link   places x places, as in spillover_division
/// @param reach  as in SpilloverOptions, in [0, 0.99]
/// @param place  where the unit goes, in [0, places)
/// @return places x 1, benefit added to each place
/// @throws bad_value, bad_shape
/// Complexity O(sweeps * links).
/// Source: LeSage & Pace 2009, ch. 2.
COREWING_ROUTINE
Eigen::VectorXd unit_lift(const Eigen::SparseMatrix<double>& link, double reach, Index place);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/spillover_division.hpp"
#endif
