#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/io/atomic_file.hpp"
#include "corewing/model/region.hpp"

#include <filesystem>

namespace corewing::io {

/// Writes the region's graph as GraphML, for Gephi, yEd, networkx, igraph and others.
///
/// Nodes carry the place's id and its columns, edges the layer's id and the columns of the link. The graph is written
/// as it stands: directed, with a link of an undirected layer in both directions, the way back marked
/// `mirrored`. What is not known or unlimited is left out.
/// @param region  what is written
/// @param file  path; a file there is replaced as a whole
/// @throws bad_data for a text that is not UTF-8; bad_file if the file cannot be written, the old one untouched
/// Complexity O(places + links). Source: Brandes et al. 2002, GraphML progress report.
COREWING_ROUTINE
void write_graphml(const model::Region& region, const std::filesystem::path& file);

} // namespace corewing::io

#ifndef COREWING_COMPILED
#include "corewing/io/impl/graphml.hpp"
#endif
