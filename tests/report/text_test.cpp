#include "corewing/report/text.hpp"

#include <doctest/doctest.h>

#include <string>

using corewing::Index;

using namespace corewing::report;

TEST_CASE("characters are read and written as UTF-8, faults become U+FFFD") {
    for (const char32_t code : {U'a', U'é', U'万', U'\U0001F600', char32_t{0x7F}, char32_t{0x80}, char32_t{0x7FF},
                                char32_t{0x800}, char32_t{0xFFFF}, char32_t{0x10000}, char32_t{0x10FFFF}}) {
        std::string text;
        append_character(text, code);
        Index i = 0;
        CHECK(next_character(text, i) == code);
        CHECK(i == text.size());
    }
    for (const char* faulty : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xB8", "\x80", "\xFF",
                               "\xE0\x80\x80", "\xF8\x88\x80\x80\x80", "\xC3("}) {
        Index i = 0;
        CHECK(next_character(faulty, i) == replacement_character);
        CHECK(i == 1);
    }
}

TEST_CASE("Chinese characters take two columns") {
    CHECK(display_width("") == 0);
    CHECK(display_width("Wanzhou") == 7);
    CHECK(display_width("万州区") == 6);
    CHECK(display_width("Wanzhou 万州") == 12);
    CHECK(display_width("（一核）") == 8); // full-width brackets
    CHECK(display_width("。、") == 4);
    CHECK(display_width("ｱ") == 1);       // half-width katakana
    CHECK(display_width("e\u0301") == 1); // combining accent
    CHECK(display_width("\u200b") == 0);  // zero-width space
    CHECK(display_width("한국") == 4);
    CHECK(display_width("\U00020000") == 2); // extension B
    CHECK(display_width("◊~–") == 3);        // the marks
    CHECK(display_width("\xFF") == 1);
}

TEST_CASE("proportional widths grow with the text") {
    CHECK(em_width("") == 0.0);
    CHECK(em_width("万州") == doctest::Approx(2.0));
    CHECK(em_width("iii") < em_width("mmm"));
    CHECK(em_width("Wanzhou") > 3.0);
    CHECK(em_width("Wanzhou") < 4.8);
}

TEST_CASE("texts are shortened at a character, never within one") {
    CHECK(shortened("Wanzhou", 10.0) == "Wanzhou");
    CHECK(shortened("重庆高新区（西部科学城）", 5.0) == "重庆高新…");
    CHECK(shortened("Wanzhou District", 5.5) == "Wanzhou…");
    CHECK(shortened("abc", 0.1) == "…");
    CHECK(shortened("", 0.1) == "");
}

TEST_CASE("escaping leaves nothing that could end a text, a quote or a script") {
    CHECK(escaped("a & b < c > d \" e '") == "a &amp; b &lt; c &gt; d &quot; e &#39;");
    CHECK(escaped("</script><svg onload=alert(1)>") == "&lt;/script&gt;&lt;svg onload=alert(1)&gt;");
    CHECK(escaped("]]> <!-- &amp;") == "]]&gt; &lt;!-- &amp;amp;");
    CHECK(escaped("万州区") == "万州区");
    CHECK(escaped("tab\tline\n") == "tab\tline\n");
    CHECK(escaped(std::string("\0\x01\r\x1b\x7f", 5)) == "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
    CHECK(escaped("\xC2\x85\xEF\xBF\xBE\xEF\xB7\x90") == "\uFFFD\uFFFD\uFFFD"); // C1 control, U+FFFE, U+FDD0
    CHECK(escaped("a\xFF") == "a\uFFFD");
}

TEST_CASE("what turns the direction of writing is kept to its own text") {
    CHECK(escaped("\u0639\u0631\u0628\u064a \u200f1") == "\u0639\u0631\u0628\u064a \u200f1"); // plain Arabic stays as it is
    CHECK(escaped("a\u202eb") == "\u2068a\uFFFDb\u2069");
    CHECK(escaped("a\u2066b") == "\u2068a\u2066b\u2069\u2069");
    CHECK(escaped("a\u2067b\u2069<") == "\u2068a\u2067b\u2069&lt;\u2069");
    CHECK(escaped("a\u2069\u202cb") == "\u2068a\uFFFD\uFFFDb\u2069");
    CHECK(escaped("\u202ba\u2066\u202cb") == "\u2068\u202ba\u2066\uFFFDb\u2069\u202c\u2069");
    CHECK(escaped("\u2018 \u2013 \u2060") == "\u2018 \u2013 \u2060");
}

TEST_CASE("what is sent to a terminal can only be shown") {
    CHECK(printable("\u4e07\u5dde 1.5\n") == "\u4e07\u5dde 1.5\n");
    CHECK(printable("a\x1b[2J\tb\r\n\u009b\u2028c\x7f") == "a [2J b \n  c ");
    CHECK(printable("a\u202eb\u2066c\u2069\xff") == "abc\uFFFD");
}
