#pragma once

#include "corewing/scoring/coupling_series.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/scoring/coupling.hpp"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace corewing::scoring {

COREWING_BODY
CouplingSeries coupling_series(const std::vector<Eigen::MatrixXd>& levels, const CouplingSeriesOptions& options) {
    if (levels.empty()) throw base::bad_shape("there is no year", {.field = "levels"});
    base::check_range(options.steady_within, 0.0, 1.0, "steady_within");
    const Index places = levels[0].rows(), subsystems = levels[0].cols();
    for (Index t = 0; t < std::ssize(levels); ++t) {
        const std::string field = "levels[" + std::to_string(t) + ']';
        base::check_shape(levels[t], places, subsystems, field);
        base::check_range(levels[t], 0.0, 1.0, field);
    }
    CouplingSeries result;
    const Index years = std::ssize(levels);
    const auto count = static_cast<double>(years);
    result.coordination.resize(places, years);
    result.lag_share.setZero(places, subsystems);
    result.usual_lag.assign(places, -1);
    result.relays.assign(places, 0);
    for (Index t = 0; t < years; ++t) {
        result.years.push_back(coupling(levels[t], options.coupling));
        const CouplingDegree& year = result.years.back();
        result.coordination.col(t) = year.coordination;
        for (base::Finding finding : year.findings) {
            finding.subject = "year " + std::to_string(t);
            result.findings.push_back(finding);
        }
        for (Index i = 0; i < places; ++i) {
            if (year.lagging[i] >= 0) result.lag_share(i, year.lagging[i]) += 1.0; // a count until all are in
            if (t > 0 && year.lagging[i] != result.years[result.years.size() - 2].lagging[i]) ++result.relays[i];
        }
    }
    result.change = result.coordination.col(years - 1) - result.coordination.col(0);
    const Eigen::VectorX<Double> time =
        Eigen::VectorX<Double>::LinSpaced(years, -0.5 * (count - 1.0), 0.5 * (count - 1.0)); // centred
    result.trend = years > 1 ? Eigen::VectorX<Double>(result.coordination * time / time.squaredNorm())
                             : Eigen::VectorX<Double>(Eigen::VectorX<Double>::Zero(places));
    for (Index i = 0; i < places; ++i) {
        const double change = result.change[i];
        result.course.push_back(base::above(change, options.steady_within, 1.0)    ? Course::rising
                                : base::above(-change, options.steady_within, 1.0) ? Course::falling
                                                                                   : Course::steady);
        for (Index k = 0; k < subsystems; ++k)
            if (2.0 * result.lag_share(i, k) > count) result.usual_lag[i] = k;
    }
    result.lag_share /= count;
    return result;
}

} // namespace corewing::scoring
