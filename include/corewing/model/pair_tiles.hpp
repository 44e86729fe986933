#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/model/pairs.hpp"
#include "corewing/model/place_pair.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <vector>

/// All pairs i < j in tiles of 64 x 64, so that each matrix is read once, in the cache, by whole lanes.
/// Lanes are always 64 wide and padded: every pair then takes the same path through the processor, and equal input
/// gives equal output to the last bit, whatever the pair's position.
namespace corewing::model {

/// Places along each side of a tile.
inline constexpr Index tile_width = 64;
/// One number for each of the 64 places (or pairs) of a lane.
template <class Double>
using Lane = Eigen::Array<Double, tile_width, 1>;
/// Lanes side by side.
template <class Double>
using Panel = Eigen::Array<Double, tile_width, Eigen::Dynamic>;

/// Pairs (i0 + c, j0 + r) with r < cols, c < rows; column c of a panel holds the lane of place i0 + c.
struct TileRange {
    Index i0 = 0;   ///< first place of the pairs' first ends
    Index rows = 0; ///< how many of them
    Index j0 = 0;   ///< first place of the pairs' second ends
    Index cols = 0; ///< how many of them
};

/// Calls body(block, range) for all tiles. One task per block of rows; its tiles come in order of j0.
/// @param places   how many, >= 0
/// @param threads  0 = all; blocks may then be visited in any order
/// @param body     void(Index block, const TileRange&)
template <class Body>
void for_each_tile(Index places, unsigned threads, Body&& body) {
    const Index blocks = (places + tile_width - 1) / tile_width;
    base::parallel_for(
        blocks,
        [&](Index block) {
            const Index i0 = block * tile_width;
            for (Index j0 = i0; j0 < places; j0 += tile_width)
                body(block, TileRange{i0, std::min(tile_width, places - i0), j0, std::min(tile_width, places - j0)});
        },
        {.threads = threads});
}

/// 1 for the pairs of the tile that exist and are not excluded, else 0.
/// @param t         the tile
/// @param excluded  sorted by first, first < second
/// @param live      the answer
template <class Double>
void live_pairs(const TileRange& t, const std::vector<PlacePair>& excluded, Panel<Double>& live) {
    live.setZero(tile_width, tile_width);
    for (Index c = 0; c < t.rows; ++c) {
        const Index from = t.i0 == t.j0 ? c + 1 : 0;
        if (from < t.cols) live.col(c).segment(from, t.cols - from).setOnes();
    }
    const auto from = std::lower_bound(excluded.begin(), excluded.end(), t.i0,
                                       [](const PlacePair& pair, Index i) { return pair.first < i; });
    for (auto pair = from; pair != excluded.end() && pair->first < t.i0 + t.rows; ++pair)
        if (pair->second >= t.j0 && pair->second < t.j0 + t.cols) live(pair->second - t.j0, pair->first - t.i0) = 0.0;
}

/// tile(r, c) = factor (F_ij + F_ji); 0 beyond the edge.
/// @param matrix  F, places x places
/// @param factor  any number; 0.5 = the mean of both ways
/// @param t       the tile
/// @param tile    the answer
template <class Double>
void load_symmetric(const Eigen::MatrixX<Double>& matrix, double factor, const TileRange& t, Panel<Double>& tile) {
    tile.setZero(tile_width, tile_width);
    tile.topLeftCorner(t.cols, t.rows) = factor * matrix.block(t.j0, t.i0, t.cols, t.rows).array();
    tile.topLeftCorner(t.cols, t.rows) += factor * matrix.block(t.i0, t.j0, t.rows, t.cols).transpose().array();
}

/// The lane's pairs of row c: where they begin in the packed vector, in the lane, and how many they are.
struct Segment {
    Index pair = 0;   ///< number of the first pair
    Index from = 0;   ///< its position in the lane
    Index length = 0; ///< how many pairs; 0 = none
};
/// Column c of a tile as a stretch of the packed vector of all pairs.
/// @param t       the tile
/// @param c       column of it, from 0 to t.rows - 1
/// @param places  how many there are in all
/// @return length 0 where the column has no pairs
template <class = void>
Segment segment_of(const TileRange& t, Index c, Index places) {
    const Index from = t.i0 == t.j0 ? c + 1 : 0;
    if (from >= t.cols) return {};
    return {pair_number(t.i0 + c, t.j0 + from, places), from, t.cols - from};
}

/// sum_k |row_k - panel(:, k)| for the 64 places of a panel; sixteen at a time, so that the sums stay in registers.
template <class Double>
Lane<Double> absolute_differences(const double* row, const Panel<Double>& panel) {
    constexpr Index strip = 16;
    Lane<Double> result;
    for (Index from = 0; from < tile_width; from += strip) {
        Eigen::Array<Double, strip, 1> sum = Eigen::Array<Double, strip, 1>::Zero();
        for (Index k = 0; k < panel.cols(); ++k) sum += (panel.col(k).template segment<strip>(from) - row[k]).abs();
        result.template segment<strip>(from) = sum;
    }
    return result;
}

} // namespace corewing::model
