#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/indicator/weights.hpp"

#include <Eigen/Core>

#include <array>
#include <string_view>

namespace corewing::indicator {

/// Where weights come from. Weights from judgement (ahp_weights, best_worst_weights) go in as given.
enum class Weighing {
    given,     ///< as given; none given = all equal
    equal,     ///< all equal, whatever is given
    entropy,   ///< see entropy_weights
    critic,    ///< see critic_weights
    merec,     ///< see merec_weights
    deviation, ///< see deviation_weights
    pca,       ///< see pca_weights
};

/// What it is called in print.
/// @param method  of weighing
/// @return "given", "equal" ...
constexpr std::string_view name(Weighing method) {
    constexpr std::array<std::string_view, 7> names{"given", "equal", "entropy", "CRITIC", "MEREC", "deviation", "PCA"};
    return names[base::position(method)];
}

using base::operator<<; // an enumerator prints as its name()

/// Choices of weigh().
struct WeighOptions {
    Weighing method = Weighing::given; ///< where weights come from
    Eigen::VectorXd given = {};        ///< given: columns x 1, each >= 0, sum > 0; empty = all equal
    double floor = 0.0;                ///< merec: cells below it are lifted to it; 0 = none
};

/// Weights for the columns of a matrix of normalised indicators, by any one method.
/// @param values  places x indicators, normalised, more is better
/// @param options  method, and what it needs
/// @return weights that sum to 1
/// @throws bad_shape, bad_value; see the method's own routine
/// Complexity as the method's own routine.
COREWING_ROUTINE
Weights weigh(const Eigen::Ref<const Eigen::MatrixXd>& values, const WeighOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/weigh.hpp"
#endif
