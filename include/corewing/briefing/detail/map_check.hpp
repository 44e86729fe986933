#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/briefing/map_data.hpp"
#include "corewing/report/detail/entry_name.hpp"

#include <cmath>
#include <string>
#include <vector>

namespace corewing::briefing::detail {

/// Throws bad_value naming the place, link or outline that cannot be drawn.
template <class = void>
void check_map(const std::vector<MapPlace>& places, const std::vector<MapLink>& links, const io::Boundaries& outlines,
               const FlowMapOptions& options) {
    base::check_range(options.width, 400.0, 4000.0, "width");
    base::check_range(options.radius, 3.0, 60.0, "radius");
    base::check_range(static_cast<double>(options.links), 0.0, HUGE_VAL, "links");
    base::check_range(static_cast<double>(options.names), 0.0, HUGE_VAL, "names");
    for (Index i = 0; i < std::ssize(places); ++i) {
        const std::string where = report::detail::entry_name("places", i, places[i].name);
        base::check_range(places[i].lon, -180.0, 180.0, where + ".lon");
        base::check_range(places[i].lat, -90.0, 90.0, where + ".lat");
        base::check_range(places[i].size, 0.0, 1e290, where + ".size");
    }
    for (Index k = 0; k < std::ssize(links); ++k) {
        for (const Index end : {links[k].from, links[k].to})
            if (end < 0 || end >= std::ssize(places))
                throw base::bad_value("there is no place " + std::to_string(end),
                                      {.field = "links[" + std::to_string(k) + ']', .value = std::to_string(end)});
        const std::string& from = places[links[k].from].name;
        const std::string& to = places[links[k].to].name;
        base::check_range(links[k].strength, 0.0, 1e290,
                          report::detail::entry_name("links", k, from.empty() || to.empty() ? "" : from + " - " + to) +
                              ".strength");
    }
    for (Index k = 0; k < std::ssize(outlines); ++k)
        for (const io::Ring& ring : rings_of(outlines[k]))
            for (const LonLat& at : ring) {
                if (std::abs(at.lon) <= 180.0 && std::abs(at.lat) <= 90.0) continue;
                const std::string where = report::detail::entry_name("outlines", k, outlines[k].name);
                base::check_range(at.lon, -180.0, 180.0, where + ".lon");
                base::check_range(at.lat, -90.0, 90.0, where + ".lat");
            }
}

} // namespace corewing::briefing::detail
