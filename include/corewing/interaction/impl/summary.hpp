#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/print.hpp"
#include "corewing/interaction/deterrence.hpp"
#include "corewing/interaction/gravity_calibration.hpp"
#include "corewing/interaction/poisson_regression.hpp"
#include "corewing/interaction/summary.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/table.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace corewing::interaction {
namespace detail {

/// Decimals at which the smallest of the errors shows two digits, at most 6; 4 where nothing has an error.
template <class = void>
int decimals_of(const PoissonFit& fit) {
    double smallest = std::numeric_limits<double>::infinity();
    for (Index k = 0; k < fit.standard_error.size(); ++k)
        for (const double error : {fit.standard_error[k], fit.robust_error[k]})
            if (error > 0.0) smallest = std::min(smallest, error);
    return smallest < std::numeric_limits<double>::infinity() ? std::min(report::decimals(smallest, 2), 6) : 4;
}

} // namespace detail

COREWING_BODY
report::Table summary(const PoissonFit& fit, const std::vector<std::string>& names) {
    base::check_size(std::ssize(names), fit.coefficient.size(), "names");
    using report::Align;
    report::Table table{.caption = "Poisson regression",
                        .columns = {{"parameter"},
                                    {"estimate", Align::right},
                                    {"standard error", Align::right},
                                    {"robust error", Align::right}}};
    const int digits = detail::decimals_of(fit);
    for (Index k = 0; k < fit.coefficient.size(); ++k) {
        const bool known = std::count(fit.not_identified.begin(), fit.not_identified.end(), k) == 0;
        if (known)
            table.rows.push_back({names[k], report::fixed(fit.coefficient[k], digits),
                                  report::fixed(fit.standard_error[k], digits),
                                  report::fixed(fit.robust_error[k], digits)});
        else
            table.rows.push_back({names[k], "not identified", "", ""});
    }
    table.note = report::fixed(static_cast<double>(fit.observations), 0) + " observations, deviance " +
                 report::significant(fit.deviance, 4) + " of " + report::significant(fit.null_deviance, 4) +
                 ", pseudo-R2 " + report::fixed(fit.pseudo_r2, 3) + ", dispersion " +
                 report::significant(fit.dispersion, 3) + ", " + base::printed(fit.outcome.status);
    return table;
}

COREWING_BODY
report::Table summary(const GravityCalibration& calibration) {
    const GravityOptions& model = calibration.model;
    const bool power = model.deterrence.decay == Decay::power;
    std::vector<std::string> names = calibration.parameter;
    for (std::string& name : names) std::replace(name.begin(), name.end(), '_', ' ');
    report::Table table = summary(calibration.fit, names);
    table.caption = std::string("Gravity model, deterrence ") + (power ? "t^-rate" : "exp(-rate t)");

    const int digits = detail::decimals_of(calibration.fit);
    const auto add_given = [&](const std::string& name, double value) {
        if (std::count(names.begin(), names.end(), name) == 0)
            table.rows.push_back({name, report::fixed(value, digits), "given", "given"});
    };
    add_given("origin exponent", model.origin_exponent);
    add_given("destination exponent", model.destination_exponent);
    add_given("rate", model.deterrence.rate);
    return table;
}

} // namespace corewing::interaction
