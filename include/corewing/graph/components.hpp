#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/graph/snapshot.hpp"

#include <vector>

namespace corewing::graph {

/// The pieces that a network falls into.
struct Components {
    std::vector<Index> of_vertex = {}; ///< by vertex: number of its component
    std::vector<Index> sizes = {};     ///< by component: how many vertices; numbered by their smallest vertex

    [[nodiscard]] Index count() const { return sizes.size(); } ///< number of components
    bool operator==(const Components&) const = default;
};

/// Which vertices hang together by open links, in whichever direction these lead.
///
/// Two places in different components have infinite travel time both ways.
/// @param graph  directed or not
/// @return components numbered from 0 by their smallest vertex
/// Complexity O(n + arcs log n) (sets united by size, with path halving: Tarjan & van Leeuwen 1984).
COREWING_ROUTINE
Components components(const Snapshot& graph);

/// Which vertices reach each other both ways by open links. The same as components() where no link leads one
/// way only.
/// @param graph  directed or not
/// @return components numbered from 0 by their smallest vertex
/// Complexity O(n + arcs). Source: Tarjan 1972, SIAM Journal on Computing 1(2).
COREWING_ROUTINE
Components strong_components(const Snapshot& graph);

} // namespace corewing::graph

#ifndef COREWING_COMPILED
#include "corewing/graph/impl/components.hpp"
#endif
