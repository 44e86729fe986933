#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/model/marked_matrix.hpp"
#include "corewing/model/region.hpp"

#include <Eigen/SparseCore>

#include <string_view>

/// The links of a layer as a matrix.
///
///     const auto trips = model::linkage(region, "trips");
///     trips(region.index("north"), region.index("south"));   // a number, or nothing where nothing is known
///
/// Nothing is not zero: that links.csv has no link between two places says that there is none only where layers.csv
/// calls the layer complete.
namespace corewing::model {

/// The weights of a layer, by pair of places; weights of parallel links add up.
///
/// A pair with a link is observed. A pair without one is 0 and observed where the layer is complete and covers
/// both places; elsewhere it is missing. A complete layer covers every district, and every other place that has
/// a link in it: so a platform without any link stays unknown. Two partners without a link never count. The diagonal
/// is missing: a flow from a place to itself may stand in links.csv, but is no pair and counts nowhere here.
/// @param region  whose links
/// @param layer  id of the layer
/// @return places x places, in the layer's unit; entry (i, j) is the link from i to j, symmetric where the layer
///         is undirected
/// @throws unknown_name with the nearest id; bad_value where there is not enough memory for n^2 numbers
/// Complexity O(n^2 + links).
COREWING_ROUTINE
MarkedMatrix linkage(const Region& region, std::string_view layer);

/// The weights of a layer as a sparse matrix, for regions of many thousand places. An entry that is not stored is 0
/// in a complete layer, and not known in any other; flows from a place to itself are left out; see linkage().
/// @param region  whose links
/// @param layer  id of the layer
/// @return places x places, in the layer's unit
/// @throws unknown_name with the nearest id
/// Complexity O(n + links log links).
COREWING_ROUTINE
Eigen::SparseMatrix<double> sparse_linkage(const Region& region, std::string_view layer);

} // namespace corewing::model

#ifndef COREWING_COMPILED
#include "corewing/model/impl/linkage.hpp"
#endif
