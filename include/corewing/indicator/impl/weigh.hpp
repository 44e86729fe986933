#pragma once

#include "corewing/indicator/weigh.hpp"

#include "corewing/base/check.hpp"
#include "corewing/indicator/critic.hpp"
#include "corewing/indicator/detail/columns.hpp"
#include "corewing/indicator/deviation.hpp"
#include "corewing/indicator/entropy.hpp"
#include "corewing/indicator/merec.hpp"
#include "corewing/indicator/pca.hpp"
#include "corewing/indicator/weights.hpp"

#include <Eigen/Core>

namespace corewing::indicator {

COREWING_BODY
Weights weigh(const Eigen::Ref<const Eigen::MatrixXd>& values, const WeighOptions& options) {
    detail::check_matrix(values);
    switch (options.method) {
    case Weighing::entropy: return entropy_weights(values);
    case Weighing::critic: return critic_weights(values);
    case Weighing::merec: return merec_weights(values, {.floor = options.floor});
    case Weighing::deviation: return deviation_weights(values);
    case Weighing::pca: return pca_weights(values);
    case Weighing::given:
        if (options.given.size() > 0) return {.weight = detail::shares(options.given, values.cols(), "given")};
        break;
    case Weighing::equal: break;
    }
    return {.weight = Eigen::VectorX<Double>::Constant(values.cols(), 1.0 / static_cast<double>(values.cols()))};
}

} // namespace corewing::indicator
