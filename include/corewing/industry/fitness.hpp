#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/industry/relatedness.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string>

/// Fitness of places and complexity of industries by the non-linear iteration.
namespace corewing::industry {

struct FitnessOptions {
    double tolerance = 1e-10; ///< stop when no fitness changes by more, relative to the mean fitness of 1; > 0
    long iterations = 10000;  ///< stop at the latest after so many, >= 1
};

struct Fitness {
    Eigen::VectorXd place = {};    ///< fitness, mean 1 over the places that have an industry; 0 for the others
    Eigen::VectorXd industry = {}; ///< complexity, mean 1 over the industries that are somewhere; 0 for the others
    long iterations = 0;           ///< done
    bool converged = false;        ///< the tolerance was reached
    double change = 0.0;           ///< the last iteration's greatest change
    base::Findings findings = {};
};

/// Economic fitness: a place is fit by having many and complex industries; an industry is complex if no unfit place has
/// it.
///   F_i = sum_k M_ik Q_k,  Q_k = 1 / sum_i M_ik / F_i, each divided by its mean, from F = Q = 1
/// Stop: see FitnessOptions. In some matrices (few industries, far from nested) fitnesses sink to 0 for ever, slower
/// and slower; then `converged` may be false and the finding says so, but the order of the places settles long before.
/// @param presence  places x industries, 0 or 1, as from presence()
/// @throws bad_value
/// Complexity O(places industries) an iteration.
/// Source: Tacchella et al. 2012, Scientific Reports 2:723; Pugliese, Zaccaria & Pietronero 2016 (convergence).
template <class Double = double>
Fitness fitness(const Eigen::Ref<const Eigen::MatrixXd>& presence, const FitnessOptions& options = {}) {
    detail::check_presence(presence);
    base::check_range(options.tolerance, 1e-300, HUGE_VAL, "tolerance");
    if (options.iterations < 1)
        throw base::bad_value(std::to_string(options.iterations) + " is less than 1",
                              {.field = "iterations", .value = std::to_string(options.iterations)});
    const Eigen::ArrayX<Double> has = (presence.rowwise().sum().array() > 0.0).template cast<double>();
    const Eigen::ArrayX<Double> exists = (presence.colwise().sum().transpose().array() > 0.0).template cast<double>();
    Fitness result;
    result.place = has;
    result.industry = exists;
    const double places = has.sum(), industries = exists.sum();
    if (places < static_cast<double>(presence.rows()) || industries < static_cast<double>(presence.cols()))
        result.findings.push_back(
            {base::Severity::warning, "fitness", "",
             "places without an industry, or industries without a place, have 0 and do not count"});
    if (places <= 0.0) {
        result.converged = true;
        return result;
    }
    constexpr double least = 1e-290; // so that 1 / F stays finite
    while (result.iterations < options.iterations && !result.converged) {
        const Eigen::VectorX<Double> unfit = has / result.place.array().max(least);
        const Eigen::ArrayX<Double> burden = (presence.transpose() * unfit).array();
        Eigen::VectorX<Double> fit = presence * result.industry;
        Eigen::VectorX<Double> complex = exists / (burden / std::max(1.0, burden.maxCoeff())).max(least);
        fit /= fit.sum() / places;
        complex /= complex.maxCoeff(); // the mean of many huge numbers could overflow
        complex /= complex.sum() / industries;
        result.change =
            std::max((fit - result.place).cwiseAbs().maxCoeff(), (complex - result.industry).cwiseAbs().maxCoeff());
        result.place = fit;
        result.industry = complex;
        ++result.iterations;
        result.converged = result.change <= options.tolerance;
    }
    if (!result.converged)
        result.findings.push_back({base::Severity::warning, "fitness", "",
                                   "stopped after " + std::to_string(result.iterations) +
                                       " iterations with a change of " + base::to_text(result.change)});
    return result;
}

} // namespace corewing::industry
