#include "corewing/graph/efficiency.hpp"
#include "corewing/graph/travel_times.hpp"

#include "graph/random_graph.hpp"

#include <doctest/doctest.h>

using corewing::Index;

namespace graph = corewing::graph;
using corewing::base::bad_value;
using random_graph::never;

TEST_CASE("efficiency: from the matrix of travel times") {
    corewing::base::Random random(77);
    for (int trial = 0; trial < 300; ++trial) {
        auto drawn = random_graph::draw(random, 20, trial % 2 == 0);
        for (auto& e : drawn.edges) e.cost += 0.125;
        const auto s = drawn.snapshot();
        const Eigen::MatrixXd t = graph::travel_times(s);
        const auto found = graph::efficiency(s);
        const double n = static_cast<double>(s.size());
        double sum = 0.0;
        for (Index i = 0; i < t.rows(); ++i) {
            double row = 0.0;
            for (Index j = 0; j < t.cols(); ++j)
                if (i != j && t(i, j) < never) row += 1.0 / t(i, j);
            sum += row;
            if (s.size() > 1) REQUIRE(found.vertices[i] == doctest::Approx(row / (n - 1)).epsilon(1e-13));
        }
        if (s.size() > 1) REQUIRE(found.global == doctest::Approx(sum / n / (n - 1)).epsilon(1e-13));
        REQUIRE(graph::efficiency(s, {.threads = 3}).global == graph::efficiency(s, {.threads = 1}).global);
    }
    CHECK(graph::efficiency(graph::snapshot(1, {})).global == 0.0);
    CHECK(graph::efficiency(graph::Snapshot()).global == 0.0);
    CHECK_THROWS_WITH_AS(graph::efficiency(graph::snapshot(2, {{0, 1, 0.0}})),
                         "cost: 0 from vertex 0 to vertex 1; efficiency needs costs above 0", bad_value);
}
