#pragma once

#include "corewing/industry/chain_coverage.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string>
#include <vector>

namespace corewing::industry {
namespace detail {

/// The position of a stage in the order, or behind all.
template <class = void>
Index stage_position(const std::vector<std::string>& order, const std::string& stage) {
    return std::find(order.begin(), order.end(), stage) - order.begin();
}

/// @throws bad_value if a stage stands twice, or is none of the industries'
template <class = void>
void check_order(const std::vector<std::string>& order, const std::vector<ChainStage>& industries) {
    for (Index k = 0; k < std::ssize(order); ++k) {
        const base::Context where{.field = "order[" + std::to_string(k) + "]", .value = order[k]};
        if (stage_position(order, order[k]) != k) throw base::bad_value('"' + order[k] + "\" stands twice", where);
        if (std::none_of(industries.begin(), industries.end(), [&](const auto& at) { return at.stage == order[k]; }))
            throw base::bad_value('"' + order[k] + "\" is the stage of no industry", where);
    }
}

} // namespace detail

COREWING_BODY
std::vector<ChainStage> stages_of(const std::vector<model::Industry>& industries) {
    std::vector<ChainStage> stages;
    for (const model::Industry& industry : industries) stages.push_back({industry.chain, industry.stage});
    return stages;
}

COREWING_BODY
ChainCoverage chain_coverage(const Eigen::Ref<const Eigen::MatrixXd>& values, const std::vector<ChainStage>& industries,
                             const ChainCoverageOptions& options) {
    base::check_size(std::ssize(industries), values.cols(), "industries");
    base::check_nonnegative(values, "values");
    base::check_range(options.threshold, 1e-300, HUGE_VAL, "threshold");
    base::check_range(options.strong, options.threshold, HUGE_VAL, "strong");
    detail::check_order(options.order, industries);

    ChainCoverage result;
    result.options = options;
    Index left_out = 0;
    for (const ChainStage& at : industries) {
        if (at.chain.empty())
            ++left_out;
        else if (std::find(result.chains.begin(), result.chains.end(), at.chain) == result.chains.end())
            result.chains.push_back(at.chain);
    }
    for (Index c = 0; c < std::ssize(result.chains); ++c) {
        const Index begin = std::ssize(result.stages);
        for (const ChainStage& at : industries)
            if (at.chain == result.chains[c] &&
                std::find(result.stages.begin(), result.stages.end(), at) == result.stages.end()) {
                result.stages.push_back(at);
                result.chain_of.push_back(c);
            }
        std::stable_sort(
            result.stages.begin() + begin, result.stages.end(), [&](const ChainStage& a, const ChainStage& b) {
                return detail::stage_position(options.order, a.stage) < detail::stage_position(options.order, b.stage);
            });
    }

    const Index places = values.rows(), stages = std::ssize(result.stages);
    result.strength.setZero(places, stages);
    for (Index k = 0; k < std::ssize(industries); ++k) {
        const auto at = std::find(result.stages.begin(), result.stages.end(), industries[k]);
        if (industries[k].chain.empty()) continue;
        const Index s = at - result.stages.begin();
        result.strength.col(s) = result.strength.col(s).cwiseMax(values.col(k));
    }

    const Eigen::MatrixX<Double> covered = (result.strength.array() >= options.threshold).template cast<double>();
    result.by_chain.setZero(places, std::ssize(result.chains));
    Eigen::RowVectorX<Double> length = Eigen::RowVectorX<Double>::Zero(result.by_chain.cols());
    for (Index s = 0; s < stages; ++s) {
        const Index chain = result.chain_of[s];
        result.by_chain.col(chain) += covered.col(s);
        length[chain] += 1.0;
    }
    result.by_chain.array().rowwise() /= length.array();

    const double all = static_cast<double>(std::max<Index>(1, stages));
    const Eigen::VectorX<Double> count = covered.rowwise().sum();
    result.place = count / all;
    result.gain = -(covered * covered.transpose()); // |i or j| = |i| + |j| - |i and j|
    for (Index j = 0; j < places; ++j)
        for (Index i = 0; i < places; ++i)
            result.gain(i, j) = i == j ? 0.0 : (result.gain(i, j) + std::min(count[i], count[j])) / all;

    if (stages == 0)
        result.findings.push_back(
            {base::Severity::warning, "chain coverage", "", "no industry is in any chain; all coverage is 0"});
    else if (left_out > 0)
        result.findings.push_back({base::Severity::note, "chain coverage", "",
                                   std::to_string(left_out) + " industries are in no chain; left out"});
    return result;
}

} // namespace corewing::industry
