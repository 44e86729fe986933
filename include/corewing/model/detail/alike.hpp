#pragma once

#include "corewing/base/detail/legible.hpp"
#include "corewing/base/index.hpp"

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::model::detail {

/// Letters of Latin-1 and Latin Extended-A that are another letter with a mark on it.
struct MarkedLetters {
    char32_t mark;            // combining
    std::string_view plain;   // letters of ASCII
    std::u32string_view with; // the same letters with the mark, in one character each
};

/// Every such letter (Unicode 15, canonical decompositions of U+00C0 to U+017F).
inline constexpr std::array<MarkedLetters, 13> marked_letters{{
    {0x0300, "AEIOUaeiou", U"ÀÈÌÒÙàèìòù"},
    {0x0301, "AEIOUYaeiouyCcLlNnRrSsZz", U"ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹź"},
    {0x0302, "AEIOUaeiouCcGgHhJjSsWwYy", U"ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷ"},
    {0x0303, "ANOanoIiUu", U"ÃÑÕãñõĨĩŨũ"},
    {0x0304, "AaEeIiOoUu", U"ĀāĒēĪīŌōŪū"},
    {0x0306, "AaEeGgIiOoUu", U"ĂăĔĕĞğĬĭŎŏŬŭ"},
    {0x0307, "CcEeGgIZz", U"ĊċĖėĠġİŻż"},
    {0x0308, "AEIOUaeiouyY", U"ÄËÏÖÜäëïöüÿŸ"},
    {0x030A, "AaUu", U"ÅåŮů"},
    {0x030B, "OoUu", U"ŐőŰű"},
    {0x030C, "CcDdEeLlNnRrSsTtZz", U"ČčĎďĚěĽľŇňŘřŠšŤťŽž"},
    {0x0327, "CcGgKkLlNnRrSsTt", U"ÇçĢģĶķĻļŅņŖŗŞşŢţ"},
    {0x0328, "AaEeIiUu", U"ĄąĘęĮįŲų"},
}};

/// An id as the eye takes it: letters of ASCII small, full-width forms (U+FF01 to U+FF5E) narrow, letters with a mark as
/// letter and mark. Ids that look alike give the same.
/// Complexity O(length).
template <class = void>
std::u32string as_seen(std::string_view id) {
    std::u32string seen;
    const auto put = [&](char32_t code) { seen += code >= U'A' && code <= U'Z' ? code + 32 : code; };
    for (Index at = 0, length = 0; at < std::ssize(id); at += length) {
        length = base::detail::utf8_length(id, at);
        if (length == 0) break; // Region refuses such ids
        const char32_t code = base::detail::code_of(id.substr(at, length));
        bool marked = false;
        for (const MarkedLetters& letters : marked_letters) {
            if (code < 0xC0 || code > 0x17F) break;
            const auto found = letters.with.find(code);
            if (found == std::u32string_view::npos) continue;
            put(static_cast<unsigned char>(letters.plain[found]));
            seen += letters.mark;
            marked = true;
            break;
        }
        if (!marked) put(code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code);
    }
    return seen;
}

/// The ids that look like another one, those alike together, in their order; each id counts once.
/// Complexity O(n log n).
template <class = void>
std::vector<std::vector<std::string>> alike(const std::set<std::string>& ids) {
    std::map<std::u32string, std::vector<std::string>> by_look;
    for (const std::string& id : ids) by_look[as_seen(id)].push_back(id);
    std::map<std::string, std::vector<std::string>> groups; // by the first id
    for (auto& entry : by_look)
        if (entry.second.size() > 1) groups.emplace(entry.second.front(), entry.second);
    std::vector<std::vector<std::string>> all;
    for (auto& entry : groups) all.push_back(std::move(entry.second));
    return all;
}

} // namespace corewing::model::detail
