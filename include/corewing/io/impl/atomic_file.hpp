#pragma once

#include "corewing/io/atomic_file.hpp"

#include "corewing/base/error.hpp"

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace corewing::io {

COREWING_BODY
void write_file(const std::filesystem::path& target, std::string_view text) {
    AtomicFile file(target);
    file.write(text);
    file.commit();
}

} // namespace corewing::io
