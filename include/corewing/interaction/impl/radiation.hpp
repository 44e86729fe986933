#pragma once

#include "corewing/interaction/radiation.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/interaction/detail/times.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace corewing::interaction {
namespace detail {

/// One row of the radiation model per unit of outflow; `order` has time and index of the reachable places, sorted.
template <class = void>
void radiate(Index i, const Eigen::VectorXd& mass, const std::vector<std::pair<double, Index>>& order,
             RadiationTies ties, Eigen::VectorXd& share) {
    double nearer = 0.0;
    std::vector<double> after; // mass of the tied places behind each one; with a running sum, what is left without it
    for (Index begin = 0; begin < std::ssize(order);) {
        Index end = begin;
        while (end < std::ssize(order) && order[end].first == order[begin].first) ++end;
        after.assign(end - begin, 0.0);
        for (Index k = end - 1; k > begin; --k) after[k - 1 - begin] = after[k - begin] + mass[order[k].second];
        const double tied = after.front() + mass[order[begin].second];
        double before = 0.0;
        for (Index k = begin; k < end; ++k) {
            const double own = mass[order[k].second];
            if (own == 0.0) continue;
            double between = nearer;
            if (ties == RadiationTies::within) between += before + after[k - begin];
            const double offer = ties == RadiationTies::together ? tied : own;
            share[order[k].second] = mass[i] / (mass[i] + between) * (own / (mass[i] + between + offer));
            before += own;
        }
        nearer += tied;
        begin = end;
    }
}

} // namespace detail

COREWING_BODY
RadiationFlows radiation(const Eigen::Ref<const Eigen::VectorXd>& outflow,
                         const Eigen::Ref<const Eigen::VectorXd>& mass, const Eigen::Ref<const Eigen::MatrixXd>& time,
                         const RadiationOptions& options) {
    constexpr double never = std::numeric_limits<double>::infinity();
    const Index n = mass.size();
    base::check_size(outflow.size(), n, "outflow");
    base::check_shape(time, n, n, "time");
    base::check_nonnegative(outflow, "outflow");
    base::check_nonnegative(mass, "mass");
    base::check_range(mass.sum(), 0.0, std::numeric_limits<double>::max(), "sum of mass");
    detail::check_times(time, "time");

    RadiationFlows result;
    result.flow = Eigen::MatrixX<Double>::Zero(n, n);
    const Eigen::VectorX<Double> masses = mass;
    std::vector<char> stuck(n, 0);
    const auto row = [&](Index i) {
        if (outflow[i] == 0.0) return;
        const Eigen::VectorX<Double> away = base::settled(time.row(i).transpose(), 0.0); // ways of equal length tie
        std::vector<std::pair<double, Index>> order;
        order.reserve(n);
        double reached = 0.0;
        for (Index j = 0; j < n; ++j)
            if (j != i && away[j] < never) {
                order.emplace_back(away[j], j);
                reached += masses[j];
            }
        if (masses[i] == 0.0 || reached == 0.0) {
            stuck[i] = 1;
            return;
        }
        std::sort(order.begin(), order.end());
        Eigen::VectorX<Double> share = Eigen::VectorX<Double>::Zero(n);
        detail::radiate(i, masses, order, options.ties, share);
        const double finite = options.finite_size ? reached / (reached + masses[i]) : 1.0;
        result.flow.row(i) = share.transpose() * (outflow[i] / finite);
    };
    base::parallel_for(n, row, {.grain = 1 + 65536 / std::max<Index>(n, 1)});
    base::check_finite(result.flow, "flow");

    for (Index i = 0; i < n; ++i)
        if (stuck[i] != 0)
            result.findings.push_back({.severity = base::Severity::warning,
                                       .topic = "radiation",
                                       .subject = std::to_string(i),
                                       .text = masses[i] == 0.0 ? "the place has no mass; its outflow stays at 0"
                                                                : "the place reaches no mass; its outflow stays at 0"});
    return result;
}

} // namespace corewing::interaction
