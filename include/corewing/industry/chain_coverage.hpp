#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/industry/detail/chain_tasks.hpp"
#include "corewing/model/industry.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string>
#include <vector>

/// Chain coverage 产业链: which links of a chain a set of places has, and what to do about the others.
namespace corewing::industry {

/// Where an industry sits: its chain, and its stage (link) in it.
struct ChainStage {
    std::string chain = {}; ///< empty = in no chain
    std::string stage = {}; ///< of that chain

    bool operator==(const ChainStage&) const = default;
};

/// Chain and stage of each industry of a region: stages_of(region.industries()).
/// @param industries  rows of industries.csv
/// @return one for each, in the same order
/// Complexity O(industries).
COREWING_ROUTINE
std::vector<ChainStage> stages_of(const std::vector<model::Industry>& industries);

/// What to do about a stage.
enum class ChainAction {
    fill,       ///< 补链: missing between two stages that are there
    strengthen, ///< 强链: there, but weak
    extend,     ///< 延链: missing before the first or after the last stage that is there
};

/// The action as one lower-case English word.
constexpr std::string_view name(ChainAction action) {
    return action == ChainAction::fill ? "fill" : action == ChainAction::strengthen ? "strengthen" : "extend";
}

using base::operator<<; // an enumerator prints as its name()

/// One line of the list of things to do.
struct ChainTask {
    ChainAction action = ChainAction::fill; ///< what to do
    Index stage = 0;                        ///< position in ChainCoverage::stages
    double strength = 0.0;                  ///< the highest value any place of the set has in it
    Index best = -1;                        ///< the place of the set that has it, ties by index; -1 = all 0
    Index partner = -1;                     ///< the strongest place outside the set that covers the stage; -1 = none
    Index distance = 0;                     ///< extend only: stages to the nearest one that is there
};

/// From which value on a stage is there, from which it is strong, and which comes first.
struct ChainCoverageOptions {
    double threshold = 1.0; ///< value (LQ, or output) from which a place covers a stage; > 0
    double strong = 1.5;    ///< value from which a covered stage is not weak; >= threshold
    /// Stages from the first of a chain to its last, none twice; those not named come behind, as the industries name
    /// them. Without it a region's industries, which stand in the order of their ids, say nothing of what comes first.
    std::vector<std::string> order = {};
};

/// The stages of all chains, who covers them, and the questions one can ask.
struct ChainCoverage {
    std::vector<ChainStage> stages = {};  ///< chain by chain, in a chain as options.order has them
    std::vector<std::string> chains = {}; ///< in the order in which the industries name them first
    std::vector<Index> chain_of = {};     ///< per stage, position in `chains`
    Eigen::MatrixXd strength = {};        ///< places x stages: the highest value of the stage's industries
    Eigen::VectorXd place = {};           ///< per place: coverage of the place alone
    Eigen::MatrixXd by_chain = {};        ///< places x chains: share of the chain's stages that the place covers
    /// places x places, symmetric, diagonal 0: coverage(i, j) - max(coverage(i), coverage(j))
    Eigen::MatrixXd gain = {};
    ChainCoverageOptions options = {}; ///< as given
    base::Findings findings = {};      ///< what is doubtful about the industries

    /// Share of all stages that at least one of the places covers, in [0, 1].
    /// @throws bad_value if one is no place
    [[nodiscard]] double coverage(const std::vector<Index>& set) const {
        const auto covered = (best_of(set).array() >= options.threshold).count();
        return static_cast<double>(covered) / static_cast<double>(std::max<Index>(1, stages.size()));
    }

    /// Fill, strengthen and extend lists 补链 强链 延链 of a set of places: a district, a pair, a cluster, the region.
    /// A chain in which the set covers nothing is not listed: it has no link to start from.
    /// @return tasks by chain, and in a chain by stage
    /// @throws bad_value if one is no place
    /// Complexity O(places stages).
    [[nodiscard]] std::vector<ChainTask> tasks(const std::vector<Index>& set) const {
        return detail::chain_tasks<ChainTask>(*this, best_of(set), set);
    }

    /// The tasks of all places together.
    [[nodiscard]] std::vector<ChainTask> tasks() const {
        std::vector<Index> all(strength.rows());
        for (Index i = 0; i < std::ssize(all); ++i) all[i] = i;
        return tasks(all);
    }

private:
    [[nodiscard]] Eigen::RowVectorXd best_of(const std::vector<Index>& set) const {
        Eigen::RowVectorXd best = Eigen::RowVectorXd::Zero(strength.cols());
        for (const Index i : set) {
            if (i < 0 || i >= strength.rows())
                throw base::bad_value(std::to_string(i) + " is not a place below " + std::to_string(strength.rows()),
                                      {.field = "set", .value = std::to_string(i)});
            if (best.size() > 0) best = best.cwiseMax(strength.row(i)); // a row of nothing has no address
        }
        return best;
    }
};

/// Chain coverage of places and pairs, and what each pair gains by joining.
///   coverage(A) = share of stages s with max over i in A, industries k of s, of value_ik >= threshold
///   gain_ij = coverage({i, j}) - max(coverage({i}), coverage({j}))
/// @param values      places x industries, >= 0: location quotients (threshold 1) or output in its unit
/// @param industries  chain and stage of each industry; those in no chain are left out
/// @param options     from which value on a stage is there, and from which it is strong
/// @return stages, coverage of each place and chain, and gains; coverage in [0, 1]
/// @throws bad_value, bad_shape
/// Complexity O(places industries + places^2 stages).
/// Source: the plans' own terms 补链 强链 延链; coverage as in set covering, Church & ReVelle 1974.
COREWING_ROUTINE
ChainCoverage chain_coverage(const Eigen::Ref<const Eigen::MatrixXd>& values, const std::vector<ChainStage>& industries,
                             const ChainCoverageOptions& options = {});

} // namespace corewing::industry

#ifndef COREWING_COMPILED
#include "corewing/industry/impl/chain_coverage.hpp"
#endif
