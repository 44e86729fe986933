#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/io/detail/pending_file.hpp"

#include <filesystem>
#include <string_view>

namespace corewing::io {

/// A file that appears whole or not at all.
///
///     io::AtomicFile file("plan.html");
///     file.write(text);
///     file.commit();
///
/// Everything is written to a temporary file in the same folder, which takes the name of the old file in one
/// step once it is safely on the disk. Until then, and after any failure, the old file is untouched; a
/// temporary that was not committed is removed. A symbolic link stays and the file it leads to is
/// replaced. Permissions of an old file are kept.
class AtomicFile {
public:
    /// @param target  an ordinary file, or none yet, in a folder that exists
    /// @throws bad_file if the target is not an ordinary file or its folder cannot be written to
    explicit AtomicFile(const std::filesystem::path& target) : file_(target) {}

    /// Adds to the end. @throws bad_file, for example when the disk is full
    void write(std::string_view text) { file_.write(text); }

    /// Brings everything to the disk and closes the temporary file: nothing but the renaming can fail
    /// from here on. commit() does it where it was not done. @throws bad_file
    void close() { file_.close(); }

    /// Puts the new file in the place of the old one. @throws bad_file
    void commit() { file_.commit(); }

private:
    detail::PendingFile<> file_;
};

/// Writes a whole file at once; the old one is replaced only if all went well.
/// @param target  as of AtomicFile
/// @param text    all that the file will hold
/// @throws bad_file if the target is not an ordinary file or cannot be written
/// Complexity O(length).
COREWING_ROUTINE
void write_file(const std::filesystem::path& target, std::string_view text);

} // namespace corewing::io

#ifndef COREWING_COMPILED
#include "corewing/io/impl/atomic_file.hpp"
#endif
