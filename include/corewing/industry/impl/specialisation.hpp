#pragma once

#include "corewing/industry/specialisation.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/industry/detail/half_distance.hpp"
#include "corewing/industry/shares.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string>

namespace corewing::industry {

COREWING_BODY
Specialisation specialisation(const Eigen::Ref<const Eigen::MatrixXd>& amounts, Against against) {
    base::check_nonnegative(amounts, "amounts");
    const Index places = amounts.rows();
    Specialisation result;
    result.krugman.setZero(places);
    result.herfindahl.setZero(places);
    result.hoover = result.krugman;
    if (amounts.size() == 0) return result;
    const double largest = amounts.maxCoeff();
    const Eigen::MatrixX<Double> scaled = amounts / (largest > 0.0 ? largest : 1.0);
    const Eigen::MatrixX<Double> shares = row_shares(amounts);
    const Eigen::RowVectorX<Double> total = scaled.colwise().sum();
    // All others = those before + those after: total minus own would leave rounding behind.
    Eigen::MatrixX<Double> after = Eigen::MatrixX<Double>::Zero(places + 1, scaled.cols());
    if (against == Against::rest)
        for (Index i = places - 1; i > 0; --i) after.row(i) = after.row(i + 1) + scaled.row(i);
    Eigen::RowVectorX<Double> before = Eigen::RowVectorX<Double>::Zero(scaled.cols());
    Index empty = 0, alone = 0;
    for (Index i = 0; i < places; ++i) {
        if (scaled.row(i).maxCoeff() <= 0.0) {
            ++empty;
            continue;
        }
        Eigen::RowVectorX<Double> reference = total;
        if (against == Against::rest) {
            reference = before + after.row(i + 1);
            before += scaled.row(i);
        }
        result.herfindahl[i] = std::min(1.0, shares.row(i).squaredNorm());
        if (reference.sum() <= 0.0) {
            ++alone;
            continue;
        }
        result.krugman[i] = std::min(2.0, (shares.row(i) - reference / reference.sum()).cwiseAbs().sum());
    }
    result.hoover = 0.5 * result.krugman;
    const auto find = [&result](Index count, const std::string& text) {
        if (count > 0)
            result.findings.push_back({base::Severity::warning, "specialisation", "", std::to_string(count) + text});
    };
    find(empty, " places have nothing in any industry; their indices are 0");
    find(alone, " places have no other place to be compared with; their Krugman and Hoover indices are 0");
    return result;
}

COREWING_BODY
Eigen::MatrixXd krugman_between(const Eigen::Ref<const Eigen::MatrixXd>& amounts) {
    base::check_nonnegative(amounts, "amounts");
    const Eigen::MatrixX<Double> shares = row_shares(amounts);
    Eigen::MatrixX<Double> result = 2.0 * detail::half_distance(shares, shares);
    for (Index i = 0; i < shares.rows(); ++i)
        if (shares.cols() == 0 || shares.row(i).maxCoeff() <= 0.0) {
            result.row(i).setZero();
            result.col(i).setZero();
        }
    return result.cwiseMin(2.0);
}

} // namespace corewing::industry
