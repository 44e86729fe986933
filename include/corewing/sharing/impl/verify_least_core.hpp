#pragma once

#include "corewing/sharing/verify_least_core.hpp"

#include "corewing/base/certificate.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/sharing/detail/game.hpp"
#include "corewing/sharing/detail/sharing_outcome.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>

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

} // namespace corewing::sharing
