// Reads a region folder and writes its graph as GraphML and its links as lines for io_graphml.py to compare.
#include "corewing/io/graphml.hpp"
#include "corewing/io/region_folder.hpp"

#include <cstdio>

int main(int, char** argv) {
    const auto region = corewing::io::read_region(argv[1]);
    corewing::io::write_graphml(region, argv[2]);
    const auto& g = region.graph();
    for (auto [edge, end] = boost::edges(g); edge != end; ++edge) {
        const auto& l = g[*edge];
        std::printf("%s\t%s\t%s\t%d\t%.17g\t%.17g\t%.17g\t%.17g\t%.17g\n", g[boost::source(*edge, g)].id.c_str(),
                    g[boost::target(*edge, g)].id.c_str(), region.layers()[l.layer].id.c_str(), l.mirrored, l.weight,
                    l.distance_km, l.hours, l.capacity, l.unit_cost);
    }
}
