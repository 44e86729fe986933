#pragma once

#include "corewing/indicator/composite.hpp"

#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/indicator/aggregate.hpp"
#include "corewing/indicator/impute.hpp"
#include "corewing/indicator/normalise.hpp"
#include "corewing/indicator/outliers.hpp"
#include "corewing/indicator/ranking.hpp"
#include "corewing/indicator/tree.hpp"
#include "corewing/indicator/weigh.hpp"
#include "corewing/indicator/detail/branches.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace corewing::indicator::detail {

/// The choices at every node.
struct Choices {
    std::vector<WeighOptions> weigh = {};         ///< by node
    std::vector<AggregateOptions> aggregate = {}; ///< by node
};

/// The choices for all nodes, those for single nodes put in their place.
/// @throws unknown_name, bad_value for a leaf
template <class Options>
std::vector<Options> choices_of(const Branches& tree, const Options& all, const std::map<std::string, Options>& at,
                                const char* field) {
    std::vector<Options> choices(tree.nodes.size(), all);
    Index found = 0;
    for (Index k = 0; k < std::ssize(tree.nodes); ++k) {
        const auto one = at.find(tree.nodes[k].id);
        if (one == at.end()) continue;
        ++found;
        if (tree.children[k].empty())
            throw base::bad_value(one->first + " is a leaf, nothing is joined there", {.field = field});
        choices[k] = one->second;
    }
    if (found == std::ssize(at)) return choices;
    for (const auto& [id, options] : at) {
        bool known = false;
        for (const Node& node : tree.nodes) known = known || node.id == id;
        if (!known) throw base::unknown_name("the tree has no node " + id, {.field = field, .value = id});
    }
    return choices;
}

/// Puts ids in the place of column numbers.
template <class = void>
void name_subjects(base::Findings& findings, const std::vector<std::string>& ids, const std::string& whole,
                   base::Findings& into) {
    for (auto& finding : findings) {
        finding.subject = finding.subject.empty() ? whole : ids[std::stoul(finding.subject)];
        into.push_back(std::move(finding));
    }
    findings.clear();
}

/// Weights of the children of a node, from its options and, where none are given, from the tree.
template <class Double = double>
Weights weigh_children(const Branches& tree, Index node, const Eigen::MatrixXd& scores, WeighOptions options) {
    const auto& children = tree.children[node];
    if (children.size() == 1) return {.weight = Eigen::VectorX<Double>::Ones(1)};
    if (options.method == Weighing::given && options.given.size() == 0) {
        Index set = 0;
        for (const auto c : children) set += tree.nodes[c].weight ? 1U : 0U;
        if (set > 0 && set < std::ssize(children))
            throw base::bad_data("some of its parts have a weight and some have none",
                                 {.field = "tree: " + tree.nodes[node].id, .remedy = "give all of them or none"});
        if (set > 0) {
            options.given.resize(std::ssize(children));
            for (Index c = 0; c < std::ssize(children); ++c)
                options.given[c] = *tree.nodes[children[c]].weight;
        }
    }
    return weigh(scores, options);
}

/// From normalised leaves up to the index, and the contributions down again.
template <class Double = double>
void climb(const Branches& tree, const Choices& choices, const base::Marks& marks, Composite& result) {
    const Eigen::MatrixX<Double>& x = result.normalised;
    const Index n = x.rows();
    const Index count = std::ssize(tree.nodes);
    result.nodes = tree.nodes;
    result.node_score.resize(n, count);
    result.node_weight = Eigen::VectorX<Double>::Ones(count);
    result.node_contribution.resize(n, count);
    result.marks = base::Marks::Constant(n, count, base::Mark::derived);
    Eigen::MatrixX<Double> effective =
        Eigen::MatrixX<Double>::Ones(n, count); // weight within the parent, place by place

    for (const auto node : tree.upwards) {
        const Index k = node;
        const auto& children = tree.children[k];
        if (children.empty()) {
            const Index column = tree.column[k];
            result.node_score.col(node) = x.col(column);
            for (Index i = 0; i < n; ++i)
                result.marks(i, node) = base::combine(marks(i, column), base::Mark::derived);
            continue;
        }
        const Eigen::MatrixX<Double> scores = result.node_score(Eigen::all, children);
        Weights weights = weigh_children(tree, k, scores, choices.weigh[k]);
        std::vector<std::string> ids;
        for (const auto c : children) ids.push_back(tree.nodes[c].id);
        name_subjects(weights.findings, ids, tree.nodes[k].id, result.findings);
        const Aggregated joined = aggregate(scores, weights.weight, choices.aggregate[k]);
        result.node_score.col(node) = joined.score;
        for (Index c = 0; c < std::ssize(children); ++c) {
            result.node_weight[children[c]] = weights.weight[c];
            result.node_contribution.col(children[c]) = joined.contribution.col(c);
            effective.col(children[c]) = joined.effective_weight.col(c);
            if (!(weights.weight[c] > 0.0)) continue;
            for (Index i = 0; i < n; ++i)
                result.marks(i, node) = base::combine(result.marks(i, node), result.marks(i, children[c]));
        }
    }

    // A node's part in the score = factor * its own score + extra; extra holds what a floor has lifted, spread by
    // weight.
    Eigen::MatrixX<Double> factor = Eigen::MatrixX<Double>::Ones(n, count);
    Eigen::MatrixX<Double> extra = Eigen::MatrixX<Double>::Zero(n, count);
    Eigen::VectorX<Double> weight = Eigen::VectorX<Double>::Ones(count);
    result.node_contribution.col(tree.root) = result.node_score.col(tree.root);
    for (auto step = tree.upwards.rbegin(); step != tree.upwards.rend(); ++step) {
        const Index up = tree.parent[*step];
        if (up < 0) continue;
        const auto lifted = result.node_contribution.col(*step).array() -
                            effective.col(*step).array() * result.node_score.col(*step).array();
        factor.col(*step) = factor.col(up).cwiseProduct(effective.col(*step));
        extra.col(*step) = factor.col(up).array() * lifted + extra.col(up).array() * result.node_weight[*step];
        weight[*step] = weight[up] * result.node_weight[*step];
    }
    result.weight = weight(tree.leaves);
    result.contribution =
        factor(Eigen::all, tree.leaves).cwiseProduct(x) + Eigen::MatrixX<Double>(extra(Eigen::all, tree.leaves));
    result.score = result.node_score.col(tree.root);
    result.rank = ranking(result.score, std::max(base::scale_of(result.score), base::scale_of(result.contribution)));
}

template <class = void>
std::vector<std::string> leaf_ids(const Branches& tree) {
    std::vector<std::string> ids;
    for (const auto leaf : tree.leaves) ids.push_back(tree.nodes[leaf].id);
    return ids;
}

template <class = void>
Eigen::VectorXi leaf_directions(const Branches& tree) {
    Eigen::VectorXi direction(std::ssize(tree.leaves));
    for (Index j = 0; j < std::ssize(tree.leaves); ++j)
        direction[j] = tree.nodes[tree.leaves[j]].direction;
    return direction;
}

} // namespace corewing::indicator::detail
