#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/indicator/aggregate.hpp"
#include "corewing/indicator/impute.hpp"
#include "corewing/indicator/normalise.hpp"
#include "corewing/indicator/outliers.hpp"
#include "corewing/indicator/ranking.hpp"
#include "corewing/indicator/tree.hpp"
#include "corewing/indicator/weigh.hpp"
#include "corewing/model/marked_matrix.hpp"

#include <Eigen/Core>

#include <map>
#include <string>

namespace corewing::indicator {

/// Choices of composite(): one for each stage.
struct CompositeOptions {
    ImputeOptions impute = {};                         ///< missing cells of the leaves
    TreatOptions outliers = {};                        ///< of the leaves
    NormaliseOptions normalise = {};                   ///< its direction comes from the tree
    WeighOptions weigh = {};                           ///< at every node with children; given = the tree's own weights
    AggregateOptions aggregate = {};                   ///< at every node with children
    std::map<std::string, WeighOptions> weigh_at = {}; ///< another choice at single nodes, by id
    std::map<std::string, AggregateOptions> aggregate_at = {}; ///< another choice at single nodes, by id
};

/// An index, and everything it is made of. For every node with children, the node_contributions of its children sum
/// to its node_score; the contributions of all leaves sum to the score.
struct Composite {
    Eigen::VectorXd score = {};             ///< places x 1: the root's score
    Eigen::VectorXi rank = {};              ///< places x 1, 1 = best; equal scores have equal ranks
    Eigen::MatrixXd contribution = {};      ///< places x leaves: what each leaf gives to the score
    Eigen::VectorXd weight = {};            ///< leaves x 1: product of the weights on the way up, sum 1
    Tree nodes = {};                        ///< the tree; where it had several roots, one above them was added last
    Eigen::VectorXd node_weight = {};       ///< nodes x 1: weight within the parent; 1 for the root
    Eigen::MatrixXd node_score = {};        ///< places x nodes; a leaf's score is its normalised value
    Eigen::MatrixXd node_contribution = {}; ///< places x nodes: what the node gives to its parent's score; root: score
    Eigen::MatrixXd normalised = {};        ///< places x leaves, more is better
    base::Marks marks = {};                 ///< places x nodes: derived, or imputed or synthetic where a cell below is
    base::Findings findings = {};           ///< subject = the node's id
};

/// A composite index (综合指数) over an indicator tree of any depth: impute, treat outliers, normalise, weigh,
/// aggregate.
///
/// Leaves are normalised; then, from the lowest subsystems up to the root, the scores of a node's children are weighed
/// and joined to its score. Every score can be taken apart again, down to the cells: see Composite.
/// @param values  places x leaves, in the order of the leaves in the tree
/// @param marks   places x leaves; Mark::missing where a cell is not known
/// @param tree    nodes by id, of any depth
/// @param options  the choice at every stage
/// @return scores of all nodes, contributions, weights, marks and findings
/// @throws bad_data (missing cells under Imputation::none, by leaf and place; a tree that is none), bad_value (a number
///         that is not finite, by leaf and place), bad_shape, unknown_name
/// Complexity O(places x nodes) besides imputation and the weighting's own cost.
/// Source: OECD & JRC 2008, Handbook on Constructing Composite Indicators.
COREWING_ROUTINE
Composite composite(const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks, const Tree& tree,
                    const CompositeOptions& options = {});

/// The same for values that are all known.
/// @param values  places x leaves, in the order of the leaves in the tree
/// @param tree    nodes by id, of any depth
/// @param options  the choice at every stage
/// @return as above, with marks derived
COREWING_ROUTINE
Composite composite(const Eigen::Ref<const Eigen::MatrixXd>& values, const Tree& tree,
                    const CompositeOptions& options = {});

/// The same for a table that knows its places and columns: errors name both.
///
///     const auto table = towns.rows(...);                         // columns are called as the leaves of the tree
///     const auto index = indicator::composite(table, tree);       // "roads of mill is missing in 2020"
/// @param table  places x columns, one called as each leaf, in any order; others are not read
/// @param tree    nodes by id, of any depth
/// @param options  the choice at every stage
/// @return as above, rows in the order of the table, leaves in that of the tree
/// @throws as above; unknown_name for a leaf without a column
COREWING_ROUTINE
Composite composite(const model::MarkedMatrix& table, const Tree& tree, const CompositeOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/composite.hpp"
#endif
