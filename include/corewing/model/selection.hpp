#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/detail/selection.hpp"
#include "corewing/model/named_pair.hpp"
#include "corewing/model/region.hpp"
#include "corewing/model/shown_name.hpp"

#include <Eigen/Core>

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Some places of a region, picked once: region and rows stay together.
///
///     const auto towns  = model::select(region, PlaceKind::district);
///     const auto people = towns.rows(model::column(region, "people"));        // made on the whole region, then cut
///     const auto trips  = towns.pairs(model::linkage(region, "trips"));
///     for (const auto& pair : towns.named(together.strongest(5)))
///         std::cout << pair.first_name << " - " << pair.second_name << '\n';
namespace corewing::model {

/// Some places of a region, in its order: row r of the selection is place index(r) of the region.
/// What is cut must stand on all places of the region: another number of places is refused, and so is what is cut
/// already, which a bare vector or matrix shows only by its size.
class Selection {
public:
    /// @param region   the whole region
    /// @param indices  of places, ascending, none twice
    /// @throws bad_value naming the first index out of order or range
    Selection(const Region& region, std::vector<Index> indices)
        : region_(region), indices_(std::move(indices)), all_(detail::region_ids(region)),
          chosen_(detail::chosen_ids(all_, indices_)) {}

    [[nodiscard]] Index size() const noexcept { return std::ssize(indices_); } ///< number of places selected
    [[nodiscard]] const Region& region() const noexcept { return region_; }    ///< what they were picked from
    [[nodiscard]] const std::vector<Index>& indices() const noexcept { return indices_; } ///< in it, ascending
    /// The ids by row, as columns and matrices that were cut carry them.
    [[nodiscard]] const PlaceIds& ids() const noexcept { return chosen_; }

    /// The index in the region of a row. @throws bad_value if there is no such row
    [[nodiscard]] Index index(Index row) const {
        detail::check_row(row, size());
        return indices_[row];
    }
    /// The place in a row. @throws bad_value if there is no such row
    [[nodiscard]] const Place& place(Index row) const { return region_.place(index(row)); }
    /// The name of the place in a row, or its id where it has no name. @throws bad_value if there is no such row
    [[nodiscard]] const std::string& name(Index row) const { return shown_name(place(row)); }
    /// The names by row.
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (Index row = 0; row < size(); ++row) all.push_back(name(row));
        return all;
    }
    /// Names for a sentence: "Mill, Spring and Harbour"; "" for none. @throws bad_value as above
    [[nodiscard]] std::string names(const std::vector<Index>& rows) const { return detail::in_words(*this, rows); }
    /// The row of a place. @throws unknown_name if the region has no such place, or it is not selected. O(log n).
    [[nodiscard]] Index row(std::string_view id) const { return detail::row_of(region_.index(id), indices_, id); }

    /// The selected rows of a column. @throws bad_value, bad_shape
    [[nodiscard]] Column rows(const Column& column) const {
        detail::check_whole(column.name(), column.size(), column.places(), all_);
        return detail::cut(column, indices_, chosen_);
    }
    /// The selected rows of a matrix with named columns. @throws bad_value, bad_shape
    [[nodiscard]] MarkedMatrix rows(const MarkedMatrix& matrix) const {
        detail::check_whole(matrix.name(), matrix.rows(), matrix.places(), all_);
        detail::check_kind(matrix, false);
        return detail::cut(matrix, indices_, chosen_);
    }
    /// The selected rows of labels. @throws bad_shape
    [[nodiscard]] Labels rows(const Labels& labels) const {
        detail::check_whole(labels.size(), all_.size(), "labels");
        return detail::cut(labels, indices_);
    }
    /// The selected entries of a list with one a place. @throws bad_shape
    template <class T>
    [[nodiscard]] std::vector<T> rows(const std::vector<T>& list) const {
        detail::check_whole(std::ssize(list), all_.size(), "list");
        return detail::cut(list, indices_);
    }
    /// The selected rows of a vector or matrix of Eigen, places x anything. @throws bad_shape
    template <class Derived>
    [[nodiscard]] auto rows(const Eigen::DenseBase<Derived>& values) const {
        detail::check_whole(values.rows(), all_.size(), "rows");
        return detail::cut_rows(values, indices_);
    }

    /// The pairs of selected places out of a matrix of all pairs. @throws bad_value, bad_shape
    [[nodiscard]] MarkedMatrix pairs(const MarkedMatrix& matrix) const {
        detail::check_whole(matrix.name(), matrix.rows(), matrix.places(), all_);
        detail::check_kind(matrix, true);
        return detail::cut(matrix, indices_, chosen_);
    }
    /// The same out of a matrix of Eigen, places x places. @throws bad_shape
    template <class Derived>
    [[nodiscard]] Eigen::MatrixX<typename Derived::Scalar> pairs(const Eigen::DenseBase<Derived>& values) const {
        detail::check_whole(values.rows(), all_.size(), "rows");
        detail::check_whole(values.cols(), all_.size(), "columns");
        return values.derived().eval()(indices_, indices_);
    }

    /// Labels of the selected places from a text such as &Place::cluster. See model::labels().
    [[nodiscard]] Labels labels(std::string Place::*text) const { return rows(model::labels(region_, text)); }

    /// Pairs with the names of their places.
    /// @param pairs  things with `first` and `second`, rows of the selection, such as scoring's pairs
    /// @return the same things, in the same order, each with first_name and second_name
    /// @throws bad_value if there is no such row
    template <class Pair>
    [[nodiscard]] std::vector<NamedPair<Pair>> named(const std::vector<Pair>& pairs) const {
        std::vector<NamedPair<Pair>> all;
        for (const Pair& pair : pairs) all.push_back({pair, name(pair.first), name(pair.second)});
        return all;
    }

private:
    Region region_;
    std::vector<Index> indices_;
    PlaceIds all_, chosen_;
};

/// The places of a kind, or of several. O(n).
///@{
COREWING_ROUTINE
Selection select(const Region& region, PlaceKind kind);
COREWING_ROUTINE
Selection select(const Region& region, std::initializer_list<PlaceKind> kinds);
///@}
/// The places with these ids, in the order of the region.
/// @throws unknown_name with the nearest id; bad_value if an id stands twice
/// Complexity O(n + ids log n).
///@{
COREWING_ROUTINE
Selection select(const Region& region, const std::vector<std::string>& ids);
COREWING_ROUTINE
Selection select(const Region& region, std::initializer_list<std::string_view> ids);
///@}
/// The places of which something holds: select(region, [](const Place& p) { return p.cluster == "hills"; }).
/// Complexity O(n).
template <class Predicate>
requires std::predicate<Predicate&, const Place&> Selection select(const Region& region, Predicate predicate) {
    std::vector<Index> indices;
    const Index n = region.size();
    for (Index i = 0; i < n; ++i)
        if (predicate(region.place(i))) indices.push_back(i);
    return Selection(region, std::move(indices));
}

} // namespace corewing::model

#ifndef COREWING_COMPILED
#include "corewing/model/impl/selection.hpp"
#endif
