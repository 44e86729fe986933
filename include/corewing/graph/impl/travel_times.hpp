#pragma once

#include "corewing/graph/travel_times.hpp"

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

COREWING_BODY
Eigen::MatrixXd travel_times(const Snapshot& graph, const TravelTimesOptions& options) {
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
