#pragma once

#include "corewing/layout/polycentricity.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

namespace corewing::layout {

COREWING_BODY
FunctionalPolycentricity functional_polycentricity(const Eigen::Ref<const Eigen::MatrixXd>& flows) {
    const Index n = flows.rows();
    base::check_shape(flows, n, n, "flows");
    base::check_nonnegative(flows, "flows");
    FunctionalPolycentricity result;
    Eigen::MatrixX<Double> w = flows;
    w.diagonal().setZero();
    const double largest = n > 0 ? w.maxCoeff() : 0.0;
    if (n < 2 || largest == 0.0) {
        result.findings.push_back({.severity = base::Severity::warning,
                                   .topic = "functional polycentricity",
                                   .text = n < 2 ? "fewer than two places; polycentricity is set to 0"
                                                 : "there is no flow; polycentricity is set to 0"});
        return result;
    }
    w /= largest; // no sum overflows
    const Eigen::VectorX<Double> received = w.colwise().sum().transpose();
    const double count = static_cast<double>(n);
    const double spread = std::sqrt((received.array() - received.mean()).square().sum() / count);
    const double limit = received.maxCoeff() / 2.0;
    result.spread = spread * largest;
    result.spread_limit = limit * largest;
    result.density = w.sum() / (count * (count - 1.0));
    result.polycentricity = std::clamp((1.0 - spread / limit) * result.density, 0.0, 1.0);
    return result;
}

COREWING_BODY
RankSize rank_size(const Eigen::Ref<const Eigen::VectorXd>& sizes, const RankSizeOptions& options) {
    base::check_nonnegative(sizes, "sizes");
    base::check_range(options.rank_shift, 0.0, 1.0 - 1e-9, "rank_shift");
    base::check_range(static_cast<double>(options.largest), 0.0, HUGE_VAL, "largest");
    std::vector<double> sorted;
    for (const double size : sizes)
        if (size > 0.0) sorted.push_back(size);
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    RankSize result;
    const auto note = [&](const char* text) {
        result.findings.push_back({.severity = base::Severity::warning, .topic = "rank-size", .text = text});
    };
    if (!sorted.empty()) {
        double total = 0.0;
        for (const double size : sorted) total += size / sorted.front();
        result.primacy = 1.0 / total;
        if (sorted.size() > 1) result.two_city = std::min(sorted[0] / sorted[1], std::numeric_limits<double>::max());
    }
    if (options.largest > 0 && std::ssize(sorted) > options.largest)
        sorted.resize(options.largest);
    result.places = std::ssize(sorted);
    if (sorted.size() < 2) {
        note("fewer than two places have a size; the slope is set to 0");
        return result;
    }
    const auto count = static_cast<double>(sorted.size());
    double mx = 0.0, my = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
    std::vector<double> x(sorted.size()), y(sorted.size());
    for (Index k = 0; k < std::ssize(sorted); ++k) {
        x[k] = std::log(static_cast<double>(k + 1) - options.rank_shift);
        y[k] = std::log(sorted[k]);
        mx += x[k] / count;
        my += y[k] / count;
    }
    for (Index k = 0; k < std::ssize(sorted); ++k) {
        xx += (x[k] - mx) * (x[k] - mx);
        yy += (y[k] - my) * (y[k] - my);
        xy += (x[k] - mx) * (y[k] - my);
    }
    if (base::is_constant(Eigen::Vector2d(sorted.front(), sorted.back()))) return result; // all alike: slope 0
    result.slope = std::max(0.0, -xy / xx);
    result.slope_error = result.slope * std::sqrt(2.0 / count);
    result.r_squared = yy > 0.0 ? std::clamp(xy * xy / xx / yy, 0.0, 1.0) : 0.0;
    return result;
}

} // namespace corewing::layout
