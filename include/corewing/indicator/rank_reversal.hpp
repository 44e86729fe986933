#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/indicator/composite.hpp"

#include <Eigen/Core>

#include <functional>
#include <vector>

namespace corewing::indicator {

/// Choices of rank_reversal().
struct RankReversalOptions {
    Index list = 20;              ///< reversed pairs written out at most, >= 0
    base::Parallel parallel = {}; ///< how the places left out are spread over threads
};

/// Two places that change their order when a third is left out.
struct Reversal {
    Index left_out = 0; ///< the third place
    Index ahead = 0;    ///< ahead in the full data
    Index behind = 0;   ///< behind in the full data, ahead without the third
};

/// How often the order of two places depends on a third.
struct RankReversal {
    Eigen::VectorXd score = {};          ///< places x 1: in the full data
    std::vector<long> reversals = {};    ///< by place left out: pairs of the others that change their order
    double share = 0.0;                  ///< of all pairs, mean over the places left out
    std::vector<Reversal> examples = {}; ///< the first `list` of them, by place left out
};

/// Leave-one-out test for rank reversal: does the order of two places depend on a third that should not matter?
///
/// Each place is left out in turn and the scores of the others computed anew. A pair counts as reversed if it was
/// strictly ordered before and is strictly ordered the other way after. Scores that differ by less than 1e-12 of their
/// range count as equal.
/// @param n      places
/// @param score  rows that stay, ascending -> their scores, higher is better; called from several threads at once
/// @param options  list, threads
/// @return reversals by place left out, and the first of them
/// @throws bad_shape if the scores' number is wrong, bad_value if one is not finite; base::error if stopped
/// Complexity n calls and O(n^2 log n). Source: Belton & Gear 1983; Garcia-Cascales & Lamata 2012 (TOPSIS).
COREWING_ROUTINE
RankReversal rank_reversal(Index n, const std::function<Eigen::VectorXd(const std::vector<Index>&)>& score,
                           const RankReversalOptions& options = {});

/// The same for an index over a tree. Missing cells are filled once, from all places.
/// @param values  places x leaves
/// @param marks   places x leaves; Mark::missing where a cell is not known
/// @param tree    nodes by id, of any depth
/// @param options  of the index
/// @param testing  list, threads
/// @return as above
/// @throws as composite()
/// Complexity n indices and O(n^2 log n).
COREWING_ROUTINE
RankReversal rank_reversal(const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks, const Tree& tree,
                           const CompositeOptions& options = {}, const RankReversalOptions& testing = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/rank_reversal.hpp"
#endif
