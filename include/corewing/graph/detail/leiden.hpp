#pragma once

#include "corewing/base/random.hpp"
#include "corewing/graph/detail/csr.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace corewing::graph::detail {

/// A weighted network without direction whose weights, each counted from both ends, sum to 1. In the course of
/// the search its nodes are groups of vertices.
struct Weighted {
    std::vector<std::size_t> offsets = {0};
    std::vector<std::size_t> targets = {}; ///< other nodes, ascending, each once
    std::vector<double> weights = {};
    std::vector<double> degree = {}; ///< by node: all its weight, what lies within it included

    [[nodiscard]] std::size_t size() const { return degree.size(); }
};

/// From arcs that stand both ways. All nodes alone where no arc has a weight.
/// Complexity O(n + arcs).
template <class = void>
Weighted weighted(const Csr& csr) {
    const std::size_t n = csr.offsets.size() - 1;
    Weighted w;
    w.degree.assign(n, 0.0);
    w.offsets.assign(n + 1, 0);
    double scale = 0.0;
    for (const double x : csr.weights) scale = std::max(scale, x);
    double sum = 0.0;
    if (scale > 0.0)
        for (const double x : csr.weights) sum += x / scale;
    for (std::size_t v = 0; v < n; ++v) {
        for (std::size_t a = csr.offsets[v]; a < csr.offsets[v + 1]; ++a) {
            const double share = csr.weights[a] > 0.0 ? csr.weights[a] / scale / sum : 0.0;
            if (share == 0.0) continue;
            w.degree[v] += share;
            if (w.targets.size() > w.offsets[v] && w.targets.back() == csr.arcs[a].target) {
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
    void improve(const Weighted& start, std::vector<std::size_t>& of_vertex) {
        Weighted g = start;
        std::vector<std::size_t> node(start.size()); // by vertex: its node in g
        for (std::size_t v = 0; v < node.size(); ++v) node[v] = v;
        std::vector<std::size_t> label = of_vertex; // by node
        for (;;) {
            move(g, label);
            const std::size_t communities = relabel(label);
            for (std::size_t v = 0; v < node.size(); ++v) of_vertex[v] = label[node[v]];
            if (communities == g.size()) return;
            std::vector<std::size_t> part = refine(g, label, communities);
            std::size_t parts = relabel(part);
            if (parts == g.size()) { // nothing joined: go on with whole communities
                part = label;
                parts = communities;
            }
            std::vector<std::size_t> label_of_part(parts);
            for (std::size_t i = 0; i < g.size(); ++i) label_of_part[part[i]] = label[i];
            for (std::size_t& at : node) at = part[at];
            g = aggregate(g, part, parts);
            label = std::move(label_of_part);
        }
    }

private:
    static constexpr double least_gain = 1e-14; // smaller gains are rounding and could go round in circles

    /// Numbers labels from 0 in the order of their first node. Returns how many there are.
    std::size_t relabel(std::vector<std::size_t>& label) {
        constexpr std::size_t unseen = std::numeric_limits<std::size_t>::max();
        number_.assign(label.size(), unseen);
        std::size_t count = 0;
        for (std::size_t& l : label) {
            if (number_[l] == unseen) number_[l] = count++;
            l = number_[l];
        }
        return count;
    }

    /// Adds up a node's weights by community: near_ lists the communities, to_[c] holds the sums.
    void look_around(const Weighted& g, std::size_t node, const std::vector<std::size_t>& label) {
        for (const std::size_t c : near_) to_[c] = 0.0;
        near_.clear();
        to_.resize(g.size(), 0.0);
        for (std::size_t a = g.offsets[node]; a < g.offsets[node + 1]; ++a) {
            const std::size_t c = label[g.targets[a]];
            if (to_[c] == 0.0) near_.push_back(c);
            to_[c] += g.weights[a];
        }
    }

    /// Moves nodes to the community where they gain most, until none gains.
    void move(const Weighted& g, std::vector<std::size_t>& label) {
        const std::size_t n = g.size();
        reset();
        std::vector<double> total(n, 0.0);
        std::vector<std::size_t> members(n, 0), empty;
        for (std::size_t i = 0; i < n; ++i) {
            total[label[i]] += g.degree[i];
            ++members[label[i]];
        }
        for (std::size_t c = n; c-- > 0;)
            if (members[c] == 0) empty.push_back(c);
        std::vector<std::size_t> queue = random_.permutation(n);
        std::vector<char> waiting(n, 1);
        for (std::size_t head = 0; head < queue.size(); ++head) {
            const std::size_t v = queue[head];
            waiting[v] = 0;
            look_around(g, v, label);
            const std::size_t home = label[v];
            total[home] -= g.degree[v];
            if (--members[home] == 0) {
                total[home] = 0.0;
                empty.push_back(home);
            }
            const double pull = resolution_ * g.degree[v];
            std::size_t best = home;
            double most = to_[home] - pull * total[home];
            if (most < -least_gain) { // better alone
                best = empty.back();
                most = 0.0;
            }
            for (const std::size_t c : near_) {
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
            for (std::size_t a = g.offsets[v]; a < g.offsets[v + 1]; ++a) {
                const std::size_t other = g.targets[a];
                if (label[other] == best || waiting[other]) continue;
                waiting[other] = 1;
                queue.push_back(other);
            }
            if (head > 4 * n) { // forget what is done
                queue.erase(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(head) + 1);
                head = std::numeric_limits<std::size_t>::max();
            }
        }
    }

    /// Parts of communities: nodes start alone and join, in random order, the part of their own community where
    /// they gain most, if both are well connected to the rest of the community.
    std::vector<std::size_t> refine(const Weighted& g, const std::vector<std::size_t>& label, std::size_t communities) {
        const std::size_t n = g.size();
        reset();
        std::vector<double> whole(communities, 0.0), total(g.degree), outward(n, 0.0);
        std::vector<std::size_t> part(n);
        std::vector<char> alone(n, 1);
        for (std::size_t i = 0; i < n; ++i) {
            part[i] = i;
            whole[label[i]] += g.degree[i];
            for (std::size_t a = g.offsets[i]; a < g.offsets[i + 1]; ++a)
                if (label[g.targets[a]] == label[i]) outward[i] += g.weights[a];
        }
        const auto well_connected = [&](std::size_t p, std::size_t community) {
            return outward[p] >= resolution_ * total[p] * (whole[community] - total[p]) - least_gain;
        };
        for (const std::size_t v : random_.permutation(n)) {
            if (!alone[v] || !well_connected(v, label[v])) continue;
            look_around(g, v, part);
            std::size_t best = v;
            double most = 0.0;
            for (const std::size_t p : near_) {
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
    static Weighted aggregate(const Weighted& g, const std::vector<std::size_t>& part, std::size_t parts) {
        std::vector<std::vector<std::size_t>> members(parts);
        for (std::size_t i = 0; i < g.size(); ++i) members[part[i]].push_back(i);
        Weighted smaller;
        smaller.degree.assign(parts, 0.0);
        smaller.offsets.assign(1, 0);
        std::vector<double> to(parts, 0.0);
        std::vector<std::size_t> near;
        for (std::size_t p = 0; p < parts; ++p) {
            near.clear();
            for (const std::size_t i : members[p]) {
                smaller.degree[p] += g.degree[i];
                for (std::size_t a = g.offsets[i]; a < g.offsets[i + 1]; ++a) {
                    const std::size_t q = part[g.targets[a]];
                    if (q == p) continue;
                    if (to[q] == 0.0) near.push_back(q);
                    to[q] += g.weights[a];
                }
            }
            std::sort(near.begin(), near.end());
            for (const std::size_t q : near) {
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
    std::vector<std::size_t> near_, number_;
    std::vector<double> to_;
};

} // namespace corewing::graph::detail
