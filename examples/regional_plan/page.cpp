// Apart from the plan, so that both compile at the same time.
#include "page.hpp"

#include "corewing/base/error.hpp"
#include "corewing/briefing/plan_page.hpp"

#ifdef COREWING_HAS_JSON
#include "corewing/io/geojson.hpp"
#endif

namespace regional_plan {

std::string page(const corewing::plan::Plan& plan, const std::filesystem::path& outlines) {
    if (outlines.empty()) return corewing::briefing::plan_page(plan);
#ifdef COREWING_HAS_JSON
    return corewing::briefing::plan_page(plan, {.boundaries = corewing::io::read_boundaries(outlines)});
#else
    throw corewing::base::bad_file(
        "this program was built without a JSON parser",
        {.file = outlines.string(), .field = "boundaries", .remedy = "install nlohmann-json3-dev and build it again"});
#endif
}

} // namespace regional_plan
