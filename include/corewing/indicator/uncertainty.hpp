#pragma once

#include "corewing/base/mark.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/indicator/composite.hpp"

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace corewing::indicator {

/// Choices of uncertainty().
struct UncertaintyOptions {
    std::vector<ImputeOptions> impute = {};       ///< alternatives, equally likely; empty = the index's own choice
    std::vector<TreatOptions> outliers = {};      ///< likewise
    std::vector<NormaliseOptions> normalise = {}; ///< likewise
    std::vector<WeighOptions> weigh = {};         ///< likewise, for all nodes without a choice of their own
    std::vector<AggregateOptions> aggregate = {}; ///< likewise
    double weight_spread = 0.25;  ///< every weight times a number uniform in [1 - s, 1 + s], then shares; in [0, 1)
    int runs = 1000;              ///< >= 1
    double level = 0.9;           ///< share of the runs inside the intervals, in (0, 1)
    std::uint64_t seed = 1;       ///< of the draws
    base::Parallel parallel = {}; ///< its grain is not used
};

/// How firm an index is under choices that could as well have been made.
struct Uncertainty {
    Eigen::VectorXd score = {};       ///< places x 1: of the index itself
    Eigen::VectorXi rank = {};        ///< places x 1: of the index itself, 1 = best
    Eigen::MatrixXd score_range = {}; ///< places x 3: lower end, median, upper end
    Eigen::MatrixXd rank_range = {};  ///< places x 3: best, median, worst end
    Eigen::VectorXd mean_rank = {};   ///< places x 1
    Eigen::VectorXd rank_kept = {};   ///< places x 1: share of runs in which the rank is the index's own
    double mean_shift = 0.0;          ///< mean |rank in a run - rank of the index| over places and runs
};

/// Intervals for the scores and ranks of an index, by making its doubtful choices again and again (Monte Carlo).
///
/// Each run draws an alternative of every stage and spreads all weights, then computes the index anew. Intervals hold
/// `level` of the runs. Score intervals can be compared only if the alternatives of normalisation share a scale; rank
/// intervals always can. For random imputation give several ImputeOptions that differ in their seed.
/// @param values   places x leaves, in the order of the leaves in the tree
/// @param marks    places x leaves; Mark::missing where a cell is not known
/// @param tree     nodes by id, of any depth
/// @param options  of the index itself
/// @param uncertain  alternatives, runs, level, seed
/// @return intervals of scores and ranks
/// @throws as composite(); base::error if it is stopped
/// Complexity O(runs x places x (nodes + log places)) time, O(runs x places + combinations x cells) memory. The result
/// depends on the seed alone, not on the thread count.
/// Source: Saisana, Saltelli & Tarantola 2005, JRSS A 168(2); OECD & JRC 2008, Handbook, step 7.
COREWING_ROUTINE
Uncertainty uncertainty(const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks, const Tree& tree,
                        const CompositeOptions& options = {}, const UncertaintyOptions& uncertain = {});

/// The same for values that are all known.
/// @param values   places x leaves, in the order of the leaves in the tree
/// @param tree     nodes by id, of any depth
/// @param options  of the index itself
/// @param uncertain  alternatives, runs, level, seed
/// @return as above
COREWING_ROUTINE
Uncertainty uncertainty(const Eigen::Ref<const Eigen::MatrixXd>& values, const Tree& tree,
                        const CompositeOptions& options = {}, const UncertaintyOptions& uncertain = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/uncertainty.hpp"
#endif
