#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/scoring/coupling.hpp"

#include <Eigen/Core>

#include <string_view>
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
/// @param course  of a place
/// @return "rising", "falling" or "steady"
constexpr std::string_view name(Course course) {
    return course == Course::rising ? "rising" : course == Course::falling ? "falling" : "steady";
}

using base::operator<<; // an enumerator prints as its name()

/// Choices of coupling_series().
struct CouplingSeriesOptions {
    CouplingOptions coupling = {}; ///< as for one year
    double steady_within = 0.02;   ///< a change of D by at most this is none; [0, 1]
};

/// What coupling_series() answers.
struct CouplingSeries {
    std::vector<CouplingDegree> years = {}; ///< one result per year, with grades and lead/lag types
    Eigen::MatrixXd coordination = {};      ///< places x years: D
    Eigen::VectorXd change = {};            ///< per place: D of the last year - D of the first
    Eigen::VectorXd trend = {};             ///< per place: least-squares slope of D, per year
    std::vector<Course> course = {};        ///< per place
    Eigen::MatrixXd lag_share = {};         ///< places x subsystems: share of the years in which it lags
    std::vector<Index> usual_lag = {}; ///< per place: the subsystem that lags in more than half of the years, else -1
    std::vector<Index> relays = {};    ///< per place: how often the lagging subsystem is another than the year before
    base::Findings findings = {};      ///< of all years, each with its year
};

/// Coupling coordination degree of every place in every year.
/// @param levels   per year: places x subsystems, each in [0, 1], normalised together over all years; evenly spaced
/// @param options  those of one year, and which change counts as none
/// @return the yearly results, their course and the lead/lag types over time; one year: change and trend 0
/// @throws bad_value, bad_shape naming the year
/// Complexity O(years places subsystems log subsystems). Source: as coupling().
COREWING_ROUTINE
CouplingSeries coupling_series(const std::vector<Eigen::MatrixXd>& levels, const CouplingSeriesOptions& options = {});

} // namespace corewing::scoring

#ifndef COREWING_COMPILED
#include "corewing/scoring/impl/coupling_series.hpp"
#endif
