#pragma once

#include "corewing/base/check.hpp"
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

/// What becomes of places that are equally far from the origin.
enum class RadiationTies {
    within,   ///< each lies within the other's circle: s_ij counts every place k with t_ik <= t_ij (the definition)
    nearer,   ///< s_ij counts only places with t_ik < t_ij
    together, ///< they are one destination, whose flow they share by mass; s_ij as in `nearer`
};

/// Choices of the radiation model.
struct RadiationOptions {
    RadiationTies ties = RadiationTies::within; ///< treatment of equal times
    bool finite_size = false; ///< divide row i by 1 - m_i / M, M the mass that i can reach, its own included
};

/// What radiation() answers.
struct RadiationFlows {
    Eigen::MatrixXd flow = {};    ///< places x places, unit of outflow, diagonal 0
    base::Findings findings = {}; ///< places whose outflow has nowhere to go
};

namespace detail {

/// One row of the radiation model per unit of outflow; `order` has time and index of the reachable places, sorted.
template <class = void>
void radiate(Index i, const Eigen::VectorXd& mass, const std::vector<std::pair<double, Index>>& order,
             RadiationTies ties, Eigen::VectorXd& share) {
    double nearer = 0.0;
    std::vector<double> after; // mass of the tied places behind each one; with a running sum, what is left without it
    for (Index begin = 0; begin < std::ssize(order);) {
        Index end = begin;
        while (end < order.size() && order[end].first == order[begin].first) ++end;
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

/// Flows of the radiation model (辐射模型): who leaves stops at the first place that offers more.
///   T_ij = T_i m_i m_j / ((m_i + s_ij) (m_i + m_j + s_ij)),
///   s_ij the mass of the places within t_ij of i, without i and without j
/// Without ties row i adds up to T_i (1 - m_i / M); with finite_size to T_i. An infinite time gives no flow.
/// @param outflow  places x 1, any unit, >= 0: what leaves each place (T_i)
/// @param mass     places x 1, any unit, >= 0
/// @param time     places x places, unit of time, >= 0 or infinite; row = origin; the diagonal is not used
/// @return flow and findings; a place without mass sends nothing, nor does one that reaches no mass
/// @throws bad_shape, bad_value
/// Complexity O(n^2 log n).
/// Source: Simini, Gonzalez, Maritan & Barabasi 2012, Nature 484, eq. 2; finite size: Masucci et al. 2013,
/// Physical Review E 88, eq. 5.
template <class Double = double>
RadiationFlows radiation(const Eigen::Ref<const Eigen::VectorXd>& outflow,
                         const Eigen::Ref<const Eigen::VectorXd>& mass, const Eigen::Ref<const Eigen::MatrixXd>& time,
                         const RadiationOptions& options = {}) {
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
    const auto row = [&](Index index) {
        const Index i = index;
        if (outflow[i] == 0.0) return;
        const Eigen::VectorX<Double> away = time.row(i);
        std::vector<std::pair<double, Index>> order;
        order.reserve(n);
        double reached = 0.0;
        for (Index j = 0; j < n; ++j)
            if (j != i && away[j] < never) {
                order.emplace_back(away[j], j);
                reached += masses[j];
            }
        if (masses[i] == 0.0 || reached == 0.0) {
            stuck[index] = 1;
            return;
        }
        std::sort(order.begin(), order.end());
        Eigen::VectorX<Double> share = Eigen::VectorX<Double>::Zero(n);
        detail::radiate(i, masses, order, options.ties, share);
        const double finite = options.finite_size ? reached / (reached + masses[i]) : 1.0;
        result.flow.row(i) = share.transpose() * (outflow[i] / finite);
    };
    base::parallel_for(n, row,
                       {.grain = 1 + 65536 / std::max<Index>(n, 1)});
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
