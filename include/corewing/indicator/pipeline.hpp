#pragma once

#include "corewing/base/mark.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/indicator/composite.hpp"

#include <Eigen/Core>

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace corewing::indicator {

/// What a pipeline works on: the leaves of a tree, place by place.
struct Table {
    Eigen::MatrixXd values = {};    ///< places x leaves
    base::Marks marks = {};         ///< places x leaves
    Eigen::VectorXi direction = {}; ///< leaves x 1; all +1 once normalised
    base::Findings findings = {};   ///< of the stages so far
};

/// Weighing as a stage: at every node, or at one.
struct WeighStage {
    WeighOptions options = {}; ///< where the weights come from
    std::string node = {};     ///< id; empty = every node that no other stage names
};

/// Aggregation as a stage: at every node, or at one.
struct AggregateStage {
    AggregateOptions options = {}; ///< how several indicators become one
    std::string node = {};         ///< id; empty = every node that no other stage names
};

/// A stage of the caller's own.
struct CustomStage {
    std::string name = {};                   ///< by which with() finds it
    std::function<void(Table&)> change = {}; ///< changes values, marks, directions or findings
};

/// One step of a pipeline, by kind.
using Stage = std::variant<ImputeOptions, TreatOptions, NormaliseOptions, CustomStage, WeighStage, AggregateStage>;

/// The way from raw values to an index: a list of stages, run in order. It is a value: copy it, change one stage, run
/// it again.
struct Pipeline {
    std::vector<Stage> stages = {}; ///< in the order in which they run
};

/// The pipeline that composite() runs for these options.
/// @param options  the choice at every stage
/// @return its stages
/// Complexity O(stages).
COREWING_ROUTINE
Pipeline pipeline(const CompositeOptions& options = {});

/// A copy of the pipeline with one stage changed: the first stage of the same kind (and node or name) is replaced. A
/// stage that was not there is put in behind the last stage of its kind or of an earlier kind, kinds in the order
/// of Stage.
/// @param pipeline  stays as it is
/// @param stage  the new one
/// @return the changed copy
/// Complexity O(stages).
COREWING_ROUTINE
Pipeline with(Pipeline pipeline, Stage stage);

/// Runs a pipeline over an indicator tree.
/// @param pipeline  the stages
/// @param values  places x leaves, in the order of the leaves in the tree
/// @param marks   places x leaves; Mark::missing where a cell is not known
/// @param tree    nodes by id, of any depth
/// @return as composite()
/// @throws bad_value if a stage that changes the table comes after weighing or aggregation; else as composite()
/// Complexity as composite().
COREWING_ROUTINE
Composite run(const Pipeline& pipeline, const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks,
              const Tree& tree);

/// The same for values that are all known.
/// @param pipeline  the stages
/// @param values  places x leaves, in the order of the leaves in the tree
/// @param tree    nodes by id, of any depth
/// @return as composite()
COREWING_ROUTINE
Composite run(const Pipeline& pipeline, const Eigen::Ref<const Eigen::MatrixXd>& values, const Tree& tree);

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/pipeline.hpp"
#endif
