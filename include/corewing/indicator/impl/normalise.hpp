#pragma once

#include "corewing/indicator/normalise.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>

namespace corewing::indicator {
namespace detail {

/// One column x; what it says about itself goes to findings.
template <class Double = double>
Eigen::VectorXd normalise_column(const Eigen::Ref<const Eigen::VectorXd>& x, Index j, int direction,
                                 const NormaliseOptions& options, base::Findings& findings) {
    const Index n = x.size();
    const bool same = base::is_constant(x);
    const double low = x.minCoeff();
    const double high = x.maxCoeff();
    const auto report = [&](std::string text) {
        findings.push_back(about_column(base::Severity::warning, "normalise", j, std::move(text)));
    };
    const auto report_same = [&](double value) {
        report("all places have the value " + base::to_text(low) + "; each scores " + base::to_text(value));
    };
    const auto stretched = [&](Eigen::VectorX<Double> u) -> Eigen::VectorX<Double> {
        if (direction < 0) u = 1.0 - u.array();
        const Eigen::ArrayX<Double> between = options.low + (options.high - options.low) * u.array();
        // .1 + (.9 - .1) need not be .9
        return (u.array() <= 1.0 && u.array() >= 0.0).select(between.max(options.low).min(options.high), between);
    };

    switch (options.method) {
    case Normalisation::min_max:
        if (same) report_same(options.low + 0.5 * (options.high - options.low));
        return stretched(unit_range(x));
    case Normalisation::goalposts: {
        Eigen::VectorX<Double> u = (x.array() - options.lower[j]) / (options.upper[j] - options.lower[j]);
        const double scale = std::max(std::abs(options.lower[j]), std::abs(options.upper[j]));
        const bool outside = base::above(options.lower[j], low, scale) || base::above(high, options.upper[j], scale);
        if (outside)
            report(std::string("has values outside its goalposts") +
                   (options.clip ? "; they count as the goalpost" : ""));
        if (options.clip || !outside) u = u.cwiseMax(0.0).cwiseMin(1.0);
        return stretched(std::move(u));
    }
    case Normalisation::z_score: {
        if (same) {
            report_same(0.0);
            return Eigen::VectorX<Double>::Zero(n);
        }
        const Eigen::VectorX<Double> u = unit_range(x);
        return direction * (u.array() - u.mean()) / deviation(u, options.population);
    }
    case Normalisation::rank:
    case Normalisation::percentile: {
        const Eigen::VectorX<Double> rank = mean_ranks(direction * x);
        if (same) report("all places have the value " + base::to_text(low) + "; each has the middle rank");
        if (options.method == Normalisation::rank) return rank;
        if (n == 1) return Eigen::VectorX<Double>::Constant(1, 0.5);
        return (rank.array() - 1.0) / static_cast<double>(n - 1);
    }
    case Normalisation::target: {
        const double worst = direction > 0 ? low : high;
        const double way = direction * (options.target[j] - worst);
        if (!base::above(way, 0.0, std::max(std::abs(options.target[j]), std::abs(worst)))) {
            report("every place has reached the target " + base::to_text(options.target[j]) + "; each scores 1");
            return Eigen::VectorX<Double>::Ones(n);
        }
        const Eigen::VectorX<Double> score = direction * (x.array() - worst) / way;
        return options.clip ? Eigen::VectorX<Double>(score.cwiseMin(1.0)) : score;
    }
    case Normalisation::reference: {
        double unit = std::abs(options.reference[j]);
        if (unit == 0.0) {
            unit = x.cwiseAbs().maxCoeff();
            report("the reference is 0; differences are measured by the largest value, " + base::to_text(unit));
            if (unit == 0.0) return Eigen::VectorX<Double>::Ones(n);
        }
        return 1.0 + direction * (x.array() - options.reference[j]) / unit;
    }
    case Normalisation::none: break;
    }
    return x;
}

template <class Double = double>
void check_normalise(const Eigen::VectorXi& direction, const NormaliseOptions& options) {
    const auto columns = direction.size();
    const auto check_vector = [&](const Eigen::VectorX<Double>& v, const char* field) {
        base::check_size(v.size(), columns, field);
        base::check_range(v, -largest, largest, field);
    };
    switch (options.method) {
    case Normalisation::goalposts:
        check_vector(options.lower, "lower");
        check_vector(options.upper, "upper");
        for (Index j = 0; j < columns; ++j)
            if (!(options.lower[j] < options.upper[j]))
                throw base::bad_value("is not above lower",
                                      {.field = "upper[" + std::to_string(j) + ']',
                                       .value = base::to_text(options.upper[j]),
                                       .remedy = "give the smallest possible value as lower, the largest as upper"});
        [[fallthrough]];
    case Normalisation::min_max:
        base::check_range(options.low, -largest, largest, "low");
        base::check_range(options.high, -largest, largest, "high");
        if (!(options.low < options.high))
            throw base::bad_value("is not above low", {.field = "high", .value = base::to_text(options.high)});
        break;
    case Normalisation::target: check_vector(options.target, "target"); break;
    case Normalisation::reference: check_vector(options.reference, "reference"); break;
    case Normalisation::none:
        if (direction.minCoeff() < 0)
            throw base::bad_value("has a -1, which Normalisation::none cannot turn round",
                                  {.field = "direction", .value = "-1", .remedy = "choose another normalisation"});
        break;
    case Normalisation::z_score:
    case Normalisation::rank:
    case Normalisation::percentile: break;
    }
}

} // namespace detail

COREWING_BODY
Normalised normalise(const Eigen::Ref<const Eigen::MatrixXd>& values, const NormaliseOptions& options) {
    detail::check_matrix(values);
    const Eigen::VectorXi direction = detail::directions(options.direction, values.cols());
    detail::check_normalise(direction, options);
    Normalised result{.values = Eigen::MatrixX<Double>(values.rows(), values.cols())};
    for (Index j = 0; j < values.cols(); ++j)
        result.values.col(j) = detail::normalise_column(values.col(j), j, direction[j], options, result.findings)
                                   .cwiseMax(-detail::largest)
                                   .cwiseMin(detail::largest);
    return result;
}

} // namespace corewing::indicator
