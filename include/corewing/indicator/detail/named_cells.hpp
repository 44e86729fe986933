#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/indicator/impute.hpp"
#include "corewing/model/marked_matrix.hpp"
#include "corewing/model/place_ids.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

/// Cells of a table by the names of their place and their indicator.
namespace corewing::indicator::detail {

/// Where the rows of a table lie.
struct RowNames {
    model::PlaceIds places = {};
    std::optional<int> year = {};

    /// "roads of mill", or "roads in row 1" where nobody has told the places.
    [[nodiscard]] std::string cell(const std::string& leaf, Index row) const {
        return leaf + (places.told() ? " of " : " in row ") + places.id(row);
    }
};

/// Refuses numbers that are not finite, and missing ones where nothing fills them.
/// @param leaves  names of the columns
/// @throws bad_value, bad_data naming the first such cell
template <class = void>
void check_cells(const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks,
                 const std::vector<std::string>& leaves, const ImputeOptions& options, const RowNames& names) {
    base::check_shape(marks, values.rows(), values.cols(), "marks");
    const bool fills = options.method != Imputation::none || !options.columns.empty();
    const std::string when = names.year ? " in " + std::to_string(*names.year) : "";
    for (Index j = 0; j < values.cols(); ++j)
        for (Index i = 0; i < values.rows(); ++i) {
            const bool missing = marks(i, j) == base::Mark::missing;
            if (missing && !fills)
                throw base::bad_data(names.cell(leaves[j], i) + " is missing" + when,
                                     {.value = leaves[j],
                                      .remedy = "fill the gaps (CompositeOptions::impute) or select places that have "
                                                "figures"});
            if (!missing && !std::isfinite(values(i, j)))
                throw base::bad_value(names.cell(leaves[j], i) + when + " is " + base::to_text(values(i, j)) +
                                          ", not a finite number",
                                      {.value = base::to_text(values(i, j)),
                                       .remedy = "mark it as missing, or look for a division by 0 on the way to it"});
        }
}

/// The columns of a table in the order of the leaves.
/// @throws bad_shape for a table of pairs, unknown_name for a leaf without a column
template <class = void>
std::vector<Index> columns_of(const model::MarkedMatrix& table, const std::vector<std::string>& leaves) {
    if (table.of_pairs())
        throw base::bad_shape("has no named columns", {.field = table.name(), .remedy = "name them as the leaves"});
    std::vector<Index> columns;
    for (const std::string& leaf : leaves) {
        const auto found = std::find(table.columns().begin(), table.columns().end(), leaf);
        if (found == table.columns().end())
            throw base::unknown_name("the table has no column " + leaf,
                                     {.field = table.name(), .value = leaf, .remedy = "give one for each leaf"});
        columns.push_back(found - table.columns().begin());
    }
    return columns;
}

} // namespace corewing::indicator::detail
