#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/model/pairs.hpp"
#include "corewing/scoring/cohesion.hpp"
#include "corewing/scoring/detail/strength_paths.hpp"

#include <Eigen/Core>

#include <numeric>
#include <string>
#include <vector>

namespace corewing::scoring {

COREWING_BODY
Cohesion cohesion(const Eigen::Ref<const Eigen::MatrixXd>& strength, unsigned threads) {
    const Eigen::MatrixX<Double> lengths = detail::strength_lengths(strength);
    const Index n = lengths.rows();
    Cohesion result;
    result.place.setZero(n);
    std::vector<Index> reached(n, 0); // places that each reaches, itself not counted
    base::parallel_for(n,
                       [&](Index source) {
                           detail::PathTree tree;
                           tree.search(lengths, source);
                           if (n > 1) result.place[source] = tree.efficiency() / static_cast<double>(n - 1);
                           reached[source] = tree.length.array().isFinite().count() - 1;
                       },
                       {.threads = threads, .grain = detail::search_grain(n)});
    if (n > 0) result.efficiency = result.place.mean();
    result.unreached = model::pair_count(n) - std::accumulate(reached.begin(), reached.end(), Index{0}) / 2;
    if (n < 2)
        result.findings.push_back({base::Severity::warning, "cohesion", "", "there are fewer than two places"});
    else if (result.unreached > 0)
        result.findings.push_back({base::Severity::warning, "cohesion", "",
                                   std::to_string(result.unreached) + " pairs of places have no path between them"});
    return result;
}

} // namespace corewing::scoring
