#pragma once

#include "corewing/report/table.hpp"

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/report/mark_sign.hpp"
#include "corewing/report/text.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::report {
namespace detail {

/// One line that cannot drive a terminal.
template <class = void>
std::string one_line(std::string_view text) {
    std::string line = printable(text);
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}

template <class = void>
void append_padded(std::string& line, std::string_view text, Index width, Align align) {
    const Index used = display_width(text);
    const Index space = width > used ? width - used : 0;
    const Index before = align == Align::left ? 0 : align == Align::right ? space : space / 2;
    line.append(before, ' ');
    line += text;
    line.append(space - before, ' ');
}

template <class = void>
MarksSeen marks_of(const Table& table) {
    MarksSeen marks;
    for (const Row& row : table.rows)
        for (const Cell& cell : row) marks.add(cell.mark);
    return marks;
}

} // namespace detail

COREWING_BODY
void check_table(const Table& table) {
    for (Index i = 0; i < std::ssize(table.rows); ++i)
        if (table.rows[i].size() != table.columns.size())
            throw base::bad_shape("has " + std::to_string(table.rows[i].size()) + " cells where there are " +
                                      std::to_string(table.columns.size()) + " columns",
                                  {.field = "rows[" + std::to_string(i) + ']'});
}

COREWING_BODY
std::string text(const Table& table) {
    check_table(table);
    const Index columns = table.columns.size();
    std::vector<std::vector<std::string>> lines(1);
    for (const Heading& column : table.columns) lines[0].push_back(detail::one_line(column.title));
    for (const Row& row : table.rows) {
        lines.emplace_back();
        for (const Cell& cell : row) lines.back().push_back(detail::one_line(marked(cell.text, cell.mark)));
    }
    std::vector<Index> width(columns, 0);
    for (const auto& line : lines)
        for (Index j = 0; j < columns; ++j) width[j] = std::max(width[j], display_width(line[j]));

    std::string text;
    const auto end_line = [&] {
        while (!text.empty() && text.back() == ' ') text.pop_back();
        text += '\n';
    };
    if (!table.caption.empty()) text += detail::one_line(table.caption) + "\n\n";
    for (Index i = 0; i < std::ssize(lines); ++i) {
        for (Index j = 0; j < columns; ++j) {
            if (j > 0) text += "  ";
            detail::append_padded(text, lines[i][j], width[j], table.columns[j].align);
        }
        end_line();
        if (i > 0) continue;
        for (Index j = 0; j < columns; ++j) text += (j > 0 ? "  " : "") + std::string(width[j], '-');
        end_line();
    }
    const std::string legend = mark_legend(detail::marks_of(table), table.mark_words);
    if (!legend.empty()) text += legend + '\n';
    if (!table.note.empty()) text += detail::one_line(table.note) + '\n';
    return text;
}

COREWING_BODY
std::string html_table(const Table& table) {
    check_table(table);
    const auto side = [&](Index j) -> std::string {
        const Align align = table.columns[j].align;
        return align == Align::right ? " class=\"r\"" : align == Align::centre ? " class=\"c\"" : "";
    };
    std::string html = "<div class=\"table\"><table>\n";
    if (!table.caption.empty()) html += "<caption>" + escaped(table.caption) + "</caption>\n";
    html += "<thead><tr>";
    for (Index j = 0; j < std::ssize(table.columns); ++j)
        html += "<th scope=\"col\"" + side(j) + '>' + escaped(table.columns[j].title) + "</th>";
    html += "</tr></thead>\n<tbody>\n";
    for (const Row& row : table.rows) {
        html += "<tr>";
        for (Index j = 0; j < std::ssize(row); ++j) {
            const bool head = j == 0 && table.row_titles;
            const std::string tag = head ? "th" : "td";
            html += '<' + tag + (head ? " scope=\"row\"" : "") + side(j) + '>';
            const std::string shown = escaped(marked(row[j].text, row[j].mark));
            if (symbol(row[j].mark).empty())
                html += shown;
            else
                html += "<span class=\"" + std::string(base::name(row[j].mark)) + "\">" + shown + "</span>";
            html += "</" + tag + '>';
        }
        html += "</tr>\n";
    }
    html += "</tbody>\n</table></div>\n";
    const std::string legend = mark_legend(detail::marks_of(table), table.mark_words);
    if (!legend.empty()) html += "<p class=\"legend\">" + escaped(legend) + "</p>\n";
    if (!table.note.empty()) html += "<p class=\"legend\">" + escaped(table.note) + "</p>\n";
    return html;
}

} // namespace corewing::report
