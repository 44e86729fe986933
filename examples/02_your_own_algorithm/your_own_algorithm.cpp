// A Boost.Graph algorithm of your own choice, run directly on the region's graph: the shortest network of
// roads that joins all places (Kruskal's minimum spanning tree).
#include "corewing/io/region_folder.hpp"

#include <boost/graph/kruskal_min_spanning_tree.hpp>

#include <cmath>
#include <cstdio>
#include <iterator>
#include <vector>

namespace model = corewing::model;

int main() {
    const auto region = corewing::io::read_region(DATA_FOLDER "/chongqing");
    const model::Graph& graph = region.graph();

    // Every member of a link is a weight map. Railways have no known length here: they are infinitely long.
    std::vector<boost::graph_traits<model::Graph>::edge_descriptor> tree;
    boost::kruskal_minimum_spanning_tree(graph, std::back_inserter(tree),
                                         boost::weight_map(boost::get(&model::Link::distance_km, graph)));

    std::printf("The shortest roads that join all places:\n");
    double total = 0.0;
    int roads = 0;
    for (const auto& edge : tree) {
        const double km = graph[edge].distance_km;
        const auto& from = graph[boost::source(edge, graph)].id;
        const auto& to = graph[boost::target(edge, graph)].id;
        if (std::isinf(km)) {
            std::printf("  no road of known length joins %s and %s\n", from.c_str(), to.c_str());
            continue;
        }
        total += km;
        ++roads;
        if (km > 60.0) std::printf("  %-10s %-10s %5.1f km\n", from.c_str(), to.c_str(), km);
    }
    std::printf("%d roads, %.1f km in all; listed are those above 60 km\n", roads, total);
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 ? 0 : 1; // a full disk is a failure
}
