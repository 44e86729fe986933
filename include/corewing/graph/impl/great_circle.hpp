#pragma once

#include "corewing/graph/great_circle.hpp"

#include "corewing/base/index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace corewing::graph {

COREWING_BODY
double great_circle_km(double lon1, double lat1, double lon2, double lat2) {
    constexpr Double degree = std::numbers::pi / 180.0;
    const Double north = std::sin((lat2 - lat1) * degree / 2.0);
    const Double east = std::sin((lon2 - lon1) * degree / 2.0);
    const Double h = north * north + std::cos(lat1 * degree) * std::cos(lat2 * degree) * east * east;
    return 2.0 * earth_radius_km * std::asin(std::sqrt(std::min<Double>(1.0, h)));
}

COREWING_BODY
Eigen::MatrixXd great_circle_km(const model::Region& region) {
    const Index n = region.size();
    Eigen::MatrixX<Double> km = Eigen::MatrixX<Double>::Constant(n, n, std::numeric_limits<double>::infinity());
    for (Index i = 0; i < n; ++i) {
        km(i, i) = 0.0;
        const model::Place& a = region.place(i);
        for (Index j = 0; j < i; ++j) {
            const model::Place& b = region.place(j);
            if (a.lon && a.lat && b.lon && b.lat)
                km(i, j) = km(j, i) = great_circle_km(*a.lon, *a.lat, *b.lon, *b.lat);
        }
    }
    return km;
}

} // namespace corewing::graph
