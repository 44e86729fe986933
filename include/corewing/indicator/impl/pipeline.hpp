#pragma once

#include "corewing/indicator/pipeline.hpp"

#include "corewing/base/error.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/detail/branches.hpp"
#include "corewing/indicator/detail/climb.hpp"

#include <Eigen/Core>

#include <functional>
#include <iterator>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace corewing::indicator {
namespace detail {

/// Two stages that stand for the same choice: of one kind and, where that applies, for one node or of one name.
template <class = void>
bool same_choice(const Stage& a, const Stage& b) {
    if (a.index() != b.index()) return false;
    if (const auto* w = std::get_if<WeighStage>(&a)) return w->node == std::get<WeighStage>(b).node;
    if (const auto* j = std::get_if<AggregateStage>(&a)) return j->node == std::get<AggregateStage>(b).node;
    if (const auto* c = std::get_if<CustomStage>(&a)) return c->name == std::get<CustomStage>(b).name;
    return true;
}

} // namespace detail

COREWING_BODY
Pipeline pipeline(const CompositeOptions& options) {
    Pipeline p{.stages = {options.impute, options.outliers, options.normalise, WeighStage{options.weigh},
                          AggregateStage{options.aggregate}}};
    for (const auto& [node, weigh] : options.weigh_at) p.stages.emplace_back(WeighStage{weigh, node});
    for (const auto& [node, join] : options.aggregate_at) p.stages.emplace_back(AggregateStage{join, node});
    return p;
}

COREWING_BODY
Pipeline with(Pipeline pipeline, Stage stage) {
    auto& stages = pipeline.stages;
    for (auto& old : stages)
        if (detail::same_choice(old, stage)) {
            old = std::move(stage);
            return pipeline;
        }
    auto place = stages.end();
    while (place != stages.begin() && std::prev(place)->index() > stage.index()) --place;
    stages.insert(place, std::move(stage));
    return pipeline;
}

COREWING_BODY
Composite run(const Pipeline& pipeline, const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks,
              const Tree& tree) {
    const detail::Branches branches = detail::branches_of(tree);
    base::check_shape(values, values.rows(), std::ssize(branches.leaves), "values");
    base::check_shape(marks, values.rows(), values.cols(), "marks");
    const auto ids = detail::leaf_ids(branches);
    Table table{values, marks, detail::leaf_directions(branches), {}};
    Composite result;
    CompositeOptions joined;
    bool joining = false;

    for (const Stage& stage : pipeline.stages) {
        if (const auto* weigh = std::get_if<WeighStage>(&stage)) {
            (weigh->node.empty() ? joined.weigh : joined.weigh_at[weigh->node]) = weigh->options;
            joining = true;
            continue;
        }
        if (const auto* join = std::get_if<AggregateStage>(&stage)) {
            (join->node.empty() ? joined.aggregate : joined.aggregate_at[join->node]) = join->options;
            joining = true;
            continue;
        }
        if (joining)
            throw base::bad_value("a stage that changes values comes after weighing or aggregation",
                                  {.field = "pipeline", .remedy = "move it forward"});
        if (const auto* imputing = std::get_if<ImputeOptions>(&stage)) {
            Imputed imputed = impute(table.values, table.marks, *imputing);
            table.values = std::move(imputed.values);
            table.marks = std::move(imputed.marks);
            table.findings = std::move(imputed.findings);
        } else if (const auto* treating = std::get_if<TreatOptions>(&stage)) {
            impute(table.values, table.marks); // nothing may be missing here
            Treated treated = treat_outliers(table.values, *treating);
            table.values = std::move(treated.values);
            table.findings = std::move(treated.findings);
        } else if (const auto* normalising = std::get_if<NormaliseOptions>(&stage)) {
            impute(table.values, table.marks); // nothing may be missing here
            NormaliseOptions options = *normalising;
            options.direction = table.direction;
            Normalised normalised = normalise(table.values, options);
            table.values = std::move(normalised.values);
            table.findings = std::move(normalised.findings);
            table.direction.setOnes();
        } else if (const auto* custom = std::get_if<CustomStage>(&stage)) {
            if (!custom->change) throw base::bad_value("has no function", {.field = "stage " + custom->name});
            const auto columns = table.values.cols();
            custom->change(table);
            base::check_shape(table.values, values.rows(), columns, "values after stage " + custom->name);
            base::check_shape(table.marks, values.rows(), columns, "marks after stage " + custom->name);
        }
        detail::name_subjects(table.findings, ids, "", result.findings);
    }
    impute(table.values, table.marks);
    if (table.direction.minCoeff() < 0)
        throw base::bad_value("less is better in some leaves, but no stage turns them round",
                              {.field = "pipeline", .remedy = "add a normalise stage"});
    const detail::Choices choices{
        .weigh = detail::choices_of(branches, joined.weigh, joined.weigh_at, "weigh stage"),
        .aggregate = detail::choices_of(branches, joined.aggregate, joined.aggregate_at, "aggregate stage")};
    result.normalised = std::move(table.values);
    detail::climb(branches, choices, table.marks, result);
    return result;
}

COREWING_BODY
Composite run(const Pipeline& pipeline, const Eigen::Ref<const Eigen::MatrixXd>& values, const Tree& tree) {
    return run(pipeline, values, base::Marks::Constant(values.rows(), values.cols(), base::Mark::observed), tree);
}

} // namespace corewing::indicator
