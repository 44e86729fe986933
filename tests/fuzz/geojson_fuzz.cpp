// Throws bytes at the reader of outlines. What is read must keep the rules of outlines, and the map must draw it.
//
//   clang++ -std=c++20 -g1 -O1 -fsanitize=fuzzer,address,undefined -isystem /usr/include/eigen3 -Iinclude
//       tests/fuzz/geojson_fuzz.cpp -o geojson_fuzz
//   ./geojson_fuzz -max_total_time=300 corpus_of_your_own tests/fuzz/geojson_corpus
//
// The corpus is also run by tests/io/fuzz_corpus_test.cpp.

#include "corewing/briefing/flow_map.hpp"
#include "corewing/io/geojson.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace geojson_fuzz {

inline void check(const corewing::io::Ring& ring) {
    if (ring.size() < 4 || ring.front() != ring.back()) std::abort();
    for (const auto& at : ring)
        if (!(std::abs(at.lon) <= 180.0 && std::abs(at.lat) <= 90.0)) std::abort();
}

inline int run(const std::uint8_t* data, std::size_t size) {
    try {
        const auto outlines =
            corewing::io::parse_boundaries(std::string_view(reinterpret_cast<const char*>(data), size), "b.geojson");
        for (const auto& outline : outlines) {
            if (outline.polygons.empty()) std::abort();
            for (const auto& polygon : outline.polygons) {
                check(polygon.outer);
                for (const auto& hole : polygon.holes) check(hole);
            }
        }
        const std::string picture = corewing::briefing::flow_map({}, {}, outlines).picture.str();
        for (const char* no_number : {"nan", "inf"})
            if (picture.find(no_number) != std::string::npos) std::abort();
    } catch (const corewing::io::bad_files& refused) {
        for (const auto& mistake : refused.mistakes())
            if (mistake.text.empty() || mistake.context.remedy.empty() || mistake.context.file != "b.geojson") std::abort();
    }
    return 0;
}

} // namespace geojson_fuzz

#ifndef COREWING_FUZZ_TEST
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return geojson_fuzz::run(data, size);
}
#endif
