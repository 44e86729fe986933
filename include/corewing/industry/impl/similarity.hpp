#pragma once

#include "corewing/industry/similarity.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/industry/location_quotient.hpp"
#include "corewing/industry/shares.hpp"
#include "corewing/industry/specialisation.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <utility>
#include <vector>

namespace corewing::industry {

COREWING_BODY
Eigen::MatrixXd structural_similarity(const Eigen::Ref<const Eigen::MatrixXd>& amounts) {
    base::check_nonnegative(amounts, "amounts");
    if (amounts.size() == 0) return Eigen::MatrixX<Double>::Zero(amounts.rows(), amounts.rows());
    Eigen::MatrixX<Double> direction = row_shares(amounts);
    for (Index i = 0; i < direction.rows(); ++i)
        if (const double length = direction.row(i).norm(); length > 0.0) direction.row(i) /= length;
    Eigen::MatrixX<Double> result(direction.rows(), direction.rows());
    result.template triangularView<Eigen::Lower>() = direction * direction.transpose();
    result.template triangularView<Eigen::StrictlyUpper>() = result.transpose();
    result = result.cwiseMin(1.0);
    for (Index i = 0; i < result.rows(); ++i) result(i, i) = result(i, i) > 0.0 ? 1.0 : 0.0;
    return result;
}

COREWING_BODY
Eigen::MatrixXd differentiation(const Eigen::Ref<const Eigen::MatrixXd>& amounts) {
    return 0.5 * krugman_between(amounts);
}

COREWING_BODY
Speciality speciality(const Eigen::Ref<const Eigen::MatrixXd>& amounts) {
    LocationQuotient lq = location_quotient(amounts);
    Speciality result;
    result.profile = row_shares(lq.value);
    result.concentration = result.profile.rowwise().squaredNorm().cwiseMin(1.0);
    result.leading.assign(amounts.rows(), -1);
    for (Index i = 0; i < amounts.rows(); ++i)
        if (amounts.cols() > 0 && lq.value.row(i).maxCoeff() > 0.0)
            result.leading[i] = base::best(lq.value.row(i).transpose());
    result.quotient = std::move(lq.value);
    result.findings = std::move(lq.findings);
    return result;
}

} // namespace corewing::industry
