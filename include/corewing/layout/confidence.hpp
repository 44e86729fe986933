#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace corewing::layout {

/// What one run of the confidence test looks at: the region as it might be.
struct RoleDraw {
    Eigen::MatrixXd linkage = {};    ///< places x places
    Eigen::VectorXd capability = {}; ///< places x 1; empty = that of the rules
    std::optional<double> capability_weight = {}; ///< in [0, 1]; none = that of the rules
    std::optional<Image> image = {};              ///< wished links; none = that of the pattern
};

/// Makes the region of run r. Draw weights, layers, a year or imputed values from `random`, which belongs to this run
/// alone, so that the answer depends neither on the order of the runs nor on the number of threads.
using DrawRegion = std::function<RoleDraw(Index run, base::Random& random)>;

/// Choices of role_confidence().
struct ConfidenceOptions {
    Index runs = 200;             ///< in [1, 1e9]
    std::uint64_t seed = 1;       ///< of the draws
    base::Parallel parallel = {}; ///< how the runs are spread over threads
};

/// How far the roles of a layout can be relied on.
struct RoleConfidence {
    Eigen::MatrixXd share = {};      ///< places x 4: share of runs in which the place is core, wing, point, other
    Eigen::VectorXd kept = {};       ///< places x 1: share of runs in which it has the role of the layout in question
    Eigen::VectorXd kept_error = {}; ///< standard error of that share
    std::vector<model::Roles> roles = {}; ///< of each run; empty for a run without a layout
    std::vector<double> value = {};       ///< of each run's best layout
    double same_layout = 0.0;             ///< share of runs whose best layout is the one in question
    double same_hubs = 0.0;               ///< share of runs with the same core and wings
    double proven = 0.0;                  ///< share of runs whose layout was proven best
    Index runs = 0;                       ///< runs that gave a layout; all shares are of these
    base::Findings findings = {};         ///< runs without a layout, runs left out by a stop
};

/// Tells how often each place keeps its role when what is uncertain about the data varies.
///   share_ir = runs in which place i has role r / runs,  error = sqrt(share (1 - share) / runs)
///
///     const auto confidence = layout::role_confidence(best.roles, pattern, rules, [&](Index, base::Random& random) {
///         const Eigen::Vector2d weight{random.exponential(), random.exponential()};
///         return layout::RoleDraw{.linkage = layout::combine_layers(layers, weight)};
///     });
///
/// @param roles    the layout in question, one role a place
/// @param pattern, rules  as given to role_inference; margins and runners-up are not computed
/// @param draw     makes the region of each run; called from several threads at once
/// @param options  runs, seed, threads
/// @return shares of the runs
/// @throws bad_shape, bad_value, and whatever draw throws
/// Complexity runs times role_inference.
COREWING_ROUTINE
RoleConfidence role_confidence(const model::Roles& roles, const Pattern& pattern, RoleOptions rules,
                               const DrawRegion& draw, const ConfidenceOptions& options = {});

} // namespace corewing::layout

#ifndef COREWING_COMPILED
#include "corewing/layout/impl/confidence.hpp"
#endif
