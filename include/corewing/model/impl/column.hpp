#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/column.hpp"
#include "corewing/model/detail/measured.hpp"
#include "corewing/model/detail/region_ids.hpp"
#include "corewing/model/detail/years.hpp"
#include "corewing/model/formula.hpp"
#include "corewing/model/marked_number.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::model {

COREWING_BODY
Column column(const Region& region, std::string_view indicator, std::optional<int> year) {
    static_cast<void>(region.indicator(indicator));
    const FigureSource source = own_figures(region);
    const int wanted = detail::year_among(indicator, year, source.years(indicator));
    return source.column(indicator, wanted);
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
    if (!region.indicator(indicator).formula.empty()) return own_figures(region).years(indicator);
    const auto [first, last] = detail::rows_of(region, indicator);
    std::vector<int> found;
    for (auto row = first; row != last; ++row) found.push_back(row->year);
    return detail::unique_years(std::move(found));
}

} // namespace corewing::model
