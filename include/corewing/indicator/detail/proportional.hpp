#pragma once

#include "corewing/indicator/weights.hpp"

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"

#include <Eigen/Core>

#include <string>
#include <utility>

namespace corewing::indicator::detail {

/// Weights in proportion to what each column tells. Where no column tells anything, equal weights and a finding.
template <class Double = double>
Weights proportional(const Eigen::VectorXd& told, const std::string& topic) {
    Weights result;
    if (!(told.maxCoeff() > 0.0)) {
        result.weight = Eigen::VectorX<Double>::Constant(told.size(), 1.0 / static_cast<double>(told.size()));
        result.findings.push_back({base::Severity::warning, topic, "",
                                   "no indicator tells the places apart; all indicators have equal weights"});
        return result;
    }
    for (Index j = 0; j < told.size(); ++j)
        if (!(told[j] > 0.0))
            result.findings.push_back(
                about_column(base::Severity::warning, topic, j, "does not tell the places apart; it has weight 0"));
    result.weight = shares(told.cwiseMax(0.0), told.size());
    return result;
}

} // namespace corewing::indicator::detail
