#pragma once

#include "corewing/industry/relatedness.hpp"

#include "corewing/industry/detail/check_presence.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string>

namespace corewing::industry {

COREWING_BODY
Eigen::MatrixXd proximity(const Eigen::Ref<const Eigen::MatrixXd>& presence) {
    detail::check_presence(presence);
    const Eigen::RowVectorX<Double> ubiquity = presence.colwise().sum();
    Eigen::MatrixX<Double> result = presence.transpose() * presence; // whole numbers, so exact
    for (Index l = 0; l < result.cols(); ++l)
        for (Index k = 0; k < result.rows(); ++k)
            if (result(k, l) > 0.0) result(k, l) /= std::max(ubiquity[k], ubiquity[l]);
    return result;
}

COREWING_BODY
Eigen::MatrixXd relatedness_density(const Eigen::Ref<const Eigen::MatrixXd>& presence,
                                    const Eigen::Ref<const Eigen::MatrixXd>& proximity) {
    detail::check_presence(presence);
    base::check_shape(proximity, presence.cols(), presence.cols(), "proximity");
    base::check_nonnegative(proximity, "proximity");
    Eigen::MatrixX<Double> others = proximity;
    others.diagonal().setZero();
    const Eigen::RowVectorX<Double> sums = others.rowwise().sum().transpose();
    Eigen::MatrixX<Double> result = presence * others.transpose();
    result.array().rowwise() /= sums.unaryExpr([](double x) { return x > 0.0 ? x : 1.0; }).array();
    return result.cwiseMin(1.0);
}

} // namespace corewing::industry
