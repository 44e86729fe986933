#pragma once

#include "corewing/base/routine.hpp"
#include "corewing/model/marked_column.hpp"
#include "corewing/model/marked_number.hpp"
#include "corewing/model/region.hpp"

#include <optional>
#include <string_view>
#include <vector>

/// The figures of a region by place, with marks, unit and year; marked_column.hpp says what can be computed with them.
///
///     const auto gdp    = model::column(region, "gdp");                     // the latest year that has figures
///     const auto people = model::column(region, "people", gdp.year());      // the same year
///     const auto a_head = model::in_unit(gdp / people, 1e4, "yuan a head");
///     const auto pace   = model::growth(model::column(region, "gdp", 2015), gdp);
///     const auto towns  = model::select(region, PlaceKind::district);       // model/selection.hpp
///     const Eigen::VectorXd numbers = towns.rows(a_head).known();           // or an error naming who has no figure
namespace corewing::model {

/// An indicator by place.
/// @param region     whose figures
/// @param indicator  id of a row of indicators.csv
/// @param year       none = the latest in which a place has a figure
/// @return one number a place, in the order of the region, in the indicator's unit; missing where no row stands. An
///         indicator with a formula is worked out from the figures as they are (model/formula.hpp)
/// @throws unknown_name with the nearest id
/// @throws bad_value if no place has a figure (in that year), naming the years there are
/// Complexity O(n + log observations + found log n).
COREWING_ROUTINE
Column column(const Region& region, std::string_view indicator, std::optional<int> year = std::nullopt);

/// The areas of the places, in km2; missing where places.csv has none.
/// @param region  whose places
/// @return one number a place, in km2
/// Complexity O(n).
COREWING_ROUTINE
Column areas(const Region& region);

/// An indicator of the region as a whole in one year, or nothing.
/// @param region  whose figures
/// @param indicator  id of a row of indicators.csv
/// @param year  of the figure
/// @return the figure in the row without a place and its mark, in the unit of the indicator; nothing without such a row
/// @throws unknown_name with the nearest id
/// Complexity O(log observations + years).
COREWING_ROUTINE
std::optional<MarkedNumber> total(const Region& region, std::string_view indicator, int year);

/// The sum of a column over its places, for what adds up, such as people or output.
/// @param column  of any places; districts add up to the region (model/selection.hpp), platforms would count twice
/// @return the sum with the worst mark of its parts, at best derived where there are several; missing, with 0, if a
///         figure is missing; 0, derived, of no place
/// @throws bad_value if the sum is too large for a number
/// Complexity O(n).
COREWING_ROUTINE
MarkedNumber total(const Column& column);

/// The years in which an indicator was observed anywhere, be it for the region as a whole, ascending.
/// @param region  whose figures
/// @param indicator  id of a row of indicators.csv
/// @return each year once
/// @throws unknown_name with the nearest id
/// Complexity O(log observations + found log found).
COREWING_ROUTINE
std::vector<int> years(const Region& region, std::string_view indicator);

} // namespace corewing::model

#ifndef COREWING_COMPILED
#include "corewing/model/impl/column.hpp"
#endif
