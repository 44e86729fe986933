#pragma once

#include "corewing/layout/role_inference.hpp"

#include "corewing/base/clock.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/layout/detail/hub_search.hpp"
#include "corewing/layout/detail/layout_pool.hpp"
#include "corewing/layout/detail/role_exchange.hpp"
#include "corewing/layout/detail/role_problem.hpp"
#include "corewing/layout/fit.hpp"
#include "corewing/layout/layout_value.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace corewing::layout {
namespace detail {

template <class Matrix>
void infer_exactly(const RoleProblem<Matrix>& problem, const RoleOptions& options, RoleInference& result) {
    HubSearch<Matrix> search(problem, options.work_limit, options.observer);
    LayoutPool<> pool(1 + options.runners_up, problem.count_of(model::Role::core));
    const double open = search.explore([&] { return pool.threshold(); },
                                       [&](const auto& leaf) {
                                           FoundLayout layout;
                                           Eigen::VectorXd score;
                                           if (complete(search, leaf, layout, score) && layout.value > pool.threshold())
                                               pool.add(std::move(layout));
                                       });
    const bool complete_search = open <= pool.threshold();
    result.outcome.iterations = search.nodes();
    if (pool.kept().empty()) {
        result.outcome.status = complete_search ? base::Status::infeasible : base::Status::interrupted;
        if (!search.stopped() && !complete_search)
            result.findings.push_back({.severity = base::Severity::warning,
                                       .topic = "role inference",
                                       .text = "the work limit was reached before any layout was found"});
        return;
    }
    const FoundLayout& best = pool.kept().front();
    result.roles = roles_of(best, problem.n, problem.count_of(model::Role::core));
    result.value = layout_value(problem, result.roles);
    for (Index k = 1; k < std::ssize(pool.kept()); ++k)
        result.runners_up.push_back({.roles = roles_of(pool.kept()[k], problem.n, problem.count_of(model::Role::core)),
                                     .value = pool.kept()[k].value});
    result.outcome.objective = result.value.value;
    result.outcome.bound = result.value.value;
    result.outcome.status = base::Status::optimal;
    if (!complete_search) {
        result.outcome.bound = std::max(result.value.value, std::min(open, highest_value(problem)));
        if (result.outcome.bound > result.outcome.objective) {
            result.outcome.status = search.stopped() ? base::Status::interrupted : base::Status::feasible;
            result.findings.push_back({.severity = base::Severity::note,
                                       .topic = "role inference",
                                       .text = "the search ended before the layout was proven best"});
        }
    }
    if (options.margins == Margins::none || search.stopped()) return;
    HubSearch<Matrix> second(problem, options.work_limit, options.observer);
    const WithoutRole without = values_without_role(problem, second, pool.kept(), options.margins);
    result.margin = (best.value - without.found.array()).max(0.0);
    result.margin_floor = (best.value - without.ceiling.array()).max(0.0);
    if (result.outcome.status != base::Status::optimal) result.margin_floor.setZero();
}

template <class Matrix, class Input>
RoleInference role_inference(const Input& linkage, const Pattern& pattern, const RoleOptions& options) {
    const base::Stopwatch clock;
    RoleInference result;
    auto problem = make_role_problem<Matrix>(linkage, pattern, options);
    const auto note = [&](const std::string& text) {
        result.findings.push_back({.severity = base::Severity::warning, .topic = "role inference", .text = text});
    };
    if (!problem.conflict.empty()) {
        note(problem.conflict);
        result.outcome.seconds = clock.seconds();
        return result;
    }
    if (problem.link_scale == 0.0) note("no link can count; capability and spread alone decide");
    if (options.capability.size() > 0 && problem.capability_scale == 0.0) note("every capability that counts is 0");
    if (problem.link_unit == 0.0 && problem.capability_unit == 0.0 && problem.spread_unit == 0.0)
        note("nothing tells the places apart; roles go by index");
    if (leaves_alike(problem.image))
        infer_exactly(problem, options, result);
    else
        infer_by_exchange(problem, options, result);
    if (!result.roles.empty())
        result.fit = fit(PairMatrix<Matrix>(std::move(problem.w), options.skip, false), result.roles, pattern,
                         {.skip = options.skip, .permutations = 0, .breaks = 0})
                         .fit;
    else if (result.outcome.status == base::Status::infeasible)
        note("no layout keeps every rule");
    result.outcome.gap =
        result.roles.empty() ? HUGE_VAL : base::relative_gap(result.outcome.objective, result.outcome.bound);
    result.outcome.seconds = clock.seconds();
    return result;
}

} // namespace detail

COREWING_BODY
RoleInference role_inference(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const Pattern& pattern,
                             const RoleOptions& options) {
    return detail::role_inference<Eigen::MatrixX<Double>>(linkage, pattern, options);
}

COREWING_BODY
RoleInference role_inference(const Eigen::SparseMatrix<double>& linkage, const Pattern& pattern,
                             const RoleOptions& options) {
    return detail::role_inference<Eigen::SparseMatrix<double>>(linkage, pattern, options);
}

} // namespace corewing::layout
