#pragma once

#include "corewing/briefing/flow_map.hpp"

#include "corewing/base/index.hpp"
#include "corewing/briefing/detail/map_check.hpp"
#include "corewing/briefing/detail/map_drawing.hpp"
#include "corewing/briefing/map_data.hpp"
#include "corewing/report/svg.hpp"

#include <vector>

namespace corewing::briefing {

COREWING_BODY
FlowMap flow_map(const std::vector<MapPlace>& places, const std::vector<MapLink>& links,
                 const io::Boundaries& outlines, const FlowMapOptions& options) {
    detail::check_map(places, links, outlines, options);
    const detail::MapDrawing<> drawing(places, links, outlines, options);
    return {drawing.picture(), drawing.links_drawn(), drawing.links_given(), drawing.inset(), drawing.unlabelled()};
}

} // namespace corewing::briefing
