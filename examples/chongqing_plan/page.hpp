#pragma once

#include "corewing/io/boundaries.hpp"

#include "plan.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace chongqing {

/// The outlines in a GeoJSON file, or none. @throws bad_file, bad_data
corewing::io::Boundaries outlines(const std::optional<std::filesystem::path>& file);

/// The briefing as one self-contained HTML page.
std::string page(const corewing::model::Region& region, const Plan& plan, const corewing::io::Boundaries& outlines);

} // namespace chongqing
