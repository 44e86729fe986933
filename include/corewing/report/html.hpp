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
    std::string text = {}; ///< plain text; escaped where it is printed
};

/// A list of short items.
struct Bullets {
    std::vector<std::string> items = {}; ///< one a line, plain text; escaped where it is printed
};

/// A remark set apart from the text.
struct Note {
    std::string text = {}; ///< plain text; escaped where it is printed
};

/// A picture with its caption, and a note in small print below.
struct Figure {
    Element picture = Element("svg"); ///< an svg, as charts and maps give it
    std::string caption = {};         ///< below the picture; empty = none
    std::string note = {};            ///< in small print below the caption; empty = none
};

/// One key figure: "38.4 bn yuan", with a word before and after.
struct Card {
    std::string label = {}; ///< the word before
    std::string value = {}; ///< number and unit, as text
    std::string note = {};  ///< the word after; may be empty
};

/// A row of key figures.
struct Cards {
    std::vector<Card> cards = {}; ///< in the order given
};

/// What a section may hold. All of it is plain text or an Element: no markup of the caller's gets through.
using Block = std::variant<Paragraph, Bullets, Note, Table, Figure, Cards>;

/// A section of a page; subsections give lower headings by themselves.
struct Section {
    std::string title = {};             ///< its heading
    std::vector<Block> blocks = {};     ///< before the subsections
    std::vector<Section> sections = {}; ///< below it, in the order given
};

/// A whole page as plain data.
struct Page {
    std::string title = {};             ///< not empty
    std::string subtitle = {};          ///< below the title; empty = none
    std::string language = "en";        ///< of the text, as in HTML: en, zh-CN
    std::string contents = "Contents";  ///< head of the contents list; empty = no list
    std::vector<Block> lead = {};       ///< before the first section
    std::vector<Section> sections = {}; ///< in the order given
    std::string footer = {};            ///< at the end; empty = none
};

/// The page as one self-contained HTML document: no script, no network, light and print style inside.
///
/// Every text is escaped; the document is well formed as HTML and as XML.
/// @param page  what it says
/// @return from the doctype on
/// @throws bad_value if the title is empty or the language is not a language tag
/// Complexity O(length).
COREWING_ROUTINE
std::string html_page(const Page& page);

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/html.hpp"
#endif
