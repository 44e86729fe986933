// Throws bytes at the reader of a table. The first byte chooses the table, the rest is the file.
// Whatever is read without a mistake must be writable, and read again equal.
//
//   clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -isystem /usr/include/eigen3 -Iinclude
//       tests/fuzz/csv_fuzz.cpp -o csv_fuzz
//   ./csv_fuzz -max_total_time=300 corpus_of_your_own tests/fuzz/csv_corpus
//
// The corpus is also run by tests/io/fuzz_corpus_test.cpp.

#include "corewing/io/detail/table_reader.hpp"
#include "corewing/io/detail/table_writer.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>

namespace csv_fuzz {

inline bool read(const corewing::io::Table& table, const std::string& text, corewing::model::Tables& tables) {
    std::istringstream in(text);
    corewing::io::Mistakes mistakes;
    corewing::io::detail::Sheet sheet{.file = "fuzz.csv"};
    corewing::io::detail::read_rows(in, table, tables, sheet, mistakes, text.size());
    for (const auto& m : mistakes.told())
        if (m.text.empty() || m.context.remedy.empty() || m.context.file != "fuzz.csv") std::abort();
    return mistakes.empty();
}

inline int run(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto tables = corewing::io::dictionary();
    const corewing::io::Table& table = tables[data[0] % tables.size()];
    corewing::model::Tables first, second;
    if (!read(table, std::string(reinterpret_cast<const char*>(data) + 1, size - 1), first)) return 0;
    std::string written;
    try {
        corewing::io::detail::write_rows(table, first, [&](std::string_view piece) { written += piece; });
    } catch (const corewing::base::bad_data&) {
        std::abort();
    }
    if (!read(table, written, second) || first != second) std::abort();
    return 0;
}

} // namespace csv_fuzz

#ifndef COREWING_FUZZ_TEST
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return csv_fuzz::run(data, size);
}
#endif
