#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/detail/marked_cells.hpp"
#include "corewing/model/place_ids.hpp"

#include <Eigen/Core>

#include <optional>
#include <string>
#include <utility>

/// Numbers by place that keep their marks, unit and year, and what can be computed with them.
///
///     const auto a_head = model::in_unit(gdp / people, 1e4, "yuan a head"); // gdp in 100 million, people in 10 000
///     const auto pace   = model::growth(gdp_2015, gdp_2020);                // a year: 0.05 = 5 %
///     const Eigen::VectorXd numbers = a_head.known();                       // or an error naming who has no figure
///
/// What is computed carries the worse mark (observed numbers give derived ones); what is computed from a missing
/// number is missing, and so is what is divided by 0.
namespace corewing::model {

/// What a column tells of itself beside its numbers.
struct ColumnAbout {
    std::string name = {};        ///< the indicator's id, or how it was computed: "gdp / people"
    std::string unit = {};        ///< empty = a plain number
    std::optional<int> year = {}; ///< none where it has none, or where years were mixed
    PlaceIds places = {};         ///< the places it stands on
};

/// Numbers by place, with a mark for each. A column never changes; arithmetic makes new ones.
class Column {
public:
    Column() = default; ///< no place

    /// @param values  places x 1; what stands where the mark says missing is ignored
    /// @param marks   places x 1
    /// @param about   name, unit, year and places
    /// @throws bad_shape; bad_value naming the first place with a number that is not finite
    Column(Eigen::VectorXd values, base::Marks marks, ColumnAbout about = {})
        : values_(std::move(values)), marks_(std::move(marks)), about_(std::move(about)) {
        detail::settle(values_, marks_, about_.name, about_.places);
    }

    /// A column of which all is observed. @throws bad_shape, bad_value as above
    [[nodiscard]] static Column observed(const Eigen::VectorXd& values, ColumnAbout about = {}) {
        return {values, base::Marks::Constant(values.size(), 1, base::Mark::observed), std::move(about)};
    }

    [[nodiscard]] Index size() const noexcept { return values_.size(); }            ///< number of places
    [[nodiscard]] const std::string& name() const noexcept { return about_.name; }  ///< see ColumnAbout
    [[nodiscard]] const std::string& unit() const noexcept { return about_.unit; }  ///< see ColumnAbout
    [[nodiscard]] std::optional<int> year() const noexcept { return about_.year; }  ///< see ColumnAbout
    [[nodiscard]] const PlaceIds& places() const noexcept { return about_.places; } ///< see ColumnAbout
    [[nodiscard]] const ColumnAbout& about() const noexcept { return about_; }      ///< all of them together

    /// The mark of a place, by row. The row is not checked.
    [[nodiscard]] base::Mark mark(Index row) const { return marks_(row, 0); }
    /// The number of a place, or nothing where it is missing. The row is not checked.
    [[nodiscard]] std::optional<double> operator[](Index row) const {
        return mark(row) == base::Mark::missing ? std::nullopt : std::optional(values_[row]);
    }
    /// How many places have a number.
    [[nodiscard]] Index known_count() const { return size() - (marks_ == base::Mark::missing).count(); }

    /// All numbers, for routines on Eigen vectors.
    /// @return places x 1, in unit()
    /// @throws bad_value naming the first place without a number, the indicator and the year
    [[nodiscard]] Eigen::VectorXd known() const {
        const Index missing = size() - known_count();
        for (Index row = 0; missing > 0 && row < size(); ++row)
            if (mark(row) == base::Mark::missing)
                detail::refuse_missing_figure(about_.name, about_.year, about_.places.id(row), missing);
        return values_;
    }

    /// The numbers with 0 where one is missing, and their marks: for routines that take both, such as
    /// indicator::impute. By themselves the values say nothing; take known() or operator[].
    [[nodiscard]] const Eigen::VectorXd& values() const noexcept { return values_; }
    [[nodiscard]] const base::Marks& marks() const noexcept { return marks_; } ///< places x 1; see values()

private:
    Eigen::VectorXd values_ = {};
    base::Marks marks_ = base::Marks(0, 1);
    ColumnAbout about_ = {};
};

/// a + b, a - b. Both in one unit.
/// @param a, b  on the same places
/// @return place by place, in that unit
/// @throws bad_shape if they stand on different places, bad_value if they are in different units, or if a result
///         is too large for a number, naming the place
///@{
COREWING_ROUTINE
Column operator+(const Column& a, const Column& b);
COREWING_ROUTINE
Column operator-(const Column& a, const Column& b);
///@}

/// a b and a / b; missing where b is 0. The units are multiplied or divided: "million / thousand".
/// @throws bad_shape, bad_value as above
///@{
COREWING_ROUTINE
Column operator*(const Column& a, const Column& b);
COREWING_ROUTINE
Column operator/(const Column& a, const Column& b);
///@}

/// The same with a plain number, finite. The unit stays; that of number / column is "1 / unit".
/// @throws bad_value
///@{
COREWING_ROUTINE
Column operator+(const Column& a, double number);
COREWING_ROUTINE
Column operator-(const Column& a, double number);
COREWING_ROUTINE
Column operator*(const Column& a, double number);
COREWING_ROUTINE
Column operator/(const Column& a, double number);
COREWING_ROUTINE
Column operator+(double number, const Column& b);
COREWING_ROUTINE
Column operator-(double number, const Column& b);
COREWING_ROUTINE
Column operator*(double number, const Column& b);
COREWING_ROUTINE
Column operator/(double number, const Column& b);
///@}

/// Yearly compound growth (年均增长率): (now / then)^(1 / years) - 1, the years from the columns.
/// Missing where a level is missing or imputed, where then <= 0, and where now < 0.
/// @return a fraction a year, in the year of now; in_unit(growth, 100, "% a year") gives percent
/// @throws bad_shape if they stand on different places
/// @throws bad_value if units differ, a column has no year, or now is not later than then
COREWING_ROUTINE
Column growth(const Column& then, const Column& now);

/// The same numbers in another unit: each times the factor; marks, name and year stay.
/// @param column  in the old unit
/// @param factor  new units in an old one, finite, not 0
/// @param unit  the new one
/// @throws bad_value
COREWING_ROUTINE
Column in_unit(const Column& column, double factor, std::string unit);

/// The same numbers, said to be of a year: for what was computed from two years.
COREWING_ROUTINE
Column in_year(const Column& column, int year);

/// The same numbers under another name.
COREWING_ROUTINE
Column named(const Column& column, std::string name);

} // namespace corewing::model

#ifndef COREWING_COMPILED
#include "corewing/model/impl/marked_column.hpp"
#endif
