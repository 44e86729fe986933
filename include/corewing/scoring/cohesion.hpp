#pragma once

#include "corewing/model/pairs.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/scoring/detail/strength_paths.hpp"

#include <Eigen/Core>

#include <string>

/// Cohesion 凝聚: how well the places of a region reach one another through their links.
namespace corewing::scoring {

struct Cohesion {
    double efficiency = 0.0;    ///< weighted global efficiency, in [0, 1]; 1 = every pair linked at full strength
    Eigen::VectorXd place = {}; ///< per place: mean of 1 / length to all others; their mean is `efficiency`
    Index unreached = 0; ///< pairs of places without any path between them
    base::Findings findings = {};
};

/// Weighted global efficiency of a network of link strengths.
///   E = sum over i != j of (1 / d_ij) / (n (n - 1)),  d = shortest path, a link being (greatest strength / its
///   strength) long
/// A path over weak links is long, no path counts 0. The unit of the strengths does not matter.
///
///     const auto cohesion = scoring::cohesion(collaboration.part_matrix(scoring::Part::linkage));
///
/// @param strength  places x places, >= 0; both directions are averaged, the diagonal is not read
/// @return efficiency of the region and of each place; 0 for fewer than two places or no link, which is a finding
/// @throws bad_shape, bad_value naming row and column
/// Complexity O(places^3). Source: Latora & Marchiori 2001, Physical Review Letters 87:198701.
template <class Double = double>
Cohesion cohesion(const Eigen::Ref<const Eigen::MatrixXd>& strength, unsigned threads = 0) {
    const Eigen::MatrixX<Double> lengths = detail::strength_lengths(strength);
    const Index n = lengths.rows();
    Cohesion result;
    result.place.setZero(n);
    Eigen::VectorX<Double> reached = Eigen::VectorX<Double>::Zero(n);
    base::parallel_for(n,
                       [&](Index at) {
                           const Index source = at;
                           detail::PathTree tree;
                           tree.search(lengths, source);
                           if (n > 1) result.place[source] = tree.efficiency() / static_cast<double>(n - 1);
                           reached[source] = static_cast<double>(tree.length.array().isFinite().count() - 1);
                       },
                       {.threads = threads, .grain = detail::search_grain(n)});
    if (n > 0) result.efficiency = result.place.mean();
    result.unreached = model::pair_count(n) - reached.sum() / 2;
    if (n < 2)
        result.findings.push_back({base::Severity::warning, "cohesion", "", "there are fewer than two places"});
    else if (result.unreached > 0)
        result.findings.push_back({base::Severity::warning, "cohesion", "",
                                   std::to_string(result.unreached) + " pairs of places have no path between them"});
    return result;
}

} // namespace corewing::scoring
