#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/report/text.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace corewing::report {

/// A coordinate with at most two decimals and no trailing zeros: 12, 12.5, -0.25.
/// @param value  px, in [-1e9, 1e9]
/// @throws bad_value if it is not finite or beyond 1e9
/// Complexity O(1).
COREWING_ROUTINE
std::string coordinate(double value);

/// Name and value of an attribute. Numbers are written by coordinate().
struct Attribute {
    std::string name;  ///< a legal XML name
    std::string value; ///< escaped on output

    /// A text.
    Attribute(std::string_view its_name, std::string_view its_value) : name(its_name), value(its_value) {}
    /// A literal.
    Attribute(std::string_view its_name, const char* its_value) : name(its_name), value(its_value) {}
    /// A coordinate, in px.
    Attribute(std::string_view its_name, double its_value) : name(its_name), value(coordinate(its_value)) {}
};

/// One SVG element with attributes and children: a plain value, always well formed and escaped.
///
///     Element bar("rect", {{"x", 10.0}, {"width", 80.0}, {"fill", "#1f5a92"}});
///     bar.add("title", {}, "Wanzhou: 12.5");
///     std::string markup = bar.str();
class Element {
public:
    /// @param name        of the element
    /// @param attributes  names must differ
    /// @param text        content, escaped on output
    /// @throws bad_value if a name is not a legal XML name
    explicit Element(std::string_view name, std::initializer_list<Attribute> attributes = {},
                     std::string_view text = {})
        : name_(checked(name)) {
        for (const Attribute& attribute : attributes) set(attribute);
        if (!text.empty()) add_text(text);
    }

    /// Sets an attribute, replacing one of the same name.
    Element& set(const Attribute& attribute) {
        checked(attribute.name);
        for (Attribute& old : attributes_)
            if (old.name == attribute.name) {
                old.value = attribute.value;
                return *this;
            }
        attributes_.push_back(attribute);
        return *this;
    }

    /// Appends a child.
    Element& add(Element child) {
        children_.emplace_back(std::move(child));
        return *this;
    }

    /// Appends a child made on the spot. @return this element, not the child
    Element& add(std::string_view name, std::initializer_list<Attribute> attributes, std::string_view text = {}) {
        return add(Element(name, attributes, text));
    }

    /// Appends text, escaped on output.
    Element& add_text(std::string_view text) {
        children_.emplace_back(std::string(text));
        return *this;
    }

    /// Of the element.
    [[nodiscard]] const std::string& name() const { return name_; }
    /// Whether it has neither children nor text.
    [[nodiscard]] bool empty() const { return children_.empty(); }

    /// The value of an attribute, or nothing.
    [[nodiscard]] std::string_view attribute(std::string_view name) const {
        for (const Attribute& candidate : attributes_)
            if (candidate.name == name) return candidate.value;
        return {};
    }

    /// The element as markup. Complexity O(length).
    [[nodiscard]] std::string str() const {
        std::string markup;
        write(markup);
        return markup;
    }

    /// Appends the markup to a string.
    void write(std::string& markup) const {
        markup += '<';
        markup += name_;
        for (const Attribute& attribute : attributes_)
            markup += ' ' + attribute.name + "=\"" + escaped(attribute.value) + '"';
        if (children_.empty()) {
            markup += "/>";
            return;
        }
        markup += '>';
        for (const Child& child : children_) {
            if (const Element* element = std::get_if<Element>(&child))
                element->write(markup);
            else
                markup += escaped(std::get<std::string>(child));
        }
        markup += "</" + name_ + '>';
    }

private:
    using Child = std::variant<std::string, Element>;

    static std::string_view checked(std::string_view name) {
        const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
        bool legal = !name.empty() && letter(name.front());
        for (const char c : name)
            legal = legal && (letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '.');
        if (!legal) throw base::bad_value("is not a legal XML name", {.field = "name", .value = escaped(name)});
        return name;
    }

    std::string name_;
    std::vector<Attribute> attributes_;
    std::vector<Child> children_;
};

} // namespace corewing::report

#ifndef COREWING_COMPILED
#include "corewing/report/impl/element.hpp"
#endif
