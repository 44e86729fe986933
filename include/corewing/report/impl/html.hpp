#pragma once

#include "corewing/report/html.hpp"

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/report/detail/style_sheet.hpp"
#include "corewing/report/svg.hpp"
#include "corewing/report/table.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace corewing::report {
namespace detail {

/// Writes the blocks of a page, one after the other.
class PageWriter {
public:
    std::string html = {};

    void section(const Section& section, const std::string& id, int level) {
        const std::string tag = 'h' + std::to_string(level > 6 ? 6 : level);
        html += "<section id=\"" + id + "\">\n<" + tag + '>' + escaped(section.title) + "</" + tag + ">\n";
        for (const Block& block : section.blocks) add(block);
        for (Index k = 0; k < std::ssize(section.sections); ++k)
            this->section(section.sections[k], id + '-' + std::to_string(k + 1), level + 1);
        html += "</section>\n";
    }

    void add(const Block& block) {
        std::visit([this](const auto& content) { write(content); }, block);
    }

private:
    void write(const Paragraph& paragraph) { html += "<p>" + escaped(paragraph.text) + "</p>\n"; }

    void write(const Note& note) { html += "<p class=\"note\">" + escaped(note.text) + "</p>\n"; }

    void write(const Bullets& bullets) {
        if (bullets.items.empty()) return;
        html += "<ul>\n";
        for (const std::string& item : bullets.items) html += "<li>" + escaped(item) + "</li>\n";
        html += "</ul>\n";
    }

    void write(const Table& table) { html += html_table(table); }

    void write(const Figure& figure) {
        html += "<figure><div class=\"picture\">";
        figure.picture.write(html);
        html += "</div>\n";
        if (!figure.caption.empty() || !figure.note.empty()) {
            html += "<figcaption>" + escaped(figure.caption);
            if (!figure.note.empty())
                html += std::string(figure.caption.empty() ? "" : " ") + "<span class=\"small\">" +
                        escaped(figure.note) + "</span>";
            html += "</figcaption>\n";
        }
        html += "</figure>\n";
    }

    void write(const Cards& cards) {
        if (cards.cards.empty()) return;
        html += "<dl class=\"cards\">\n";
        for (const Card& card : cards.cards) {
            html += "<div><dt>" + escaped(card.label) + "</dt><dd>" + escaped(card.value) + "</dd>";
            if (!card.note.empty()) html += "<dd class=\"small\">" + escaped(card.note) + "</dd>";
            html += "</div>\n";
        }
        html += "</dl>\n";
    }
};

} // namespace detail

COREWING_BODY
std::string html_page(const Page& page) {
    if (page.title.empty()) throw base::bad_value("is empty", {.field = "title", .remedy = "give the page a title"});
    constexpr std::string_view tag_letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    if (page.language.empty() || page.language.find_first_not_of(tag_letters) != std::string::npos)
        throw base::bad_value(
            "is not a language tag",
            {.field = "language", .value = escaped(page.language), .remedy = "write for example en or zh-CN"});
    detail::PageWriter writer;
    std::string& html = writer.html;
    html += "<!DOCTYPE html>\n<html lang=\"" + page.language + "\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n";
    html += "<meta charset=\"utf-8\"/>\n";
    html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n";
    html +=
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n";
    html +=
        "<title>" + escaped(page.title) + "</title>\n<style>\n" + detail::style_sheet() + "</style>\n</head>\n<body>\n";
    html += "<header>\n<h1>" + escaped(page.title) + "</h1>\n";
    if (!page.subtitle.empty()) html += "<p class=\"subtitle\">" + escaped(page.subtitle) + "</p>\n";
    html += "</header>\n<main>\n";
    for (const Block& block : page.lead) writer.add(block);
    if (!page.contents.empty() && page.sections.size() > 1) {
        html += "<nav aria-label=\"" + escaped(page.contents) + "\">\n<strong>" + escaped(page.contents) +
                "</strong>\n<ol>\n";
        for (Index k = 0; k < std::ssize(page.sections); ++k)
            html +=
                "<li><a href=\"#s" + std::to_string(k + 1) + "\">" + escaped(page.sections[k].title) + "</a></li>\n";
        html += "</ol>\n</nav>\n";
    }
    for (Index k = 0; k < std::ssize(page.sections); ++k)
        writer.section(page.sections[k], 's' + std::to_string(k + 1), 2);
    html += "</main>\n";
    if (!page.footer.empty()) html += "<footer><p>" + escaped(page.footer) + "</p></footer>\n";
    html += "</body>\n</html>\n";
    return html;
}

} // namespace corewing::report
