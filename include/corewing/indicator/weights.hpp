#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

namespace corewing::indicator {

/// Weights of indicators, as every weighting routine returns them.
struct Weights {
    Eigen::VectorXd weight = {};  ///< indicators x 1, each >= 0, sum 1
    base::Findings findings = {}; ///< subject = the column's number, from 0, or empty
};

} // namespace corewing::indicator
