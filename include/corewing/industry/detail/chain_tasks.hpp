#pragma once

#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <vector>

namespace corewing::industry::detail {

/// What to do about the stages of all chains of which a set of places covers some.
/// @tparam Task  ChainTask
/// @param coverage  a ChainCoverage
/// @param best      by stage: the highest value any place of the set has in it
/// @param set       places, all below the rows of coverage.strength
template <class Task, class Coverage>
std::vector<Task> chain_tasks(const Coverage& coverage, const Eigen::RowVectorXd& best, const std::vector<Index>& set) {
    using Action = decltype(Task::action);
    const auto& strength = coverage.strength;
    const auto& options = coverage.options;
    std::vector<bool> inside(strength.rows(), false);
    for (const Index i : set) inside[i] = true;

    std::vector<Task> list;
    for (Index begin = 0, end = 0; begin < best.size(); begin = end) {
        end = begin + 1;
        while (end < best.size() && coverage.chain_of[begin] == coverage.chain_of[end]) ++end;
        Index first = end, last = -1; // stages of the chain that are there
        for (Index s = begin; s < end; ++s)
            if (base::at_least(best[s], options.threshold)) {
                first = std::min(first, s);
                last = s;
            }
        if (last < 0) continue;
        for (Index s = begin; s < end; ++s) {
            Task task{.stage = s, .strength = best[s]};
            if (base::at_least(best[s], options.threshold)) {
                if (base::at_least(best[s], options.strong)) continue;
                task.action = Action::strengthen;
            } else if (s < first || s > last) {
                task.action = Action::extend;
                task.distance = s < first ? first - s : s - last;
            }
            double partner = options.threshold;
            for (Index i = 0; i < strength.rows(); ++i) {
                if (inside[i]) {
                    if (task.best < 0 && best[s] > 0.0 && base::equal(strength(i, s), best[s])) task.best = i;
                } else if (base::above(strength(i, s), partner) ||
                           (task.partner < 0 && base::equal(strength(i, s), partner))) {
                    partner = strength(i, s);
                    task.partner = i;
                }
            }
            list.push_back(task);
        }
    }
    return list;
}

} // namespace corewing::industry::detail
