#include "corewing/model/pair_tiles.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/random.hpp"
#include "corewing/model/pairs.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace corewing;
using model::Panel;
using model::PlacePair;
using model::tile_width;
using model::TileRange;

namespace {

/// All tiles of so many places, by block and in their order.
std::vector<TileRange> tiles_of(Index places, unsigned threads) {
    const Index blocks = (places + tile_width - 1) / tile_width;
    std::vector<std::vector<TileRange>> of_block(blocks);
    model::for_each_tile(places, threads, [&](Index block, const TileRange& t) { of_block[block].push_back(t); });
    std::vector<TileRange> all;
    for (const auto& some : of_block) all.insert(all.end(), some.begin(), some.end());
    return all;
}

} // namespace

TEST_CASE("the tiles hold every pair once, whatever the number of places and threads") {
    for (const Index n : {0, 1, 2, 63, 64, 65, 130})
        for (const unsigned threads : {1U, 3U}) {
            CAPTURE(n);
            Eigen::MatrixXi count = Eigen::MatrixXi::Zero(n, n);
            std::vector<int> packed(n * std::max<Index>(n - 1, 0) / 2, 0);
            Panel<double> live;
            for (const TileRange& t : tiles_of(n, threads)) {
                CHECK(t.rows <= tile_width);
                CHECK(t.cols <= tile_width);
                model::live_pairs(t, {}, live);
                for (Index c = 0; c < tile_width; ++c)
                    for (Index r = 0; r < tile_width; ++r)
                        if (live(r, c) > 0.0) ++count(t.i0 + c, t.j0 + r);
                for (Index c = 0; c < t.rows; ++c) {
                    const model::Segment s = model::segment_of(t, c, n);
                    for (Index k = 0; k < s.length; ++k) {
                        ++packed[s.pair + k];
                        CHECK(s.pair + k == model::pair_number(t.i0 + c, t.j0 + s.from + k, n));
                    }
                }
            }
            for (Index i = 0; i < n; ++i)
                for (Index j = 0; j < n; ++j) CHECK(count(i, j) == (i < j ? 1 : 0));
            for (const int times : packed) CHECK(times == 1);
        }
}

TEST_CASE("pairs that are excluded are not live") {
    const Index n = 100;
    const std::vector<PlacePair> excluded{{0, 1}, {0, 70}, {5, 6}, {66, 99}};
    double sum = 0.0;
    Panel<double> live;
    for (const TileRange& t : tiles_of(n, 1)) {
        model::live_pairs(t, excluded, live);
        sum += live.sum();
        for (const PlacePair& pair : excluded)
            if (pair.first >= t.i0 && pair.first < t.i0 + t.rows && pair.second >= t.j0 && pair.second < t.j0 + t.cols)
                CHECK(live(pair.second - t.j0, pair.first - t.i0) == 0.0);
    }
    CHECK(sum == 100 * 99 / 2 - 4);
}

TEST_CASE("a tile is the sum of both directions, and 0 beyond the edge") {
    const Index n = 70;
    base::Random random(4);
    Eigen::MatrixXd flow(n, n);
    for (auto& cell : flow.reshaped()) cell = random.uniform();
    Panel<double> tile;
    for (const TileRange& t : tiles_of(n, 1)) {
        model::load_symmetric(flow, 0.5, t, tile);
        for (Index c = 0; c < tile_width; ++c)
            for (Index r = 0; r < tile_width; ++r) {
                const bool inside = c < t.rows && r < t.cols;
                const double right =
                    inside ? 0.5 * flow(t.j0 + r, t.i0 + c) + 0.5 * flow(t.i0 + c, t.j0 + r) : 0.0;
                CHECK(tile(r, c) == right);
            }
    }
}

TEST_CASE("absolute differences of a row to the 64 places of a panel") {
    base::Random random(5);
    const Index columns = 7;
    Panel<double> panel(tile_width, columns);
    for (Index k = 0; k < columns; ++k)
        for (Index r = 0; r < tile_width; ++r) panel(r, k) = random.uniform();
    const std::vector<double> row{0.1, 0.9, 0.5, 0.0, 1.0, 0.3, 0.7};
    const auto sum = model::absolute_differences(row.data(), panel);
    for (Index r = 0; r < tile_width; ++r) {
        double right = 0.0;
        for (Index k = 0; k < columns; ++k) right += std::abs(row[k] - panel(r, k));
        CHECK(sum[r] == doctest::Approx(right).epsilon(1e-15));
    }
}
