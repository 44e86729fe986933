#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/scoring/coupling.hpp"

#include <Eigen/Core>

#include <string>
#include <vector>

/// Coupling coordination over time: who rises, who falls, and which subsystem keeps lagging.
namespace corewing::scoring {

/// Which way the coordination of a place went.
enum class Course {
    rising,  ///< higher at the end by more than `steady_within`
    falling, ///< lower at the end by more than that
    steady,  ///< neither
};

/// The course as one lower-case English word.
constexpr const char* name(Course course) {
    return course == Course::rising ? "rising" : course == Course::falling ? "falling" : "steady";
}

struct CouplingSeriesOptions {
    CouplingOptions coupling = {}; ///< as for one year
    double steady_within = 0.02;   ///< a change of D by at most this is none; [0, 1]
};

struct CouplingSeries {
    std::vector<CouplingDegree> years = {}; ///< one result per year, with grades and lead/lag types
    Eigen::MatrixXd coordination = {};      ///< places x years: D
    Eigen::VectorXd change = {};            ///< per place: D of the last year - D of the first
    Eigen::VectorXd trend = {};             ///< per place: least-squares slope of D, per year
    std::vector<Course> course = {};        ///< per place
    Eigen::MatrixXd lag_share = {};         ///< places x subsystems: share of the years in which it lags
    std::vector<Index> usual_lag =
        {}; ///< per place: the subsystem that lags in more than half of the years, else -1
    std::vector<Index> relays =
        {}; ///< per place: how often the lagging subsystem is another than the year before
    base::Findings findings = {};
};

/// Coupling coordination degree of every place in every year.
/// @param levels  per year: places x subsystems, each in [0, 1], normalised together over all years; evenly spaced
/// @return the yearly results, their course and the lead/lag types over time; one year: change and trend 0
/// @throws bad_value, bad_shape naming the year
/// Complexity O(years places subsystems log subsystems). Source: as coupling().
template <class Double = double>
CouplingSeries coupling_series(const std::vector<Eigen::MatrixXd>& levels, const CouplingSeriesOptions& options = {}) {
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
            const Index at = i;
            if (year.lagging[at] >= 0) result.lag_share(i, year.lagging[at]) += 1.0 / count;
            if (t > 0 && year.lagging[at] != result.years[result.years.size() - 2].lagging[at]) ++result.relays[at];
        }
    }
    result.change = result.coordination.col(years - 1) - result.coordination.col(0);
    const Eigen::VectorX<Double> time =
        Eigen::VectorX<Double>::LinSpaced(years, -0.5 * (count - 1.0), 0.5 * (count - 1.0)); // centred
    result.trend = years > 1 ? Eigen::VectorX<Double>(result.coordination * time / time.squaredNorm())
                             : Eigen::VectorX<Double>(Eigen::VectorX<Double>::Zero(places));
    for (Index i = 0; i < places; ++i) {
        result.course.push_back(result.change[i] > options.steady_within    ? Course::rising
                                : result.change[i] < -options.steady_within ? Course::falling
                                                                            : Course::steady);
        for (Index k = 0; k < subsystems; ++k)
            if (result.lag_share(i, k) > 0.5 + 1e-12) result.usual_lag[i] = k;
    }
    return result;
}

} // namespace corewing::scoring
