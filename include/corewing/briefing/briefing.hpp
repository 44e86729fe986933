#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/briefing/sections.hpp"
#include "corewing/report/html.hpp"

#include <string>
#include <vector>

namespace corewing::briefing {

/// A briefing as plain data: what a decision maker reads, from the head line to the sources.
///
///     Briefing briefing{.title = "Chongqing: one core, two wings, many points",
///                       .key_facts = {{"Districts and counties", "38", "and four zones"}}};
///     briefing.sections.push_back(map_section({.title = "Who works with whom"}, places, links));
///     std::string page = html(briefing);
struct Briefing {
    std::string title = {};                     ///< not empty
    std::string subtitle = {};                  ///< below the title; empty = none
    std::string language = "en";                ///< of the text, as in HTML: en, zh-CN
    std::string contents = "Contents";          ///< head of the contents list; empty = no list
    std::vector<std::string> summary = {};      ///< the message, a paragraph each
    std::vector<report::Card> key_facts = {};   ///< a row of figures below the message
    std::vector<report::Section> sections = {}; ///< map_section, matrix_section, division_section, ..., or your own
    std::string footer = {};                    ///< at the end; empty = none
};

/// The briefing as one self-contained page.
/// @param briefing  what it says
/// @return one HTML document
/// @throws bad_value if the title is empty or the language is not a language tag
/// Complexity O(length).
COREWING_ROUTINE
std::string html(const Briefing& briefing);

} // namespace corewing::briefing

#ifndef COREWING_COMPILED
#include "corewing/briefing/impl/briefing.hpp"
#endif
