#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/detail/in_words.hpp"
#include "corewing/model/detail/region_ids.hpp"
#include "corewing/model/labels.hpp"
#include "corewing/model/marked_column.hpp"
#include "corewing/model/marked_matrix.hpp"
#include "corewing/model/place.hpp"
#include "corewing/model/place_ids.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// How a selection cuts what stands on all places of its region.
namespace corewing::model::detail {

inline constexpr std::string_view cut_remedy = "give what stands on all places of the region, not cut yet";

/// @throws bad_shape unless a bare list or matrix stands on all places
template <class = void>
void check_whole(Index rows, Index places, std::string_view field) {
    if (rows == places) return;
    throw base::bad_shape(
        "stands on " + std::to_string(rows) + (rows == 1 ? " place where" : " places where") + " the region has " +
            std::to_string(places),
        {.field = std::string(field), .value = std::to_string(rows), .remedy = std::string(cut_remedy)});
}

/// @throws bad_value if it was cut already or stands on other places; bad_shape if it does not stand on all
template <class = void>
void check_whole(const std::string& name, Index rows, const PlaceIds& places, const PlaceIds& region) {
    if (places.selected())
        throw base::bad_value("is cut to " + std::to_string(rows) + (rows == 1 ? " place" : " places") + " already",
                              {.field = name, .remedy = std::string(cut_remedy)});
    check_whole(rows, region.size(), name);
    if (const Index row = places.first_difference(region); row >= 0)
        throw base::bad_value("stands on the places of another region, first " + places.id(row) + " where " +
                                  region.id(row) + " is",
                              {.field = name, .remedy = "make it from the region of the selection"});
}

/// @throws bad_value if pairs are asked of a matrix with named columns, or rows of places x places
template <class = void>
void check_kind(const MarkedMatrix& matrix, bool pairs) {
    if (matrix.of_pairs() == pairs) return;
    throw base::bad_value(pairs ? "has columns of its own" : "stands on pairs of places",
                          {.field = matrix.name(), .remedy = pairs ? "use rows()" : "use pairs()"});
}

/// The ids of the chosen places.
/// @throws bad_value unless the indices ascend and are in range
template <class = void>
PlaceIds chosen_ids(const PlaceIds& all, const std::vector<Index>& indices) {
    std::vector<std::string> ids;
    for (Index row = 0; row < std::ssize(indices); ++row) {
        const Index least = row == 0 ? 0 : indices[row - 1] + 1;
        if (indices[row] < least || indices[row] >= all.size())
            throw base::bad_value(std::to_string(indices[row]) + " is not in [" + std::to_string(least) + ", " +
                                      std::to_string(all.size() - 1) + "]",
                                  {.field = "indices[" + std::to_string(row) + "]",
                                   .value = std::to_string(indices[row]),
                                   .remedy = "give indices of places in ascending order, none twice"});
        ids.push_back(all.id(indices[row]));
    }
    return PlaceIds(std::move(ids), true);
}

/// The row of a place of the region. @throws unknown_name if it is not selected
template <class = void>
Index row_of(Index index, const std::vector<Index>& indices, std::string_view id) {
    const auto found = std::lower_bound(indices.begin(), indices.end(), index);
    if (found != indices.end() && *found == index) return found - indices.begin();
    throw base::unknown_name('"' + std::string(id) + "\" is not among the " + std::to_string(indices.size()) +
                                 " selected places",
                             {.field = "place", .value = std::string(id), .remedy = "select it too"});
}

/// The names of some rows of a selection, for a sentence.
template <class Selection>
std::string in_words(const Selection& selection, const std::vector<Index>& rows) {
    std::vector<std::string> names;
    for (const Index row : rows) names.push_back(selection.name(row));
    return in_words(names, std::ssize(names));
}

/// The chosen rows of a column.
template <class = void>
Column cut(const Column& column, const std::vector<Index>& rows, const PlaceIds& chosen) {
    ColumnAbout about = column.about();
    about.places = chosen;
    return Column(column.values()(rows), column.marks()(rows, Eigen::all), std::move(about));
}

/// The chosen rows of a vector or matrix of Eigen.
template <class Derived>
auto cut_rows(const Eigen::DenseBase<Derived>& values, const std::vector<Index>& rows) {
    using Cut = Eigen::Matrix<typename Derived::Scalar, Eigen::Dynamic, Derived::ColsAtCompileTime>;
    return Cut(values.derived().eval()(rows, Eigen::all));
}

/// The chosen rows, and of places x places also the chosen columns, of a matrix.
template <class = void>
MarkedMatrix cut(const MarkedMatrix& matrix, const std::vector<Index>& rows, const PlaceIds& chosen) {
    MatrixAbout about = matrix.about();
    about.places = chosen;
    if (matrix.of_pairs())
        return MarkedMatrix(matrix.values()(rows, rows), matrix.marks()(rows, rows), std::move(about));
    return MarkedMatrix(matrix.values()(rows, Eigen::all), matrix.marks()(rows, Eigen::all), std::move(about));
}

/// The chosen entries of a list.
template <class T>
std::vector<T> cut(const std::vector<T>& list, const std::vector<Index>& rows) {
    std::vector<T> result;
    result.reserve(rows.size());
    for (const Index row : rows) result.push_back(list[row]);
    return result;
}

/// The chosen entries; labels that nobody has any more are gone.
template <class = void>
Labels cut(const Labels& labels, const std::vector<Index>& rows) {
    std::vector<std::string> words;
    for (const Index row : rows) words.emplace_back(labels.name(labels[row]));
    return model::labels(words);
}

/// @throws bad_value unless row is in [0, size)
template <class = void>
void check_row(Index row, Index size) {
    if (row >= 0 && row < size) return;
    throw base::bad_value("there is no row " + std::to_string(row) + " among the " + std::to_string(size) + " selected",
                          {.field = "row", .value = std::to_string(row)});
}

} // namespace corewing::model::detail
