#pragma once

#include "corewing/report/text.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using corewing::Index;

/// A strict little reader of markup for the tests: what it accepts is well-formed XML.
namespace markup {

struct Node {
    std::string name = {};
    std::map<std::string, std::string> attributes = {};
    std::string text = {}; ///< all text inside, entities resolved
    std::vector<Node> children = {};

    [[nodiscard]] std::string at(const std::string& attribute) const {
        const auto found = attributes.find(attribute);
        return found == attributes.end() ? "" : found->second;
    }
    [[nodiscard]] double number(const std::string& attribute) const {
        return attributes.count(attribute) ? std::stod(attributes.at(attribute)) : 0.0;
    }
    /// All nodes of that name below this one, in order.
    [[nodiscard]] std::vector<const Node*> all(std::string_view wanted) const {
        std::vector<const Node*> found;
        for (const Node& child : children) {
            if (child.name == wanted) found.push_back(&child);
            const auto deeper = child.all(wanted);
            found.insert(found.end(), deeper.begin(), deeper.end());
        }
        return found;
    }
    [[nodiscard]] Index count(std::string_view wanted) const { return all(wanted).size(); }
};

class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    Node document() {
        check_characters();
        if (text_.substr(0, 15) == "<!DOCTYPE html>") at_ = 16;
        Node root;
        read_children(root, "");
        if (root.children.size() != 1) fail("there must be one root");
        return root.children.front();
    }

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw std::runtime_error(what + " at " + std::to_string(at_) + ": " + std::string(text_.substr(at_, 40)));
    }

    void check_characters() const {
        for (Index i = 0; i < std::ssize(text_);) {
            const Index before = i;
            const char32_t c = corewing::report::next_character(text_, i);
            const bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0);
            const bool faulty = c == corewing::report::replacement_character && i - before != 3;
            if (control || faulty) throw std::runtime_error("bad character at " + std::to_string(before));
        }
    }

    [[nodiscard]] char peek() const { return at_ < std::ssize(text_) ? text_[at_] : '\0'; }

    std::string name() {
        const Index begin = at_;
        while (std::isalnum(static_cast<unsigned char>(peek())) || peek() == '-' || peek() == ':') ++at_;
        if (at_ == begin) fail("a name is missing");
        return std::string(text_.substr(begin, at_ - begin));
    }

    std::string characters(char end) {
        std::string result;
        while (at_ < std::ssize(text_) && peek() != end) {
            if (peek() == '<' || (end == '<' && peek() == '>')) fail("bare angle bracket");
            if (peek() != '&') {
                result += text_[at_++];
                continue;
            }
            const Index stop = text_.find(';', at_);
            const std::string entity(text_.substr(at_, stop - at_ + 1));
            const std::map<std::string, char> known{
                {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
            if (!known.count(entity)) fail("unknown entity");
            result += known.at(entity);
            at_ = stop + 1;
        }
        return result;
    }

    void read_children(Node& parent, const std::string& closing) {
        for (;;) {
            if (closing == "style") { // raw text
                const Index end = text_.find("</style>", at_);
                parent.text += text_.substr(at_, end - at_);
                if (parent.text.find_first_of("<&") != std::string::npos) fail("style with < or &");
                at_ = end;
            }
            parent.text += characters('<');
            if (at_ >= std::ssize(text_)) {
                if (!closing.empty()) fail("not closed: " + closing);
                return;
            }
            ++at_;
            if (peek() == '/') {
                ++at_;
                if (name() != closing || peek() != '>') fail("wrong end tag, wanted " + closing);
                ++at_;
                return;
            }
            Node node;
            node.name = name();
            while (peek() == ' ' || peek() == '\n') {
                ++at_;
                const std::string attribute = name();
                if (text_.substr(at_, 2) != "=\"") fail("attribute without a quoted value");
                at_ += 2;
                if (!node.attributes.emplace(attribute, characters('"')).second) fail("attribute twice");
                ++at_;
            }
            const bool empty = peek() == '/';
            if (empty) ++at_;
            if (peek() != '>') fail("tag not closed");
            ++at_;
            if (!empty) read_children(node, node.name);
            parent.text += node.text;
            parent.children.push_back(std::move(node));
        }
    }

    std::string_view text_;
    Index at_ = 0;
};

/// @throws std::runtime_error unless the text is well formed
inline Node parse(std::string_view text) {
    return Reader(text).document();
}

} // namespace markup
