#pragma once

#include "corewing/plan/plan.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace regional_plan {

/// The page of a plan, with the outlines of a GeoJSON file below its map where one is given.
/// @throws bad_file if it cannot be read, or if this program was built without a JSON parser
std::string page(const corewing::plan::Plan& plan, const std::optional<std::filesystem::path>& outlines);

} // namespace regional_plan
