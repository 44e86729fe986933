// Throws bytes at all that a page and a terminal show. The bytes are texts, separated by 0x1E. The page must be well
// formed, whatever they hold, with nothing left open that turns the direction of writing; the table as text must keep
// its lines and drive no terminal.
//
//   clang++ -std=c++20 -g1 -O1 -fsanitize=fuzzer,address,undefined -isystem /usr/include/eigen3 -Iinclude -Itests
//       tests/fuzz/page_fuzz.cpp -o page_fuzz
//   ./page_fuzz -max_total_time=300 corpus_of_your_own tests/fuzz/page_corpus
//
// The corpus is also run by tests/report/fuzz_corpus_test.cpp.

#include "corewing/report/html.hpp"
#include "corewing/report/spreadsheet.hpp"
#include "corewing/report/svg.hpp"
#include "corewing/report/table.hpp"
#include "corewing/report/text.hpp"

#include "report/markup.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace page_fuzz {

namespace report = corewing::report;

/// Aborts unless isolates and embeddings are closed within the text, and none is closed that was not open.
inline void check_direction(std::string_view text) {
    std::vector<Index> open{0};
    for (Index i = 0; i < std::ssize(text);) {
        const char32_t code = report::next_character(text, i);
        if (code == 0x202D || code == 0x202E) std::abort();
        if (code >= 0x2066 && code <= 0x2068) open.push_back(0);
        if (code == 0x202A || code == 0x202B) ++open.back();
        if (code == 0x202C && --open.back() < 0) std::abort();
        if (code == 0x2069) {
            if (open.size() < 2) std::abort();
            open.pop_back(); // and what is open in the isolate with it
        }
    }
    if (open.size() != 1 || open[0] != 0) std::abort();
}

/// Texts between tags, one by one.
inline void check_directions(const std::string& html) {
    for (Index at = 0; at < std::ssize(html);) {
        const Index tag = std::min(html.find('<', at), html.size());
        check_direction(std::string_view(html).substr(at, tag - at));
        at = std::min(html.find('>', tag), html.size() - 1) + 1;
    }
}

inline int run(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    std::vector<std::string> texts;
    while (!bytes.empty() && texts.size() < 12) {
        texts.emplace_back(bytes.substr(0, bytes.find('\x1e')));
        bytes.remove_prefix(std::min(texts.back().size() + 1, bytes.size()));
    }
    texts.resize(12);
    report::Table table{.caption = texts[0], .columns = {{texts[1]}, {texts[2]}}, .note = texts[3]};
    table.rows = {{texts[4], texts[5]}, {{texts[6], corewing::base::Mark::imputed}, texts[7]}};

    report::Element picture = report::canvas(100.0, 100.0, texts[8], texts[9]);
    picture.add(report::text_at(1.0, 2.0, report::shortened(texts[10], 8.0)));
    picture.add("rect", {{"class", texts[11]}});
    const report::Page page{.title = texts[0].empty() ? "page" : texts[0],
                            .subtitle = texts[1],
                            .lead = {report::Paragraph{texts[2]}, report::Note{texts[3]}, report::Bullets{texts}},
                            .sections = {{.title = texts[4], .blocks = {table, report::Cards{{{texts[5], texts[6], texts[7]}}}}},
                                         {.title = texts[8], .blocks = {report::Figure{picture, texts[9], texts[10]}}}},
                            .footer = texts[11]};
    const std::string html = report::html_page(page);
    static_cast<void>(markup::Reader(html).document()); // throws where it is not well formed
    check_directions(html);
    if (html.find("<script") != std::string::npos) std::abort();

    const std::string shown = report::text(table);
    const auto bad = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F; };
    if (std::any_of(shown.begin(), shown.end(), bad)) std::abort();
    for (Index i = 0; i < std::ssize(shown);) {
        const char32_t code = report::next_character(shown, i);
        if ((code >= 0x80 && code < 0xA0) || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069))
            std::abort();
    }
    static_cast<void>(report::csv_table(table));
    return 0;
}

} // namespace page_fuzz

#ifndef COREWING_FUZZ_TEST
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return page_fuzz::run(data, size);
}
#endif
