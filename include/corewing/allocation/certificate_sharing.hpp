#pragma once

#include "corewing/allocation/detail/certificate.hpp"
#include "corewing/allocation/detail/game.hpp"
#include "corewing/allocation/detail/separating_direction.hpp"
#include "corewing/allocation/sharing.hpp"

#include <Eigen/Core>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace corewing::allocation {

/// Re-checks a least core from the game and the answer alone.
/// The division must reach the excess, and the weighted collection must be balanced and prove that none does better:
/// whoever adds up the coalitions' claims with these weights gets the excess.
/// Complexity O(n 2^n).
template <class Double = double>
Certificate verify_least_core(const Eigen::Ref<const Eigen::VectorXd>& worth, const LeastCore& answer) {
    Certificate certificate;
    detail::Faults<> faults(certificate);
    const int n = detail::players_of(worth, 12);
    const double unit = std::max(worth.cwiseAbs().maxCoeff(), 1e-300);
    faults.expect(answer.share.size() == n && answer.share.allFinite(), "share has the wrong size or is not finite");
    faults.expect(answer.weights.size() == answer.coalitions.size(), "weights and coalitions do not pair up");
    faults.expect(answer.outcome.status == base::Status::optimal, "every game has a least core");
    if (faults.clean()) {
        faults.expect_near(answer.share.sum(), worth[worth.size() - 1], 1e-9, "sum of share", unit);
        if (n > 1) {
            double largest = -std::numeric_limits<double>::infinity();
            for (Eigen::Index s = 1; s + 1 < worth.size(); ++s) {
                double got = 0.0;
                for (int i = 0; i < n; ++i)
                    if ((s >> i & 1) != 0) got += answer.share[i];
                largest = std::max(largest, worth[s] - got);
            }
            faults.expect_near(answer.excess, largest, 1e-9, "excess", unit);
            Eigen::VectorX<Double> covered = Eigen::VectorX<Double>::Zero(n);
            double weight_sum = 0.0;
            double claim = 0.0;
            for (std::size_t k = 0; k < answer.coalitions.size(); ++k) {
                const double weight = answer.weights[k];
                Eigen::Index mask = 0;
                for (const Eigen::Index i : answer.coalitions[k]) {
                    mask |= Eigen::Index{1} << i;
                    covered[i] += weight;
                }
                faults.expect(weight > 0.0 && mask > 0 && mask + 1 < worth.size(),
                              "a coalition or weight is not proper");
                weight_sum += weight;
                claim += weight * worth[mask];
            }
            faults.expect_near(weight_sum, 1.0, 1e-9, "sum of weights");
            faults.expect_near(covered.maxCoeff(), covered.minCoeff(), 1e-9, "balance of the collection", 1.0);
            certificate.bound = claim - covered.mean() * worth[worth.size() - 1];
            certificate.gap = base::relative_gap(largest, certificate.bound);
            faults.expect_near(largest, certificate.bound, 1e-8, "excess against its proof", unit);
            faults.expect(answer.core_is_empty == (largest > 1e-9 * unit) || std::abs(largest) < 1e-8 * unit,
                          "core_is_empty contradicts the excess");
        } else {
            certificate.gap = 0.0;
        }
    }
    certificate.holds = faults.clean();
    return certificate;
}

/// Re-checks a nucleolus by Kohlberg's criterion, from the game and the answer alone, without any linear program.
/// For every level, the coalitions with at least that excess must be balanced: no shift of shares with sum 0 may please
/// all of them (and those held at what they are worth alone) without leaving every one of them where it is.
/// @param tolerance  excesses closer than tolerance * largest |worth| count as equal
/// Complexity O(levels * n 2^n). Source: Kohlberg 1971, SIAM J. Applied Mathematics 20(1), theorem 5.
template <class Double = double>
Certificate verify_nucleolus(const Eigen::Ref<const Eigen::VectorXd>& worth, const NucleolusOptions& options,
                             const Nucleolus& answer, double tolerance = 1e-8) {
    Certificate certificate;
    detail::Faults<> faults(certificate);
    const int n = detail::players_of(worth, 12);
    const Eigen::Index everybody = worth.size() - 1;
    const double unit = std::max(worth.cwiseAbs().maxCoeff(), 1e-300);
    const double near = tolerance * unit;
    faults.expect(answer.share.size() == n && answer.share.allFinite(), "share has the wrong size or is not finite");
    double alone = 0.0;
    for (int i = 0; i < n; ++i) alone += worth[Eigen::Index{1} << i];
    if (answer.outcome.status == base::Status::infeasible) {
        faults.expect(options.imputations && alone > worth[everybody], "called infeasible, but there are imputations");
        certificate.holds = faults.clean();
        return certificate;
    }
    faults.expect(answer.outcome.status == base::Status::optimal, "outcome.status is neither optimal nor infeasible");
    if (!faults.clean()) return certificate;

    faults.expect_near(answer.share.sum(), worth[everybody], 1e-9, "sum of share", unit);
    std::vector<Eigen::Index> held; // players who get exactly what they are worth alone
    for (int i = 0; i < n && options.imputations; ++i) {
        const double own = worth[Eigen::Index{1} << i];
        faults.expect(answer.share[i] >= own - 1e-9 * unit, "share[" + std::to_string(i) + "] is below worth alone");
        if (answer.share[i] <= own + near) held.push_back(i);
    }
    // Shifts with sum 0: the indicator less its mean.
    const auto row = [n](Eigen::Index s) {
        Eigen::RowVectorX<Double> result(n);
        for (int i = 0; i < n; ++i) result[i] = (s >> i & 1) != 0 ? 1.0 : 0.0;
        return Eigen::RowVectorX<Double>(result.array() - result.mean());
    };
    Eigen::MatrixX<Double> weak(static_cast<Eigen::Index>(held.size()), n);
    for (std::size_t k = 0; k < held.size(); ++k)
        weak.row(static_cast<Eigen::Index>(k)) = row(Eigen::Index{1} << held[k]);
    std::vector<double> excess(static_cast<std::size_t>(worth.size()), 0.0);
    std::vector<Eigen::Index> order;
    for (Eigen::Index s = 1; s < everybody; ++s) {
        double got = 0.0;
        for (int i = 0; i < n; ++i)
            if ((s >> i & 1) != 0) got += answer.share[i];
        excess[static_cast<std::size_t>(s)] = worth[s] - got;
        order.push_back(s);
    }
    std::sort(order.begin(), order.end(), [&](Eigen::Index a, Eigen::Index b) {
        const double x = excess[static_cast<std::size_t>(a)];
        const double y = excess[static_cast<std::size_t>(b)];
        return x > y || (x == y && a < b);
    });
    Eigen::MatrixX<Double> rows(static_cast<Eigen::Index>(order.size()), n);
    bool balanced = true;
    for (std::size_t k = 0; k < order.size() && balanced; ++k) {
        rows.row(static_cast<Eigen::Index>(k)) = row(order[k]);
        const bool last = k + 1 == order.size();
        if (!last &&
            excess[static_cast<std::size_t>(order[k])] - excess[static_cast<std::size_t>(order[k + 1])] <= near)
            continue; // the same level
        const Eigen::MatrixX<Double> top = rows.topRows(static_cast<Eigen::Index>(k) + 1);
        balanced = !detail::separating_direction(top, weak).has_value();
        faults.expect(balanced, "the coalitions with an excess of at least " +
                                    base::to_text(excess[static_cast<std::size_t>(order[k])]) + " are not balanced");
        Eigen::ColPivHouseholderQR<Eigen::MatrixX<Double>> rank(top);
        rank.setThreshold(1e-9);
        if (rank.rank() == n - 1) break; // nothing can be shifted any more
    }
    certificate.gap = balanced ? 0.0 : std::numeric_limits<double>::infinity();
    certificate.bound = order.empty() ? 0.0 : excess[static_cast<std::size_t>(order.front())];
    certificate.holds = faults.clean();
    return certificate;
}

} // namespace corewing::allocation
