#pragma once

#include "corewing/base/index.hpp"
#include "corewing/io/csv.hpp"
#include "corewing/io/detail/cells.hpp"
#include "corewing/io/schema.hpp"
#include "corewing/io/mistakes.hpp"
#include "corewing/model/detail/names.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <istream>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::io::detail {

/// The line on which each row of a table begins. Keeps only where rows and lines fall out of step.
class Lines {
public:
    void push(Index line) {
        const Index shift = line - rows_;
        if (shifts_.empty() || shifts_.back().second != shift) shifts_.emplace_back(rows_, shift);
        ++rows_;
    }
    /// The line of a row, counted from 0; 0 if there is no such row.
    [[nodiscard]] Index of(Index row) const {
        if (row >= rows_) return 0;
        const auto after = std::upper_bound(shifts_.begin(), shifts_.end(), row,
                                            [](Index r, const auto& shift) { return r < shift.first; });
        return row + std::prev(after)->second;
    }

private:
    Index rows_ = 0;
    std::vector<std::pair<Index, Index>> shifts_; // from this row on, line - row
};

/// Where the rows of a table came from.
struct Sheet {
    std::string table = {};
    std::string file = {};
    std::vector<std::string> header = {};
    Lines lines = {};

    /// Cell number of a column, from 1; 0 if the file does not have it.
    [[nodiscard]] Index cell(std::string_view column) const {
        const auto found = std::find(header.begin(), header.end(), column);
        return found == header.end() ? 0 : (found - header.begin()) + 1;
    }
};

/// Called every few thousand rows with the bytes read so far.
using Tick = std::function<void(Index)>;

template <class = void>
std::string column_names(std::span<const Column> columns) {
    std::string names;
    for (const auto& c : columns) {
        if (!names.empty()) names += ',';
        names += c.name;
    }
    return names;
}

/// The word of a list that comes nearest, or nothing.
template <class Range>
std::string_view nearest(std::string_view wrong, const Range& known) {
    std::string_view best;
    Index least = std::max<Index>(1, std::min<Index>(wrong.size(), 40) / 3) + 1;
    if (wrong.size() > 100) return best;
    for (const auto& candidate : known) {
        const std::string_view word = candidate.name;
        const Index distance = model::detail::edit_distance(wrong, word);
        if (distance < least) {
            least = distance;
            best = word;
        }
    }
    return best;
}

/// Sets a member of a row from a cell. False where it cannot, with the reason in `mistakes`.
template <class = void>
bool read_member(const Column& column, std::string_view cell, void* row, Mistakes& mistakes,
                 const base::Context& where) {
    Refusal why{"is empty", ""};
    if (cell.empty()) {
        if (!column.required) return true;
    } else if (with_member(column.member, row, [&](auto& value) { return read_cell(cell, value, why); }))
        return true;
    base::Context context = where;
    context.field = column.name;
    context.value = legible(cell, 40);
    const CellType type = column.member.type;
    const bool number = type == CellType::number || type == CellType::optional_number ||
                        type == CellType::whole_number || type == CellType::optional_whole_number;
    context.remedy = number && says_nothing(cell) ? (column.required ? "leave the row out" : "leave the cell empty")
                     : !why.remedy.empty()        ? why.remedy
                                                  : "write " + std::string(column.example);
    mistakes.add(std::move(why.text), std::move(context));
    return false;
}

/// The column that each cell of the file fills, from the first row; empty if the header is not right.
template <class = void>
std::vector<const Column*> read_header(CsvReader& reader, std::span<const Column> columns, Sheet& sheet,
                                       Mistakes& mistakes) {
    const Index before = mistakes.count();
    if (!reader.next()) {
        if (mistakes.count() == before)
            mistakes.add(
                "the file is empty",
                {.file = sheet.file, .remedy = "write the columns in its first row: " + column_names(columns)});
        return {};
    }
    const auto& cells = reader.cells();
    if (cells.size() == 1 && cells[0].find_first_of(";\t") != std::string_view::npos) {
        mistakes.add(
            "the first row has a single cell " + in_quotes(cells[0]),
            {.file = sheet.file, .line = reader.line(), .column = 1, .remedy = "separate the cells by commas"});
        return {};
    }
    std::vector<const Column*> order;
    for (Index i = 0; i < std::ssize(cells); ++i) {
        const auto found =
            std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == cells[i]; });
        base::Context context{
            .file = sheet.file, .line = reader.line(), .column = i + 1, .value = legible(cells[i], 40)};
        if (found == columns.end()) {
            const std::string_view near = nearest(cells[i], columns);
            context.remedy = near.empty() ? "the columns are " + column_names(columns)
                                          : "did you mean \"" + std::string(near) + "\"?";
            mistakes.add(cells[i].empty() ? "the column has no name"
                                          : in_quotes(cells[i]) + " is not a column of " + sheet.file,
                         std::move(context));
        } else if (std::find(order.begin(), order.end(), &*found) != order.end()) {
            context.remedy = "keep one of the two";
            mistakes.add("the column " + in_quotes(cells[i]) + " stands twice", std::move(context));
        }
        order.push_back(found == columns.end() ? nullptr : &*found);
        sheet.header.emplace_back(cells[i]);
    }
    for (const auto& column : columns)
        if (column.required && std::find(order.begin(), order.end(), &column) == order.end())
            mistakes.add("the column \"" + std::string(column.name) + "\" is missing",
                         {.file = sheet.file, .line = reader.line(), .remedy = "add it to the first row"});
    if (mistakes.count() > before) order.clear();
    return order;
}

/// Counts the cells of a row.
template <class = void>
bool right_width(const CsvReader& reader, Index width, Mistakes& mistakes) {
    const Index has = reader.cells().size();
    if (has == width) return true;
    mistakes.add("the row has " + std::to_string(has) + (has == 1 ? " cell" : " cells") + " where the first row has " +
                     std::to_string(width),
                 {.file = reader.file(),
                  .line = reader.line(),
                  .remedy = has < width ? "write a cell for each column, if need be an empty one"
                                        : "put cells that hold a comma in quotes"});
    return false;
}

/// Reads a table. Rows are kept only as long as no mistake was met.
/// @param size  bytes of the file, to make room in one step; 0 = not known
/// Complexity O(bytes).
template <class = void>
void read_rows(std::istream& in, const Table& table, model::Tables& tables, Sheet& sheet, Mistakes& mistakes,
               Index size = 0, const Tick& tick = {}) {
    const Index before = mistakes.count();
    CsvReader reader(in, sheet.file, mistakes);
    if (mistakes.count() > before) return; // in an encoding that cannot be read
    const auto order = read_header(reader, table.columns, sheet, mistakes);
    if (order.empty()) return;
    constexpr Index pause = 4096;
    Index read = 0, sample = 0;
    base::Context where{.file = sheet.file};
    while (reader.next()) {
        const auto& cells = reader.cells();
        if (++read <= pause) {
            for (const std::string_view cell : cells) sample += cell.size() + 1;
            if (read == pause)
                table.reserve(tables, std::llround(1.02 * pause * static_cast<double>(size) / static_cast<double>(sample)));
        }
        if (read % pause == 0 && tick) tick(reader.bytes());
        if (!right_width(reader, order.size(), mistakes)) continue;
        void* const row = table.add(tables);
        bool good = true;
        where.line = reader.line();
        for (Index i = 0; i < std::ssize(cells); ++i) {
            where.column = i + 1;
            good &= read_member(*order[i], cells[i], row, mistakes, where);
        }
        if (good && mistakes.empty())
            sheet.lines.push(reader.line());
        else
            table.drop(tables);
    }
}

/// Reads region.csv, which has a row for each key.
template <class = void>
void read_keys(std::istream& in, model::RegionInfo& info, Sheet& sheet, Mistakes& mistakes) {
    static constexpr std::array<Column, 2> columns{
        {{.name = "key", .member = {}, .required = true}, {.name = "value", .member = {}, .required = true}}};
    const Index before = mistakes.count();
    CsvReader reader(in, sheet.file, mistakes);
    if (mistakes.count() > before) return; // in an encoding that cannot be read
    const auto order = read_header(reader, columns, sheet, mistakes);
    if (order.empty()) return;
    const Index key_cell = sheet.cell("key"), value_cell = sheet.cell("value");
    std::vector<std::string_view> seen;
    while (reader.next()) {
        if (!right_width(reader, order.size(), mistakes)) continue;
        const std::string_view key = reader.cells()[key_cell - 1];
        base::Context where{.file = sheet.file, .line = reader.line(), .column = key_cell, .value = legible(key, 40)};
        const auto keys = region_keys();
        const auto found = std::find_if(keys.begin(), keys.end(), [&](const Column& c) { return c.name == key; });
        if (found == keys.end()) {
            where.remedy = "the keys are " + column_names(keys);
            mistakes.add(in_quotes(key) + " is not a key of " + sheet.file, std::move(where));
        } else if (std::find(seen.begin(), seen.end(), found->name) != seen.end()) {
            where.remedy = "keep one of the two";
            mistakes.add("the key " + in_quotes(key) + " stands twice", std::move(where));
        } else {
            seen.push_back(found->name);
            where.column = value_cell;
            read_member(*found, reader.cells()[value_cell - 1], &info, mistakes, where);
        }
    }
}

} // namespace corewing::io::detail
