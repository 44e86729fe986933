#pragma once

#include "corewing/indicator/impute.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/detail/columns.hpp"

#include <Eigen/Core>

#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace corewing::indicator {
namespace detail {

/// Fills one column at a time; sees only cells that were known at the start.
template <class Double = double>
class Imputer {
public:
    Imputer(const Eigen::Ref<const Eigen::MatrixX<Double>>& values, const base::Marks& marks,
            const ImputeOptions& options)
        : values_(values), marks_(marks), options_(options) {}

    struct Guess {
        double value = 0.0;
        Index from = -1;
        bool fallback = false; ///< the group knew nothing, all places were used
    };

    [[nodiscard]] bool known(Index i, Index j) const { return marks_(i, j) != base::Mark::missing; }

    /// @return nothing where the cell must stay missing
    [[nodiscard]] std::optional<Guess> guess(Index i, Index j) {
        if (options_.method == Imputation::linear) return on_the_line(i, j);
        std::vector<Index> donors;
        for (const bool fallback : {false, true}) {
            donors.clear();
            for (Index k = 0; k < values_.rows(); ++k)
                if (known(k, j) && (fallback || same_group(i, k))) donors.push_back(k);
            if (donors.empty()) continue;
            if (options_.method == Imputation::ratio) {
                const auto ratio = ratio_of(donors, j);
                if (!ratio) continue;
                return Guess{*ratio * other_[i], -1, fallback};
            }
            if (options_.method == Imputation::nearest) {
                if (const auto donor = most_alike(i, j, donors)) return Guess{values_(*donor, j), *donor, fallback};
                return Guess{mean_of(donors, j), -1, true};
            }
            if (options_.method == Imputation::hot_deck) {
                const auto cell = static_cast<std::uint64_t>(i + j * values_.rows());
                const auto donor = donors[base::Random(options_.seed, cell).index(donors.size())];
                return Guess{values_(donor, j), donor, fallback};
            }
            return Guess{mean_of(donors, j), -1, fallback};
        }
        if (options_.method == Imputation::ratio && options_.total.size() > 0) return Guess{other_[i]}; // then scaled
        return std::nullopt;
    }

    void set_other(Eigen::VectorX<Double> other) { other_ = std::move(other); }

private:
    [[nodiscard]] bool same_group(Index i, Index k) const {
        return options_.group.empty() ||
               options_.group[i] == options_.group[k];
    }

    [[nodiscard]] double mean_of(const std::vector<Index>& rows, Index j) const {
        double sum = 0.0;
        for (const auto k : rows) sum += values_(k, j);
        return sum / static_cast<double>(rows.size());
    }

    [[nodiscard]] std::optional<double> ratio_of(const std::vector<Index>& rows, Index j) const {
        double above = 0.0;
        double below = 0.0;
        for (const auto k : rows) {
            above += values_(k, j);
            below += other_[k];
        }
        if (!(below > 0.0) || !std::isfinite(above / below)) return std::nullopt;
        return above / below;
    }

    [[nodiscard]] std::optional<Index> most_alike(Index i, Index j,
                                                         const std::vector<Index>& donors) {
        if (scale_.size() == 0) measure_scales();
        Eigen::VectorX<Double> away(std::ssize(donors));
        for (Index d = 0; d < away.size(); ++d) {
            const Index k = donors[d];
            double sum = 0.0;
            double count = 0.0;
            for (Index c = 0; c < values_.cols(); ++c) {
                if (c == j || scale_[c] == 0.0 || !known(i, c) || !known(k, c)) continue;
                count += 1.0;
                if (base::equal(values_(i, c), values_(k, c), largest_[c])) continue;
                const double off = (values_(i, c) - values_(k, c)) / scale_[c];
                sum += off * off;
            }
            away[d] = count > 0.0 ? sum / count : std::numeric_limits<double>::infinity();
        }
        const Index nearest = base::best(-away);
        if (nearest < 0 || std::isinf(away[nearest])) return std::nullopt;
        return donors[nearest];
    }

    void measure_scales() {
        scale_ = Eigen::VectorX<Double>::Zero(values_.cols());
        largest_ = scale_;
        for (Index c = 0; c < values_.cols(); ++c) {
            std::vector<double> x;
            for (Index k = 0; k < values_.rows(); ++k)
                if (known(k, c)) x.push_back(values_(k, c));
            if (x.empty()) continue;
            const Eigen::Map<const Eigen::VectorX<Double>> known_cells(x.data(), std::ssize(x));
            scale_[c] = deviation(known_cells);
            largest_[c] = base::scale_of(known_cells);
        }
    }

    [[nodiscard]] std::optional<Guess> on_the_line(Index i, Index j) const {
        Index before = j;
        Index after = j;
        while (before >= 0 && !known(i, before)) --before;
        while (after < values_.cols() && !known(i, after)) ++after;
        if (before < 0 && after == values_.cols()) return std::nullopt;
        if (before < 0) return Guess{values_(i, after)};
        if (after == values_.cols()) return Guess{values_(i, before)};
        const auto year = [&](Index c) {
            return options_.years.size() > 0 ? options_.years[c] : static_cast<double>(c);
        };
        const double share = (year(j) - year(before)) / (year(after) - year(before));
        return Guess{(1.0 - share) * values_(i, before) + share * values_(i, after)};
    }

    Eigen::Ref<const Eigen::MatrixX<Double>> values_;
    const base::Marks& marks_;
    const ImputeOptions& options_;
    Eigen::VectorX<Double> other_ = {};
    Eigen::VectorX<Double> scale_ = {};
    Eigen::VectorX<Double> largest_ = {};
};

template <class = void>
std::string imputed_from(const ImputeOptions& options) {
    const std::string whose = options.group.empty() ? "all known places" : "the known places of the group";
    switch (options.method) {
    case Imputation::group_mean: return "the mean of " + whose;
    case Imputation::ratio: return "another column by the ratio of " + whose;
    case Imputation::linear: return "the years before and after";
    case Imputation::nearest: return "the most similar of " + whose;
    case Imputation::hot_deck: return "a random one of " + whose;
    case Imputation::none: break;
    }
    return "nothing";
}

/// Scales the filled cells of a column so that the column sums to a known total.
template <class = void>
void meet_total(Eigen::MatrixXd& values, std::vector<Fill>& fills, Index first, Index j, double total) {
    double filled = 0.0;
    for (Index f = first; f < std::ssize(fills); ++f) filled += fills[f].value;
    double left = total - (values.col(j).sum() - filled);
    const std::string field = "total of column " + std::to_string(j);
    if (base::equal(left, 0.0, std::max(std::abs(total), base::scale_of(values.col(j))))) left = 0.0;
    if (left < 0.0)
        throw base::bad_data(
            "is " + base::to_text(total) + ", less than the known cells sum to",
            {.field = field, .value = base::to_text(total), .remedy = "correct the total or the cells"});
    if (filled < 0.0 || (filled == 0.0 && left > 0.0))
        throw base::bad_data("cannot be met: the filled cells sum to " + base::to_text(filled) + " before scaling",
                             {.field = field, .value = base::to_text(total), .remedy = "impute by another method"});
    for (Index f = first; f < std::ssize(fills); ++f) {
        fills[f].value = left > 0.0 ? fills[f].value / filled * left : 0.0;
        values(fills[f].row, j) = fills[f].value;
    }
}

template <class = void>
void check_impute(const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks,
                  const std::vector<Index>& columns, const ImputeOptions& options) {
    if (values.rows() == 0 || values.cols() == 0) check_matrix(values);
    base::check_shape(marks, values.rows(), values.cols(), "marks");
    for (Index j = 0; j < values.cols(); ++j)
        for (Index i = 0; i < values.rows(); ++i)
            if (marks(i, j) != base::Mark::missing && !(std::abs(values(i, j)) <= largest))
                base::check_range(values(i, j), -largest, largest,
                                  "values[" + std::to_string(i) + ',' + std::to_string(j) + ']');
    for (const auto j : columns)
        if (j < 0 || j >= values.cols())
            throw base::bad_value("there is no column " + std::to_string(j),
                                  {.field = "columns", .value = std::to_string(j)});
    if (!options.group.empty())
        base::check_size(std::ssize(options.group), values.rows(), "group");
    if (options.total.size() > 0) {
        base::check_size(options.total.size(), std::ssize(columns), "total");
        base::check_range(options.total, -largest, largest, "total");
    }
    if (options.years.size() > 0) {
        base::check_size(options.years.size(), values.cols(), "years");
        base::check_range(options.years, -largest, largest, "years");
        for (Index c = 1; c < options.years.size(); ++c)
            if (!(options.years[c] > options.years[c - 1]))
                throw base::bad_value("does not grow", {.field = "years[" + std::to_string(c) + ']',
                                                        .value = base::to_text(options.years[c])});
    }
}

/// The other column of a ratio, complete and not negative.
template <class Double = double>
Eigen::VectorXd other_of(const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks,
                         const ImputeOptions& options) {
    Eigen::VectorX<Double> other = options.other;
    if (other.size() == 0) {
        if (options.other_column < 0 || options.other_column >= values.cols())
            throw base::bad_value("a ratio needs another column",
                                  {.field = "other", .remedy = "set other or other_column"});
        for (Index i = 0; i < values.rows(); ++i)
            if (marks(i, options.other_column) == base::Mark::missing)
                throw base::bad_data("is missing in row " + std::to_string(i),
                                     {.field = "other_column", .remedy = "impute that column first"});
        other = values.col(options.other_column);
    }
    base::check_size(other.size(), values.rows(), "other");
    base::check_range(other, 0.0, largest, "other");
    return other;
}

} // namespace detail

COREWING_BODY
Imputed impute(const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks,
               const ImputeOptions& options) {
    std::vector<Index> columns = options.columns;
    if (columns.empty()) {
        columns.resize(values.cols());
        std::iota(columns.begin(), columns.end(), Index{0});
    }
    detail::check_impute(values, marks, columns, options);

    Imputed result{.values = values, .marks = marks};
    detail::Imputer<> imputer(values, marks, options);
    if (options.method == Imputation::ratio) imputer.set_other(detail::other_of(values, marks, options));
    for (Index j = 0; j < values.cols(); ++j)
        for (Index i = 0; i < values.rows(); ++i)
            if (!imputer.known(i, j)) result.values(i, j) = 0.0;

    for (Index c = 0; c < std::ssize(columns); ++c) {
        const Index j = columns[c];
        const Index first = result.fills.size();
        Index missing = 0;
        Index fallback = 0;
        for (Index i = 0; i < values.rows(); ++i) {
            if (imputer.known(i, j)) continue;
            ++missing;
            if (options.method == Imputation::none)
                throw base::bad_data("is missing in row " + std::to_string(i),
                                     {.field = "column " + std::to_string(j), .remedy = "choose an imputation"});
            auto guess = imputer.guess(i, j);
            if (!guess && options.method == Imputation::linear) continue;
            if (!guess)
                throw base::bad_data("no place has a value to impute from",
                                     {.field = "column " + std::to_string(j), .remedy = "leave the indicator out"});
            fallback += guess->fallback ? 1 : 0;
            result.values(i, j) = guess->value;
            result.marks(i, j) = base::Mark::imputed;
            result.fills.push_back({i, j, guess->value, guess->from});
        }
        const Index filled = result.fills.size() - first;
        if (filled > 0 && options.total.size() > 0)
            detail::meet_total(result.values, result.fills, first, j, options.total[c]);
        if (missing == 0) continue;
        std::string text = std::to_string(filled) + " of " + std::to_string(values.rows()) + " cells filled from " +
                           detail::imputed_from(options);
        if (options.total.size() > 0 && filled > 0)
            text += ", scaled to the known total " + base::to_text(options.total[c]);
        if (fallback > 0) text += "; " + std::to_string(fallback) + " of them from all places, for want of a better";
        if (filled < missing) text += "; " + std::to_string(missing - filled) + " stay missing, no year is known";
        const bool doubtful = fallback > 0 || filled < missing;
        result.findings.push_back(detail::about_column(doubtful ? base::Severity::warning : base::Severity::note,
                                                       "impute", j, std::move(text)));
    }
    return result;
}

} // namespace corewing::indicator
