#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/random.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

/// Runs the small inputs of a fuzzer in a test.
namespace fuzz_corpus {

/// Hands every file of a folder to a fuzzer, as it is and with a byte changed.
/// @param folder  within tests/fuzz
/// @param rounds  how many changes to a file
/// @param fuzzer  int(const std::uint8_t*, std::size_t); aborts or throws where something is wrong
/// @return how many files there are
template <class Fuzzer>
corewing::Index run(const std::string& folder, int rounds, Fuzzer&& fuzzer) {
    corewing::base::Random random(23);
    corewing::Index files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(COREWING_SOURCE_DIR "/tests/fuzz/" + folder)) {
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        const auto hand_over = [&](const std::string& bytes) {
            fuzzer(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
        };
        hand_over(text);
        for (int round = 0; round < rounds && !text.empty(); ++round) {
            std::string changed = text;
            changed[random.index(changed.size())] = static_cast<char>(random.index(256));
            hand_over(changed);
        }
        ++files;
    }
    return files;
}

} // namespace fuzz_corpus
