#pragma once

#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/allocation/detail/spillover.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/base/index.hpp"
#include "corewing/allocation/detail/utility.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace corewing::allocation::detail {

/// What a spillover division is worth, as a function of what its amounts spread to:
///   sum_i need_i u(stock_i + spread_i)
template <class Double = double>
class SpilloverObjective {
public:
    /// @param stock  places x 1
    SpilloverObjective(const Eigen::VectorX<Double>& need, const Eigen::VectorX<Double>& stock, double alpha,
                       double budget, const Spillover<Double>& spillover)
        : spillover_(spillover), alpha_(alpha), need_(need),
          stock_(stock),
          all_(Eigen::VectorX<Double>::Ones(need.size())) {
        // Below alpha = 1 the slope at 0 is infinite and worth nothing: a tangent stands in for the last bit.
        if (alpha > 0.0 && alpha < 1.0 && need.size() > 0)
            least_ = 1e-9 * (budget + stock_.sum()) / static_cast<double>(need.size());
        spillover_.spread(Eigen::VectorX<Double>::Ones(need.size()), all_);
    }

    [[nodiscard]] bool is_linear() const { return alpha_ == 0.0; }

    /// Leaves out places that cannot have any benefit. Their number.
    Index leave_out(const Eigen::VectorX<Double>& spread) {
        if (alpha_ < 1.0) return 0;
        Index count = 0;
        for (Index i = 0; i < need_.size(); ++i)
            if (need_(i) > 0.0 && !(stock_(i) + spread(i) > 0.0)) {
                need_(i) = 0.0;
                ++count;
            }
        return count;
    }

    [[nodiscard]] double value(const Eigen::VectorX<Double>& spread) const {
        double sum = 0.0;
        for (Index i = 0; i < need_.size(); ++i)
            if (need_(i) > 0.0) sum += weighted_utility(need_(i), stock_(i) + spread(i), alpha_);
        return sum;
    }

    /// Of the objective, see base::relative_gap().
    [[nodiscard]] double scale() const { return objective_scale(need_.sum(), alpha_); }

    /// value(from + change) - value(from) without the cancellation; -infinity where it leaves the domain.
    [[nodiscard]] double gain(const Eigen::VectorX<Double>& from, const Eigen::VectorX<Double>& change) const {
        double sum = 0.0;
        for (Index i = 0; i < need_.size(); ++i) {
            if (need_(i) == 0.0) continue;
            const double z = stock_(i) + from(i);
            const double y = z + change(i);
            if (alpha_ >= 1.0 && !(y > 0.0)) return -infinite;
            const double relative = change(i) / z;
            if (alpha_ == 1.0)
                sum += need_(i) * std::log1p(relative);
            else if (std::abs(relative) < 0.5) // else nothing cancels
                sum += weighted_utility(need_(i), z, alpha_) * std::expm1((1.0 - alpha_) * std::log1p(relative));
            else
                sum += weighted_utility(need_(i), y, alpha_) - weighted_utility(need_(i), z, alpha_);
        }
        return sum;
    }

    /// Whether the objective has a slope there.
    [[nodiscard]] bool has_slope(const Eigen::VectorX<Double>& spread) const {
        for (Index i = 0; i < need_.size(); ++i) {
            const double y = stock_(i) + spread(i);
            if (need_(i) > 0.0 && (alpha_ >= 1.0 ? !(y > 0.0) : y < 0.0)) return false;
        }
        return true;
    }

    /// What one more unit given to each place is worth to everybody it reaches. `marginal` comes in as a guess.
    void gradient(const Eigen::VectorX<Double>& spread, Eigen::VectorX<Double>& marginal,
                  double tolerance = 1e-14) const {
        Eigen::VectorX<Double> slope(need_.size());
        for (Index i = 0; i < need_.size(); ++i)
            slope(i) = marginal_value(need_(i), std::max(least_, stock_(i) + spread(i)), alpha_);
        spillover_.gather(slope, marginal, tolerance);
    }

    /// A diagonal above the curvature: S'DS <= diag(S'D S1), because S has no negative entry.
    [[nodiscard]] Eigen::VectorX<Double> curvature(const Eigen::VectorX<Double>& spread) const {
        Eigen::VectorX<Double> bend(need_.size());
        for (Index i = 0; i < need_.size(); ++i) {
            const double y = std::max(least_, stock_(i) + spread(i));
            bend(i) = need_(i) > 0.0 ? alpha_ * marginal_value(need_(i), y, alpha_) / y * all_(i) : 0;
        }
        Eigen::VectorX<Double> result = bend;
        spillover_.gather(bend, result);
        const double least = result.size() > 0 ? 1e-12 * result.maxCoeff() : 0.0;
        return result.cwiseMax(least > 0.0 ? least : 1.0);
    }

    /// How much the tangents that stand for the utility below `least_` lie above it.
    [[nodiscard]] double overstated(const Eigen::VectorX<Double>& spread) const {
        double sum = 0.0;
        for (Index i = 0; i < need_.size(); ++i) {
            const double y = stock_(i) + spread(i);
            if (need_(i) > 0.0 && y < least_)
                sum += weighted_utility(need_(i), least_, alpha_) - weighted_utility(need_(i), y, alpha_) +
                       marginal_value(need_(i), least_, alpha_) * (y - least_);
        }
        return sum;
    }

private:
    const Spillover<Double>& spillover_;
    double alpha_;
    double least_ = 0.0;          ///< below it a tangent stands in for the utility
    Eigen::VectorX<Double> need_; ///< 0 where a place is left out
    Eigen::VectorX<Double> stock_;
    Eigen::VectorX<Double> all_; ///< what a unit for everybody spreads to
};

} // namespace corewing::allocation::detail
