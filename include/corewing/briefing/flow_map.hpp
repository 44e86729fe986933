#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/briefing/detail/map_drawing.hpp"
#include "corewing/briefing/map_data.hpp"
#include "corewing/report/svg.hpp"

#include <vector>

namespace corewing::briefing {

/// The map and what a caption should say about it.
struct FlowMap {
    report::Element picture = report::Element("svg"); ///< an svg
    Index links_drawn = 0;                            ///< see FlowMapOptions::links
    Index links_given = 0;                            ///< with strength above 0 and two different ends
    std::vector<Index> inset = {};                    ///< places shown enlarged, rising
    std::vector<Index> unlabelled = {};               ///< places whose name found no room or that are not among the
        ///< FlowMapOptions::names most important, rising; empty with names = 0
};

/// A flow map: circles by size, strokes by strength, roles by colour and shape, names where they fit.
///
/// Equirectangular projection with the cosine of the mean latitude. The densest part is magnified beside
/// the map if names would not fit there. Names are placed in the order of role, size, index; one that
/// finds no room round its circle, or a little away with a thin line, is left out rather than printed over another. A
/// partner outside is drawn where it lies if that is on the map, else at the frame with an arrow. Strong links and
/// small circles are drawn on top. No places give an empty frame; places at one spot share it; equal or zero sizes give
/// equal circles.
/// @param places    at least 0
/// @param links     strengths >= 0, ends below places.size()
/// @param outlines  boundaries to draw below, or empty
/// @param options  looks
/// @return the picture, and what it leaves out
/// @throws bad_value naming the place, link or ring
/// Complexity O(n^2 + m log m + p log p) for n places, m links and p outline points.
COREWING_ROUTINE
FlowMap flow_map(const std::vector<MapPlace>& places, const std::vector<MapLink>& links,
                 const io::Boundaries& outlines = {}, const FlowMapOptions& options = {});

} // namespace corewing::briefing

#ifndef COREWING_COMPILED
#include "corewing/briefing/impl/flow_map.hpp"
#endif
