#pragma once

#include "corewing/base/comparison.hpp"

#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace corewing::base {

COREWING_BODY
double scale_of(const Eigen::Ref<const Eigen::MatrixXd>& values) {
    double scale = 0.0;
    for (const double value : values.reshaped())
        if (std::isfinite(value)) scale = std::max(scale, std::abs(value));
    return scale;
}

COREWING_BODY
bool is_constant(const Eigen::Ref<const Eigen::MatrixXd>& values, double scale) {
    if (values.size() == 0) return true;
    const double high = values.maxCoeff();
    const double low = values.minCoeff();
    const double most = std::max({high, -low, scale});
    return high == low || (std::isfinite(most) && high - low <= 0.1 * nearness * most);
}

COREWING_BODY
bool is_constant(const Eigen::Ref<const Eigen::MatrixXd>& values) {
    return is_constant(values, 0.0);
}

COREWING_BODY
std::vector<std::vector<Index>> tie_groups(const Eigen::Ref<const Eigen::VectorXd>& values, double scale) {
    std::vector<Index> order(values.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::sort(order.begin(), order.end(),
              [&](Index a, Index b) { return values[a] != values[b] ? values[a] > values[b] : a < b; });
    std::vector<std::vector<Index>> groups;
    for (const Index i : order) {
        if (groups.empty() || !equal(values[groups.back().front()], values[i], scale)) groups.emplace_back();
        groups.back().push_back(i);
    }
    for (auto& group : groups) std::sort(group.begin(), group.end());
    return groups;
}

COREWING_BODY
std::vector<std::vector<Index>> tie_groups(const Eigen::Ref<const Eigen::VectorXd>& values) {
    return tie_groups(values, scale_of(values));
}

COREWING_BODY
Eigen::VectorXd settled(const Eigen::Ref<const Eigen::VectorXd>& values, double scale) {
    Eigen::VectorX<Double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    std::vector<double> first; // of each group, falling
    for (Index k = sorted.size() - 1; k >= 0; --k)
        if (first.empty() || !equal(first.back(), sorted[k], scale)) first.push_back(sorted[k]);
    Eigen::VectorX<Double> result = values;
    for (auto& value : result) { // the group of a value opens at the least first one that is not below it
        const auto below = std::partition_point(first.begin(), first.end(), [&](double f) { return f >= value; });
        value = *(below - 1);
    }
    return result;
}

COREWING_BODY
Eigen::VectorXd settled(const Eigen::Ref<const Eigen::VectorXd>& values) {
    return settled(values, scale_of(values));
}

COREWING_BODY
Index best(const Eigen::Ref<const Eigen::VectorXd>& values, double scale) {
    if (values.size() == 0) return -1;
    const double most = values.maxCoeff();
    Index k = 0;
    while (!equal(most, values[k], scale)) ++k;
    return k;
}

COREWING_BODY
Index best(const Eigen::Ref<const Eigen::VectorXd>& values) {
    return best(values, scale_of(values));
}

} // namespace corewing::base
