#pragma once

#include "corewing/layout/confidence.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_inference.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace corewing::layout {

COREWING_BODY
RoleConfidence role_confidence(const model::Roles& roles, const Pattern& pattern, RoleOptions rules,
                               const DrawRegion& draw, const ConfidenceOptions& options) {
    if (!draw) throw base::bad_value("is empty", {.field = "draw", .remedy = "give a function that makes a region"});
    base::check_range(static_cast<double>(options.runs), 1.0, 1e9, "runs");
    const Index n = std::ssize(roles);
    rules.margins = Margins::none;
    rules.runners_up = 0;

    RoleConfidence result;
    result.roles.resize(options.runs);
    result.value.assign(options.runs, 0.0);
    std::vector<unsigned char> optimal(options.runs, 0);
    const bool all = base::parallel_for(
        options.runs,
        [&](Index run) {
            base::Random random(options.seed, run);
            const RoleDraw drawn = draw(run, random);
            if (n == 0 && drawn.linkage.rows() > 0)
                throw base::bad_value("is no layout",
                                      {.field = "roles",
                                       .remedy = "role_inference() found none: its findings say why"});
            base::check_shape(drawn.linkage, n, n, "the linkage of run " + std::to_string(run));
            RoleOptions own = rules;
            if (drawn.capability.size() > 0) own.capability = drawn.capability;
            if (drawn.capability_weight) own.capability_weight = *drawn.capability_weight;
            own.observer.progress = {}; // called from the caller's thread alone
            Pattern its = pattern;
            if (drawn.image) its.image = *drawn.image;
            auto inferred = role_inference(drawn.linkage, its, own);
            result.value[run] = inferred.value.value;
            optimal[run] = inferred.outcome.status == base::Status::optimal ? 1 : 0;
            result.roles[run] = std::move(inferred.roles);
        },
        options.parallel);

    result.share = Eigen::MatrixX<Double>::Zero(n, 4);
    result.kept = result.kept_error = Eigen::VectorX<Double>::Zero(n);
    for (Index run = 0; run < options.runs; ++run) {
        const auto& other = result.roles[run];
        if (other.empty()) continue;
        ++result.runs;
        bool same = true, same_hubs = true;
        for (Index i = 0; i < std::ssize(roles); ++i) {
            result.share(i, base::position(other[i])) += 1.0;
            if (other[i] == roles[i]) continue;
            same = false;
            if (other[i] < model::Role::point || roles[i] < model::Role::point) same_hubs = false;
        }
        result.same_layout += same ? 1.0 : 0.0;
        result.same_hubs += same_hubs ? 1.0 : 0.0;
        result.proven += optimal[run];
    }
    const auto note = [&](const std::string& text) {
        result.findings.push_back({.severity = base::Severity::warning, .topic = "role confidence", .text = text});
    };
    if (!all) note("the runs were stopped before their end");
    if (result.runs < options.runs)
        note(std::to_string(options.runs - result.runs) + " of " + std::to_string(options.runs) +
             " runs gave no layout");
    if (result.runs == 0) return result;
    const auto runs = static_cast<double>(result.runs);
    result.share /= runs;
    result.same_layout /= runs;
    result.same_hubs /= runs;
    result.proven /= runs;
    for (Index i = 0; i < n; ++i) {
        result.kept[i] = result.share(i, base::position(roles[i]));
        result.kept_error[i] = std::sqrt(result.kept[i] * (1.0 - result.kept[i]) / runs);
    }
    return result;
}

} // namespace corewing::layout
