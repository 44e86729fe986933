#pragma once

#include "corewing/base/detail/legible.hpp"
#include "corewing/base/index.hpp"

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace corewing::io::detail {

using base::detail::legible;
using base::detail::utf8_length;

template <class = void>
bool is_ascii(std::string_view text) {
    std::uint64_t word = 0, all = 0;
    Index i = 0;
    for (; i + sizeof word <= text.size(); i += sizeof word) {
        std::memcpy(&word, text.data() + i, sizeof word);
        all |= word;
    }
    for (; i < std::ssize(text); ++i) all |= static_cast<unsigned char>(text[i]);
    return (all & 0x8080808080808080ULL) == 0;
}

/// The text with its ASCII capitals made small.
inline std::string ascii_lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// Index of the first byte that is not UTF-8; text.size() if all is well.
template <class = void>
Index first_bad_byte(std::string_view text) {
    if (is_ascii(text)) return text.size();
    for (Index at = 0; at < std::ssize(text);) {
        const Index length = utf8_length(text, at);
        if (length == 0) return at;
        at += length;
    }
    return text.size();
}

inline bool is_utf8(std::string_view text) {
    return first_bad_byte(text) == std::ssize(text);
}

/// The encoding that a byte order mark at the beginning tells, or nothing: UTF-8 and files without a mark.
template <class = void>
std::string_view foreign_encoding(std::string_view head) {
    using namespace std::string_view_literals;
    if (head.starts_with("\xFF\xFE\0\0"sv) || head.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
    if (head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv)) return "UTF-16";
    return {};
}

/// A value as it stands in messages: legible, shortened, in quotes.
inline std::string in_quotes(std::string_view value) {
    return '"' + legible(value, 40) + '"';
}

} // namespace corewing::io::detail
