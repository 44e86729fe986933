// Throws bytes at the reader of a region folder. The bytes are files, separated by 0x1E; the first byte of each chooses
// the table. What is read must stand written and read again as an equal region, and every routine that looks at a
// whole region must bear it. What is refused must be told in lines that no terminal obeys.
//
//   clang++ -std=c++20 -g1 -O1 -fsanitize=fuzzer,address,undefined -isystem /usr/include/eigen3 -Iinclude
//       tests/fuzz/region_folder_fuzz.cpp -o region_folder_fuzz
//   ./region_folder_fuzz -max_total_time=300 corpus_of_your_own tests/fuzz/region_folder_corpus
//
// The corpus is also run by tests/io/fuzz_corpus_test.cpp.

#include "corewing/base/print.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/io/schema.hpp"
#include "corewing/model/diagnose.hpp"
#include "corewing/model/grounds.hpp"
#include "corewing/model/linkage.hpp"
#include "corewing/model/same_ground.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace region_folder_fuzz {

using corewing::Index;

/// A folder of this process, in memory where the system has that, gone at its end.
struct Folder {
    std::filesystem::path path =
        (std::filesystem::is_directory("/dev/shm") ? "/dev/shm" : std::filesystem::temp_directory_path()) /
        std::filesystem::path("region_folder_fuzz_" + std::to_string(::getpid()));

    Folder() { std::filesystem::create_directories(path); }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void clear() const {
        for (const auto& entry : std::filesystem::directory_iterator(path)) std::filesystem::remove(entry.path());
    }
};

/// Puts the files into the folder; of two of one name the later stays.
inline void put(const Folder& folder, std::string_view bytes) {
    const auto tables = corewing::io::dictionary();
    while (!bytes.empty()) {
        const std::string_view file = bytes.substr(0, bytes.find('\x1e'));
        bytes.remove_prefix(std::min(file.size() + 1, bytes.size()));
        if (file.empty()) continue;
        const Index which = static_cast<unsigned char>(file[0]) % (std::ssize(tables) + 1);
        const std::string name(which == std::ssize(tables) ? "region" : tables[which].name);
        std::ofstream(folder.path / (name + ".csv"), std::ios::binary) << file.substr(1);
    }
}

/// Aborts where a terminal could obey a text, or a line of it is empty.
inline void check_told(std::string_view text) {
    const auto bad = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F; };
    if (text.empty() || std::any_of(text.begin(), text.end(), bad) || text.find("\n\n") != std::string_view::npos)
        std::abort();
    for (const std::string_view turning : {"\u202E", "\u2066", "\u009B", "\uFEFF"})
        if (text.find(turning) != std::string_view::npos) std::abort();
}

inline int run(const std::uint8_t* data, std::size_t size) {
    static const Folder folder;
    folder.clear();
    put(folder, {reinterpret_cast<const char*>(data), size});
    try {
        const auto region = corewing::io::read_region(folder.path);
        const auto findings = corewing::base::printed(corewing::model::diagnose(region));
        if (!findings.empty()) check_told(findings);
        static_cast<void>(corewing::model::same_ground(region));
        static_cast<void>(corewing::model::grounds(region));
        for (const auto& layer : region.layers())
            if (region.size() < 100 && std::ssize(region.layers()) < 100)
                static_cast<void>(corewing::model::linkage(region, layer.id));
        corewing::io::write_region(region, folder.path);
        if (!(corewing::io::read_region(folder.path) == region)) std::abort();
    } catch (const corewing::io::bad_files& refused) {
        check_told(refused.what());
        for (const auto& mistake : refused.mistakes())
            if (mistake.text.empty() || mistake.context.remedy.empty() || mistake.context.file.empty()) std::abort();
    }
    return 0;
}

} // namespace region_folder_fuzz

#ifndef COREWING_FUZZ_TEST
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return region_folder_fuzz::run(data, size);
}
#endif
