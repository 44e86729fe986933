#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/io/csv.hpp"
#include "corewing/io/detail/cells.hpp"
#include "corewing/io/detail/text.hpp"
#include "corewing/io/detail/text_file.hpp"
#include "corewing/io/mistakes.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace corewing::io::detail {

/// A table with names in its first row and first column, and numbers in the others.
class WideSheet {
public:
    /// @throws bad_file if it cannot be opened
    WideSheet(const std::filesystem::path& file, const std::map<std::string, std::string>& ids)
        : in_(file, findings_), reader_(in_.stream(), file.filename().string(), mistakes_), ids_(ids) {}

    /// Reads it all: head(text, where) for each head but the first; row(name, where) for each row, then
    /// cell(column, value, where) for each cell that is not blank. @throws bad_files
    template <class Head, class Row, class Cell>
    void read(Head head, Row row, Cell cell) {
        if (!reader_.next()) {
            mistakes_.throw_if_any();
            throw base::bad_file("is empty", {.file = reader_.file(), .remedy = "write names in its first row"});
        }
        const Index width = reader_.cells().size();
        std::set<std::string> heads, names;
        for (Index c = 1; c < width; ++c) {
            const std::string name = renamed(reader_.cells()[c]);
            if (!heads.insert(name).second) wrong(c, name, "stands twice among the heads", "keep one of the two");
            head(name, where(c, name));
        }
        while (reader_.next()) {
            const auto& cells = reader_.cells();
            const std::string name = renamed(cells.empty() ? std::string_view() : cells[0]);
            if (std::ssize(cells) != width)
                wrong(0, name, "has another number of cells than the first row", "write a cell for each head");
            else if (!names.insert(name).second)
                wrong(0, name, "stands twice in the first column", "keep one of the two");
            else
                numbers(name, cells, row, cell);
        }
        mistakes_.throw_if_any();
    }

    /// Notes a mistake.
    void wrong(const base::Context& context, const std::string& text) { mistakes_.add(text, context); }

private:
    base::Findings findings_; // the caller sees the words themselves
    TextFile in_;
    Mistakes mistakes_;
    CsvReader reader_;
    const std::map<std::string, std::string>& ids_;

    [[nodiscard]] std::string renamed(std::string_view name) const {
        const auto found = ids_.find(std::string(name));
        return found == ids_.end() ? std::string(name) : found->second;
    }

    [[nodiscard]] base::Context where(Index column, std::string_view value) const {
        return {.file = reader_.file(), .line = reader_.line(), .column = column + 1, .value = legible(value, 40)};
    }

    void wrong(Index column, std::string_view name, std::string_view text, std::string_view remedy) {
        base::Context context = where(column, name);
        context.remedy = remedy;
        mistakes_.add(in_quotes(name) + ' ' + std::string(text), std::move(context));
    }

    template <class Row, class Cell>
    void numbers(const std::string& name, const std::vector<std::string_view>& cells, Row& row, Cell& cell) {
        row(name, where(0, name));
        for (Index c = 1; c < std::ssize(cells); ++c) {
            if (cells[c].empty()) continue;
            double value = 0.0;
            Refusal why;
            base::Context context = where(c, cells[c]);
            if (read_cell(cells[c], value, why)) {
                cell(c - 1, value, context);
                continue;
            }
            context.remedy = says_nothing(cells[c]) ? "leave the cell empty"
                             : why.remedy.empty()   ? "write a number, for example 12.5"
                                                    : why.remedy;
            mistakes_.add(why.text, std::move(context));
        }
    }
};

} // namespace corewing::io::detail
