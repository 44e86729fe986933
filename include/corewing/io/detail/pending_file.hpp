#pragma once

#include "corewing/base/error.hpp"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#if defined(__unix__) || defined(__APPLE__)
#define COREWING_HAS_POSIX_FILES 1
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#else
#define COREWING_HAS_POSIX_FILES 0
#endif

namespace corewing::io::detail {

/// A temporary file beside its target, on the way to take the target's name.
template <class = void>
class PendingFile {
public:
    explicit PendingFile(const std::filesystem::path& target) : target_(target), name_(target.string()) {
        std::error_code code;
        target_ = behind_links(target_);
        const auto status = std::filesystem::status(target_, code);
        if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
            fail("is not an ordinary file", "give the name of a file");
        if (target_.filename().empty()) fail("is not a file name", "give the name of a file");
        for (int attempt = 0; attempt < 100 && file_ == nullptr; ++attempt) {
            temporary_ = target_;
            temporary_.replace_filename("." + target_.filename().string().substr(0, 200) + "." + unique() + ".tmp");
            errno = 0;
            file_ = open_new(temporary_);
            if (file_ == nullptr && errno != EEXIST) break;
        }
        if (file_ == nullptr) {
            const int cause = errno;
            temporary_.clear();
            fail("cannot be written: " + reason(cause), "check the folder, its permissions and the disk");
        }
#if COREWING_HAS_POSIX_FILES
        struct stat old = {};
        if (::stat(target_.c_str(), &old) == 0) static_cast<void>(::fchmod(::fileno(file_), old.st_mode & 07777));
#endif
    }

    ~PendingFile() { discard(); }
    /// Where a link leads, whether a file is there or not: the link itself stays. @throws bad_file for a circle of links
    [[nodiscard]] static std::filesystem::path behind_links(const std::filesystem::path& given) {
        std::filesystem::path path = given;
        std::error_code code;
        for (int links = 0; std::filesystem::is_symlink(path, code); ++links) {
            const std::filesystem::path next = std::filesystem::read_symlink(path, code);
            if (code || links == 40)
                throw base::bad_file("is a link that cannot be followed" + (code ? ": " + code.message() : ""),
                                     {.file = given.string(), .remedy = "give the name of a file"});
            path = path.parent_path() / next; // an absolute one stands for itself
        }
        return path;
    }

    PendingFile(PendingFile&& other) noexcept
        : target_(std::move(other.target_)), name_(std::move(other.name_)),
          temporary_(std::exchange(other.temporary_, {})), file_(std::exchange(other.file_, nullptr)) {}
    PendingFile(const PendingFile&) = delete;
    PendingFile& operator=(const PendingFile&) = delete;
    PendingFile& operator=(PendingFile&&) = delete;

    void write(std::string_view text) {
        check_open();
        if (!text.empty() && std::fwrite(text.data(), 1, text.size(), file_) != text.size()) broken();
    }

    /// Brings everything to the disk and closes the temporary file.
    void close() {
        check_open();
        errno = 0;
        if (std::fflush(file_) != 0) broken();
#if COREWING_HAS_POSIX_FILES
        if (::fsync(::fileno(file_)) != 0 && errno != EINVAL && errno != ENOTSUP) broken();
#endif
        if (std::fclose(std::exchange(file_, nullptr)) != 0) broken();
    }

    /// Renames the temporary file.
    void commit() {
        if (file_ != nullptr) close();
        if (temporary_.empty()) fail("was already put in place or given up", "make a new AtomicFile");
        std::error_code code;
        std::filesystem::rename(temporary_, target_, code);
        if (code) {
            discard();
            fail("cannot be replaced: " + code.message(), "check the folder and its permissions");
        }
        temporary_.clear();
    }

private:
    [[noreturn]] void fail(const std::string& fault, std::string remedy) const {
        throw base::bad_file(fault, {.file = name_, .remedy = std::move(remedy)});
    }

    static std::string reason(int cause) {
        return cause != 0 ? std::generic_category().message(cause) : std::string("the system gives no reason");
    }

    [[noreturn]] void broken() {
        const int cause = errno;
        discard();
        fail("cannot be written: " + reason(cause), "check the space on the disk; the old file is untouched");
    }

    void check_open() const {
        if (file_ == nullptr) fail("is no longer open for writing", "make a new AtomicFile");
    }

    void discard() noexcept {
        if (file_ != nullptr) static_cast<void>(std::fclose(std::exchange(file_, nullptr)));
        std::error_code code;
        if (!temporary_.empty()) std::filesystem::remove(temporary_, code);
        temporary_.clear();
    }

    /// A name that no other writer on this machine has.
    static std::string unique() {
        static std::atomic<unsigned long> counter{0};
#if COREWING_HAS_POSIX_FILES
        const long process = ::getpid();
#else
        const long process = 0;
#endif
        return std::to_string(process) + '.' + std::to_string(counter.fetch_add(1));
    }

    /// Makes a file that did not exist before; null and errno otherwise.
    static std::FILE* open_new(const std::filesystem::path& path) {
#if COREWING_HAS_POSIX_FILES
        const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file < 0) return nullptr;
        std::FILE* stream = ::fdopen(file, "wb");
        if (stream == nullptr) static_cast<void>(::close(file));
        return stream;
#else
        return std::fopen(path.string().c_str(), "wbx");
#endif
    }

    std::filesystem::path target_;
    std::string name_; // as the caller gave it
    std::filesystem::path temporary_;
    std::FILE* file_ = nullptr;
};

} // namespace corewing::io::detail
