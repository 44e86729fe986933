#pragma once

#include "corewing/allocation/dominant_resource.hpp"

#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace corewing::allocation {

COREWING_BODY
DominantResource dominant_resource(const Eigen::Ref<const Eigen::MatrixXd>& use,
                                   const DominantResourceOptions& options) {
    const base::Stopwatch watch;
    const Index n = use.rows();
    const Index m = options.budget.size();
    base::check_nonnegative(options.budget, "budget");
    base::check_shape(use, n, m, "use");
    base::check_nonnegative(use, "use");
    Eigen::VectorX<Double> weight = Eigen::VectorX<Double>::Ones(n);
    if (options.weight.size() > 0) {
        base::check_size(options.weight.size(), n, "weight");
        base::check_range(options.weight, 1e-100, 1e100, "weight");
        weight = options.weight;
    }
    if (options.upper.size() > 0) {
        base::check_size(options.upper.size(), n, "upper");
        for (Index i = 0; i < n; ++i)
            if (!(options.upper(i) >= 0.0))
                throw base::bad_value(base::to_text(options.upper(i)) + " is not a cap",
                                      {.field = "upper[" + std::to_string(i) + ']',
                                       .value = base::to_text(options.upper(i)),
                                       .remedy = "give a number of at least 0, or infinity for none"});
    }

    DominantResource result;
    result.tasks = result.share = Eigen::VectorX<Double>::Zero(n);
    result.amount = Eigen::MatrixX<Double>::Zero(n, m);
    result.dominant.assign(n, -1);
    result.bottleneck.assign(n, -1);
    Eigen::VectorX<Double> speed = Eigen::VectorX<Double>::Zero(n); // tasks for one unit of level
    Eigen::VectorX<Double> rate = Eigen::VectorX<Double>::Zero(m); // what all who still rise take for one unit of level
    Eigen::VectorX<Double> fixed = Eigen::VectorX<Double>::Zero(m); // what those who stopped have
    std::vector<bool> rises(n, false);
    std::vector<long> users(m, 0); // of each resource, who still rise
    std::vector<Index> capped;
    for (Index i = 0; i < n; ++i) {
        double largest = 0.0;
        for (Index k = 0; k < m; ++k) {
            if (use(i, k) == 0.0) continue;
            const double part = options.budget(k) > 0.0 ? use(i, k) / options.budget(k) : detail::infinite;
            if (part > largest) {
                largest = part;
                result.dominant[i] = k;
            }
        }
        if (largest == detail::infinite) result.bottleneck[i] = result.dominant[i];
        if (largest == 0.0 || largest == detail::infinite) continue;
        speed(i) = weight(i) / largest;
        rises[i] = true;
        rate += use.row(i).transpose() * speed(i);
        for (Index k = 0; k < m; ++k) users[k] += use(i, k) > 0.0 ? 1 : 0;
        if (options.upper.size() > 0 && std::isfinite(options.upper(i))) capped.push_back(i);
    }
    std::stable_sort(capped.begin(), capped.end(), [&](Index a, Index b) {
        return options.upper(a) / speed(a) < options.upper(b) / speed(b);
    });
    const auto stop = [&](Index i, double tasks) {
        rises[i] = false;
        result.tasks(i) = tasks;
        rate -= use.row(i).transpose() * speed(i);
        fixed += use.row(i).transpose() * tasks;
        for (Index k = 0; k < m; ++k) users[k] -= use(i, k) > 0.0 ? 1 : 0;
    };
    Index next_cap = 0;
    std::vector<bool> exhausted(m, false);
    for (;;) {
        while (next_cap < std::ssize(capped) && !rises[capped[next_cap]]) ++next_cap;
        double level =
            next_cap < std::ssize(capped) ? options.upper(capped[next_cap]) / speed(capped[next_cap]) : detail::infinite;
        Index scarce = -1;
        for (Index k = 0; k < m; ++k) {
            if (exhausted[k]) continue;
            if (users[k] == 0) continue;
            const double full = std::max(0.0, options.budget(k) - fixed(k)) / rate(k);
            if (full < level) {
                level = full;
                scarce = k;
            }
        }
        if (level == detail::infinite) break;
        ++result.outcome.iterations;
        if (scarce < 0) {
            stop(capped[next_cap], options.upper(capped[next_cap]));
            continue;
        }
        exhausted[scarce] = true;
        for (Index i = 0; i < n; ++i) {
            if (!rises[i] || use(i, scarce) == 0.0) continue;
            stop(i, speed(i) * level);
            result.bottleneck[i] = scarce;
        }
    }
    double smallest = detail::infinite;
    for (Index i = 0; i < n; ++i) {
        if (m > 0) result.amount.row(i) = use.row(i) * result.tasks(i); // a row of nothing has no address
        const Index k = result.dominant[i];
        if (k >= 0 && options.budget(k) > 0.0) result.share(i) = result.amount(i, k) / options.budget(k);
        if (k >= 0) smallest = std::min(smallest, result.share(i) / weight(i));
    }
    result.unused = (options.budget - result.amount.colwise().sum().transpose()).cwiseMax(0.0);
    result.outcome.status = base::Status::optimal;
    result.outcome.objective = result.outcome.bound = smallest == detail::infinite ? 0.0 : smallest;
    result.outcome.gap = 0.0;
    result.outcome.seconds = watch.seconds();
    return result;
}

} // namespace corewing::allocation
