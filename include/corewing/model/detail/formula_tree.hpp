#pragma once

#include "corewing/base/detail/legible.hpp"
#include "corewing/base/index.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

/// Formulas of derived indicators: how they are read.
namespace corewing::model::detail {

/// What a node of a formula does.
enum class FormulaOp : unsigned char {
    number,
    figures,
    add,
    subtract,
    multiply,
    divide,
    negate,
    growth,
    at,
    cluster_share,
    per_km2
};

/// Brackets within brackets, and parts in all: what is larger is no formula of an analyst, and would fill the stack.
inline constexpr Index most_deep_brackets = 100;
inline constexpr Index most_formula_parts = 1000;

/// A node; its operands stand before it.
struct FormulaNode {
    FormulaOp op = FormulaOp::number;
    double number = 0.0;   // of a number
    std::string name = {}; // of figures
    Index left = -1;       // node of the first operand
    Index right = -1;      // node of the second
    int from = 0, to = 0;  // years of growth; `to` also of at
    Index position = 0;    // character in the formula, from 1
};

/// A formula that was read; the last node is the whole of it. With a fault it has no use.
struct FormulaTree {
    std::vector<FormulaNode> nodes = {};
    Index position = 0;     // of the fault, character from 1
    std::string fault = {}; // empty = none
};

/// Reads a formula by recursive descent. What stands in growth() or at() has its year from there, and none inside.
///   sum = product {(+|-) product};  product = factor {(*|/) factor}
///   factor = number | name | [name] | -factor | (sum) | growth(sum, year, year) | at(sum, year)
///          | share_of_cluster(sum) | per_km2(sum)
class FormulaReader {
public:
    explicit FormulaReader(std::string_view text) : text_(text) {}

    FormulaTree read() {
        sum(0);
        blanks();
        if (ok() && at_ < std::ssize(text_)) fail(unexpected());
        const auto is_figures = [](const FormulaNode& node) { return node.op == FormulaOp::figures; };
        if (ok() && std::none_of(tree_.nodes.begin(), tree_.nodes.end(), is_figures)) fail("names no indicator", 0);
        return std::move(tree_);
    }

private:
    std::string_view text_;
    Index at_ = 0;
    FormulaTree tree_;
    bool has_year_ = false; // within growth() or at()

    [[nodiscard]] bool ok() const { return tree_.fault.empty(); }
    [[nodiscard]] char peek() const { return at_ < std::ssize(text_) ? text_[at_] : '\0'; }
    void blanks() {
        while (peek() == ' ' || peek() == '\t') ++at_;
    }
    /// The number of the character that a byte belongs to, from 1.
    [[nodiscard]] Index character(Index byte) const {
        const std::string_view before = text_.substr(0, byte);
        return 1 + std::count_if(before.begin(), before.end(),
                                 [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; });
    }
    Index fail(std::string fault) { return fail(std::move(fault), at_); }
    Index fail(std::string fault, Index byte) {
        if (ok()) {
            tree_.fault = std::move(fault);
            tree_.position = character(byte);
        }
        return -1;
    }
    Index put(FormulaNode node) {
        if (std::ssize(tree_.nodes) == most_formula_parts)
            return fail("the formula has more than " + std::to_string(most_formula_parts) + " parts");
        tree_.nodes.push_back(std::move(node));
        return std::ssize(tree_.nodes) - 1;
    }
    /// Whether a sign of a Chinese keyboard stands here, where a name cannot: a full-width form or blank, ×, ÷, −.
    [[nodiscard]] bool at_wide_sign() const {
        const Index length = base::detail::utf8_length(text_, at_);
        if (length < 2) return false;
        const char32_t code = base::detail::code_of(text_.substr(at_, length));
        const bool letter = (code >= 0xFF21 && code <= 0xFF3A) || (code >= 0xFF41 && code <= 0xFF5A) || code == 0xFF3F;
        return (code >= 0xFF01 && code <= 0xFF5E && !letter) || code == 0xD7 || code == 0xF7 || code == 0x2212 ||
               base::detail::is_blank(code);
    }
    /// The sign at which reading stopped, in words.
    [[nodiscard]] std::string unexpected() const {
        const Index length = base::detail::utf8_length(text_, at_);
        if (length == 0) return at_ < std::ssize(text_) ? "this is not UTF-8" : "the formula ends too early";
        return '"' + std::string(text_.substr(at_, length)) + "\" has no meaning here" +
               (at_wide_sign() ? ", the signs of a formula are the ordinary + - * / ( ) [ ] , and blank" : "");
    }
    bool take(char sign) {
        blanks();
        if (peek() != sign) return false;
        ++at_;
        return true;
    }
    void need(char sign) {
        if (!take(sign)) fail(std::string("a \"") + sign + "\" is missing");
    }

    Index sum(Index depth) {
        Index left = product(depth);
        while (ok()) {
            blanks();
            const char sign = peek();
            if (sign != '+' && sign != '-') break;
            const Index position = character(at_++);
            const Index right = product(depth);
            left = put({.op = sign == '+' ? FormulaOp::add : FormulaOp::subtract,
                        .left = left,
                        .right = right,
                        .position = position});
        }
        return left;
    }

    Index product(Index depth) {
        Index left = factor(depth);
        while (ok()) {
            blanks();
            const char sign = peek();
            if (sign != '*' && sign != '/') break;
            const Index position = character(at_++);
            const Index right = factor(depth);
            left = put({.op = sign == '*' ? FormulaOp::multiply : FormulaOp::divide,
                        .left = left,
                        .right = right,
                        .position = position});
        }
        return left;
    }

    Index factor(Index depth) {
        blanks();
        if (depth > most_deep_brackets)
            return fail("the brackets are more than " + std::to_string(most_deep_brackets) + " deep");
        const Index start = at_, position = character(at_);
        if (take('-')) {
            const Index operand = factor(depth + 1);
            return put({.op = FormulaOp::negate, .left = operand, .position = position});
        }
        if (take('(')) {
            const Index inner = sum(depth + 1);
            if (ok()) need(')');
            return inner;
        }
        if (take('[')) {
            const auto end = text_.find(']', at_);
            if (end == std::string_view::npos) return fail("the \"[\" has no \"]\"", start);
            std::string name(text_.substr(at_, end - at_));
            at_ = end + 1;
            return put({.op = FormulaOp::figures, .name = std::move(name), .position = position});
        }
        if ((peek() >= '0' && peek() <= '9') || peek() == '.') return number(position);
        return name(depth, start);
    }

    Index number(Index position) {
        double value = 0.0;
        const char* begin = text_.data() + at_;
        const auto result = std::from_chars(begin, text_.data() + text_.size(), value);
        if (result.ec != std::errc() || !std::isfinite(value)) return fail("is not a number that can be used");
        at_ += result.ptr - begin;
        return put({.op = FormulaOp::number, .number = value, .position = position});
    }

    Index name(Index depth, Index start) {
        constexpr std::string_view signs = " \t+-*/()[],";
        while (at_ < std::ssize(text_) && signs.find(peek()) == std::string_view::npos && !at_wide_sign()) ++at_;
        if (at_ == start) return fail(unexpected());
        std::string name(text_.substr(start, at_ - start));
        blanks();
        if (peek() != '(')
            return put({.op = FormulaOp::figures, .name = std::move(name), .position = character(start)});
        ++at_;
        return call(name, depth, start);
    }

    Index call(const std::string& name, Index depth, Index start) {
        FormulaNode node{.position = character(start)};
        if (name == "growth")
            node.op = FormulaOp::growth;
        else if (name == "at")
            node.op = FormulaOp::at;
        else if (name == "share_of_cluster")
            node.op = FormulaOp::cluster_share;
        else if (name == "per_km2")
            node.op = FormulaOp::per_km2;
        else
            return fail('"' + name + "\" is no function; there are growth, at, share_of_cluster and per_km2", start);
        const bool of_years = node.op == FormulaOp::growth || node.op == FormulaOp::at;
        if (of_years && has_year_) return fail(name + " stands in growth or at, which has its year already", start);
        has_year_ = has_year_ || of_years;
        node.left = sum(depth + 1);
        if (node.op == FormulaOp::growth) node.from = year();
        if (of_years) {
            node.to = year();
            has_year_ = false;
        }
        if (ok()) need(')');
        if (ok() && node.op == FormulaOp::growth && node.from >= node.to)
            fail("growth goes from an earlier year to a later one", start);
        return put(std::move(node));
    }

    int year() {
        if (ok()) need(',');
        blanks();
        int value = 0;
        const char* begin = text_.data() + at_;
        const auto result = std::from_chars(begin, text_.data() + text_.size(), value);
        if (ok() && (result.ec != std::errc() || value < -9999 || value > 9999)) fail("a year is missing");
        at_ += result.ptr - begin;
        return value;
    }
};

/// Reads a formula. Complexity O(length).
inline FormulaTree read_formula(std::string_view text) {
    return FormulaReader(text).read();
}

} // namespace corewing::model::detail
