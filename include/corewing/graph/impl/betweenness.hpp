#pragma once

#include "corewing/graph/betweenness.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/random.hpp"
#include "corewing/graph/detail/dijkstra.hpp"
#include "corewing/graph/detail/each_vertex.hpp"
#include "corewing/graph/detail/simple.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace corewing::graph {
namespace detail {

/// What one worker of betweenness() needs (Brandes 2001).
template <class Double = double>
class BetweennessSearch {
public:
    explicit BetweennessSearch(const Csr& csr)
        : csr_(csr), heap_(csr.offsets.size() - 1), cost_(csr.offsets.size() - 1), paths_(cost_.size()),
          share_(cost_.size()), settled_(cost_.size()), before_(cost_.size()) {}

    /// Adds the share that each vertex and link has in the cheapest paths from a source.
    void add(Index source, Eigen::VectorX<Double>& vertices, Eigen::VectorX<Double>& links) {
        std::fill(cost_.begin(), cost_.end(), HUGE_VAL);
        std::fill(settled_.begin(), settled_.end(), 0);
        order_.clear();
        before_[source].clear();
        paths_[source] = 1.0;
        dijkstra<true>(
            csr_, source, HUGE_VAL, cost_.data(), heap_,
            [&](Index v, double) {
                settled_[v] = 1;
                share_[v] = 0.0;
                paths_[v] = v == source ? 1.0 : 0.0;
                for (const Step& step : before_[v]) paths_[v] += paths_[step.from];
                if (paths_[v] > 1e300)
                    throw base::bad_value("more than 1e300 paths of equal cost lead from vertex " +
                                              std::to_string(source) + " to vertex " + std::to_string(v),
                                          {.field = "cost", .remedy = "use costs that tie less often"});
                order_.push_back(v);
                return true;
            },
            [&](Index from, const Arc& arc, bool nearer) {
                if (settled_[arc.target]) return; // equal only by rounding
                if (nearer) before_[arc.target].clear();
                before_[arc.target].push_back({from, arc.link});
            });
        while (order_.size() > 1) { // the source comes last and gets nothing
            const Index v = order_.back();
            order_.pop_back();
            vertices[v] += share_[v];
            for (const Step& step : before_[v]) {
                const double part = paths_[step.from] / paths_[v] * (1.0 + share_[v]);
                share_[step.from] += part;
                links[step.link] += part;
            }
        }
    }

private:
    struct Step {
        Index from;
        std::uint32_t link;
    };
    const Csr& csr_;
    Heap heap_;
    std::vector<double> cost_, paths_, share_;
    std::vector<char> settled_;
    std::vector<std::vector<Step>> before_;
    std::vector<Index> order_;
};

} // namespace detail

COREWING_BODY
Betweenness betweenness(const Snapshot& graph, const BetweennessOptions& options) {
    base::check_range(static_cast<double>(options.samples), 0.0, HUGE_VAL, "samples");
    const Index n = graph.size();
    const detail::Csr csr = detail::cheapest(graph.csr());
    for (Index v = 0; v < n; ++v)
        for (Index a = csr.offsets[v]; a < csr.offsets[v + 1]; ++a)
            if (csr.arcs[a].cost == 0.0)
                throw base::bad_value(
                    "0 on link " + std::to_string(csr.arcs[a].link) + " from vertex " + std::to_string(v) +
                        " to vertex " + std::to_string(csr.arcs[a].target),
                    {.field = "cost", .value = "0", .remedy = "betweenness needs costs above 0; merge the two places"});
    std::vector<Index> sources;
    const bool all = options.samples == 0 || options.samples >= n;
    if (!all) {
        sources = base::Random(options.seed).permutation(n);
        sources.resize(options.samples);
    }
    const Index count = all ? n : sources.size();

    // Sums of doubles depend on their order, so sources are added up in portions that do not depend on threads.
    constexpr Index portions = 32;
    const Index grain = std::max<Index>(1, (count + portions - 1) / portions);
    const Index blocks = count / grain + (count % grain != 0 ? 1 : 0);
    const Index link_count = graph.link_count();
    std::vector<Betweenness> part(blocks);
    detail::watched_blocks(count, grain, detail::threads_for(options.threads, count, n + graph.arc_count()),
                           options.observer, "betweenness", [&](Index begin, Index end) {
                               Betweenness& sum = part[begin / grain];
                               sum = {Eigen::VectorX<Double>::Zero(n), Eigen::VectorX<Double>::Zero(link_count)};
                               detail::BetweennessSearch<> search(csr);
                               for (Index s = begin; s < end; ++s)
                                   search.add(all ? s : sources[s], sum.vertices, sum.links);
                           });
    Betweenness result{Eigen::VectorX<Double>::Zero(n), Eigen::VectorX<Double>::Zero(link_count)};
    for (const Betweenness& sum : part) {
        result.vertices += sum.vertices;
        result.links += sum.links;
    }
    const double places = static_cast<double>(n);
    double vertex_scale = all ? 1.0 : places / static_cast<double>(count);
    if (!graph.directed()) vertex_scale /= 2.0;
    double link_scale = vertex_scale;
    if (options.normalised) {
        const double half = graph.directed() ? 1.0 : 2.0;
        if (n > 2) vertex_scale *= half / ((places - 1.0) * (places - 2.0));
        if (n > 1) link_scale *= half / (places * (places - 1.0));
    }
    result.vertices *= vertex_scale;
    result.links *= link_scale;
    return result;
}

} // namespace corewing::graph
