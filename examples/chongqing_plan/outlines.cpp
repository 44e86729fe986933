#include "corewing/base/error.hpp"

#include "page.hpp"

#ifdef COREWING_HAS_JSON
#include "corewing/io/geojson.hpp"
#endif

namespace chongqing {

corewing::io::Boundaries outlines(const std::optional<std::filesystem::path>& file) {
    if (!file) return {};
#ifdef COREWING_HAS_JSON
    return corewing::io::read_boundaries(*file);
#else
    throw corewing::base::bad_file(
        "this program was built without a JSON parser",
        {.file = file->string(), .field = "boundaries", .remedy = "install nlohmann-json3-dev and build it again"});
#endif
}

} // namespace chongqing
