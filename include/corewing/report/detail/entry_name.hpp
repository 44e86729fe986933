#pragma once

#include "corewing/base/index.hpp"

#include <string>
#include <string_view>

namespace corewing::report::detail {

/// An entry of a list as an error names it: "bars[3] (Mill)", or "bars[3]" where it has no name.
template <class = void>
std::string entry_name(std::string_view list, Index index, std::string_view name) {
    std::string text = std::string(list) + '[' + std::to_string(index) + ']';
    if (!name.empty()) text += " (" + std::string(name) + ')';
    return text;
}

} // namespace corewing::report::detail
