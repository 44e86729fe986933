#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/detail/region_ids.hpp"
#include "corewing/model/detail/years.hpp"
#include "corewing/model/marked_column.hpp"
#include "corewing/model/region.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

/// The figures of observations.csv by indicator.
namespace corewing::model::detail {

/// The first and one past the last observation of an indicator.
template <class = void>
auto rows_of(const Region& region, std::string_view indicator) {
    const auto& rows = region.observations();
    const auto first =
        std::lower_bound(rows.begin(), rows.end(), indicator,
                         [](const Observation& o, std::string_view id) { return o.indicator.compare(id) < 0; });
    const auto last = std::upper_bound(first, rows.end(), indicator, [](std::string_view id, const Observation& o) {
        return o.indicator.compare(id) > 0;
    });
    return std::pair(first, last);
}

/// The years in which a place has a figure of a measured indicator, as they stand.
template <class = void>
std::vector<int> years_with_places(const Region& region, std::string_view indicator) {
    const auto [first, last] = rows_of(region, indicator);
    std::vector<int> found;
    for (auto row = first; row != last; ++row)
        if (!row->place.empty()) found.push_back(row->year);
    return unique_years(std::move(found));
}

/// The figures of a measured indicator in one year; missing where no row stands.
template <class = void>
Column measured(const Region& region, const Indicator& indicator, int year) {
    const Index n = region.size();
    Eigen::VectorXd values = Eigen::VectorXd::Zero(n);
    base::Marks marks = base::Marks::Constant(n, 1, base::Mark::missing);
    const auto [first, last] = rows_of(region, indicator.id);
    for (auto row = first; row != last; ++row) {
        if (row->year != year || row->place.empty()) continue;
        const Index at = region.index(row->place);
        values[at] = row->value;
        marks(at, 0) = row->mark;
    }
    return Column(std::move(values), std::move(marks),
                  {.name = indicator.id, .unit = indicator.unit, .year = year, .places = region_ids(region)});
}

} // namespace corewing::model::detail
