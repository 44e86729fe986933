#pragma once

#include "corewing/plan/basis.hpp"

#include "corewing/graph/great_circle.hpp"
#include "corewing/graph/travel_times.hpp"
#include "corewing/model/column.hpp"

#include <cmath>
#include <string>
#include <vector>

namespace corewing::plan {

COREWING_BODY
std::optional<model::Column> figures_of(const model::Region& region, std::string_view indicator,
                                        std::optional<int> year) {
    std::optional<int> best;
    for (const int candidate : model::years(region, indicator)) {
        if (year && best && candidate > *year && *best <= *year) break; // ascending: the latest up to the plan's year
        const model::Column column = [&] {
            try {
                return model::column(region, indicator, candidate);
            } catch (const base::bad_value&) { // a year of the region as a whole alone
                return model::Column();
            }
        }();
        if (column.size() > 0 && column.known_count() > 0) best = candidate;
    }
    if (!best) return std::nullopt;
    return model::column(region, indicator, *best);
}

COREWING_BODY
Basis basis(const model::Region& region, const Choices& choices, const Words& words, const base::Observer& observer) {
    Basis b{.region = region,
            .choices = choices,
            .words = words,
            .districts = model::select(region, model::PlaceKind::district),
            .findings = choices.findings,
            .observer = observer};
    if (!choices.size.empty()) b.size = figures_of(region, choices.size, choices.year);
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
