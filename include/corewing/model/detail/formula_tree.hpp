#pragma once

#include "corewing/base/index.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

/// Formulas of derived indicators: how they are read.
namespace corewing::model::detail {

/// What a node of a formula does.
enum class FormulaOp : unsigned char { number, figures, add, subtract, multiply, divide, negate, growth, at, cluster_share, per_km2 };

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

/// Reads a formula by recursive descent, at most 100 brackets deep.
///   sum = product {(+|-) product};  product = factor {(*|/) factor}
///   factor = number | name | [name] | -factor | (sum) | growth(sum, year, year) | at(sum, year)
///          | share_of_cluster(sum) | per_km2(sum)
class FormulaReader {
public:
    explicit FormulaReader(std::string_view text) : text_(text) {}

    FormulaTree read() {
        sum(0);
        blanks();
        if (ok() && at_ < std::ssize(text_)) fail("there is more behind the formula");
        return std::move(tree_);
    }

private:
    std::string_view text_;
    Index at_ = 0;
    FormulaTree tree_;

    [[nodiscard]] bool ok() const { return tree_.fault.empty(); }
    [[nodiscard]] char peek() const { return at_ < std::ssize(text_) ? text_[at_] : '\0'; }
    void blanks() {
        while (peek() == ' ' || peek() == '\t') ++at_;
    }
    Index fail(std::string fault) {
        if (ok()) {
            tree_.fault = std::move(fault);
            tree_.position = at_ + 1;
        }
        return -1;
    }
    Index put(FormulaNode node) {
        tree_.nodes.push_back(std::move(node));
        return std::ssize(tree_.nodes) - 1;
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

    Index sum(int depth) {
        Index left = product(depth);
        while (ok()) {
            blanks();
            const char sign = peek();
            if (sign != '+' && sign != '-') break;
            const Index position = ++at_;
            const Index right = product(depth);
            left = put({.op = sign == '+' ? FormulaOp::add : FormulaOp::subtract, .left = left, .right = right, .position = position});
        }
        return left;
    }

    Index product(int depth) {
        Index left = factor(depth);
        while (ok()) {
            blanks();
            const char sign = peek();
            if (sign != '*' && sign != '/') break;
            const Index position = ++at_;
            const Index right = factor(depth);
            left = put({.op = sign == '*' ? FormulaOp::multiply : FormulaOp::divide, .left = left, .right = right, .position = position});
        }
        return left;
    }

    Index factor(int depth) {
        blanks();
        if (depth > 100) return fail("the brackets are more than 100 deep");
        const Index position = at_ + 1;
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
            if (end == std::string_view::npos) return fail("a \"]\" is missing");
            std::string name(text_.substr(at_, end - at_));
            at_ = end + 1;
            return put({.op = FormulaOp::figures, .name = std::move(name), .position = position});
        }
        if ((peek() >= '0' && peek() <= '9') || peek() == '.') return number(position);
        return name(depth, position);
    }

    Index number(Index position) {
        double value = 0.0;
        const char* begin = text_.data() + at_;
        const auto result = std::from_chars(begin, text_.data() + text_.size(), value);
        if (result.ec != std::errc() || !std::isfinite(value)) return fail("this is not a number");
        at_ += result.ptr - begin;
        return put({.op = FormulaOp::number, .number = value, .position = position});
    }

    Index name(int depth, Index position) {
        const Index begin = at_;
        while (at_ < std::ssize(text_) && std::string_view(" \t+-*/()[],").find(peek()) == std::string_view::npos) ++at_;
        if (at_ == begin) return fail(peek() == '\0' ? "the formula ends too early" : "a number or a name is missing");
        std::string name(text_.substr(begin, at_ - begin));
        blanks();
        if (peek() != '(') return put({.op = FormulaOp::figures, .name = std::move(name), .position = position});
        ++at_;
        return call(name, depth, position);
    }

    Index call(const std::string& name, int depth, Index position) {
        FormulaNode node{.position = position};
        if (name == "growth") node.op = FormulaOp::growth;
        else if (name == "at") node.op = FormulaOp::at;
        else if (name == "share_of_cluster") node.op = FormulaOp::cluster_share;
        else if (name == "per_km2") node.op = FormulaOp::per_km2;
        else {
            at_ = position - 1;
            return fail("\"" + name + "\" is no function; there are growth, at, share_of_cluster and per_km2");
        }
        node.left = sum(depth + 1);
        if (node.op == FormulaOp::growth) node.from = year();
        if (node.op == FormulaOp::growth || node.op == FormulaOp::at) node.to = year();
        if (ok()) need(')');
        if (ok() && node.op == FormulaOp::growth && node.from >= node.to) fail("growth goes from an earlier year to a later one");
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
