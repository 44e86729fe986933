#pragma once

#include "corewing/base/routine.hpp"

#include <string>

namespace corewing::io {

/// The page docs/data_dictionary.md: every table and column, from the same dictionary that drives
/// reading and writing.
/// @return Markdown
/// Complexity O(columns).
COREWING_ROUTINE
std::string data_dictionary_markdown();

} // namespace corewing::io

#ifndef COREWING_COMPILED
#include "corewing/io/impl/data_dictionary.hpp"
#endif
