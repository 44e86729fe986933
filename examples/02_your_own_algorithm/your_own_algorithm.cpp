// A Boost.Graph algorithm of your own choice, run directly on the region's graph: the shortest network of
// roads that joins all places (Kruskal's minimum spanning tree).
#include "corewing/io/region_folder.hpp"
#include "corewing/report/number.hpp"

#include <boost/graph/kruskal_min_spanning_tree.hpp>

#include <cmath>
#include <iostream>
#include <iterator>
#include <vector>

namespace model = corewing::model;
using corewing::report::fixed;

int main() {
    const auto region = corewing::io::read_region(DATA_FOLDER "/chongqing");
    const model::Graph& graph = region.graph();

    // Every member of a link is a weight map. Railways have no known length here: they are infinitely long.
    std::vector<boost::graph_traits<model::Graph>::edge_descriptor> tree;
    boost::kruskal_minimum_spanning_tree(graph, std::back_inserter(tree),
                                         boost::weight_map(boost::get(&model::Link::distance_km, graph)));

    std::cout << "The shortest roads that join all places, those above 60 km:\n";
    double total = 0.0;
    for (const auto& edge : tree) {
        const double km = graph[edge].distance_km;
        const auto& from = graph[boost::source(edge, graph)].name;
        const auto& to = graph[boost::target(edge, graph)].name;
        if (std::isinf(km))
            std::cout << "  no road of known length joins " << from << " and " << to << '\n';
        else
            total += km;
        if (std::isfinite(km) && km > 60.0) std::cout << "  " << from << " - " << to << ", " << fixed(km) << " km\n";
    }
    std::cout << fixed(total) << " km in all\n";
    return std::cout.flush() ? 0 : 1; // a full disk is a failure
}
