#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/detail/region_ids.hpp"
#include "corewing/model/detail/years.hpp"
#include "corewing/model/output.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace corewing::model {

COREWING_BODY
MarkedMatrix output(const Region& region, std::optional<int> year) {
    std::vector<int> found;
    for (const Output& row : region.output()) found.push_back(row.year);
    const int wanted = detail::year_among("output", year, std::move(found));

    const auto& industries = region.industries();
    const Index n = region.size(), m = std::ssize(industries);
    Eigen::MatrixX<Double> values = Eigen::MatrixX<Double>::Zero(n, m);
    base::Marks marks = base::Marks::Constant(n, m, base::Mark::missing);
    for (const Output& row : region.output()) {
        if (row.year != wanted) continue;
        const Index i = region.index(row.place);
        const auto industry =
            std::lower_bound(industries.begin(), industries.end(), row.industry,
                             [](const Industry& a, const std::string& id) { return a.id.compare(id) < 0; });
        const Index j = industry - industries.begin();
        values(i, j) = row.value;
        marks(i, j) = row.mark;
    }
    std::vector<std::string> columns;
    for (const Industry& industry : industries) columns.push_back(industry.id);
    return MarkedMatrix(
        std::move(values), std::move(marks),
        {.name = "output",
         .unit = region.output().front().unit.empty() ? region.info().currency : region.output().front().unit,
         .year = wanted,
         .places = detail::region_ids(region),
         .columns = std::move(columns)});
}

} // namespace corewing::model
