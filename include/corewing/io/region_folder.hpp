#pragma once

#include "corewing/base/clock.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/io/atomic_file.hpp"
#include "corewing/io/detail/table_reader.hpp"
#include "corewing/io/mistakes.hpp"
#include "corewing/io/schema.hpp"
#include "corewing/model/region.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

/// A region as a folder of CSV files, one for each table; docs/data_dictionary.md names every column.
namespace corewing::io {

/// How a region folder is read.
struct ReadOptions {
    base::Observer observer = {}; ///< progress by bytes; stopping it ends the reading with base::interrupted
};

namespace detail {

struct TableName {
    std::string name;
};

/// Names of all files that a region folder may have, with .csv.
template <class = void>
std::vector<TableName> table_files() {
    std::vector<TableName> files{{"region.csv"}};
    for (const Table& table : dictionary()) files.push_back({std::string(table.name) + ".csv"});
    return files;
}

/// Refuses CSV files with a name that nobody would read, and a folder without places.
template <class = void>
void check_folder(const std::filesystem::path& folder, Mistakes& mistakes) {
    std::error_code code;
    const std::string shown = folder.string();
    if (!std::filesystem::exists(folder, code))
        throw base::bad_file("there is no such folder", {.file = shown, .remedy = "give the folder with places.csv"});
    if (!std::filesystem::is_directory(folder, code))
        throw base::bad_file("is not a folder", {.file = shown, .remedy = "give the folder with places.csv"});
    const auto known = table_files();
    std::vector<std::string> names;
    for (auto entry = std::filesystem::directory_iterator(folder, code); !code && entry != std::filesystem::end(entry);
         entry.increment(code))
        names.push_back(entry->path().filename().string());
    if (code)
        throw base::bad_file("cannot be read: " + code.message(), {.file = shown, .remedy = "check its permissions"});
    std::sort(names.begin(), names.end());
    bool has_places = false;
    for (const std::string& name : names) {
        has_places |= name == "places.csv";
        std::string lower = name;
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const auto same = [&](const TableName& t) { return t.name == name; };
        if (name[0] == '.' || !lower.ends_with(".csv") || std::any_of(known.begin(), known.end(), same)) continue;
        std::string remedy;
        if (const std::string_view near = nearest(lower, known); !near.empty())
            remedy = "did you mean " + std::string(near) + '?';
        else {
            remedy = "the tables are";
            for (const TableName& t : known) remedy += ' ' + t.name;
        }
        mistakes.add("is not a table of a region folder", {.file = legible(name, 80), .remedy = std::move(remedy)});
    }
    if (!has_places)
        mistakes.add("is missing in " + legible(shown),
                     {.file = "places.csv", .remedy = "write the places of the region there; the column id is enough"});
}

/// Reads the files of a folder one after the other and remembers where each row stood.
template <class = void>
class FolderReader {
public:
    FolderReader(const std::filesystem::path& folder, const ReadOptions& options)
        : folder_(folder), observer_(options.observer) {
        check_folder(folder, mistakes_);
        for (const TableName& file : table_files()) {
            std::error_code code;
            const auto size = std::filesystem::file_size(folder / file.name, code);
            if (!code) total_ += static_cast<double>(size);
        }
        open("region",
             [&](std::istream& in, Sheet& sheet, Index) { read_keys(in, tables_.info, sheet, mistakes_); });
        for (const Table& table : dictionary())
            open(table.name, [&](std::istream& in, Sheet& sheet, Index size) {
                read_rows(in, table, tables_, sheet, mistakes_, size,
                          [&](Index bytes) { tick(sheet.file, bytes); });
            });
        mistakes_.throw_if_any();
    }

    [[nodiscard]] model::Tables take() { return std::move(tables_); }

    /// The same faults, by file, line and cell.
    [[nodiscard]] bad_files in_files(const model::bad_tables& error) const {
        Mistakes mistakes;
        for (const model::Fault& fault : error.faults()) {
            base::Context context{
                .field = fault.column, .value = legible(fault.value, 40), .remedy = legible(fault.remedy)};
            std::string text = legible(fault.text);
            for (const Sheet& sheet : sheets_)
                if (sheet.table == fault.table) {
                    context.file = sheet.file;
                    context.line = sheet.lines.of(fault.row);
                    context.column = sheet.cell(fault.column);
                    text = rows_to_lines(std::move(text), sheet);
                }
            mistakes.add(std::move(text), std::move(context));
        }
        mistakes.add_untold(error.count() - error.faults().size());
        return {mistakes.told(), mistakes.count()};
    }

private:
    template <class Read>
    void open(std::string_view table, Read&& read) {
        Sheet sheet{.table = std::string(table), .file = std::string(table) + ".csv"};
        const auto path = folder_ / sheet.file;
        std::error_code code;
        const auto status = std::filesystem::status(path, code);
        if (!std::filesystem::exists(status)) return;
        if (!std::filesystem::is_regular_file(status)) {
            mistakes_.add("is not an ordinary file", {.file = sheet.file, .remedy = "put a CSV file there"});
            return;
        }
        tick(sheet.file, 0);
        std::ifstream in(path, std::ios::binary);
        if (!in) throw base::bad_file("cannot be opened", {.file = path.string(), .remedy = "check its permissions"});
        const Index size = std::filesystem::file_size(path, code);
        read(in, sheet, code ? 0 : size);
        done_ += static_cast<double>(size);
        sheets_.push_back(std::move(sheet));
    }

    void tick(const std::string& file, Index bytes) {
        if (observer_.stopped())
            throw base::interrupted("reading was stopped", {.file = file, .remedy = "read the folder again"});
        if (told_.seconds() < 0.2) return;
        told_ = base::Stopwatch();
        observer_.report("reading " + file,
                         total_ > 0.0 ? std::min(1.0, (done_ + static_cast<double>(bytes)) / total_) : 0.0);
    }

    /// A fault that points to another row, by its line: "first in row 3" becomes "first in line 4".
    static std::string rows_to_lines(std::string text, const Sheet& sheet) {
        for (const std::string_view ending : {"", " says"}) {
            if (!text.ends_with(ending)) continue;
            const Index end = text.size() - ending.size();
            Index begin = end;
            while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9') --begin;
            if (begin == end || end - begin > 15 || begin < 5 || text.compare(begin - 5, 5, " row ") != 0) continue;
            const Index line = sheet.lines.of(std::stoull(text.substr(begin, end - begin)) - 1);
            if (line > 0) return text.replace(begin - 4, end - begin + 4, "line " + std::to_string(line));
        }
        return text;
    }

    const std::filesystem::path& folder_;
    const base::Observer& observer_;
    Mistakes mistakes_;
    model::Tables tables_;
    std::vector<Sheet> sheets_;
    base::Stopwatch told_;
    double total_ = 0.0, done_ = 0.0;
};

} // namespace detail

/// Reads a region from a folder.
///
/// places.csv must be there; a table without a file is empty, an empty cell takes the column's default, and a
/// column that is not required may be left out. CSV files of other names are refused, other files ignored.
/// @param folder  holds places.csv and, as far as known, the other tables
/// @return the region; rows may stand in any order in the files
/// @throws bad_files naming file, line and cell of the first 20 mistakes, and what to do
/// @throws bad_file if the folder or a file cannot be read; interrupted if the observer asked to stop
/// Complexity O(bytes + rows log rows); memory for the rows, not for the files.
COREWING_ROUTINE
model::Region read_region(const std::filesystem::path& folder, const ReadOptions& options = {});

/// Reads the tables of a region folder without asking whether they fit each other: for programs that
/// change them before a Region is made. See read_region().
inline model::Tables read_tables(const std::filesystem::path& folder, const ReadOptions& options = {}) {
    return detail::FolderReader<>(folder, options).take();
}

/// Writes tables to a folder, which is made if need be; read_tables() gives the same tables again.
///
/// All tables are written, the empty ones with their first row alone, so that no older file is read with
/// new ones. Every file is first written whole under a temporary name; only when all are safely on the
/// disk do they take the place of the old ones. So a failure while writing (a full disk, a value that
/// could not be read again) leaves an older folder as it was, and each file is at any time either the old one
/// or the new one. A power cut during the final renaming may leave files of both.
/// @throws bad_data for a text with NUL or not in UTF-8, a number that is not finite, or an empty required cell
/// @throws bad_file if a file cannot be written
/// Complexity O(bytes).
COREWING_ROUTINE
void write_tables(const model::Tables& tables, const std::filesystem::path& folder);

/// Writes a region to a folder; read_region() gives an equal region again. See write_tables().
inline void write_region(const model::Region& region, const std::filesystem::path& folder) {
    write_tables(region.tables(), folder);
}

} // namespace corewing::io

#ifndef COREWING_COMPILED
#include "corewing/io/impl/region_folder.hpp"
#endif
