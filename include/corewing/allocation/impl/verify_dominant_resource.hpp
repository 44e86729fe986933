#pragma once

#include "corewing/allocation/verify_dominant_resource.hpp"

#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>

namespace corewing::allocation {

COREWING_BODY
base::Certificate verify_dominant_resource(const Eigen::Ref<const Eigen::MatrixXd>& use,
                                           const DominantResourceOptions& options, const DominantResource& answer) {
    base::Certificate certificate;
    base::Faults<> faults(certificate);
    const Index n = use.rows();
    const Index m = options.budget.size();
    faults.expect(answer.tasks.size() == n && answer.share.size() == n && answer.amount.rows() == n &&
                      answer.amount.cols() == m && std::ssize(answer.unused) == m && std::ssize(answer.dominant) == n &&
                      std::ssize(answer.bottleneck) == n,
                  "a result has the wrong size");
    if (!faults.clean()) return certificate;
    const Eigen::VectorX<Double> weight = options.weight.expanded(n, "weight", 1.0);
    const Eigen::VectorX<Double> upper = options.upper.expanded(n, "upper", detail::infinite);
    Eigen::VectorX<Double> level(n);
    double smallest = detail::infinite;
    for (Index i = 0; i < n; ++i) {
        faults.expect(answer.tasks(i) >= 0.0, "tasks are negative");
        double most = 0.0;
        for (Index k = 0; k < m; ++k) {
            faults.expect_near(answer.amount(i, k), answer.tasks(i) * use(i, k), 1e-9, "amount");
            if (use(i, k) > 0.0)
                most = std::max(most, options.budget(k) > 0.0 ? use(i, k) / options.budget(k) : detail::infinite);
        }
        const Index k = answer.dominant[i];
        faults.expect(k >= -1 && k < m && (k == -1) == (most == 0.0), "dominant is wrong");
        faults.expect(most > 0.0 || answer.tasks(i) == 0.0, "a place that needs nothing has tasks");
        if (k >= 0 && k < m && options.budget(k) > 0.0)
            faults.expect(use(i, k) / options.budget(k) == most, "dominant is not the largest share");
        const double share = std::isfinite(most) ? answer.tasks(i) * most : 0.0;
        faults.expect_near(answer.share(i), share, 1e-9, "share");
        level(i) = share / weight(i);
        if (most > 0.0) smallest = std::min(smallest, level(i));
    }
    Eigen::VectorX<Double> highest = Eigen::VectorX<Double>::Zero(m); // level among those who use a resource
    for (Index k = 0; k < m; ++k) {
        const double used = answer.amount.col(k).sum();
        faults.expect_at_most(used, options.budget(k), 1e-9, "more than the budget is given");
        faults.expect_near(answer.unused(k), std::max(0.0, options.budget(k) - used), 1e-9, "unused",
                           options.budget(k));
        for (Index i = 0; i < n; ++i)
            if (use(i, k) > 0.0) highest(k) = std::max(highest(k), level(i));
    }
    for (Index i = 0; i < n; ++i) {
        const double cap = upper(i);
        faults.expect_at_most(answer.tasks(i), cap, 1e-9, "tasks above the cap");
        const Index k = answer.bottleneck[i];
        const std::string who = "bottleneck[" + std::to_string(i) + ']';
        if (k < 0 || k >= m) {
            faults.expect(k == -1 && (answer.dominant[i] == -1 || answer.tasks(i) >= cap * (1.0 - 1e-9)),
                          who + " is missing");
            continue;
        }
        faults.expect(use(i, k) > 0.0 && answer.unused(k) <= 1e-9 * options.budget(k), who + " is not exhausted");
        faults.expect(level(i) >= highest(k) * (1.0 - 1e-9), who + ": another place with a larger share uses it");
    }
    if (!std::isfinite(smallest)) smallest = 0.0;
    certificate.bound = smallest;
    certificate.gap = 0.0;
    faults.expect(answer.outcome.status == base::Status::optimal, "outcome.status should be optimal");
    base::check_outcome(answer.outcome, smallest, 1e-9, faults);
    faults.expect_near(answer.outcome.bound, smallest, 1e-9, "outcome.bound");
    certificate.holds = faults.clean();
    return certificate;
}

} // namespace corewing::allocation
