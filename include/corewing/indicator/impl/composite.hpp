#pragma once

#include "corewing/indicator/composite.hpp"

#include "corewing/indicator/detail/climb.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/indicator/aggregate.hpp"
#include "corewing/indicator/impute.hpp"
#include "corewing/indicator/normalise.hpp"
#include "corewing/indicator/outliers.hpp"
#include "corewing/indicator/ranking.hpp"
#include "corewing/indicator/tree.hpp"
#include "corewing/indicator/weigh.hpp"
#include "corewing/indicator/detail/branches.hpp"
#include "corewing/indicator/detail/named_cells.hpp"

#include <Eigen/Core>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace corewing::indicator {

namespace detail {

/// Checks the tree and the table, then runs all stages.
template <class = void>
Composite composite_of(const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks,
                       const Branches& branches, const CompositeOptions& options, const RowNames& names) {
    base::check_shape(values, values.rows(), std::ssize(branches.leaves), "values");
    check_cells(values, marks, leaf_ids(branches), options.impute, names);
    const Choices choices{
        .weigh = choices_of(branches, options.weigh, options.weigh_at, "weigh_at"),
        .aggregate = choices_of(branches, options.aggregate, options.aggregate_at, "aggregate_at")};
    const auto ids = leaf_ids(branches);
    Composite result;
    Imputed imputed = impute(values, marks, options.impute);
    name_subjects(imputed.findings, ids, "", result.findings);
    const bool partly = options.impute.method != Imputation::none || !options.impute.columns.empty();
    if (partly) impute(imputed.values, imputed.marks); // nothing may be missing now

    Treated treated = treat_outliers(imputed.values, options.outliers);
    name_subjects(treated.findings, ids, "", result.findings);
    NormaliseOptions normalising = options.normalise;
    normalising.direction = leaf_directions(branches);
    Normalised normalised = normalise(treated.values, normalising);
    name_subjects(normalised.findings, ids, "", result.findings);
    result.normalised = std::move(normalised.values);
    climb(branches, choices, imputed.marks, result);
    return result;
}

} // namespace detail

COREWING_BODY
Composite composite(const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks, const Tree& tree,
                    const CompositeOptions& options) {
    return detail::composite_of(values, marks, detail::branches_of(tree), options, {});
}

COREWING_BODY
Composite composite(const model::MarkedMatrix& table, const Tree& tree, const CompositeOptions& options) {
    const detail::Branches branches = detail::branches_of(tree);
    const std::vector<Index> columns = detail::columns_of(table, detail::leaf_ids(branches));
    return detail::composite_of(table.values()(Eigen::all, columns), table.marks()(Eigen::all, columns), branches,
                                options, {.places = table.places(), .year = table.year()});
}

COREWING_BODY
Composite composite(const Eigen::Ref<const Eigen::MatrixXd>& values, const Tree& tree,
                    const CompositeOptions& options) {
    return composite(values, base::Marks::Constant(values.rows(), values.cols(), base::Mark::observed), tree, options);
}

} // namespace corewing::indicator
