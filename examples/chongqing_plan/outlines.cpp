#include "corewing/base/error.hpp"

#include "page.hpp"

#ifdef COREWING_HAS_JSON
#include "corewing/io/geojson.hpp"
#endif

namespace chongqing {

std::vector<corewing::briefing::Outline> outlines(const std::optional<std::filesystem::path>& file) {
    if (!file) return {};
#ifdef COREWING_HAS_JSON
    std::vector<corewing::briefing::Outline> result;
    const auto ring = [](const corewing::io::Ring& positions) {
        corewing::briefing::Ring points;
        for (const auto& position : positions) points.push_back({position.lon, position.lat});
        return points;
    };
    for (const auto& outline : corewing::io::read_boundaries(*file)) {
        corewing::briefing::Outline drawn{.name = outline.name};
        for (const auto& polygon : outline.polygons) {
            drawn.rings.push_back(ring(polygon.outer));
            for (const auto& hole : polygon.holes) drawn.rings.push_back(ring(hole));
        }
        result.push_back(std::move(drawn));
    }
    return result;
#else
    throw corewing::base::bad_file(
        "this program was built without a JSON parser",
        {.file = file->string(), .field = "boundaries", .remedy = "install nlohmann-json3-dev and build it again"});
#endif
}

} // namespace chongqing
