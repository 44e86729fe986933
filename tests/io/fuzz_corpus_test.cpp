#include "corewing/base/random.hpp"

#include "fuzz/csv_fuzz.cpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

TEST_CASE("the inputs of the fuzzer, and changed ones, are read and written without harm") {
    corewing::base::Random random(23);
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(COREWING_SOURCE_DIR "/tests/fuzz/csv_corpus")) {
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        const auto run = [](const std::string& bytes) {
            CHECK(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()) == 0);
        };
        run(text);
        for (int round = 0; round < 50 && !text.empty(); ++round) {
            std::string changed = text;
            changed[random.index(changed.size())] = static_cast<char>(random.index(256));
            run(changed);
        }
        ++files;
    }
    CHECK(files > 5);
}
