#pragma once

#include "corewing/base/clock.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/io/detail/input_file.hpp"
#include "corewing/io/detail/table_reader.hpp"
#include "corewing/io/detail/text.hpp"
#include "corewing/io/detail/text_file.hpp"
#include "corewing/io/mistakes.hpp"
#include "corewing/io/schema.hpp"
#include "corewing/model/region.hpp"

#include <algorithm>
#include <filesystem>
#include <istream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace corewing::io::detail {

/// The name of a file of a region folder, with .csv.
struct TableName {
    std::string name = {};
};

/// Names of all files that a region folder may have, with .csv.
template <class = void>
std::vector<TableName> table_files() {
    std::vector<TableName> files{{"region.csv"}};
    for (const Table& table : dictionary()) files.push_back({std::string(table.name) + ".csv"});
    return files;
}

/// Whether a file ends in .csv, in letters of either case.
template <class = void>
bool is_csv(const std::string& name) {
    return ascii_lower(name).ends_with(".csv");
}

/// Refuses CSV files with a name that nobody would read, and a folder without places.
template <class = void>
void check_folder(const std::filesystem::path& folder, Mistakes& mistakes) {
    std::error_code code;
    const std::string shown = folder.string();
    if (!is_there(folder))
        throw base::bad_file("there is no such folder", {.file = shown, .remedy = "give the folder with places.csv"});
    if (!std::filesystem::exists(folder, code)) refuse_to_open(folder, code);
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
        const auto same = [&](const TableName& t) { return t.name == name; };
        if (name[0] == '.' || !is_csv(name) || std::any_of(known.begin(), known.end(), same)) continue;
        std::string remedy;
        if (const std::string_view near = nearest(ascii_lower(name), known); !near.empty())
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
    /// @param folder, observer  must outlive the reader
    FolderReader(const std::filesystem::path& folder, const base::Observer& observer)
        : folder_(folder), observer_(observer) {
        check_folder(folder, mistakes_);
        for (const TableName& file : table_files()) {
            std::error_code code;
            const auto size = std::filesystem::file_size(folder / file.name, code);
            if (!code) total_ += static_cast<double>(size);
        }
        open("region", [&](std::istream& in, Sheet& sheet, Index) { read_keys(in, tables_.info, sheet, mistakes_); });
        for (const Table& table : dictionary())
            open(table.name, [&](std::istream& in, Sheet& sheet, Index size) {
                read_rows(in, table, tables_, sheet, mistakes_, size, [&](Index bytes) { tick(sheet.file, bytes); });
            });
        mistakes_.throw_if_any();
    }

    [[nodiscard]] model::Tables take() { return std::move(tables_); }
    [[nodiscard]] const base::Findings& findings() const { return findings_; } ///< files in another encoding

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
        if (!is_there(path)) return;
        if (!std::filesystem::is_regular_file(status_of(path))) {
            mistakes_.add("is not an ordinary file", {.file = sheet.file, .remedy = "put a CSV file there"});
            return;
        }
        tick(sheet.file, 0);
        TextFile in(path, findings_);
        std::error_code code;
        const Index size = std::filesystem::file_size(path, code);
        read(in.stream(), sheet, code ? 0 : size);
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
    base::Findings findings_;
    std::vector<Sheet> sheets_;
    base::Stopwatch told_;
    double total_ = 0.0, done_ = 0.0;
};

} // namespace corewing::io::detail
