#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/column.hpp"
#include "corewing/model/detail/region_ids.hpp"
#include "corewing/model/detail/years.hpp"
#include "corewing/model/marked_number.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::model {

namespace detail {

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

} // namespace detail

COREWING_BODY
Column column(const Region& region, std::string_view indicator, std::optional<int> year) {
    const Indicator& row_of_tree = region.indicator(indicator);
    const auto [first, last] = detail::rows_of(region, indicator);
    std::vector<int> found;
    for (auto row = first; row != last; ++row)
        if (!row->place.empty()) found.push_back(row->year);
    const int wanted = detail::year_among(indicator, year, std::move(found));

    const Index n = region.size();
    Eigen::VectorX<Double> values = Eigen::VectorX<Double>::Zero(n);
    base::Marks marks = base::Marks::Constant(n, 1, base::Mark::missing);
    for (auto row = first; row != last; ++row) {
        if (row->year != wanted || row->place.empty()) continue;
        const Index at = region.index(row->place);
        values[at] = row->value;
        marks(at, 0) = row->mark;
    }
    return Column(
        std::move(values), std::move(marks),
        {.name = row_of_tree.id, .unit = row_of_tree.unit, .year = wanted, .places = detail::region_ids(region)});
}

COREWING_BODY
Column areas(const Region& region) {
    const Index n = region.size();
    Eigen::VectorX<Double> values = Eigen::VectorX<Double>::Zero(n);
    base::Marks marks = base::Marks::Constant(n, 1, base::Mark::missing);
    for (Index i = 0; i < n; ++i)
        if (const auto km2 = region.place(i).area_km2) {
            values[i] = *km2;
            marks(i, 0) = base::Mark::observed;
        }
    return Column(std::move(values), std::move(marks),
                  {.name = "area", .unit = "km2", .places = detail::region_ids(region)});
}

COREWING_BODY
std::optional<MarkedNumber> total(const Region& region, std::string_view indicator, int year) {
    static_cast<void>(region.indicator(indicator));
    const auto [first, last] = detail::rows_of(region, indicator);
    for (auto row = first; row != last && row->place.empty(); ++row) // the region's own rows come first
        if (row->year == year) return MarkedNumber{row->value, row->mark};
    return std::nullopt;
}

COREWING_BODY
MarkedNumber total(const Column& column) {
    if (column.size() == 0) return {0.0, base::Mark::derived};
    MarkedNumber sum{0.0, column.mark(0)};
    for (Index i = 0; i < column.size(); ++i) {
        sum.value += column.values()[i];
        if (i > 0) sum.mark = base::combine(sum.mark, column.mark(i));
    }
    if (sum.mark == base::Mark::missing) return {0.0, sum.mark};
    base::check_range(sum.value, -HUGE_VAL, HUGE_VAL, "total of " + column.name());
    return sum;
}

COREWING_BODY
std::vector<int> years(const Region& region, std::string_view indicator) {
    static_cast<void>(region.indicator(indicator));
    const auto [first, last] = detail::rows_of(region, indicator);
    std::vector<int> found;
    for (auto row = first; row != last; ++row) found.push_back(row->year);
    return detail::unique_years(std::move(found));
}

} // namespace corewing::model
