#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/detail/marked_cells.hpp"
#include "corewing/model/place_ids.hpp"

#include <Eigen/Core>

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Numbers by pair of places, or by place and something else, that keep their marks.
///
///     const auto trips = model::linkage(region, "trips");                   // model/linkage.hpp
///     if (trips.known_pairs() < trips.pair_count()) ...                     // nothing is known of some pairs
///     const Eigen::MatrixXd flows = towns.pairs(trips).known();             // or an error naming such a pair
///     const auto own = model::MarkedMatrix::observed(flows, {.name = "survey"}); // all of it
namespace corewing::model {

/// What a matrix tells of itself beside its numbers.
struct MatrixAbout {
    std::string name = {};                 ///< the layer's id, or what the matrix holds
    std::string unit = {};                 ///< empty = plain numbers
    std::optional<int> year = {};          ///< none where it has none
    PlaceIds places = {};                  ///< the places its rows stand on
    std::vector<std::string> columns = {}; ///< what its columns are; empty = the places again
};

/// Numbers with a mark for each: places x places, or, where the columns are named, places x columns.
/// The diagonal of places x places is what stays within a place; pairs do not count it.
class MarkedMatrix {
public:
    /// No place.
    MarkedMatrix() = default;

    /// @param values  places x places or columns; what stands where the mark says missing is ignored
    /// @param marks   the same shape
    /// @param about   name, unit, year, places and columns
    /// @throws bad_shape; bad_value naming the first place with a number that is not finite
    MarkedMatrix(Eigen::MatrixXd values, base::Marks marks, MatrixAbout about = {})
        : values_(std::move(values)), marks_(std::move(marks)), about_(std::move(about)) {
        detail::settle(values_, marks_, about_.name, about_.places, about_.columns);
        const Index columns = about_.columns.empty() ? rows() : std::ssize(about_.columns);
        base::check_shape(values_, rows(), columns, about_.name.empty() ? "matrix" : about_.name);
    }

    /// A matrix of which all is observed.
    /// @param values  places x places or columns
    /// @param about   name, unit, year, places and columns
    /// @return with marks of the same shape
    /// @throws bad_shape; bad_value naming the first place with a number that is not finite
    [[nodiscard]] static MarkedMatrix observed(const Eigen::MatrixXd& values, MatrixAbout about = {}) {
        return {values, base::Marks::Constant(values.rows(), values.cols(), base::Mark::observed), std::move(about)};
    }

    /// Number of places.
    [[nodiscard]] Index rows() const noexcept { return values_.rows(); }
    /// Number of places again, or of named columns.
    [[nodiscard]] Index cols() const noexcept { return values_.cols(); }
    /// Whether it is places x places.
    [[nodiscard]] bool of_pairs() const noexcept { return about_.columns.empty(); }
    /// Name, unit, year, places and columns.
    [[nodiscard]] const MatrixAbout& about() const noexcept { return about_; }
    /// See MatrixAbout.
    [[nodiscard]] const std::string& name() const noexcept { return about_.name; }
    /// See MatrixAbout.
    [[nodiscard]] const std::string& unit() const noexcept { return about_.unit; }
    /// See MatrixAbout.
    [[nodiscard]] std::optional<int> year() const noexcept { return about_.year; }
    /// See MatrixAbout.
    [[nodiscard]] const PlaceIds& places() const noexcept { return about_.places; }
    /// See MatrixAbout.
    [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return about_.columns; }

    /// The mark of a cell. Row and column are not checked.
    [[nodiscard]] base::Mark mark(Index row, Index column) const { return marks_(row, column); }
    /// The number in a cell, or nothing where it is missing. Row and column are not checked.
    [[nodiscard]] std::optional<double> operator()(Index row, Index column) const {
        return mark(row, column) == base::Mark::missing ? std::nullopt : std::optional(values_(row, column));
    }
    /// How many cells have a number, the diagonal included.
    [[nodiscard]] Index known_count() const { return marks_.size() - (marks_ == base::Mark::missing).count(); }

    /// Number of unordered pairs of different places; 0 where the columns are named.
    [[nodiscard]] Index pair_count() const noexcept { return of_pairs() ? rows() * (rows() - 1) / 2 : 0; }
    /// Of these, how many are known in both directions. Complexity O(pairs).
    [[nodiscard]] Index known_pairs() const {
        Index known = 0;
        for (Index j = 0; of_pairs() && j < cols(); ++j)
            for (Index i = 0; i < j; ++i)
                known += mark(i, j) != base::Mark::missing && mark(j, i) != base::Mark::missing ? 1 : 0;
        return known;
    }

    /// All numbers, for routines on Eigen matrices. Of places x places, the diagonal may be missing and is 0 then.
    /// @return the numbers, in unit()
    /// @throws bad_value naming the first pair (or place and column) without a number
    [[nodiscard]] Eigen::MatrixXd known() const {
        const base::Marks& m = marks_;
        Index missing = 0, row = 0, column = 0;
        for (Index i = rows() - 1; i >= 0; --i)
            for (Index j = cols() - 1; j >= 0; --j)
                if (m(i, j) == base::Mark::missing && !(of_pairs() && i == j)) ++missing, row = i, column = j;
        if (missing > 0 && of_pairs())
            detail::refuse_missing_pair(name(), places().id(row), places().id(column), missing);
        if (missing > 0) detail::refuse_missing_cell(name(), year(), places().id(row), columns()[column], missing);
        return values_;
    }

    /// The numbers with 0 where one is missing, and their marks: for routines that take both. By themselves the
    /// values say nothing; take known() or operator().
    [[nodiscard]] const Eigen::MatrixXd& values() const noexcept { return values_; }
    /// The same shape. See values().
    [[nodiscard]] const base::Marks& marks() const noexcept { return marks_; }

private:
    Eigen::MatrixXd values_ = {};
    base::Marks marks_ = {};
    MatrixAbout about_ = {};
};

} // namespace corewing::model
