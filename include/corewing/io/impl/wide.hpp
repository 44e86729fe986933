#pragma once

#include "corewing/io/wide.hpp"

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/io/detail/wide_sheet.hpp"

#include <string>
#include <utility>

namespace corewing::io {

COREWING_BODY
std::vector<model::Observation> read_wide(const std::filesystem::path& file, const WideOptions& options) {
    if (options.year.has_value() == !options.indicator.empty())
        throw base::bad_value(
            "give one of year and indicator",
            {.field = "options",
             .remedy = "the year where the heads are indicators, the indicator where they are years"});
    std::vector<model::Observation> rows;
    std::vector<std::pair<std::string, int>> heads; // indicator and year of each column
    detail::WideSheet sheet(file, options.ids);
    std::string place;
    sheet.read(
        [&](const std::string& head, base::Context where) {
            int year = options.year.value_or(0);
            detail::Refusal why;
            if (!options.indicator.empty() && !detail::read_cell(head, year, why)) {
                where.remedy = "write a year, for example 2020";
                sheet.wrong(where, why.text);
            }
            heads.emplace_back(options.indicator.empty() ? head : options.indicator, year);
        },
        [&](const std::string& name, const base::Context&) { place = name; },
        [&](Index column, double value, const base::Context&) {
            rows.push_back({.place = place,
                            .indicator = heads[column].first,
                            .year = heads[column].second,
                            .value = value,
                            .mark = options.mark,
                            .source = options.source});
        });
    return rows;
}

} // namespace corewing::io
