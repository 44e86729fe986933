#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/detail/branches.hpp"
#include "corewing/indicator/detail/climb.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

/// The same index under many choices, scores only, fast.
namespace corewing::indicator::detail {

/// Exponent by which a node's children are joined as sum w f(x); nothing to precompute for the others.
struct JoinForm {
    bool direct = true; ///< false: by aggregate() itself (owa, extreme exponents)
    double p = 1.0;     ///< f(x) = x^p, p = 0: log x
    double floor = 0.0;

    bool operator==(const JoinForm&) const = default;
};

template <class = void>
JoinForm form_of(const AggregateOptions& options) {
    switch (options.method) {
    case Aggregation::arithmetic: return {};
    case Aggregation::geometric: return {true, 0.0, options.floor};
    case Aggregation::harmonic: return {true, -1.0, options.floor};
    case Aggregation::power: return {std::abs(options.exponent) <= 8.0, options.exponent, options.floor};
    case Aggregation::owa: break;
    }
    return {false, 1.0, 0.0};
}

/// f of a column, for the node that joins it.
template <class = void>
void transform(Eigen::Ref<Eigen::ArrayXd> x, const JoinForm& form) {
    if (!form.direct || (form.p == 1.0 && form.floor == 0.0)) return;
    x = x.max(form.floor);
    if (form.p == 0.0)
        x = x.log();
    else if (form.p == -1.0)
        x = x.inverse();
    else if (form.p != 1.0)
        x = x.pow(form.p);
}

template <class = void>
void untransform(Eigen::Ref<Eigen::ArrayXd> x, const JoinForm& form) {
    if (form.p == 0.0)
        x = x.exp();
    else if (form.p == -1.0)
        x = x.inverse();
    else if (form.p != 1.0)
        x = x.pow(1.0 / form.p);
}

/// Normalised leaves, made ready for one way of joining.
template <class Double = double>
class Prepared {
public:
    Prepared(const Branches& tree, const Eigen::MatrixX<Double>& normalised, std::vector<AggregateOptions> aggregate)
        : tree_(&tree), leaves_(normalised), aggregate_(std::move(aggregate)) {
        for (const auto& options : aggregate_) forms_.push_back(form_of(options));
        for (Index k = 0; k < std::ssize(tree.nodes); ++k) {
            const Index up = tree.parent[k];
            if (tree.column[k] < 0 || up < 0) continue;
            const auto& form = forms_[up];
            const bool means = form.direct && (form.p != 1.0 || form.floor > 0.0);
            if (means || aggregate_[up].method == Aggregation::power)
                base::check_nonnegative(leaves_.col(tree.column[k]), "normalised values");
            transform(leaves_.col(tree.column[k]).array(), form);
        }
    }

    /// Scores of the root by weights of nodes within their parents.
    /// @param work  n x nodes, overwritten
    void score(const Eigen::VectorX<Double>& node_weight, Eigen::MatrixX<Double>& work,
               Eigen::VectorX<Double>& into) const {
        work.resize(leaves_.rows(), std::ssize(tree_->nodes));
        for (const auto node : tree_->upwards)
            if (!tree_->leaf(node)) join(node, node_weight, work);
        if (tree_->leaf(tree_->root))
            into = leaves_.col(0);
        else
            into = work.col(tree_->root);
    }

    /// Weights of nodes within their parents, as the weighing at each node gives them.
    [[nodiscard]] Eigen::VectorX<Double> weights(const std::vector<WeighOptions>& weigh,
                                                 const Eigen::MatrixX<Double>& normalised) const {
        Eigen::VectorX<Double> weight = Eigen::VectorX<Double>::Ones(std::ssize(tree_->nodes));
        Eigen::MatrixX<Double> score(normalised.rows(), weight.size());
        for (const auto node : tree_->upwards) {
            if (tree_->leaf(node)) {
                score.col(node) = normalised.col(tree_->column[node]);
                continue;
            }
            const Eigen::MatrixX<Double> scores = score(Eigen::all, tree_->children[node]);
            const Eigen::VectorX<Double> w = weigh_children(*tree_, node, scores, weigh[node]).weight;
            for (Index c = 0; c < std::ssize(tree_->children[node]); ++c) weight[tree_->children[node][c]] = w[c];
            score.col(node) = aggregate(scores, w, aggregate_[node]).score;
        }
        return weight;
    }

private:
    void join(Index node, const Eigen::VectorX<Double>& node_weight, Eigen::MatrixX<Double>& work) const {
        const JoinForm& form = forms_[node];
        const auto& children = tree_->children[node];
        const auto column = [&](Index child) {
            const Index leaf = tree_->column[child];
            return leaf >= 0 ? leaves_.col(leaf) : std::as_const(work).col(child);
        };
        if (form.direct) {
            auto sum = work.col(node);
            sum.setZero();
            for (const auto child : children)
                if (node_weight[child] > 0.0) sum += node_weight[child] * column(child);
        } else {
            Eigen::MatrixX<Double> x(leaves_.rows(), std::ssize(children));
            Eigen::VectorX<Double> w(x.cols());
            for (Index c = 0; c < std::ssize(children); ++c) {
                x.col(c) = column(children[c]);
                w[c] = node_weight[children[c]];
            }
            work.col(node) = aggregate(x, w, aggregate_[node]).score;
        }
        // What the parent joins is f_parent(f_node^-1(sum)); the two cancel where they are the same.
        const Index up = tree_->parent[node];
        const JoinForm above = up < 0 ? JoinForm{} : forms_[up];
        if (up >= 0 && form.direct && above.direct && above.p == form.p && above.floor == 0.0) return;
        if (form.direct) untransform(work.col(node).array(), form);
        transform(work.col(node).array(), above);
    }

    const Branches* tree_;
    Eigen::MatrixX<Double> leaves_; ///< transformed for the nodes above them
    std::vector<AggregateOptions> aggregate_;
    std::vector<JoinForm> forms_ = {};
};

/// One of the alternatives of each stage.
using Choice = std::array<Index, 5>; // impute, outliers, normalise, weigh, aggregate

/// The alternatives of each stage; an empty list stands for the base options' own choice.
struct Alternatives {
    std::vector<ImputeOptions> impute = {};
    std::vector<TreatOptions> outliers = {};
    std::vector<NormaliseOptions> normalise = {};
    std::vector<WeighOptions> weigh = {};
    std::vector<AggregateOptions> aggregate = {};
};

/// Every combination of the alternatives, prepared once; scores of any of them with any weights in between.
template <class Double = double>
class Ensemble {
public:
    Ensemble(const Eigen::Ref<const Eigen::MatrixX<Double>>& values, const base::Marks& marks, const Tree& tree,
             const CompositeOptions& options, Alternatives alternatives, const base::Parallel& parallel)
        : tree_(branches_of(tree)) {
        base::check_shape(values, values.rows(), std::ssize(tree_.leaves), "values");
        auto& a = alternatives;
        if (a.impute.empty()) a.impute.push_back(options.impute);
        if (a.outliers.empty()) a.outliers.push_back(options.outliers);
        if (a.normalise.empty()) a.normalise.push_back(options.normalise);
        if (a.weigh.empty()) a.weigh.push_back(options.weigh);
        if (a.aggregate.empty()) a.aggregate.push_back(options.aggregate);
        counts_ = {std::ssize(a.impute), std::ssize(a.outliers), std::ssize(a.normalise), std::ssize(a.weigh),
                   std::ssize(a.aggregate)};

        std::vector<Eigen::MatrixX<Double>> normalised(counts_[0] * counts_[1] * counts_[2]);
        const Eigen::VectorXi direction = leaf_directions(tree_);
        base::Parallel each = parallel;
        each.grain = 1;
        const auto finish = [](bool whole) {
            if (!whole) throw base::error("stopped before the index was ready", {.field = "uncertainty"});
        };
        finish(base::parallel_for(
            normalised.size(),
            [&](Index k) {
                const Index c = k % counts_[2];
                const Index b = k / counts_[2] % counts_[1];
                const Imputed imputed = impute(values, marks, a.impute[k / counts_[2] / counts_[1]]);
                NormaliseOptions normalising = a.normalise[c];
                normalising.direction = direction;
                impute(imputed.values, imputed.marks); // nothing may be missing now
                normalised[k] =
                    indicator::normalise(treat_outliers(imputed.values, a.outliers[b]).values, normalising).values;
            },
            each));
        std::vector<std::vector<WeighOptions>> weigh;
        for (const auto& w : a.weigh) weigh.push_back(choices_of(tree_, w, options.weigh_at, "weigh_at"));
        std::vector<std::vector<AggregateOptions>> join;
        for (const auto& e : a.aggregate) join.push_back(choices_of(tree_, e, options.aggregate_at, "aggregate_at"));
        prepared_.assign(normalised.size() * counts_[4], {});
        finish(base::parallel_for(
            prepared_.size(),
            [&](Index k) {
                const auto& x = normalised[k / counts_[4]];
                auto& ready = prepared_[k];
                Eigen::VectorX<Double> high = x.rowwise().maxCoeff();
                for (const auto& form : join[k % counts_[4]])
                    if (form.method != Aggregation::arithmetic && form.method != Aggregation::owa)
                        high = high.cwiseMax(form.floor);
                ready.push_back({Prepared<>(tree_, x, join[k % counts_[4]]), {}, x.rowwise().minCoeff(), high});
                for (const auto& w : weigh) ready.back().weight.push_back(ready.back().scores.weights(w, x));
            },
            each));
    }

    [[nodiscard]] const Branches& tree() const { return tree_; }
    [[nodiscard]] const Choice& counts() const { return counts_; }

    /// Scores under a choice; with spread > 0 every weight is multiplied by a number uniform in [1 - spread, 1 +
    /// spread] (which the next joining makes shares again).
    /// @return the scale of what the scores were summed from, 0 = their own
    double score(const Choice& choice, double spread, base::Random& random, Eigen::MatrixX<Double>& work,
                 Eigen::VectorX<Double>& into) const {
        const Index x = (choice[0] * counts_[1] + choice[1]) * counts_[2] + choice[2];
        const Ready& ready = prepared_[x * counts_[4] + choice[4]].front();
        Eigen::VectorX<Double> weight = ready.weight[choice[3]];
        if (spread > 0.0) {
            for (auto& w : weight) w *= random.uniform(1.0 - spread, 1.0 + spread);
            for (const auto& children : tree_.children) {
                double sum = 0.0;
                for (const auto c : children) sum += weight[c];
                for (const auto c : children) weight[c] /= sum;
            }
        }
        ready.scores.score(weight, work, into);
        into = into.cwiseMax(ready.low).cwiseMin(ready.high);
        // Only what has both signs can cancel.
        return ready.low.minCoeff() < 0.0 ? std::max(base::scale_of(ready.low), base::scale_of(ready.high)) : 0.0;
    }

private:
    struct Ready {
        Prepared<> scores;
        std::vector<Eigen::VectorX<Double>> weight; ///< by weighing
        Eigen::VectorX<Double> low;                 ///< places x 1: no mean lies outside of what is joined
        Eigen::VectorX<Double> high;
    };

    Branches tree_;
    Choice counts_ = {};
    std::vector<std::vector<Ready>> prepared_ = {}; ///< one Ready in each, made in parallel
};

} // namespace corewing::indicator::detail
