// Reads networks from standard input and prints what graph/ makes of them, for graph_networkx.py.
#include "corewing/graph/betweenness.hpp"
#include "corewing/graph/communities.hpp"
#include "corewing/graph/components.hpp"
#include "corewing/graph/cut_links.hpp"
#include "corewing/graph/efficiency.hpp"
#include "corewing/graph/eigenvector.hpp"
#include "corewing/graph/pagerank.hpp"
#include "corewing/graph/strength.hpp"
#include "corewing/graph/travel_times.hpp"

#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

using corewing::Index;

namespace graph = corewing::graph;

namespace {

template <class Numbers>
void print(const char* name, const Numbers& numbers) {
    std::printf("%s", name);
    for (const auto x : numbers) std::printf(" %.17g", static_cast<double>(x));
    std::printf("\n");
}

} // namespace

int main() {
    Index n = 0, m = 0;
    int directed = 0;
    while (std::cin >> n >> m >> directed) {
        std::vector<graph::Edge> edges(m);
        for (auto& e : edges) {
            std::string cost; // streams do not read "inf"
            std::cin >> e.from >> e.to >> cost >> e.weight;
            e.cost = std::stod(cost);
        }
        const auto s = graph::snapshot(n, edges, {.directed = directed != 0});
        const Eigen::MatrixXd times = graph::travel_times(s).transpose();
        print("times", times.reshaped());
        const auto between = graph::betweenness(s);
        print("betweenness", between.vertices);
        print("edge_betweenness", between.links);
        print("pagerank", graph::pagerank(s).score);
        print("strength", graph::strength(s).total);
        print("components", graph::components(s).of_vertex);
        print("strong", graph::strong_components(s).of_vertex);
        const auto cuts = graph::cut_links(s);
        std::vector<Index> links, vertices;
        for (const auto& cut : cuts.links) links.push_back(cut.link);
        for (const auto& cut : cuts.vertices) vertices.push_back(cut.vertex);
        print("bridges", links);
        print("articulation", vertices);
        const auto central = graph::eigenvector(s);
        print("eigenvector", central.score);
        print("eigenvalue", std::vector<double>{central.eigenvalue, central.converged ? 1.0 : 0.0});
        print("efficiency", std::vector<double>{graph::efficiency(s).global});
        const auto groups = graph::communities(s, {.resolution = 1.25});
        print("communities", groups.of_vertex);
        print("modularity", std::vector<double>{groups.modularity});
    }
}
