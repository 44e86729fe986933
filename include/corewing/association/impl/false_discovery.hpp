#pragma once

#include "corewing/association/false_discovery.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <vector>

namespace corewing::association {

COREWING_BODY
FalseDiscovery false_discovery(const Eigen::Ref<const Eigen::VectorXd>& p, const FalseDiscoveryOptions& options) {
    base::check_range(p, 0.0, 1.0, "p");
    base::check_range(options.rate, 0.0, 1.0, "rate");
    const Index m = p.size();
    FalseDiscovery result;
    result.significant.assign(m, 0);
    result.adjusted.setOnes(p.size());
    std::vector<Index> order(m);
    for (Index k = 0; k < m; ++k) order[k] = k;
    std::sort(order.begin(), order.end(),
              [&p](Index a, Index b) { return p[a] < p[b] || (p[a] == p[b] && a < b); });
    double factor = static_cast<double>(m);
    if (options.dependence == Dependence::any) {
        double harmonic = 0.0;
        for (Index k = 1; k <= m; ++k) harmonic += 1.0 / static_cast<double>(k);
        factor *= harmonic;
    }
    double smallest = 1.0;
    for (Index k = m; k-- > 0;) {
        smallest = std::min(smallest, p[order[k]] * factor / static_cast<double>(k + 1));
        result.adjusted[order[k]] = smallest;
        if (result.count == 0 && base::at_least(options.rate, smallest)) {
            result.count = k + 1;
            result.threshold = p[order[k]];
        }
    }
    for (Index k = 0; k < result.count; ++k) result.significant[order[k]] = 1;
    return result;
}

} // namespace corewing::association
