#pragma once

#include "corewing/io/od_matrix.hpp"

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/io/detail/wide_sheet.hpp"

#include <string>
#include <utility>

namespace corewing::io {

COREWING_BODY
std::vector<model::LinkRow> read_od_matrix(const std::filesystem::path& file, const OdMatrixOptions& options) {
    if (options.layer.empty())
        throw base::bad_value("is empty", {.field = "layer", .remedy = "give the id of a layer"});
    std::vector<model::LinkRow> rows;
    std::vector<std::string> destinations;
    detail::WideSheet sheet(file, options.ids);
    std::string origin;
    sheet.read([&](const std::string& head, const base::Context&) { destinations.push_back(head); },
               [&](const std::string& name, const base::Context&) { origin = name; },
               [&](Index column, double value, base::Context where) {
                   if (value < 0.0) {
                       where.remedy = "write 0 or more, or leave the cell empty where nothing is known";
                       sheet.wrong(where, where.value + " is below 0");
                       return;
                   }
                   rows.push_back(
                       {.layer = options.layer, .from = origin, .to = destinations[column], .weight = value});
               });
    return rows;
}

} // namespace corewing::io
