#pragma once

#include "corewing/base/error.hpp"
#include "corewing/indicator/impute.hpp"
#include "corewing/model/column.hpp"
#include "corewing/model/formula.hpp"
#include "corewing/model/labels.hpp"
#include "corewing/model/selection.hpp"
#include "corewing/plan/detail/derived.hpp"
#include "corewing/plan/figures.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::plan {

namespace detail {

inline constexpr std::string_view ratio_prefix = "ratio:";

/// A column of districts to be filled, beside the columns it is filled from.
struct FillTask {
    Eigen::MatrixXd values = {}; // rows x columns
    base::Marks marks = {};
    std::vector<Index> rows = {}; // which of the districts
    indicator::ImputeOptions options = {};
    [[nodiscard]] Index column() const { return options.columns.front(); } // that is filled
    [[nodiscard]] bool known(Index row) const { return marks(row, column()) != base::Mark::missing; }
};

/// The year of a list that is nearest to one; ties go to the later.
inline int nearest_year(const std::vector<int>& years, int year) {
    int best = years.front();
    for (const int candidate : years)
        if (std::abs(candidate - year) <= std::abs(best - year)) best = candidate;
    return best;
}

/// The measured indicators by which places are told alike: the others of the same tree, else all others.
template <class = void>
std::vector<std::string> companions(const model::Region& region, const model::Indicator& its) {
    const auto root = [&](const model::Indicator* node) {
        while (!node->parent.empty()) node = &region.indicator(node->parent); // no circles: Region refuses them
        return node;
    };
    std::vector<std::string> of_tree, all;
    for (const model::Indicator& other : region.indicators()) {
        if (other.id == its.id || !other.formula.empty()) continue;
        all.push_back(other.id);
        if (root(&other) == root(&its) && !other.parent.empty()) of_tree.push_back(other.id);
    }
    return of_tree.empty() ? all : of_tree;
}

/// Collects the columns of a task in one matrix.
class FillColumns {
public:
    FillColumns(const model::Region& region, const model::Selection& districts, int year)
        : source_(model::own_figures(region)), districts_(districts), year_(year) {}

    void add(const model::Column& column) { columns_.push_back(column); }
    /// An indicator in the year that is nearest. False where no district has a figure in it.
    bool add_nearest(const std::string& id) {
        const auto years = source_.years(id);
        if (years.empty()) return false;
        model::Column rows = districts_.rows(source_.column(id, nearest_year(years, year_)));
        if (rows.known_count() == 0) return false;
        columns_.push_back(std::move(rows));
        return true;
    }
    /// The same indicator in its other years; the years of all columns, ascending, and which column is the year's own.
    void add_years(const std::string& id, indicator::ImputeOptions& options) {
        std::vector<model::Column> sorted;
        std::vector<int> years = source_.years(id);
        if (!std::binary_search(years.begin(), years.end(), year_))
            years.insert(std::lower_bound(years.begin(), years.end(), year_), year_);
        options.years.resize(std::ssize(years));
        for (Index k = 0; k < std::ssize(years); ++k) {
            options.years[k] = years[k];
            if (years[k] == year_) options.columns = {k};
            sorted.push_back(years[k] == year_ ? columns_.front() : districts_.rows(source_.column(id, years[k])));
        }
        columns_ = std::move(sorted);
    }
    [[nodiscard]] Index count() const { return std::ssize(columns_); }
    [[nodiscard]] const model::Column& operator[](Index k) const { return columns_[k]; }

private:
    model::FigureSource source_;
    const model::Selection& districts_;
    int year_;
    std::vector<model::Column> columns_ = {};
};

/// Some rows of a task.
template <class = void>
FillTask with_rows(const FillTask& task, const std::vector<Index>& rows) {
    FillTask part{
        .values = task.values(rows, Eigen::all), .marks = task.marks(rows, Eigen::all), .options = task.options};
    if (!task.options.group.empty()) part.options.group.clear();
    for (const Index row : rows) {
        part.rows.push_back(task.rows[row]);
        if (!task.options.group.empty()) part.options.group.push_back(task.options.group[row]);
    }
    return part;
}

/// A ratio can only be had where the other figure is known.
template <class = void>
FillTask where_other_is_known(const FillTask& task) {
    std::vector<Index> rows;
    for (Index row = 0; row < task.marks.rows(); ++row)
        if (task.marks(row, task.options.other_column) != base::Mark::missing) rows.push_back(row);
    return with_rows(task, rows);
}

/// The columns by which a way of filling goes, and its options; nothing where it has nothing to go by.
template <class = void>
std::optional<FillTask> fill_task(const model::Region& region, const model::Selection& districts,
                                  const model::Indicator& its, const model::Column& column) {
    FillTask task;
    FillColumns columns(region, districts, column.year().value_or(0));
    columns.add(districts.rows(column));
    task.options.columns = {0};
    if (its.fill == "cluster_mean") {
        task.options.method = indicator::Imputation::group_mean;
        const auto labels = districts.labels(&model::Place::cluster);
        for (Index row = 0; row < districts.size(); ++row) // a place without a cluster has no group
            task.options.group.push_back(static_cast<int>(labels[row] >= 0 ? labels[row] : -1 - row));
    } else if (its.fill.starts_with(ratio_prefix)) {
        task.options.method = indicator::Imputation::ratio;
        task.options.other_column = 1;
        if (!columns.add_nearest(its.fill.substr(ratio_prefix.size()))) return std::nullopt;
    } else if (its.fill == "linear") {
        task.options.method = indicator::Imputation::linear;
        columns.add_years(its.id, task.options);
        if (columns.count() < 2) return std::nullopt;
    } else {
        task.options.method = indicator::Imputation::nearest;
        for (const std::string& id : companions(region, its)) columns.add_nearest(id);
        if (columns.count() < 2) return std::nullopt;
    }
    task.values.resize(districts.size(), columns.count());
    task.marks.resize(districts.size(), columns.count());
    for (Index k = 0; k < columns.count(); ++k) {
        task.values.col(k) = columns[k].values();
        task.marks.col(k) = columns[k].marks();
    }
    for (Index row = 0; row < districts.size(); ++row) task.rows.push_back(row);
    return task.options.other_column < 0 ? task : where_other_is_known(task);
}

/// The filled columns, or nothing where a value that is needed is missing.
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
double fill_error(const FillTask& whole) {
    std::vector<Index> rows;
    for (Index row = 0; row < whole.marks.rows(); ++row)
        if (whole.known(row)) rows.push_back(row);
    FillTask task = with_rows(whole, rows); // the others tell nothing
    const Index step = (std::ssize(rows) + 199) / 200;
    std::vector<double> errors;
    for (Index row = 0; row < std::ssize(rows); row += step) {
        const double its = task.values(row, task.column());
        if (its == 0.0) continue;
        const base::Mark mark = std::exchange(task.marks(row, task.column()), base::Mark::missing);
        if (const auto told = fill(task); told && told->marks(row, task.column()) != base::Mark::missing)
            errors.push_back(std::abs(told->values(row, task.column()) / its - 1.0));
        task.marks(row, task.column()) = mark;
    }
    if (errors.empty()) return 1.0;
    std::nth_element(errors.begin(), errors.begin() + std::ssize(errors) / 2, errors.end());
    return errors[std::ssize(errors) / 2];
}

/// What the districts of a task have to sum to, if the region's own figure tells: the figures of the others taken off.
template <class = void>
std::optional<double> sum_of_task(const model::Region& region, const model::Indicator& its, const model::Column& rows,
                                  const FillTask& task) {
    const auto sum = model::total(region, its.id, rows.year().value_or(0));
    if (!sum || is_ratio(its.unit)) return std::nullopt; // densities do not add up
    double left = sum->value - rows.values().sum();
    for (const Index row : task.rows) left += rows.values()[row];
    return left;
}

/// Fills the gaps of the districts in a column.
template <class = void>
Figures filled(const model::Region& region, const model::Indicator& its, const model::Column& column, bool with_error) {
    Figures result{.column = column};
    const auto districts = model::select(region, model::PlaceKind::district);
    const model::Column rows = districts.rows(column);
    if (its.fill.empty() || its.fill == "none" || rows.known_count() == districts.size()) return result;
    const auto tell = [&](base::Severity severity, const std::string& text) {
        result.findings.push_back({severity, "figures", its.id, text});
    };
    auto task = fill_task(region, districts, its, column);
    auto done = task ? fill(*task) : std::nullopt;
    if (!done) {
        tell(base::Severity::warning, "gaps stay: there is nothing to fill them from by " + its.fill);
        return result;
    }
    if (const auto sum = sum_of_task(region, its, rows, *task)) {
        Index left = districts.size() - std::ssize(task->rows);
        for (Index row = 0; row < done->marks.rows(); ++row)
            left += done->marks(row, task->column()) == base::Mark::missing ? 1 : 0;
        task->options.total = Eigen::VectorXd::Constant(1, *sum);
        auto scaled = left == 0 ? fill(*task) : std::nullopt;
        if (scaled)
            done = std::move(scaled);
        else
            tell(base::Severity::warning, std::string("filled figures are not scaled to the region's own: ") +
                                              (left > 0 ? "gaps stay" : "the known districts have more already"));
        task->options.total.resize(0);
    }
    Eigen::VectorXd values = column.values();
    base::Marks marks = column.marks();
    for (const indicator::Fill& cell : done->fills) {
        const Index i = districts.index(task->rows[cell.row]);
        values[i] = cell.value;
        marks(i, 0) = base::Mark::imputed;
        result.filled.push_back(i);
    }
    result.column = model::Column(std::move(values), std::move(marks), column.about());
    if (with_error) result.error = fill_error(*task);
    for (const base::Finding& finding : done->findings)
        tell(finding.severity, finding.text + (column.year() ? ", " + std::to_string(*column.year()) : ""));
    return result;
}

/// Filled figures, and formulas on them.
template <class = void>
model::FigureSource filled_figures(const model::Region& region) {
    const auto own = model::own_figures(region);
    return model::with_formulas(region,
                                {.years = own.years, .column = [region, own](std::string_view id, int year) {
                                     return filled(region, region.indicator(id), own.column(id, year), false).column;
                                 }});
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
