#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/graph/detail/dijkstra.hpp"
#include "corewing/graph/detail/each_vertex.hpp"
#include "corewing/graph/snapshot.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace corewing::graph {

struct TravelTimesOptions {
    std::optional<std::vector<Index>> sources = std::nullopt; ///< vertices to start from; none given = all
    double limit = std::numeric_limits<double>::infinity();          ///< what costs more is left out of reach, >= 0
    unsigned threads = 0;                                            ///< 0 = as many as the machine has
    base::Observer observer = {};
};

/// The cost of the cheapest path from every source to every vertex, by one Dijkstra search a source.
///   t_sj = min over paths from s to j of the sum of their links' costs
///
///     const auto roads = graph::snapshot(region, {.layers = {"border", "access"}});
///     const Eigen::MatrixXd hours = graph::travel_times(roads);
///
/// @return sources x vertices, in the unit of the cost; a source's own entry is 0; infinity = no path, or none
///         within the limit. The same to the last bit on any number of threads.
/// @throws bad_value for a source that is no vertex or a limit that is negative
/// @throws interrupted if the observer asks to stop: a row not computed cannot be told from one out of reach
/// Complexity O(sources (n + arcs) log n), memory sources x n.
/// Source: Dijkstra 1959, Numerische Mathematik 1.
template <class Double = double>
Eigen::MatrixXd travel_times(const Snapshot& graph, const TravelTimesOptions& options = {}) {
    const Index n = graph.size();
    detail::check_limit(options.limit);
    if (options.sources)
        for (Index s = 0; s < std::ssize(*options.sources); ++s)
            detail::check_vertex((*options.sources)[s], n, "sources[" + std::to_string(s) + "]");
    const Index sources = options.sources ? options.sources->size() : n;

    const Index columns = n;
    Eigen::MatrixX<Double> times(sources, columns);
    // Several sources together: the matrix is stored by columns, and a lone row would touch every cache line of it.
    const Index grain = std::clamp<Index>((Index{1} << 20) / (n + 1), 1, 8);
    const unsigned threads = detail::threads_for(options.threads, sources, n + graph.arc_count());
    detail::watched_blocks(
        sources, grain, threads, options.observer, "travel times", [&](Index begin, Index end) {
            const Index rows = end - begin;
            Eigen::MatrixX<Double> block =
                Eigen::MatrixX<Double>::Constant(columns, rows, std::numeric_limits<double>::infinity());
            detail::Heap heap(n);
            for (Index s = begin; s < end; ++s) {
                const Index source = options.sources ? (*options.sources)[s] : s;
                detail::dijkstra(graph.csr(), source, options.limit,
                                 block.col(s - begin).data(), heap);
            }
            times.middleRows(begin, rows) = block.transpose();
        });
    return times;
}

} // namespace corewing::graph
