#pragma once

#include "corewing/io/atomic_file.hpp"

#include <filesystem>
#include <string_view>

namespace corewing::io {

COREWING_BODY
void write_file(const std::filesystem::path& target, std::string_view text) {
    AtomicFile file(target);
    file.write(text);
    file.commit();
}

} // namespace corewing::io
