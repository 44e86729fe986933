#pragma once

#include "corewing/base/error.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

/// Files that are read: what is there but cannot be opened is told, with the reason.
namespace corewing::io::detail {

/// @throws bad_file with the reason
template <class = void>
[[noreturn]] void refuse_to_open(const std::filesystem::path& path, const std::error_code& code) {
    std::error_code ignored;
    const bool leads_nowhere = code == std::errc::no_such_file_or_directory || !code;
    throw base::bad_file(
        "cannot be opened: " + (std::filesystem::is_symlink(path, ignored) && leads_nowhere
                                    ? "it is a link that leads nowhere"
                                    : code.message()),
        {.file = path.string(), .remedy = "check the links and permissions on the way to it, or take it out"});
}

/// Whether something of this name is there, if only a link that leads nowhere.
/// @throws bad_file where that cannot be told
template <class = void>
bool is_there(const std::filesystem::path& path) {
    std::error_code code;
    const auto status = std::filesystem::symlink_status(path, code);
    if (status.type() == std::filesystem::file_type::not_found) return false;
    if (!std::filesystem::exists(status)) refuse_to_open(path, code);
    return true;
}

/// What a name that is there leads to, links followed. @throws bad_file with the reason where that cannot be told
template <class = void>
std::filesystem::file_status status_of(const std::filesystem::path& path) {
    std::error_code code;
    const auto status = std::filesystem::status(path, code);
    if (!std::filesystem::exists(status)) refuse_to_open(path, code);
    return status;
}

/// A file to read from. @throws bad_file with the reason
template <class = void>
std::ifstream opened(const std::filesystem::path& path) {
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) refuse_to_open(path, std::error_code(errno, std::generic_category()));
    return in;
}

} // namespace corewing::io::detail
