#include "corewing/io/detail/text.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace corewing::io::detail;

TEST_CASE("UTF-8 is checked byte by byte (Unicode 15, table 3-7)") {
    // Every code point in its own encoding is good; every surrogate is not.
    for (unsigned code = 0; code <= 0x10FFFF; code += code < 0x11000 ? 1 : 37) {
        std::string text;
        const auto add = [&](unsigned byte) { text += static_cast<char>(byte); };
        if (code < 0x80)
            add(code);
        else if (code < 0x800)
            add(0xC0 | code >> 6), add(0x80 | (code & 63));
        else if (code < 0x10000)
            add(0xE0 | code >> 12), add(0x80 | (code >> 6 & 63)), add(0x80 | (code & 63));
        else
            add(0xF0 | code >> 18), add(0x80 | (code >> 12 & 63)), add(0x80 | (code >> 6 & 63)),
                add(0x80 | (code & 63));
        const bool surrogate = code >= 0xD800 && code < 0xE000;
        if ((utf8_length(text, 0) == std::ssize(text)) == surrogate) FAIL("code point " << code);
        if (text.size() > 1 && utf8_length(text.substr(0, text.size() - 1), 0) != 0) FAIL("cut off " << code);
    }
    for (const std::string bad : {"\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\xF5\x80\x80\x80", "\xFF",
                                  "\xC3", "\xC3(", "\xE2\x28\xA1", "\xF0\x9F\x98"})
        CHECK(utf8_length(bad, 0) == 0);
    CHECK(first_bad_byte("abcdefghij\xFFk") == 10);
    CHECK(first_bad_byte("重庆\xE9") == 6);
    CHECK(is_utf8(""));
    CHECK(is_utf8("重庆 Chongqing é 😀"));
    CHECK(is_ascii("0123456789abcdef0123"));
    CHECK_FALSE(is_ascii("0123456789abcdef012é"));
}

TEST_CASE("values are made printable and short in messages") {
    CHECK(legible("abc") == "abc");
    CHECK(legible("a\nb\r\tc") == "a\\nb\\r\\tc");
    CHECK(legible(std::string("\0\x01\x7F", 3)) == "\\x00\\x01\\x7f");
    CHECK(legible("重庆\xFF") == "重庆\\xff");
    CHECK(legible("a\u202Eb\u200Fc\u2066d") == "a\\xe2\\x80\\xaeb\\xe2\\x80\\x8fc\\xe2\\x81\\xa6d");
    CHECK(legible("\u0085\uFEFF") == "\\xc2\\x85\\xef\\xbb\\xbf");
    CHECK(legible("\u2018quoted\u2019 \u00e9") == "\u2018quoted\u2019 \u00e9");
    CHECK(legible("abcdef", 5) == "abcde...");
    CHECK(legible("重庆重庆重", 5) == "重庆重庆重");
    CHECK(legible("重庆重庆重庆", 5) == "重庆重庆重...");
    CHECK(in_quotes(std::string(1000, 'x')) == '"' + std::string(40, 'x') + "...\"");
}
