#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/graph/snapshot.hpp"

#include <cstdint>
#include <vector>

namespace corewing::graph {

/// A link whose loss parts its component in two (桥).
struct CutLink {
    std::uint32_t link = 0; ///< as in Arc::link
    Index cut_off = 0;      ///< vertices in the smaller part

    bool operator==(const CutLink&) const = default;
};

/// A vertex whose loss parts its component (割点).
struct CutVertex {
    Index vertex = 0;  ///< its index
    Index parts = 0;   ///< into how many the rest falls, >= 2
    Index cut_off = 0; ///< vertices outside the largest of them

    bool operator==(const CutVertex&) const = default;
};

/// The links and vertices on which the network hangs.
struct CutLinks {
    std::vector<CutLink> links = {};      ///< ascending by link
    std::vector<CutVertex> vertices = {}; ///< ascending by vertex
};

/// The links and vertices that cannot fail without parting the network, and how much each cuts off.
///
/// Closed links do not count, direction is forgotten. Of two parallel links neither is a cut link.
/// @param graph  directed or not
/// @return links and vertices, ascending
/// Complexity O(n + arcs). Source: Tarjan 1974 (bridges), Hopcroft & Tarjan 1973 (articulation points).
COREWING_ROUTINE
CutLinks cut_links(const Snapshot& graph);

} // namespace corewing::graph

#ifndef COREWING_COMPILED
#include "corewing/graph/impl/cut_links.hpp"
#endif
