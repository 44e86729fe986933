#pragma once

#include "corewing/plan/plan.hpp"

#include <filesystem>
#include <string>

namespace regional_plan {

/// The page of a plan, with the outlines of a GeoJSON file below its map unless the path is empty.
/// @throws bad_file if it cannot be read, or if this program was built without a JSON parser
std::string page(const corewing::plan::Plan& plan, const std::filesystem::path& outlines);

} // namespace regional_plan
