#pragma once

#include "corewing/industry/location_quotient.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/industry/shares.hpp"

#include <Eigen/Core>

#include <string>

namespace corewing::industry {

COREWING_BODY
LocationQuotient location_quotient(const Eigen::Ref<const Eigen::MatrixXd>& amounts) {
    base::check_nonnegative(amounts, "amounts");
    LocationQuotient result;
    const double largest = amounts.size() > 0 ? amounts.maxCoeff() : 0.0;
    Index empty_places = amounts.rows(), empty_industries = amounts.cols();
    if (largest <= 0.0) {
        result.value.setZero(amounts.rows(), amounts.cols());
    } else {
        // Scaled by the largest amount, so that no sum is beyond the largest double.
        Eigen::RowVectorX<Double> industry = (amounts / largest).colwise().sum();
        empty_industries = (industry.array() <= 0.0).count();
        industry = (industry / industry.sum()).unaryExpr([](double x) { return x > 0.0 ? x : 1.0; });
        result.value = row_shares(amounts);
        empty_places = (result.value.rowwise().maxCoeff().array() <= 0.0).count();
        result.value.array().rowwise() /= industry.array();
        base::check_finite(result.value, "location quotient");
    }
    const auto find = [&result](Index count, const std::string& what) {
        if (count > 0)
            result.findings.push_back({base::Severity::warning, "location quotient", "",
                                       std::to_string(count) + what + "; their location quotients are 0"});
    };
    find(empty_places, " places have nothing in any industry");
    find(empty_industries, " industries have nothing in any place");
    return result;
}

COREWING_BODY
Presence presence(const Eigen::Ref<const Eigen::MatrixXd>& amounts, const PresenceOptions& options) {
    base::check_nonnegative(amounts, "amounts");
    base::check_range(options.threshold, 1e-300, HUGE_VAL, "threshold");
    base::check_range(options.smallest_place, 0.0, HUGE_VAL, "smallest_place");
    base::check_range(options.smallest_industry, 0.0, HUGE_VAL, "smallest_industry");
    Eigen::MatrixX<Double> kept = amounts;
    Presence result;
    const auto find = [&result](Index count, const std::string& what) {
        if (count > 0)
            result.findings.push_back({base::Severity::note, "presence", "",
                                       std::to_string(count) + what + " are smaller than asked; left out"});
    };
    Index small_places = 0, small_industries = 0;
    for (Index i = 0; i < kept.rows(); ++i)
        if (!base::at_least(kept.row(i).sum(), options.smallest_place)) {
            kept.row(i).setZero();
            ++small_places;
        }
    for (Index k = 0; k < kept.cols(); ++k)
        if (!base::at_least(kept.col(k).sum(), options.smallest_industry)) {
            kept.col(k).setZero();
            ++small_industries;
        }
    find(small_places, " places");
    find(small_industries, " industries");
    const LocationQuotient quotient = location_quotient(kept);
    result.findings.insert(result.findings.end(), quotient.findings.begin(), quotient.findings.end());
    result.value =
        quotient.value.unaryExpr([&](double value) { return base::at_least(value, options.threshold) ? 1.0 : 0.0; });
    return result;
}

} // namespace corewing::industry
