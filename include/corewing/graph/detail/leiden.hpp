#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/random.hpp"
#include "corewing/graph/detail/csr.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace corewing::graph::detail {

/// A weighted network without direction whose weights, each counted from both ends, sum to 1. In the course of
/// the search its nodes are groups of vertices.
struct Weighted {
    std::vector<Index> offsets = {0};
    std::vector<Index> targets = {}; ///< other nodes, ascending, each once
    std::vector<double> weights = {};
    std::vector<double> degree = {}; ///< by node: all its weight, what lies within it included

    [[nodiscard]] Index size() const { return degree.size(); }
};

/// From arcs that stand both ways. All nodes alone where no arc has a weight.
/// Complexity O(n + arcs).
template <class = void>
Weighted weighted(const Csr& csr) {
    const Index n = csr.offsets.size() - 1;
    Weighted w;
    w.degree.assign(n, 0.0);
    w.offsets.assign(n + 1, 0);
    double scale = 0.0;
    for (const double x : csr.weights) scale = std::max(scale, x);
    double sum = 0.0;
    if (scale > 0.0)
        for (const double x : csr.weights) sum += x / scale;
    for (Index v = 0; v < n; ++v) {
        for (Index a = csr.offsets[v]; a < csr.offsets[v + 1]; ++a) {
            const double share = csr.weights[a] > 0.0 ? csr.weights[a] / scale / sum : 0.0;
            if (share == 0.0) continue;
            w.degree[v] += share;
            if (std::ssize(w.targets) > w.offsets[v] && w.targets.back() == csr.arcs[a].target) {
                w.weights.back() += share;
            } else {
                w.targets.push_back(csr.arcs[a].target);
                w.weights.push_back(share);
            }
        }
        w.offsets[v + 1] = w.targets.size();
    }
    return w;
}

/// The search for communities of high modularity (Traag, Waltman & van Eck 2019): nodes move to better
/// communities; each community is built anew from within out of well-connected parts; the parts become the nodes
/// of a smaller network, and so on.
template <class = void>
class Leiden {
public:
    Leiden(double resolution, base::Random random) : resolution_(resolution), random_(random) {}

    /// Improves a partition (labels below the number of nodes) until nothing moves.
    void improve(const Weighted& start, std::vector<Index>& of_vertex) {
        Weighted g = start;
        std::vector<Index> node(start.size()); // by vertex: its node in g
        for (Index v = 0; v < std::ssize(node); ++v) node[v] = v;
        std::vector<Index> label = of_vertex; // by node
        for (;;) {
            move(g, label);
            const Index communities = relabel(label);
            for (Index v = 0; v < std::ssize(node); ++v) of_vertex[v] = label[node[v]];
            if (communities == g.size()) return;
            std::vector<Index> part = refine(g, label, communities);
            Index parts = relabel(part);
            if (parts == g.size()) { // nothing joined: go on with whole communities
                part = label;
                parts = communities;
            }
            std::vector<Index> label_of_part(parts);
            for (Index i = 0; i < std::ssize(g); ++i) label_of_part[part[i]] = label[i];
            for (Index& at : node) at = part[at];
            g = aggregate(g, part, parts);
            label = std::move(label_of_part);
        }
    }

private:
    static constexpr double least_gain = 1e-14; // smaller gains are rounding and could go round in circles

    /// Numbers labels from 0 in the order of their first node. Returns how many there are.
    Index relabel(std::vector<Index>& label) {
        constexpr Index unseen = std::numeric_limits<Index>::max();
        number_.assign(label.size(), unseen);
        Index count = 0;
        for (Index& l : label) {
            if (number_[l] == unseen) number_[l] = count++;
            l = number_[l];
        }
        return count;
    }

    /// Adds up a node's weights by community: near_ lists the communities, to_[c] holds the sums.
    void look_around(const Weighted& g, Index node, const std::vector<Index>& label) {
        for (const Index c : near_) to_[c] = 0.0;
        near_.clear();
        to_.resize(g.size(), 0.0);
        for (Index a = g.offsets[node]; a < g.offsets[node + 1]; ++a) {
            const Index c = label[g.targets[a]];
            if (to_[c] == 0.0) near_.push_back(c);
            to_[c] += g.weights[a];
        }
    }

    /// Moves nodes to the community where they gain most, until none gains.
    void move(const Weighted& g, std::vector<Index>& label) {
        const Index n = g.size();
        reset();
        std::vector<double> total(n, 0.0);
        std::vector<Index> members(n, 0), empty;
        for (Index i = 0; i < n; ++i) {
            total[label[i]] += g.degree[i];
            ++members[label[i]];
        }
        for (Index c = n; c-- > 0;)
            if (members[c] == 0) empty.push_back(c);
        std::vector<Index> queue = random_.permutation(n);
        std::vector<char> waiting(n, 1);
        for (Index head = 0; head < std::ssize(queue); ++head) {
            const Index v = queue[head];
            waiting[v] = 0;
            look_around(g, v, label);
            const Index home = label[v];
            total[home] -= g.degree[v];
            if (--members[home] == 0) {
                total[home] = 0.0;
                empty.push_back(home);
            }
            const double pull = resolution_ * g.degree[v];
            Index best = home;
            double most = to_[home] - pull * total[home];
            if (most < -least_gain) { // better alone
                best = empty.back();
                most = 0.0;
            }
            for (const Index c : near_) {
                const double gain = to_[c] - pull * total[c];
                if (gain > most + least_gain) {
                    most = gain;
                    best = c;
                }
            }
            if (members[best] == 0) empty.pop_back(); // only the last can have been chosen
            label[v] = best;
            total[best] += g.degree[v];
            ++members[best];
            if (best == home) continue;
            for (Index a = g.offsets[v]; a < g.offsets[v + 1]; ++a) {
                const Index other = g.targets[a];
                if (label[other] == best || waiting[other]) continue;
                waiting[other] = 1;
                queue.push_back(other);
            }
            if (head > 4 * n) { // forget what is done
                queue.erase(queue.begin(), queue.begin() + head + 1);
                head = -1;
            }
        }
    }

    /// Parts of communities: nodes start alone and join, in random order, the part of their own community where
    /// they gain most, if both are well connected to the rest of the community.
    std::vector<Index> refine(const Weighted& g, const std::vector<Index>& label, Index communities) {
        const Index n = g.size();
        reset();
        std::vector<double> whole(communities, 0.0), total(g.degree), outward(n, 0.0);
        std::vector<Index> part(n);
        std::vector<char> alone(n, 1);
        for (Index i = 0; i < n; ++i) {
            part[i] = i;
            whole[label[i]] += g.degree[i];
            for (Index a = g.offsets[i]; a < g.offsets[i + 1]; ++a)
                if (label[g.targets[a]] == label[i]) outward[i] += g.weights[a];
        }
        const auto well_connected = [&](Index p, Index community) {
            return outward[p] >= resolution_ * total[p] * (whole[community] - total[p]) - least_gain;
        };
        for (const Index v : random_.permutation(n)) {
            if (!alone[v] || !well_connected(v, label[v])) continue;
            look_around(g, v, part);
            Index best = v;
            double most = 0.0;
            for (const Index p : near_) {
                if (p == v || label[p] != label[v] || !well_connected(p, label[v])) continue; // p is a node of its part
                const double gain = to_[p] - resolution_ * g.degree[v] * total[p];
                if (gain > most) {
                    most = gain;
                    best = p;
                }
            }
            if (best == v) continue;
            part[v] = best;
            alone[v] = alone[best] = 0;
            total[best] += g.degree[v];
            outward[best] += outward[v] - 2.0 * to_[best];
        }
        return part;
    }

    /// The network of the parts.
    static Weighted aggregate(const Weighted& g, const std::vector<Index>& part, Index parts) {
        std::vector<std::vector<Index>> members(parts);
        for (Index i = 0; i < std::ssize(g); ++i) members[part[i]].push_back(i);
        Weighted smaller;
        smaller.degree.assign(parts, 0.0);
        smaller.offsets.assign(1, 0);
        std::vector<double> to(parts, 0.0);
        std::vector<Index> near;
        for (Index p = 0; p < parts; ++p) {
            near.clear();
            for (const Index i : members[p]) {
                smaller.degree[p] += g.degree[i];
                for (Index a = g.offsets[i]; a < g.offsets[i + 1]; ++a) {
                    const Index q = part[g.targets[a]];
                    if (q == p) continue;
                    if (to[q] == 0.0) near.push_back(q);
                    to[q] += g.weights[a];
                }
            }
            std::sort(near.begin(), near.end());
            for (const Index q : near) {
                smaller.targets.push_back(q);
                smaller.weights.push_back(to[q]);
                to[q] = 0.0;
            }
            smaller.offsets.push_back(smaller.targets.size());
        }
        return smaller;
    }

    void reset() {
        near_.clear();
        to_.clear();
    }

    double resolution_;
    base::Random random_;
    std::vector<Index> near_, number_;
    std::vector<double> to_;
};

} // namespace corewing::graph::detail
