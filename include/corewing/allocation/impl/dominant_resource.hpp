#pragma once

#include "corewing/allocation/dominant_resource.hpp"

#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace corewing::allocation {
namespace detail {

/// The claims and caps of the places, written out.
struct Claims {
    Eigen::VectorXd weight = {}; ///< places x 1
    Eigen::VectorXd upper = {};  ///< places x 1, infinity where there is no cap
};

/// All that is checked before anything is computed.
template <class = void>
Claims dominant_claims(const Eigen::Ref<const Eigen::MatrixXd>& use, const DominantResourceOptions& options) {
    const Index n = use.rows();
    check_moderate(options.budget, "budget");
    base::check_shape(use, n, options.budget.size(), "use");
    check_moderate(use, "use");
    Claims claims{.weight = options.weight.expanded(n, "weight", 1.0),
                  .upper = options.upper.expanded(n, "upper", infinite)};
    base::check_range(claims.weight, 1e-100, 1e100, "weight");
    check_caps(claims.upper, "upper");
    return claims;
}

/// All places rise together; who meets a cap or an exhausted resource stops.
template <class Double = double>
class ProgressiveFilling {
public:
    ProgressiveFilling(const Eigen::Ref<const Eigen::MatrixX<Double>>& use, const Claims& claims,
                       const DominantResourceOptions& options, DominantResource& result)
        : use_(use), claims_(claims), options_(options), result_(result),
          speed_(Eigen::VectorX<Double>::Zero(use.rows())), rate_(Eigen::VectorX<Double>::Zero(use.cols())),
          summed_(rate_), fixed_(Eigen::VectorX<Double>::Zero(use.cols())),
          rises_(use.rows(), false), users_(use.cols(), 0), exhausted_(use.cols(), false) {
        for (Index i = 0; i < use.rows(); ++i) start(i, claims.weight(i));
        std::stable_sort(capped_.begin(), capped_.end(), [&](Index a, Index b) { return cap_level(a) < cap_level(b); });
    }

    void run() {
        Index next_cap = 0;
        for (;;) {
            while (next_cap < std::ssize(capped_) && !rises_[capped_[next_cap]]) ++next_cap;
            double level = next_cap < std::ssize(capped_) ? cap_level(capped_[next_cap]) : infinite;
            const Index scarce = first_exhausted(level);
            if (level == infinite) return;
            ++result_.outcome.iterations;
            level_ = level;
            if (scarce < 0) {
                stop(capped_[next_cap], claims_.upper(capped_[next_cap]));
                continue;
            }
            exhausted_[scarce] = true;
            for (Index i = 0; i < use_.rows(); ++i) {
                if (!rises_[i] || use_(i, scarce) == 0.0) continue;
                stop(i, speed_(i) * level);
                result_.bottleneck[i] = scarce;
            }
        }
    }

private:
    [[nodiscard]] double cap_level(Index i) const { return claims_.upper(i) / speed_(i); }

    /// Finds the dominant resource of place i and lets the place rise if it can.
    void start(Index i, double weight) {
        double largest = 0.0;
        for (Index k = 0; k < use_.cols(); ++k) {
            if (use_(i, k) == 0.0) continue;
            const double part = options_.budget(k) > 0.0 ? use_(i, k) / options_.budget(k) : infinite;
            if (part > largest) {
                largest = part;
                result_.dominant[i] = k;
            }
        }
        if (largest == infinite) result_.bottleneck[i] = result_.dominant[i];
        if (largest == 0.0 || largest == infinite) return;
        speed_(i) = weight / largest;
        rises_[i] = true;
        rate_ += use_.row(i).transpose() * speed_(i);
        summed_ = rate_;
        for (Index k = 0; k < use_.cols(); ++k) users_[k] += use_(i, k) > 0.0 ? 1 : 0;
        if (std::isfinite(claims_.upper(i))) capped_.push_back(i);
    }

    void stop(Index i, double tasks) {
        rises_[i] = false;
        result_.tasks(i) = tasks;
        rate_ -= use_.row(i).transpose() * speed_(i);
        fixed_ += use_.row(i).transpose() * tasks;
        for (Index k = 0; k < use_.cols(); ++k) {
            users_[k] -= use_(i, k) > 0.0 ? 1 : 0;
            if (rate_(k) <= 1e-3 * summed_(k)) sum_rate(k);
        }
    }

    /// Adds up a rate afresh: what is left after subtractions is mostly rounding where little is left.
    void sum_rate(Index k) {
        rate_(k) = 0.0;
        for (Index i = 0; i < use_.rows(); ++i)
            if (rises_[i]) rate_(k) += use_(i, k) * speed_(i);
        summed_(k) = rate_(k);
    }

    /// The resource that is used up below this level, which falls to where that is; -1 = none.
    [[nodiscard]] Index first_exhausted(double& level) const {
        Index scarce = -1;
        for (Index k = 0; k < use_.cols(); ++k) {
            if (exhausted_[k] || users_[k] == 0) continue;
            const double full = std::max(level_, (options_.budget(k) - fixed_(k)) / rate_(k));
            if (full < level) {
                level = full;
                scarce = k;
            }
        }
        return scarce;
    }

    const Eigen::Ref<const Eigen::MatrixX<Double>>& use_;
    const Claims& claims_;
    const DominantResourceOptions& options_;
    DominantResource& result_;
    Eigen::VectorX<Double> speed_; // tasks for one unit of level
    Eigen::VectorX<Double> rate_;  // what all who still rise take for one unit of level
    Eigen::VectorX<Double> summed_; // the rate when it was last added up afresh
    Eigen::VectorX<Double> fixed_; // what those who stopped have
    std::vector<bool> rises_;
    std::vector<long> users_; // of each resource, who still rise
    std::vector<bool> exhausted_;
    double level_ = 0.0; // where all who still rise are
    std::vector<Index> capped_ = {}; // by the level at which they meet their cap
};

} // namespace detail

COREWING_BODY
DominantResource dominant_resource(const Eigen::Ref<const Eigen::MatrixXd>& use,
                                   const DominantResourceOptions& options) {
    const base::Stopwatch watch;
    const detail::Claims claims = detail::dominant_claims(use, options);
    const Index n = use.rows();
    const Index m = options.budget.size();
    DominantResource result;
    result.tasks = result.share = Eigen::VectorX<Double>::Zero(n);
    result.amount = Eigen::MatrixX<Double>::Zero(n, m);
    result.dominant.assign(n, -1);
    result.bottleneck.assign(n, -1);
    detail::ProgressiveFilling<>(use, claims, options, result).run();

    double smallest = detail::infinite;
    for (Index i = 0; i < n; ++i) {
        if (m > 0) result.amount.row(i) = use.row(i) * result.tasks(i); // a row of nothing has no address
        const Index k = result.dominant[i];
        if (k >= 0 && options.budget(k) > 0.0) result.share(i) = result.amount(i, k) / options.budget(k);
        if (k >= 0) smallest = std::min(smallest, result.share(i) / claims.weight(i));
    }
    result.unused = (options.budget - result.amount.colwise().sum().transpose()).cwiseMax(0.0);
    result.outcome.status = base::Status::optimal;
    result.outcome.objective = result.outcome.bound = smallest == detail::infinite ? 0.0 : smallest;
    result.outcome.gap = 0.0;
    result.outcome.seconds = watch.seconds();
    return result;
}

} // namespace corewing::allocation
