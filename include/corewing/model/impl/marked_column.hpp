#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/model/marked_column.hpp"

#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace corewing::model {

namespace detail {

/// A name or unit as part of a longer one: in brackets if it is itself put together.
template <class = void>
std::string term(const std::string& text) {
    for (const std::string_view sign : {" + ", " - ", " * ", " / "})
        if (text.find(sign) != std::string::npos) return '(' + text + ')';
    return text;
}

template <class = void>
std::string unit_words(const std::string& unit) {
    return unit.empty() ? std::string("a plain number") : unit;
}

/// @throws bad_shape, naming the operation, unless both stand on the same places
template <class = void>
void check_same_places(const Column& a, const Column& b, const std::string& operation) {
    if (a.size() != b.size())
        throw base::bad_shape("stand on " + std::to_string(a.size()) + " and " + std::to_string(b.size()) + " places",
                              {.field = operation, .remedy = "select the same places for both, or for none"});
    const Index row = a.places().first_difference(b.places());
    if (row >= 0)
        throw base::bad_shape("stand on different places, first " + a.places().id(row) + " and " + b.places().id(row),
                              {.field = operation, .remedy = "select the same places for both, or for none"});
}

/// @throws bad_value, naming the operation, unless both are in one unit
template <class = void>
void check_same_unit(const Column& a, const Column& b, const std::string& operation) {
    if (a.unit() == b.unit()) return;
    throw base::bad_value("are in different units, " + unit_words(a.unit()) + " and " + unit_words(b.unit()),
                          {.field = operation, .value = b.unit(), .remedy = "convert one of them with model::in_unit"});
}

/// The year of what is computed from two: theirs; none where they differ.
template <class = void>
std::optional<int> common_year(std::optional<int> a, std::optional<int> b) {
    if (!a) return b;
    return !b || a == b ? a : std::nullopt;
}

template <class = void>
std::string product_unit(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) return a + b;
    return term(a) + " * " + term(b);
}

template <class = void>
std::string ratio_unit(const std::string& a, const std::string& b) {
    if (a == b) return {};
    if (b.empty()) return a;
    return (a.empty() ? "1" : term(a)) + " / " + term(b);
}

/// The column of operation(a_i, b_i), which gives a number or nothing.
template <class Operation>
Column combined(const Column& a, const Column& b, ColumnAbout about, Operation&& operation) {
    if (!about.places.told()) about.places = b.places();
    Eigen::VectorXd values = Eigen::VectorXd::Zero(a.size());
    base::Marks marks = base::Marks::Constant(a.size(), 1, base::Mark::missing);
    for (Index i = 0; i < a.size(); ++i) {
        const base::Mark mark = base::combine(a.mark(i), b.mark(i));
        if (mark == base::Mark::missing) continue;
        const std::optional<double> result = operation(a.values()[i], b.values()[i]);
        if (!result) continue;
        if (!std::isfinite(*result))
            throw base::bad_value("the result is too large for a number", {.field = about.name,
                                                                           .value = base::to_text(*result),
                                                                           .place = about.places.id(i),
                                                                           .remedy = "use a larger unit"});
        values[i] = *result;
        marks(i, 0) = mark;
    }
    return Column(std::move(values), std::move(marks), std::move(about));
}

/// A column that holds one number on the places of another.
template <class = void>
Column everywhere(double number, const Column& like, std::string unit) {
    base::check_range(number, -HUGE_VAL, HUGE_VAL, "number");
    return Column(Eigen::VectorXd::Constant(like.size(), number),
                  base::Marks::Constant(like.size(), 1, base::Mark::observed),
                  {.name = base::to_text(number), .unit = std::move(unit), .places = like.places()});
}

template <class Operation>
Column sum_like(const Column& a, const Column& b, std::string_view sign, Operation&& operation) {
    ColumnAbout about{.name = term(a.name()) + std::string(sign) + term(b.name()),
                      .unit = a.unit(),
                      .year = common_year(a.year(), b.year()),
                      .places = a.places()};
    check_same_places(a, b, about.name);
    check_same_unit(a, b, about.name);
    return combined(a, b, std::move(about), [&](double x, double y) { return std::optional(operation(x, y)); });
}

template <class = void>
Column product(const Column& a, const Column& b) {
    ColumnAbout about{.name = term(a.name()) + " * " + term(b.name()),
                      .unit = product_unit(a.unit(), b.unit()),
                      .year = common_year(a.year(), b.year()),
                      .places = a.places()};
    check_same_places(a, b, about.name);
    return combined(a, b, std::move(about), [](double x, double y) { return std::optional(x * y); });
}

template <class = void>
Column ratio(const Column& a, const Column& b) {
    ColumnAbout about{.name = term(a.name()) + " / " + term(b.name()),
                      .unit = ratio_unit(a.unit(), b.unit()),
                      .year = common_year(a.year(), b.year()),
                      .places = a.places()};
    check_same_places(a, b, about.name);
    return combined(a, b, std::move(about),
                    [](double x, double y) { return y == 0.0 ? std::nullopt : std::optional(x / y); });
}

/// @throws bad_value, naming the operation, unless both have a year and the second is the later
template <class = void>
void check_forward(const Column& then, const Column& now, const std::string& operation) {
    if (!then.year() || !now.year())
        throw base::bad_value("the " + std::string(then.year() ? "later" : "earlier") + " column has no year",
                              {.field = operation, .remedy = "say which with model::in_year"});
    if (*now.year() <= *then.year())
        throw base::bad_value(
            "goes from " + std::to_string(*then.year()) + " to " + std::to_string(*now.year()) +
                ", not forward in time",
            {.field = operation, .value = std::to_string(*now.year()), .remedy = "give the earlier column first"});
}

/// An estimated level says nothing of how it moved.
template <class = void>
Column without_imputed(const Column& column) {
    base::Marks marks = column.marks();
    for (Index i = 0; i < column.size(); ++i)
        if (marks(i, 0) == base::Mark::imputed) marks(i, 0) = base::Mark::missing;
    return Column(column.values(), std::move(marks), column.about());
}

} // namespace detail

COREWING_BODY
Column operator+(const Column& a, const Column& b) {
    return detail::sum_like(a, b, " + ", std::plus<>());
}

COREWING_BODY
Column operator-(const Column& a, const Column& b) {
    return detail::sum_like(a, b, " - ", std::minus<>());
}

COREWING_BODY
Column operator*(const Column& a, const Column& b) {
    return detail::product(a, b);
}

COREWING_BODY
Column operator/(const Column& a, const Column& b) {
    return detail::ratio(a, b);
}

COREWING_BODY
Column operator+(const Column& a, double number) {
    return a + detail::everywhere(number, a, a.unit());
}

COREWING_BODY
Column operator-(const Column& a, double number) {
    return a - detail::everywhere(number, a, a.unit());
}

COREWING_BODY
Column operator*(const Column& a, double number) {
    return a * detail::everywhere(number, a, "");
}

COREWING_BODY
Column operator/(const Column& a, double number) {
    return detail::ratio(a, detail::everywhere(number, a, ""));
}

COREWING_BODY
Column operator+(double number, const Column& b) {
    return detail::everywhere(number, b, b.unit()) + b;
}

COREWING_BODY
Column operator-(double number, const Column& b) {
    return detail::everywhere(number, b, b.unit()) - b;
}

COREWING_BODY
Column operator*(double number, const Column& b) {
    return detail::everywhere(number, b, "") * b;
}

COREWING_BODY
Column operator/(double number, const Column& b) {
    return detail::ratio(detail::everywhere(number, b, ""), b);
}

COREWING_BODY
Column growth(const Column& then, const Column& now) {
    const std::string name = "growth of " + now.name();
    detail::check_same_places(then, now, name);
    detail::check_same_unit(then, now, name);
    detail::check_forward(then, now, name);
    const double years = *now.year() - *then.year();
    return detail::combined(detail::without_imputed(then), detail::without_imputed(now),
                            {.name = name, .unit = "a year", .year = now.year(), .places = now.places()},
                            [years](double from, double to) -> std::optional<double> {
                                if (from <= 0.0 || to < 0.0) return std::nullopt;
                                return std::pow(to / from, 1.0 / years) - 1.0;
                            });
}

COREWING_BODY
Column in_unit(const Column& column, double factor, std::string unit) {
    if (!std::isfinite(factor) || factor == 0.0)
        throw base::bad_value(base::to_text(factor) + " does not lead from one unit to another",
                              {.field = "factor", .value = base::to_text(factor)});
    ColumnAbout about = column.about();
    about.unit = std::move(unit);
    return Column(column.values() * factor, column.marks(), std::move(about));
}

COREWING_BODY
Column in_year(const Column& column, int year) {
    ColumnAbout about = column.about();
    about.year = year;
    return Column(column.values(), column.marks(), std::move(about));
}

COREWING_BODY
Column named(const Column& column, std::string name) {
    ColumnAbout about = column.about();
    about.name = std::move(name);
    return Column(column.values(), column.marks(), std::move(about));
}

} // namespace corewing::model
