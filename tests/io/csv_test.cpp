#include "corewing/base/random.hpp"
#include "corewing/io/csv.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

using namespace corewing;
using Rows = std::vector<std::vector<std::string>>;

namespace {

struct Reading {
    Rows rows = {};
    std::vector<Index> lines = {};
    std::string mistakes = {};
};

Reading read(const std::string& text, const io::CsvLimits& limits = {}) {
    std::istringstream in(text);
    io::Mistakes mistakes;
    io::CsvReader reader(in, "t.csv", mistakes, limits);
    Reading reading;
    while (reader.next()) {
        reading.rows.emplace_back(reader.cells().begin(), reader.cells().end());
        reading.lines.push_back(reader.line());
    }
    try {
        mistakes.throw_if_any();
    } catch (const io::bad_files& e) {
        reading.mistakes = e.what();
    }
    return reading;
}

} // namespace

TEST_CASE("well-formed files are read as RFC 4180 has them") {
    struct Case {
        const char* what;
        std::string text;
        Rows rows;
    };
    const std::vector<Case> cases{
        {"nothing", "", {}},
        {"one row without line end", "a,b", {{"a", "b"}}},
        {"LF", "a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}},
        {"CRLF", "a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
        {"both line ends", "a,b\r\nc,d\ne,f", {{"a", "b"}, {"c", "d"}, {"e", "f"}}},
        {"byte order mark",
         "\xEF\xBB\xBF"
         "a,b\n",
         {{"a", "b"}}},
        {"only a byte order mark", "\xEF\xBB\xBF", {}},
        {"empty cells", ",\n,,\n", {{"", ""}, {"", "", ""}}},
        {"a comma ends the file", "a,", {{"a", ""}}},
        {"empty cell in quotes", "\"\"\n", {{""}}},
        {"comma in quotes", "\"a,b\",c\n", {{"a,b", "c"}}},
        {"quote in quotes", "\"a \"\"b\"\" c\"\n", {{"a \"b\" c"}}},
        {"only quotes", "\"\"\"\"\n", {{"\""}}},
        {"line end in quotes", "\"a\nb\",c\n", {{"a\nb", "c"}}},
        {"CRLF in quotes is kept", "\"a\r\nb\"\r\n", {{"a\r\nb"}}},
        {"a carriage return in quotes is kept", "\"a\rb\"\n", {{"a\rb"}}},
        {"quotes close at the end of the file", "a,\"b\"", {{"a", "b"}}},
        {"blanks are kept", " a , b \n", {{" a ", " b "}}},
        {"empty lines at the end", "a\n\n\r\n\n", {{"a"}}},
        {"Chinese", "重庆,\"江,北\"\n", {{"重庆", "江,北"}}},
        {"U+10FFFF", "\xF4\x8F\xBF\xBF\n", {{"\xF4\x8F\xBF\xBF"}}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.what);
        const Reading reading = read(c.text);
        CHECK(reading.rows == c.rows);
        CHECK(reading.mistakes.empty());
    }
}

TEST_CASE("malformed files are refused with line, cell and remedy") {
    struct Case {
        std::string text;
        std::string mistakes;
        Index rows_left;
    };
    const std::vector<Case> cases{
        {"a,b\nc,d\"e\nf,g\n",
         "t.csv:2:2: a quote stands inside a cell that does not begin with one; put the whole cell in quotes and "
         "double "
         "the quote inside it",
         2},
        {"a,b\n\"c\"d,e\nf,g\n",
         "t.csv:2:1: text follows the quote that closes the cell; put the whole cell in quotes and double the quotes "
         "inside it",
         2},
        {"a,b\nc,\"d\ne,f\n",
         "t.csv:2:2: the quote that opens here is not closed; close it behind the cell, or double it if it belongs to "
         "the "
         "text",
         1},
        {"a,b\n\"x\ny\",\"d\n",
         "t.csv:3:2: the quote that opens here is not closed; close it behind the cell, or double it if it belongs to "
         "the "
         "text",
         1},
        {"a,\"",
         "t.csv:1:2: the quote that opens here is not closed; close it behind the cell, or double it if it "
         "belongs to the text",
         0},
        {"a\rb\n", "t.csv:1:1: a carriage return stands outside quotes; end rows with LF or CRLF", 0},
        {"a,b\r", "t.csv:1:2: a carriage return stands outside quotes; end rows with LF or CRLF", 0},
        {std::string("a,b\nc,\0d\n", 9), "t.csv:2:2: has a NUL character; save the file as UTF-8 text", 1},
        {std::string("a,b\n\"c\0\",d\n", 11), "t.csv:2:1: has a NUL character; save the file as UTF-8 text", 1},
        {std::string("\"c\"\0,d\n", 7), "t.csv:1:1: has a NUL character; save the file as UTF-8 text", 0},
        {"a\nb\n\nc\n", "t.csv:3: the line is empty; take it out", 3},
        {"a,b\n\xD6\xD8\xC7\xEC,c\n", // 重庆 in GBK
         "t.csv:2:1: \"\\xd6\\xd8\\xc7\\xec\" is not UTF-8; save the file as UTF-8, not as GBK or Latin-1", 1},
        {"\xC0\xAF\n", "t.csv:1:1: \"\\xc0\\xaf\" is not UTF-8; save the file as UTF-8, not as GBK or Latin-1", 0},
        {"\xED\xA0\x80\n", "t.csv:1:1: \"\\xed\\xa0\\x80\" is not UTF-8; save the file as UTF-8, not as GBK or Latin-1",
         0},
        {"\xF4\x90\x80\x80\n",
         "t.csv:1:1: \"\\xf4\\x90\\x80\\x80\" is not UTF-8; save the file as UTF-8, not as GBK or Latin-1", 0},
        {"\xE9\x87,x\n", "t.csv:1:1: \"\\xe9\\x87\" is not UTF-8; save the file as UTF-8, not as GBK or Latin-1", 0},
        {std::string("\xFF\xFE"
                     "a\0",
                     4),
         "t.csv:1:1: is in UTF-16; save the file as UTF-8", 0},
        {std::string("\xFE\xFF\0a", 4), "t.csv:1:1: is in UTF-16; save the file as UTF-8", 0},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const Reading reading = read(c.text);
        CHECK(reading.mistakes == c.mistakes);
        CHECK(reading.rows.size() == c.rows_left);
    }
}

TEST_CASE("reading goes on after a bad row, up to 20 mistakes are told") {
    std::string text = "a,b\n";
    for (int i = 0; i < 25; ++i) text += "x,\"y\"z\n";
    text += "c,d\n";
    const Reading reading = read(text);
    CHECK(reading.rows == Rows{{"a", "b"}, {"c", "d"}});
    CHECK(std::count(reading.mistakes.begin(), reading.mistakes.end(), '\n') == 20);
    CHECK(reading.mistakes.ends_with("t.csv:21:2: text follows the quote that closes the cell; put the whole cell in "
                                     "quotes and double the quotes inside it\nand 5 more"));
}

TEST_CASE("rows know the line on which they begin") {
    const Reading reading = read("a\n\"b\n\n\"\r\nc\n\"d\"\ne");
    CHECK(reading.lines == std::vector<Index>{1, 2, 5, 6, 7});
}

TEST_CASE("limits") {
    const io::CsvLimits small{.cell = 5, .row = 20, .cells = 4};
    CHECK(read("12345,12345\n", small).mistakes.empty());
    CHECK(read("123456\n", small).mistakes == "t.csv:1:1: the cell is longer than 5 bytes; separate cells by commas "
                                              "and rows by line ends, or shorten the cell");
    CHECK(read("a,\"123456\"\n", small).mistakes == "t.csv:1:2: the quote that opens here is not closed within 5 "
                                                    "bytes; close it behind the cell, or double it if it "
                                                    "belongs to the text");
    CHECK(read("1234,1234,1234,12345\n", small).mistakes == "t.csv:1: the row is longer than 20 bytes; shorten it");
    CHECK(read(",,,,\n", small).mistakes == "t.csv:1: the row has more than 4 cells; take some out");
    CHECK(read(",,,\n", small).mistakes.empty());
}

TEST_CASE("what lies across the border of two pieces of the file is read like the rest") {
    // Pieces of 256 KiB: put every kind of sign on the border.
    for (const std::string sign : {"x", ",", "x\ny", "x\r\ny", "\"\"", "\"a\"\"b\"", "\"\r\n\"", "重", "\"重\n\""})
        for (Index shift = 0; shift < 12; ++shift) {
            std::string text = "h,h\n";
            while (std::ssize(text) < (Index{1} << 18) - shift - 4) text += text.size() % 50 == 0 ? "\n" : ".";
            text += '\n' + sign + "\nend,end\n";
            const Reading whole = read(text);
            CAPTURE(sign);
            CAPTURE(shift);
            CHECK(whole.mistakes.empty());
            CHECK(whole.rows.back() == std::vector<std::string>{"end", "end"});
        }
}

TEST_CASE("a quote left open costs a mistake, not the memory") {
    // 50 MB of text behind an open quote, made on the fly.
    struct Endless : std::streambuf {
        std::string head = "a,b\n1,\"";
        std::vector<char> block = std::vector<char>(1 << 16, 'x');
        Index left = 50'000'000, taken = 0;
        Endless() { setg(head.data(), head.data(), head.data() + head.size()); }
        int_type underflow() override {
            if (left == 0) return traits_type::eof();
            const Index count = std::min(left, std::ssize(block));
            left -= count;
            taken += count;
            setg(block.data(), block.data(), block.data() + count);
            return traits_type::to_int_type(block[0]);
        }
    } source;
    std::istream in(&source);
    io::Mistakes mistakes;
    io::CsvReader reader(in, "t.csv", mistakes);
    while (reader.next()) {
    }
    CHECK(source.taken < 2'000'000);
    CHECK(mistakes.count() == 1);
    CHECK(mistakes.told()[0].text == "the quote that opens here is not closed within 1048576 bytes");
    CHECK(mistakes.told()[0].context.line == 2);
    CHECK(mistakes.told()[0].context.column == 2);
}

TEST_CASE("a stream that breaks is an error, not the end") {
    struct Broken : std::streambuf {
        int_type underflow() override { throw std::runtime_error("disk"); }
    } source;
    std::istream in(&source);
    io::Mistakes mistakes;
    CHECK_THROWS_WITH_AS(io::CsvReader(in, "t.csv", mistakes),
                         "t.csv: cannot be read; check the disk and the permissions", base::bad_file);
}

TEST_CASE("a limit below 0 is refused") {
    std::istringstream in("a,b\n");
    io::Mistakes mistakes;
    CHECK_THROWS_WITH_AS(io::CsvReader(in, "t.csv", mistakes, {.cell = -1}), "cell: -1 is not in [0, inf]",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(io::CsvReader(in, "t.csv", mistakes, {.row = -1}), "row: -1 is not in [0, inf]",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(io::CsvReader(in, "t.csv", mistakes, {.cells = -1}), "cells: -1 is not in [0, inf]",
                         base::bad_value);
}

TEST_CASE("the writer quotes only where it must") {
    const auto written = [](const std::vector<std::string>& cells) {
        std::string text;
        io::CsvWriter csv(text);
        for (const auto& cell : cells) csv.cell(cell);
        csv.end_row();
        return text;
    };
    CHECK(written({"a", " b ", "重庆"}) == "a, b ,重庆\n");
    CHECK(written({"a,b", "\"", "x\ny", "\r"}) == "\"a,b\",\"\"\"\",\"x\ny\",\"\r\"\n");
    CHECK(written({"", ""}) == ",\n");
    CHECK(written({""}) == "\"\"\n");
    CHECK(written({"=1+1", "@x"}) == "=1+1,@x\n");
}

TEST_CASE("what is written is read again, for random cells") {
    const std::vector<std::string> pieces{"", "a", ",", "\"", "\n", "\r", "\r\n", " ", "重", "é", ";", "\t", "=", "''"};
    base::Random random(7);
    for (int round = 0; round < 500; ++round) {
        Rows rows(1 + random.index(6));
        const Index width = 1 + random.index(4);
        std::string text;
        io::CsvWriter csv(text);
        for (auto& row : rows) {
            for (Index i = 0; i < width; ++i) {
                std::string cell;
                for (Index k = random.index(5); k > 0; --k) cell += pieces[random.index(pieces.size())];
                csv.cell(cell);
                row.push_back(cell);
            }
            csv.end_row();
        }
        const Reading reading = read(text);
        CHECK(reading.mistakes.empty());
        CHECK(reading.rows == rows);
    }
}
