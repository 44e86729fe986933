#pragma once

#include "corewing/sharing/verify_nucleolus.hpp"

#include "corewing/base/certificate.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/separating_direction.hpp"
#include "corewing/sharing/detail/game.hpp"
#include "corewing/sharing/detail/sharing_outcome.hpp"

#include <Eigen/Core>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace corewing::sharing {
namespace detail {

/// The levels of a nucleolus. The first is the largest excess, each is the excess of some coalition, and none is left
/// out: what a coalition gets whose excess lies between two levels follows from the coalitions above it, from the
/// players held at what they are worth alone and from the whole; below the last level all shares follow.
/// @param order   all coalitions but nobody and everybody, from the largest excess
/// @param excess  one a coalition
/// @param near    excesses closer than this count as equal
template <class Double = double>
void check_levels(int n, const std::vector<double>& levels, const std::vector<Index>& order,
                  const std::vector<double>& excess, const std::vector<Index>& held, double near,
                  base::Faults<>& faults) {
    if (order.empty()) {
        faults.expect(levels.empty(), "one player has no level");
        return;
    }
    faults.expect(!levels.empty() && std::ssize(levels) < n, "levels has none or more than a program a player");
    if (!levels.empty())
        faults.expect(std::abs(levels.front() - excess[order.front()]) <= near, "levels[0] is not the largest excess");
    for (Index k = 0; k < std::ssize(levels); ++k) {
        bool met = false;
        for (const Index s : order) met = met || std::abs(excess[s] - levels[k]) <= near;
        faults.expect(met, "levels[" + std::to_string(k) + "] is the excess of no coalition");
        faults.expect(k == 0 || levels[k] <= levels[k - 1] + near, "levels do not fall");
    }
    if (!faults.clean()) return;
    Eigen::MatrixX<Double> basis(n, 0); // orthonormal
    const auto rest = [&](Index s) {
        Eigen::VectorX<Double> left(n);
        for (int i = 0; i < n; ++i) left[i] = (s >> i & 1) != 0 ? 1.0 : 0.0;
        for (int twice = 0; twice < 2; ++twice) left -= basis * (basis.transpose() * left).eval();
        return left;
    };
    const auto follows = [&](Index s) { return rest(s).norm() < 1e-8; };
    const auto add = [&](Index s) {
        if (follows(s)) return;
        const Eigen::VectorX<Double> beyond = rest(s).normalized();
        basis.conservativeResize(Eigen::NoChange, basis.cols() + 1);
        basis.rightCols(1) = beyond;
    };
    add((Index{1} << n) - 1);
    for (const Index i : held) add(Index{1} << i);
    Index k = 0;
    for (const Index s : order) {
        const double value = excess[s];
        while (k + 1 < std::ssize(levels) && value <= levels[k + 1] + near) ++k;
        if (std::abs(value - levels[k]) <= near)
            add(s);
        else
            faults.expect(follows(s), "levels leaves out the excess " + base::to_text(value));
    }
}

/// Kohlberg's criterion: at every level the coalitions with at least that excess are balanced.
/// @return false, with a fault, at the first level where they are not
template <class Double = double>
bool check_balance(int n, const std::vector<Index>& order, const std::vector<double>& excess,
                   const std::vector<Index>& held, double near, base::Faults<>& faults) {
    // Shifts with sum 0: the indicator less its mean.
    const auto row = [n](Index s) {
        Eigen::RowVectorX<Double> result(n);
        for (int i = 0; i < n; ++i) result[i] = (s >> i & 1) != 0 ? 1.0 : 0.0;
        return Eigen::RowVectorX<Double>(result.array() - result.mean());
    };
    Eigen::MatrixX<Double> weak(std::ssize(held), n);
    for (Index k = 0; k < std::ssize(held); ++k) weak.row(k) = row(Index{1} << held[k]);
    Eigen::MatrixX<Double> rows(std::ssize(order), n);
    for (Index k = 0; k < std::ssize(order); ++k) {
        rows.row(k) = row(order[k]);
        const bool last = k + 1 == std::ssize(order);
        if (!last && excess[order[k]] - excess[order[k + 1]] <= near) continue; // the same level
        const Eigen::MatrixX<Double> top = rows.topRows(k + 1);
        const bool balanced = !base::separating_direction(top, weak).has_value();
        faults.expect(balanced, "the coalitions with an excess of at least " + base::to_text(excess[order[k]]) +
                                    " are not balanced");
        if (!balanced) return false;
        Eigen::ColPivHouseholderQR<Eigen::MatrixX<Double>> rank(top);
        rank.setThreshold(1e-9);
        if (rank.rank() == n - 1) break; // nothing can be shifted any more
    }
    return true;
}

} // namespace detail

COREWING_BODY
base::Certificate verify_nucleolus(const Eigen::Ref<const Eigen::VectorXd>& worth, const NucleolusOptions& options,
                                   const Nucleolus& answer, double tolerance) {
    base::Certificate certificate;
    base::Faults<> faults(certificate);
    const int n = detail::players_of(worth, 12);
    const Index everybody = worth.size() - 1;
    const double unit = std::max(worth.cwiseAbs().maxCoeff(), 1e-300);
    const double near = tolerance * unit;
    faults.expect(answer.share.size() == n && answer.share.allFinite(), "share has the wrong size or is not finite");
    double alone = 0.0;
    for (int i = 0; i < n; ++i) alone += worth[Index{1} << i];
    if (answer.outcome.status == base::Status::infeasible) {
        faults.expect(options.imputations && alone - worth[everybody] > 1e-13 * unit,
                      "called infeasible, but there are imputations");
        faults.expect(answer.share.isZero(0.0) && answer.levels.empty() && answer.error == 0.0,
                      "without an answer shares and error are 0 and there are no levels");
        faults.expect(!answer.findings.empty(), "no finding says why there is no answer");
        base::check_no_answer(answer.outcome, faults);
        certificate.holds = faults.clean();
        return certificate;
    }
    faults.expect(answer.outcome.status == base::Status::optimal, "outcome.status is neither optimal nor infeasible");
    if (!faults.clean()) return certificate;

    faults.expect_near(answer.share.sum(), worth[everybody], 1e-9, "sum of share", unit);
    std::vector<Index> held; // players who get exactly what they are worth alone
    for (int i = 0; i < n && options.imputations; ++i) {
        const double own = worth[Index{1} << i];
        faults.expect(answer.share[i] >= own - 1e-9 * unit, "share[" + std::to_string(i) + "] is below worth alone");
        if (answer.share[i] <= own + near) held.push_back(i);
    }
    std::vector<double> excess(worth.size(), 0.0);
    std::vector<Index> order;
    for (Index s = 1; s < everybody; ++s) {
        double got = 0.0;
        for (int i = 0; i < n; ++i)
            if ((s >> i & 1) != 0) got += answer.share[i];
        excess[s] = worth[s] - got;
        order.push_back(s);
    }
    std::sort(order.begin(), order.end(), [&](Index a, Index b) {
        const double x = excess[a];
        const double y = excess[b];
        return x > y || (x == y && a < b);
    });
    const bool balanced = detail::check_balance<>(n, order, excess, held, near, faults);
    certificate.gap = balanced ? 0.0 : std::numeric_limits<double>::infinity();
    certificate.bound = order.empty() ? 0.0 : excess[order.front()];
    detail::check_levels(n, answer.levels, order, excess, held, near, faults);
    faults.expect(answer.findings.empty(), "there is an answer, but a finding says why there is none");
    faults.expect(answer.error >= 0.0 && answer.error <= tolerance, "error is negative or above the tolerance");
    detail::check_sharing_outcome(answer.outcome, certificate.bound, certificate.bound, unit, faults);
    certificate.holds = faults.clean();
    return certificate;
}

} // namespace corewing::sharing
