#pragma once

#include "corewing/industry/fitness.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/industry/relatedness.hpp"
#include "corewing/industry/detail/check_presence.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string>

namespace corewing::industry {

COREWING_BODY
Fitness fitness(const Eigen::Ref<const Eigen::MatrixXd>& presence, const FitnessOptions& options) {
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
