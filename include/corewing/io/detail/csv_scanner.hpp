#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/io/detail/text.hpp"
#include "corewing/io/mistakes.hpp"

#include <array>
#include <cmath>
#include <cstring>
#include <istream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::io::detail {

/// Takes a CSV stream apart, row by row, in one buffer.
/// @tparam Limits  the most bytes in a cell, bytes in a row and cells in a row
template <class Limits>
class CsvScanner {
public:
    CsvScanner(std::istream& in, std::string file, Mistakes& mistakes, const Limits& limits)
        : in_(in), file_(std::move(file)), mistakes_(mistakes), limits_(limits) {
        base::check_range(static_cast<double>(limits.cell), 0.0, HUGE_VAL, "cell");
        base::check_range(static_cast<double>(limits.row), 0.0, HUGE_VAL, "row");
        base::check_range(static_cast<double>(limits.cells), 0.0, HUGE_VAL, "cells");
        while (end_ < 4 && fill()) {
        }
        const std::string_view head(buffer_.data(), end_);
        if (head.substr(0, 3) == "\xEF\xBB\xBF")
            at_ = 3;
        else if (const std::string_view encoding = foreign_encoding(head); !encoding.empty())
            give_up("is in " + std::string(encoding), "save the file as UTF-8");
    }

    /// Goes to the next row that keeps the rules.
    bool next() {
        for (;;) {
            begin_ = at_;
            line_ = next_line_;
            switch (scan()) {
            case Row::end: return false;
            case Row::blank:
                if (blank_line_ == 0) blank_line_ = line_;
                break;
            case Row::bad: break;
            case Row::good:
                if (blank_line_ > 0) mistake(std::exchange(blank_line_, 0), 0, "the line is empty", "take it out");
                return true;
            }
        }
    }

    [[nodiscard]] const std::vector<std::string_view>& cells() const { return cells_; }
    [[nodiscard]] Index line() const { return line_; }
    [[nodiscard]] Index bytes() const { return bytes_; }
    [[nodiscard]] const std::string& file() const { return file_; }

private:
    enum class Row { good, bad, blank, end };
    enum class Stop { comma, line, fault };
    struct Span {
        Index from, size; // counted from begin_
    };

    void mistake(Index line, Index column, std::string text, std::string remedy) {
        mistakes_.add(std::move(text), {.file = file_, .line = line, .column = column, .remedy = std::move(remedy)});
    }

    /// What follows cannot be understood.
    Stop give_up(std::string text, std::string remedy) {
        mistake(next_line_, spans_.size() + 1, std::move(text), std::move(remedy));
        over_ = true;
        return Stop::fault;
    }

    /// Reads on; what belongs to the present row is kept. False at the end of the file.
    bool fill() {
        constexpr Index chunk = Index{1} << 18;
        if (in_.eof()) return false;
        if (begin_ > 0) {
            std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
            at_ -= begin_;
            end_ -= begin_;
            begin_ = 0;
        }
        if (std::ssize(buffer_) < end_ + chunk) buffer_.resize(end_ + chunk);
        in_.read(buffer_.data() + end_, static_cast<std::streamsize>(chunk));
        const Index got = in_.gcount();
        if (in_.bad() || (got == 0 && !in_.eof()))
            throw base::bad_file("cannot be read", {.file = file_, .remedy = "check the disk and the permissions"});
        end_ += got;
        bytes_ += got;
        return got > 0;
    }

    /// One row, from at_ to behind its line end.
    Row scan() {
        spans_.clear();
        if (over_ || (at_ == end_ && !fill())) return Row::end;
        for (;;) {
            const bool is_quoted = buffer_[at_] == '"';
            const Stop stop = is_quoted ? quoted_cell() : plain_cell();
            if (stop == Stop::fault) return over_ ? Row::end : skip_line();
            if (at_ - begin_ > limits_.row) {
                mistake(line_, 0, "the row is longer than " + std::to_string(limits_.row) + " bytes", "shorten it");
                over_ = true;
                return Row::end;
            }
            if (stop == Stop::line) {
                if (spans_.size() == 1 && spans_[0].size == 0 && !is_quoted) return Row::blank;
                return finish();
            }
            if (std::ssize(spans_) >= limits_.cells) {
                mistake(line_, 0, "the row has more than " + std::to_string(limits_.cells) + " cells", "take some out");
                over_ = true;
                return Row::end;
            }
            if (at_ == end_ && !fill()) { // a comma ends the file: one more cell, empty
                spans_.push_back({at_ - begin_, 0});
                return finish();
            }
        }
    }

    Row finish() {
        cells_.clear();
        for (const Span& s : spans_) cells_.emplace_back(buffer_.data() + begin_ + s.from, s.size);
        if (!detail::is_ascii(std::string_view(buffer_.data(), buffer_.size()).substr(begin_, at_ - begin_)))
            for (Index i = 0; i < std::ssize(cells_); ++i)
                if (!detail::is_utf8(cells_[i])) {
                    mistakes_.add(detail::in_quotes(cells_[i]) + " is not UTF-8",
                                  {.file = file_,
                                   .line = line_,
                                   .column = i + 1,
                                   .value = detail::legible(cells_[i], 40),
                                   .remedy = "save the file as UTF-8, not as GBK or Latin-1"});
                    over_ = true;
                    return Row::end;
                }
        return Row::good;
    }

    bool too_long(Index from) const { return at_ - begin_ - from > limits_.cell; }

    /// A cell without quotes, and the sign behind it.
    Stop plain_cell() {
        const Index from = at_ - begin_;
        for (;;) {
            while (at_ < end_ && !special(buffer_[at_])) ++at_;
            if (too_long(from))
                return give_up("the cell is longer than " + std::to_string(limits_.cell) + " bytes",
                               "separate cells by commas and rows by line ends, or shorten the cell");
            if (at_ == end_) {
                if (fill()) continue;
                spans_.push_back({from, at_ - begin_ - from});
                return Stop::line;
            }
            switch (buffer_[at_]) {
            case '"':
                mistake(next_line_, spans_.size() + 1, "a quote stands inside a cell that does not begin with one",
                        "put the whole cell in quotes and double the quote inside it");
                return Stop::fault;
            case '\0': return give_up("has a NUL character", "save the file as UTF-8 text");
            default: spans_.push_back({from, at_ - begin_ - from}); return separator();
            }
        }
    }

    /// A cell in quotes, and the sign behind it. Doubled quotes are made one in the buffer itself.
    Stop quoted_cell() {
        const Index open_line = next_line_, from = at_ - begin_ + 1;
        Index removed = 0;
        const auto open_quote = [&](const std::string& how) {
            mistake(open_line, spans_.size() + 1, "the quote that opens here is not closed" + how,
                    "close it behind the cell, or double it if it belongs to the text");
            over_ = true;
            return Stop::fault;
        };
        ++at_;
        for (;;) {
            const Index run = at_;
            while (at_ < end_ && buffer_[at_] != '"' && buffer_[at_] != '\n' && buffer_[at_] != '\0') ++at_;
            if (removed > 0) std::memmove(buffer_.data() + run - removed, buffer_.data() + run, at_ - run);
            if (too_long(from)) return open_quote(" within " + std::to_string(limits_.cell) + " bytes");
            if (at_ == end_) {
                if (fill()) continue;
                return open_quote("");
            }
            if (buffer_[at_] == '\0') return give_up("has a NUL character", "save the file as UTF-8 text");
            if (buffer_[at_] == '\n') {
                ++next_line_;
                buffer_[at_ - removed] = buffer_[at_];
                ++at_;
                continue;
            }
            ++at_; // behind a quote: a second one belongs to the text, anything else ends it
            if (at_ == end_ && !fill()) {
                spans_.push_back({from, at_ - begin_ - from - removed - 1});
                return Stop::line;
            }
            if (buffer_[at_] == '"') {
                ++removed;
                buffer_[at_ - removed] = '"';
                ++at_;
                continue;
            }
            if (!special(buffer_[at_])) {
                mistake(next_line_, spans_.size() + 1, "text follows the quote that closes the cell",
                        "put the whole cell in quotes and double the quotes inside it");
                return Stop::fault;
            }
            if (buffer_[at_] == '\0') return give_up("has a NUL character", "save the file as UTF-8 text");
            spans_.push_back({from, at_ - begin_ - from - removed - 1});
            return separator();
        }
    }

    /// Passes over the comma or line end at at_.
    Stop separator() {
        if (buffer_[at_] == ',') {
            ++at_;
            return Stop::comma;
        }
        if (buffer_[at_] == '\r') {
            if (at_ + 1 == end_) static_cast<void>(fill());
            if (at_ + 1 == end_ || buffer_[at_ + 1] != '\n') {
                mistake(next_line_, spans_.size(), "a carriage return stands outside quotes",
                        "end rows with LF or CRLF");
                return Stop::fault;
            }
            ++at_;
        }
        ++at_;
        ++next_line_;
        return Stop::line;
    }

    /// Leaves out the rest of the line, to go on with the next row.
    Row skip_line() {
        for (;;) {
            while (at_ < end_ && buffer_[at_] != '\n') ++at_;
            if (at_ < end_) {
                ++at_;
                ++next_line_;
                return Row::bad;
            }
            begin_ = at_;
            if (!fill()) return Row::bad;
        }
    }

    static bool special(char c) {
        static constexpr auto table = [] {
            std::array<bool, 256> t{};
            for (const char s : {',', '"', '\n', '\r', '\0'}) t[static_cast<unsigned char>(s)] = true;
            return t;
        }();
        return table[static_cast<unsigned char>(c)];
    }

    std::istream& in_;
    std::string file_;
    Mistakes& mistakes_;
    Limits limits_;
    std::vector<char> buffer_;
    Index begin_ = 0, at_ = 0, end_ = 0; // row start, next byte, end of what was read
    Index line_ = 0, next_line_ = 1, blank_line_ = 0, bytes_ = 0;
    bool over_ = false;
    std::vector<Span> spans_;
    std::vector<std::string_view> cells_;
};

} // namespace corewing::io::detail
