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
    for (auto& boundary : corewing::io::read_boundaries(*file))
        result.push_back({.name = boundary.name, .rings = boundary.rings});
    return result;
#else
    throw corewing::base::bad_file(
        "this program was built without a JSON parser",
        {.file = file->string(), .field = "boundaries", .remedy = "install nlohmann-json3-dev and build it again"});
#endif
}

} // namespace chongqing
