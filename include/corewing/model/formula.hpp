#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/marked_column.hpp"
#include "corewing/model/region.hpp"

#include <functional>
#include <string_view>
#include <vector>

/// Indicators that follow from others (indicators.csv: formula).
///
///     id        unit         formula
///     gdp_head  yuan a head  gdp / people * 10000
///     pace                   growth(people, 2010, 2020)
///
/// A formula holds numbers, names of indicators (in [ ] where they hold a sign of the formula or a blank), + - * / ( )
/// and the functions below. model::column() evaluates it like any other indicator, on the figures as they are.
namespace corewing::model {

/// Where the figures of a formula come from: those of the region, or filled ones. It keeps what it has made, so each
/// thread needs one of its own.
struct FigureSource {
    std::function<std::vector<int>(std::string_view id)> years = {};  ///< with a figure of some place, ascending
    std::function<Column(std::string_view id, int year)> column = {}; ///< of all places of the region
};

/// The figures of a region as they are, formulas among them.
/// @param region  whose figures
/// @return years with a figure of some place; a year without any gives a column of which all is missing
/// Complexity O(1); a column O(n + its rows), a formula that of evaluate().
COREWING_ROUTINE
FigureSource own_figures(const Region& region);

/// Figures of measured indicators, and those of formulas worked out on them. Each is made once.
/// @param region    whose indicators
/// @param measured  years and columns of indicators without a formula; the same on every call
/// @return years and columns of all indicators
/// Complexity O(1); a column that of what it is made of.
COREWING_ROUTINE
FigureSource with_formulas(const Region& region, FigureSource measured);

/// The years in which a formula has a value: those in which all its figures have one. What stands in growth() has its
/// last year; what stands in at() has any, or where nothing else has a year the last that at() names. None where a year
/// that growth() or at() names has no figures.
/// @param indicator  with a formula that Region accepted
/// @param source     of its figures
/// @return ascending
/// Complexity O(nodes x years).
COREWING_ROUTINE
std::vector<int> formula_years(const Indicator& indicator, const FigureSource& source);

/// A formula in one year.
///   + - * /       of two figures of a place carry the worse mark; x / 0 is missing, with a finding that names who. The
///                 difference of two numbers that are base::equal() is 0
///   growth(x, a, b)      (x_b / x_a)^(1 / (b - a)) - 1; missing where a level is missing or estimated, where x_a <= 0,
///                        and where x_b < 0
///   at(x, year)          x in that year, whatever the year of the whole; at() and growth() do not stand in each other
///   share_of_cluster(x)  x over the sum of x in the districts of the place's cluster; missing where one of them is,
///                        and without a cluster
///   per_km2(x)           x over the area of the place
/// @param region     whose places
/// @param indicator  with a formula that Region accepted
/// @param year       one of formula_years()
/// @param source     of its figures
/// @param findings   where divisions by 0 and results beyond the range of numbers are told; nullptr = nowhere
/// @return one number a place, named and in the unit of the indicator, the year as given
/// Complexity O(nodes x places).
COREWING_ROUTINE
Column evaluate(const Region& region, const Indicator& indicator, int year, const FigureSource& source,
                base::Findings* findings = nullptr);

} // namespace corewing::model

#ifndef COREWING_COMPILED
#include "corewing/model/impl/formula.hpp"
#endif
