#pragma once

#include "corewing/plan/basis.hpp"

#include "corewing/graph/great_circle.hpp"
#include "corewing/graph/travel_times.hpp"

#include <cmath>
#include <string>
#include <vector>

namespace corewing::plan {

COREWING_BODY
Basis basis(const model::Region& region, const Choices& choices, const Words& words, const base::Observer& observer) {
    Basis b{.region = region,
            .choices = choices,
            .words = words,
            .districts = model::select(region, model::PlaceKind::district),
            .findings = choices.findings,
            .observer = observer};
    if (!choices.size.empty())
        if (const auto figures = figures_of(region, choices.size, choices.year)) {
            b.size = figures->column;
            b.size_error = figures->error;
            b.findings.insert(b.findings.end(), figures->findings.begin(), figures->findings.end());
        }
    if (!choices.routes.empty()) {
        const auto hours = [&](const model::Link& link) {
            return std::isfinite(link.hours) ? link.hours : link.distance_km / choices.speed_kmh;
        };
        b.hours = graph::travel_times(region, {.layers = choices.routes, .cost = hours, .observer = observer});
        b.way = Way::time;
    } else if (const Eigen::MatrixX<Double> km = graph::great_circle_km(region); region.size() > 1) {
        b.hours = km / choices.speed_kmh;
        bool known = false;
        for (Index i = 1; i < region.size() && !known; ++i) known = b.hours.col(i).head(i).array().isFinite().any();
        if (known)
            b.way = Way::distance;
        else
            b.hours.resize(0, 0);
    }
    return b;
}

} // namespace corewing::plan
