#pragma once

#include "corewing/base/error.hpp"
#include "corewing/io/atomic_file.hpp"
#include "corewing/io/detail/folder_reader.hpp"
#include "corewing/io/detail/table_writer.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/io/schema.hpp"
#include "corewing/model/apply_changes.hpp"
#include "corewing/model/region.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace corewing::io {

COREWING_BODY
FolderRegion read_folder(const std::filesystem::path& folder, const ReadOptions& options) {
    detail::FolderReader<> reader(folder, options.observer);
    try {
        model::Tables tables = reader.take();
        base::Findings findings = reader.findings();
        if (tables.changes.empty())
            return {.region = model::Region(std::move(tables)), .findings = std::move(findings)};
        model::Changed changed = model::apply_changes(std::move(tables));
        findings.insert(findings.end(), changed.findings.begin(), changed.findings.end());
        return {.region = model::Region(std::move(changed.tables)), .findings = std::move(findings)};
    } catch (const model::bad_tables& error) {
        throw reader.in_files(error);
    }
}

COREWING_BODY
model::Region read_region(const std::filesystem::path& folder, const ReadOptions& options) {
    return read_folder(folder, options).region;
}

COREWING_BODY
model::Tables read_tables(const std::filesystem::path& folder, const ReadOptions& options) {
    return detail::FolderReader<>(folder, options.observer).take();
}

COREWING_BODY
void write_tables(const model::Tables& tables, const std::filesystem::path& folder) {
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (!std::filesystem::is_directory(folder))
        throw base::bad_file("the folder cannot be made" + (code ? ": " + code.message() : std::string()),
                             {.file = folder.string(), .remedy = "check the name and the permissions"});
    std::vector<AtomicFile> files;
    const auto begin = [&](std::string_view table) {
        files.emplace_back(folder / (std::string(table) + ".csv"));
        return [&file = files.back()](std::string_view text) { file.write(text); };
    };
    files.reserve(detail::table_files().size());
    detail::write_keys(tables.info, begin("region"));
    files.back().close();
    for (const Table& table : dictionary()) {
        detail::write_rows(table, tables, begin(table.name));
        files.back().close();
    }
    for (AtomicFile& file : files) file.commit();
}

COREWING_BODY
void check_output(const std::filesystem::path& output, const std::filesystem::path& folder,
                  const std::vector<std::filesystem::path>& inputs) {
    std::error_code code;
    const auto refuse = [&](const std::string& what) {
        throw base::bad_file("is " + what + " and would be overwritten",
                             {.file = output.string(), .remedy = "give the output another name"});
    };
    for (const auto& input : inputs)
        if (std::filesystem::equivalent(output, input, code)) refuse("read as " + input.string());
    for (const detail::TableName& table : detail::table_files())
        if (std::filesystem::equivalent(output, folder / table.name, code))
            refuse("the table " + table.name + " of the region");
    const std::filesystem::path place = detail::PendingFile<>::behind_links(output);
    const auto parent = place.has_parent_path() ? place.parent_path() : std::filesystem::path(".");
    if (detail::is_csv(place.filename().string()) && std::filesystem::equivalent(parent, folder, code))
        throw base::bad_file("would stand among the tables of the region",
                             {.file = output.string(), .remedy = "give the output another folder or ending"});
}

COREWING_BODY
void write_region(const model::Region& region, const std::filesystem::path& folder) {
    write_tables(region.tables(), folder);
}

} // namespace corewing::io
