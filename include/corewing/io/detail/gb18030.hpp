#pragma once

#include "corewing/base/index.hpp"
#include "corewing/io/detail/text.hpp"

#include <cstddef>
#include <istream>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#if defined(__linux__) && __has_include(<iconv.h>)
#define COREWING_HAS_ICONV
#include <iconv.h>
#endif

/// Text as Chinese spreadsheets save it.
namespace corewing::io::detail {

/// What the bytes of a text look like.
struct ByteCount {
    Index bad = 0;  ///< bytes that no UTF-8 has there
    Index wide = 0; ///< characters of three or more bytes of UTF-8
};

/// Counts in a text, up to the last three bytes where more follows. @return how many bytes were looked at
template <class = void>
Index count_bytes(std::string_view text, bool more, ByteCount& count) {
    Index at = 0;
    const Index end = more ? std::ssize(text) - 3 : std::ssize(text);
    while (at < end) {
        const Index length = utf8_length(text, at);
        count.bad += length == 0;
        count.wide += length > 2;
        at += length == 0 ? 1 : length;
    }
    return at;
}

/// Counts in a stream, which is left at its beginning.
template <class = void>
ByteCount count_bytes(std::istream& in) {
    ByteCount count;
    std::string rest;
    std::vector<char> chunk(Index{1} << 18);
    do {
        in.read(chunk.data(), std::ssize(chunk));
        rest.append(chunk.data(), in.gcount());
        const bool more = in.good();
        if (!is_ascii(rest))
            rest.erase(0, count_bytes(rest, more, count));
        else
            rest.clear();
    } while (in.good());
    in.clear();
    in.seekg(0);
    return count;
}

/// Whether it reads like words of Western Europe taken for Chinese: most foreign signs stand alone beside a letter.
template <class = void>
bool looks_western(std::string_view utf8) {
    const auto letter = [&](Index at) {
        const char c = at >= 0 && at < std::ssize(utf8) ? utf8[at] : ' ';
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    Index runs = 0, alone = 0;
    for (Index at = 0; at < std::ssize(utf8);) {
        const Index from = at;
        Index signs = 0;
        while (at < std::ssize(utf8) && static_cast<unsigned char>(utf8[at]) >= 0x80) {
            at += utf8_length(utf8, at);
            ++signs;
        }
        runs += signs > 0;
        alone += signs == 1 && (letter(from - 1) || letter(at));
        if (signs == 0) ++at;
    }
    return 2 * alone > runs;
}

/// A text of GB18030 in UTF-8.
/// @return nothing where it is no GB18030, reads like another encoding, or the system cannot tell
template <class = void>
std::optional<std::string> from_gb18030(std::string_view bytes) {
#ifdef COREWING_HAS_ICONV
    const iconv_t way = iconv_open("UTF-8", "GB18030");
    if (way == iconv_t(-1)) return std::nullopt;
    constexpr auto nothing_done = std::numeric_limits<std::size_t>::max();
    std::string from(bytes), text;
    std::vector<char> chunk(Index{1} << 16);
    char* in = from.data();
    std::size_t left = from.size();
    bool good = true;
    while (good && left > 0) {
        char* out = chunk.data();
        std::size_t room = chunk.size();
        const std::size_t before = left;
        const bool all = iconv(way, &in, &left, &out, &room) != nothing_done;
        text.append(chunk.data(), out - chunk.data());
        good = all || (left < before && room < 8); // else a byte that is no GB18030, or the end inside a sign
    }
    iconv_close(way);
    if (good && is_utf8(text) && !looks_western(text)) return text;
#else
    static_cast<void>(bytes);
#endif
    return std::nullopt;
}

/// The first run of signs beyond ASCII, at most twelve of them.
template <class = void>
std::string foreign_example(std::string_view utf8) {
    Index from = 0;
    while (from < std::ssize(utf8) && static_cast<unsigned char>(utf8[from]) < 0x80) ++from;
    Index to = from;
    for (Index signs = 0; signs < 12 && to < std::ssize(utf8) && static_cast<unsigned char>(utf8[to]) >= 0x80; ++signs)
        to += utf8_length(utf8, to);
    return std::string(utf8.substr(from, to - from));
}

} // namespace corewing::io::detail
