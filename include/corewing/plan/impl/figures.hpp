#pragma once

#include "corewing/plan/figures.hpp"

#include "corewing/base/error.hpp"
#include "corewing/indicator/impute.hpp"
#include "corewing/model/column.hpp"
#include "corewing/model/formula.hpp"
#include "corewing/model/labels.hpp"
#include "corewing/model/selection.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>

namespace corewing::plan {

namespace detail {

inline constexpr std::string_view ratio_prefix = "ratio:";

/// A column of districts to be filled, beside the columns it is filled from.
struct FillTask {
    Eigen::MatrixXd values; // districts x columns; the first one is filled
    base::Marks marks;
    indicator::ImputeOptions options;
};

/// The year of a list that is nearest to one; ties go to the later.
inline int nearest_year(const std::vector<int>& years, int year) {
    int best = years.front();
    for (const int candidate : years)
        if (std::abs(candidate - year) <= std::abs(best - year)) best = candidate;
    return best;
}

/// The columns by which a way of filling goes, and its options; nothing where it has nothing to go by.
template <class = void>
std::optional<FillTask> fill_task(const model::Region& region, const model::Selection& districts,
                                  const model::Indicator& its, const model::Column& column) {
    FillTask task;
    std::vector<model::Column> columns{districts.rows(column)};
    task.options.columns = {0};
    const int year = column.year().value_or(0);
    if (its.fill == "cluster_mean" || its.fill.starts_with(ratio_prefix)) {
        task.options.method = indicator::Imputation::group_mean;
        const auto labels = districts.labels(&model::Place::cluster);
        if (its.fill == "cluster_mean")
            for (const Index label : labels.of_place()) task.options.group.push_back(static_cast<int>(label + 1));
        if (const auto sum = model::total(region, its.id, year); sum)
            task.options.total = Eigen::VectorXd::Constant(1, sum->value);
    }
    if (its.fill.starts_with(ratio_prefix)) {
        task.options.method = indicator::Imputation::ratio;
        const std::string other = its.fill.substr(ratio_prefix.size());
        const auto source = model::own_figures(region);
        const auto years = source.years(other);
        if (years.empty() || other == its.id) return std::nullopt;
        const auto others = districts.rows(source.column(other, nearest_year(years, year)));
        if (others.known_count() == 0) return std::nullopt;
        columns.push_back(others);
        task.options.other_column = 1;
    }
    if (its.fill == "linear") {
        task.options.method = indicator::Imputation::linear;
        const auto source = model::own_figures(region);
        std::vector<double> years{static_cast<double>(year)};
        for (const int other : source.years(its.id))
            if (other != year) {
                years.push_back(other);
                columns.push_back(districts.rows(source.column(its.id, other)));
            }
        if (columns.size() < 2) return std::nullopt;
        std::vector<Index> order(columns.size()); // years ascend
        for (Index k = 0; k < std::ssize(order); ++k) order[k] = k;
        std::sort(order.begin(), order.end(), [&](Index a, Index b) { return years[a] < years[b]; });
        std::vector<model::Column> sorted;
        task.options.years.resize(std::ssize(order));
        for (Index k = 0; k < std::ssize(order); ++k) {
            sorted.push_back(columns[order[k]]);
            task.options.years[k] = years[order[k]];
            if (order[k] == 0) task.options.columns = {k};
        }
        columns = std::move(sorted);
    }
    if (its.fill == "nearest") {
        task.options.method = indicator::Imputation::nearest;
        for (const model::Indicator& other : region.indicators()) {
            if (other.id == its.id || other.parent.empty() || other.parent != its.parent) continue;
            const auto years = model::own_figures(region).years(other.id);
            if (!years.empty())
                columns.push_back(districts.rows(model::own_figures(region).column(other.id, nearest_year(years, year))));
        }
        if (columns.size() < 2) return std::nullopt;
    }
    task.values.resize(districts.size(), std::ssize(columns));
    task.marks.resize(districts.size(), std::ssize(columns));
    for (Index k = 0; k < std::ssize(columns); ++k) {
        task.values.col(k) = columns[k].values();
        task.marks.col(k) = columns[k].marks();
    }
    return task;
}

/// The filled column, or nothing where a value that is needed is missing.
template <class = void>
std::optional<indicator::Imputed> fill(const FillTask& task) {
    try {
        return indicator::impute(task.values, task.marks, task.options);
    } catch (const base::error&) { // nobody known, or the known ones are above the region's own figure
        return std::nullopt;
    }
}

/// The median relative error of foretelling known districts from the others, at most 200 of them, evenly spaced.
template <class = void>
double fill_error(FillTask task) {
    const Index column = task.options.columns.front();
    std::vector<Index> known;
    for (Index i = 0; i < task.marks.rows(); ++i)
        if (task.marks(i, column) != base::Mark::missing && task.values(i, column) != 0.0) known.push_back(i);
    task.options.total.resize(0);
    const Index step = std::max<Index>(1, std::ssize(known) / 200);
    std::vector<double> errors;
    for (Index k = 0; k < std::ssize(known); k += step) {
        const Index i = known[k];
        const base::Mark mark = std::exchange(task.marks(i, column), base::Mark::missing);
        if (const auto told = fill(task); told && told->marks(i, column) != base::Mark::missing)
            errors.push_back(std::abs(told->values(i, column) / task.values(i, column) - 1.0));
        task.marks(i, column) = mark;
    }
    if (errors.empty()) return 0.0;
    std::nth_element(errors.begin(), errors.begin() + std::ssize(errors) / 2, errors.end());
    return errors[errors.size() / 2];
}

/// Fills the gaps of the districts in a column.
template <class = void>
Figures filled(const model::Region& region, const model::Indicator& its, const model::Column& column, bool with_error) {
    Figures result{.column = column};
    const auto districts = model::select(region, model::PlaceKind::district);
    if (its.fill.empty() || its.fill == "none" || districts.rows(column).known_count() == districts.size()) return result;
    auto task = fill_task(region, districts, its, column);
    const auto refuse = [&](const std::string& why) {
        result.findings.push_back({.severity = base::Severity::warning, .topic = "figures", .subject = its.id, .text = why});
    };
    if (!task) {
        refuse("gaps stay: there is nothing to fill them from by " + its.fill);
        return result;
    }
    auto done = fill(*task);
    if (!done && task->options.total.size() > 0) { // once more without the region's own figure
        task->options.total.resize(0);
        done = fill(*task);
        if (done) refuse("filled figures are not scaled: the known districts have more than the region's own figure");
    }
    if (!done) {
        refuse("gaps stay: they could not be filled by " + its.fill);
        return result;
    }
    Eigen::VectorXd values = column.values();
    base::Marks marks = column.marks();
    const Index k = task->options.columns.front();
    for (Index row = 0; row < districts.size(); ++row) {
        const Index i = districts.index(row);
        if (marks(i, 0) != base::Mark::missing || done->marks(row, k) == base::Mark::missing) continue;
        values[i] = done->values(row, k);
        marks(i, 0) = base::Mark::imputed;
        result.filled.push_back(i);
    }
    result.column = model::Column(std::move(values), std::move(marks), column.about());
    if (with_error) result.error = fill_error(*task);
    result.findings.push_back(
        {.topic = "figures",
         .subject = its.id,
         .text = "filled by " + its.fill + " for " + std::to_string(result.filled.size()) + " districts"});
    return result;
}

/// Filled figures, and formulas on them.
template <class = void>
model::FigureSource filled_figures(const model::Region& region) {
    const auto own = model::own_figures(region);
    return model::with_formulas(region, {.years = own.years, .column = [region, own](std::string_view id, int year) {
                                             return filled(region, region.indicator(id), own.column(id, year), false)
                                                 .column;
                                         }});
}

/// The plan's year among those that are there.
inline int chosen_year(const std::vector<int>& years, std::optional<int> year) {
    int best = years.back();
    if (year && years.front() <= *year)
        for (const int candidate : years)
            if (candidate <= *year) best = candidate;
    return best;
}

} // namespace detail

COREWING_BODY
std::optional<Figures> figures_of(const model::Region& region, std::string_view indicator, std::optional<int> year) {
    const model::Indicator& its = region.indicator(indicator);
    const auto source = detail::filled_figures(region);
    const std::vector<int> years = source.years(indicator);
    if (years.empty()) return std::nullopt;
    const int chosen = detail::chosen_year(years, year);
    Figures result;
    if (its.formula.empty())
        result = detail::filled(region, its, model::column(region, indicator, chosen), true);
    else
        result.column = model::evaluate(region, its, chosen, source, &result.findings);
    if (result.column.known_count() == 0) return std::nullopt;
    return result;
}

} // namespace corewing::plan
