#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/report/svg.hpp"
#include "corewing/report/table.hpp"

#include <string>
#include <variant>
#include <vector>

namespace corewing::report {

/// Running text.
struct Paragraph {
    std::string text = {};
};

/// A list of short items.
struct Bullets {
    std::vector<std::string> items = {};
};

/// A remark set apart from the text.
struct Note {
    std::string text = {};
};

/// A picture with its caption, and a note in small print below.
struct Figure {
    Element picture = Element("svg");
    std::string caption = {};
    std::string note = {};
};

/// One key figure: "38.4 bn yuan", with a word before and after.
struct Card {
    std::string label = {};
    std::string value = {};
    std::string note = {};
};

/// A row of key figures.
struct Cards {
    std::vector<Card> cards = {};
};

/// What a section may hold. All of it is plain text or an Element: no markup of the caller's gets through.
using Block = std::variant<Paragraph, Bullets, Note, Table, Figure, Cards>;

/// A section of a page; subsections give lower headings by themselves.
struct Section {
    std::string title = {};
    std::vector<Block> blocks = {};
    std::vector<Section> sections = {};
};

/// A whole page as plain data.
struct Page {
    std::string title = {}; ///< not empty
    std::string subtitle = {};
    std::string language = "en";       ///< of the text, as in HTML: en, zh-CN
    std::string contents = "Contents"; ///< head of the contents list; empty = no list
    std::vector<Block> lead = {};      ///< before the first section
    std::vector<Section> sections = {};
    std::string footer = {};
};

/// The page as one self-contained HTML document: no script, no network, light and print style inside.
///
/// Every text is escaped; the document is well formed as HTML and as XML.
/// @throws bad_value if the title is empty or the language is not a language tag
/// Complexity O(length).
COREWING_ROUTINE
std::string html_page(const Page& page);

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/html.hpp"
#endif
