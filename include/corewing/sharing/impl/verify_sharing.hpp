#pragma once

#include "corewing/sharing/verify_sharing.hpp"

#include "corewing/allocation/detail/rule_check.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/separating_direction.hpp"
#include "corewing/sharing/detail/game.hpp"
#include "corewing/sharing/sharing.hpp"

#include <Eigen/Core>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace corewing::sharing {
namespace detail {

/// largest worth(S) - share(S) over all coalitions but nobody and everybody; 0 for one player
template <class = void>
double largest_excess(const Eigen::Ref<const Eigen::VectorXd>& worth, const Eigen::VectorXd& share) {
    double largest = share.size() > 1 ? -std::numeric_limits<double>::infinity() : 0.0;
    for (Index s = 1; s + 1 < worth.size(); ++s) {
        double got = 0.0;
        for (Index i = 0; i < share.size(); ++i)
            if ((s >> i & 1) != 0) got += share[i];
        largest = std::max(largest, worth[s] - got);
    }
    return largest;
}

/// Objective, bound and gap of an answer that is proven best.
/// @param unit  the largest |worth|, which says how large rounding may be
template <class = void>
void check_sharing_outcome(const base::Outcome& outcome, double objective, double bound, double unit,
                           base::Faults<>& faults) {
    faults.expect_near(outcome.objective, objective, 1e-9, "outcome.objective", unit);
    faults.expect_near(outcome.bound, bound, 1e-8, "outcome.bound", unit);
    faults.expect(outcome.bound <= outcome.objective, "outcome.bound is above outcome.objective");
    faults.expect_near(outcome.gap, base::relative_gap(outcome.objective, outcome.bound), 1e-9, "outcome.gap", 1e-9);
    faults.expect(outcome.iterations >= 0, "outcome.iterations is negative");
    faults.expect(outcome.seconds >= 0.0 && std::isfinite(outcome.seconds), "outcome.seconds is no time");
}
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
    faults.expect(!levels.empty() && std::ssize(levels) < n,
                  "levels has none or more than a program a player");
    if (!levels.empty())
        faults.expect(std::abs(levels.front() - excess[order.front()]) <= near,
                      "levels[0] is not the largest excess");
    for (Index k = 0; k < std::ssize(levels); ++k) {
        bool met = false;
        for (const Index s : order)
            met = met || std::abs(excess[s] - levels[k]) <= near;
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

} // namespace detail

COREWING_BODY
base::Certificate verify_least_core(const Eigen::Ref<const Eigen::VectorXd>& worth, const LeastCore& answer) {
    base::Certificate certificate;
    base::Faults<> faults(certificate);
    const int n = detail::players_of(worth, 12);
    const double unit = std::max(worth.cwiseAbs().maxCoeff(), 1e-300);
    faults.expect(answer.share.size() == n && answer.share.allFinite(), "share has the wrong size or is not finite");
    faults.expect(answer.weights.size() == answer.coalitions.size(), "weights and coalitions do not pair up");
    faults.expect(answer.outcome.status == base::Status::optimal, "every game has a least core");
    if (faults.clean()) {
        faults.expect_near(answer.share.sum(), worth[worth.size() - 1], 1e-9, "sum of share", unit);
        const double largest = detail::largest_excess(worth, answer.share);
        faults.expect_near(answer.excess, largest, 1e-9, "excess", unit);
        if (n > 1) {
            Eigen::VectorX<Double> covered = Eigen::VectorX<Double>::Zero(n);
            double weight_sum = 0.0;
            double claim = 0.0;
            for (Index k = 0; k < std::ssize(answer.coalitions); ++k) {
                const double weight = answer.weights[k];
                Index mask = 0;
                bool proper = weight > 0.0;
                for (const Index i : answer.coalitions[k]) {
                    proper = proper && i >= 0 && i < n && (mask >> i) == 0; // rising, so nobody is in it twice
                    if (!proper) break;
                    mask |= Index{1} << i;
                    covered[i] += weight;
                }
                faults.expect(proper && mask > 0 && mask + 1 < worth.size(), "a coalition or weight is not proper");
                weight_sum += weight;
                claim += weight * worth[mask];
            }
            faults.expect_near(weight_sum, 1.0, 1e-9, "sum of weights");
            faults.expect_near(covered.maxCoeff(), covered.minCoeff(), 1e-9, "balance of the collection", 1.0);
            certificate.bound = claim - covered.mean() * worth[worth.size() - 1];
        } else {
            faults.expect(answer.coalitions.empty(), "one player needs no proof");
        }
        certificate.gap = base::relative_gap(largest, certificate.bound);
        faults.expect_near(largest, certificate.bound, 1e-8, "excess against its proof", unit);
        // At the border itself rounding decides.
        faults.expect(answer.core_is_empty == (largest > 1e-9 * unit) || std::abs(largest / unit - 1e-9) <= 5e-10,
                      "core_is_empty contradicts the excess");
        detail::check_sharing_outcome(answer.outcome, largest, certificate.bound, unit, faults);
    }
    certificate.holds = faults.clean();
    return certificate;
}

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
    // Shifts with sum 0: the indicator less its mean.
    const auto row = [n](Index s) {
        Eigen::RowVectorX<Double> result(n);
        for (int i = 0; i < n; ++i) result[i] = (s >> i & 1) != 0 ? 1.0 : 0.0;
        return Eigen::RowVectorX<Double>(result.array() - result.mean());
    };
    Eigen::MatrixX<Double> weak(std::ssize(held), n);
    for (Index k = 0; k < std::ssize(held); ++k)
        weak.row(k) = row(Index{1} << held[k]);
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
    Eigen::MatrixX<Double> rows(std::ssize(order), n);
    bool balanced = true;
    for (Index k = 0; k < std::ssize(order) && balanced; ++k) {
        rows.row(k) = row(order[k]);
        const bool last = k + 1 == std::ssize(order);
        if (!last &&
            excess[order[k]] - excess[order[k + 1]] <= near)
            continue; // the same level
        const Eigen::MatrixX<Double> top = rows.topRows(k + 1);
        balanced = !base::separating_direction(top, weak).has_value();
        faults.expect(balanced, "the coalitions with an excess of at least " +
                                    base::to_text(excess[order[k]]) + " are not balanced");
        Eigen::ColPivHouseholderQR<Eigen::MatrixX<Double>> rank(top);
        rank.setThreshold(1e-9);
        if (rank.rank() == n - 1) break; // nothing can be shifted any more
    }
    certificate.gap = balanced ? 0.0 : std::numeric_limits<double>::infinity();
    certificate.bound = order.empty() ? 0.0 : excess[order.front()];
    detail::check_levels(n, answer.levels, order, excess, held, near, faults);
    faults.expect(answer.error >= 0.0 && answer.error <= tolerance, "error is negative or above the tolerance");
    detail::check_sharing_outcome(answer.outcome, certificate.bound, certificate.bound, unit, faults);
    certificate.holds = faults.clean();
    return certificate;
}

} // namespace corewing::sharing
