#pragma once

#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/allocation/detail/staged_vessels.hpp"
#include "corewing/allocation/detail/vessel.hpp"
#include "corewing/base/index.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <compare>
#include <limits>
#include <utility>
#include <vector>

namespace corewing::allocation::detail {

/// The logarithm of a level, in two parts of which the second is less than the last digit of the first. Where
/// alpha is small the logarithms of two places lie up to 1e9 apart, and an amount hangs on their last digits.
struct Height {
    double at = 0.0;
    double fine = 0.0;

    auto operator<=>(const Height&) const = default;

    /// a + b, nothing lost.
    static Height sum(double a, double b) {
        const double at = a + b;
        if (!std::isfinite(at)) return {at, 0.0};
        const double part = at - a;
        return {at, (a - (at - part)) + (b - part)};
    }
};

/// One place where levels are logarithms: clamp(exp(slope + at) - stock, low, high).
struct WideVessel {
    double low, high, stock;
    double slope; ///< logarithm of what one unit of level adds
    Height rise;  ///< from which it takes more than low
    Height full;  ///< from which it takes high
    Index stage;
};

/// Water where the weights lie so far apart that levels must be logarithms. The meeting points left are halved until
/// the root lies between two neighbours; there it has a closed form. No step depends on how far apart the levels lie.
template <class = void>
class WideWater : public StagedVessels<WideWater<>, WideVessel, Height> {
    using Base = StagedVessels<WideWater<>, WideVessel, Height>;
    friend Base;
    using typename Base::Question;

public:
    using typename Base::Totals;

    explicit WideWater(std::vector<WideVessel> vessels) : Base(std::move(vessels)) {}

    /// What vessel k takes at a level.
    [[nodiscard]] double amount(Index k, Level level) const {
        const WideVessel& v = this->vessels_[k];
        if (level.stage != v.stage) return level.stage < v.stage ? v.low : v.high;
        return amount(v, mark(level));
    }

    [[nodiscard]] Level level(Index begin, Index end, double target, Side side, const Totals& all) const {
        return this->staged_level(begin, end, target, side, all);
    }

private:
    static Height mark(Level level) { return {level.at, level.fine}; }
    static Level level_at(Index stage, Height height) { return {stage, height.at, height.fine}; }

    [[nodiscard]] static double amount(const WideVessel& v, Height height) {
        if (height <= v.rise) return v.low;
        if (height >= v.full) return v.high;
        const double held = std::exp((v.slope + height.at) + height.fine); // near the root the sum is exact
        return std::min(std::max(held - v.stock, v.low), v.high);
    }

    [[nodiscard]] double held_by_all(const Question& q, Height height) const {
        double sum = 0.0;
        for (Index k = q.begin; k < q.end; ++k) {
            const WideVessel& v = this->vessels_[k];
            sum += v.stage == q.stage ? amount(v, height) : q.stage < v.stage ? v.low : v.high;
        }
        return sum;
    }

    [[nodiscard]] Height search(const Question& q) const {
        std::vector<Height> ends;
        for (Index k = q.begin; k < q.end; ++k) {
            const WideVessel& v = this->vessels_[k];
            if (v.stage != q.stage || !(v.low < v.high)) continue;
            if (std::isfinite(v.rise.at)) ends.push_back(v.rise);
            if (std::isfinite(v.full.at)) ends.push_back(v.full);
        }
        Height lo{-infinite};
        Height hi{infinite};
        long rounds = 1;
        for (auto from = ends.begin(), to = ends.end(); from != to; ++rounds) {
            const auto middle = from + (to - from) / 2;
            std::nth_element(from, middle, to);
            if (q.is_below(held_by_all(q, *middle))) {
                lo = *middle;
                from = middle + 1;
            } else {
                hi = *middle;
                to = middle;
            }
        }
        std::atomic_ref(this->steps_).fetch_add(rounds, std::memory_order_relaxed);
        return on_piece(q, lo, hi);
    }

    /// The root between two neighbouring meeting points: sum of exp(slope + at) = what those that move have to hold.
    [[nodiscard]] Height on_piece(const Question& q, Height lo, Height hi) const {
        double rest = q.target;
        double top = -infinite; // the greatest logarithm of those that move
        const auto moves = [&](const WideVessel& v) {
            return v.stage == q.stage && v.low < v.high && v.rise <= lo && v.full >= hi;
        };
        for (Index k = q.begin; k < q.end; ++k) {
            const WideVessel& v = this->vessels_[k];
            if (moves(v)) {
                rest += v.stock;
                top = std::max(top, v.slope);
            } else {
                const bool is_low = v.stage == q.stage ? v.rise > lo : q.stage < v.stage;
                rest -= is_low ? v.low : v.high;
            }
        }
        if (top == -infinite) return std::isfinite(hi.at) ? hi : lo; // nobody moves
        rest = std::max(rest, std::numeric_limits<double>::denorm_min()); // of nothing, the first step
        double slopes = 0.0;
        for (Index k = q.begin; k < q.end; ++k)
            if (moves(this->vessels_[k])) slopes += std::exp(this->vessels_[k].slope - top);
        return std::clamp(Height::sum(-top, std::log(rest) - std::log(slopes)), lo, hi);
    }
};

} // namespace corewing::allocation::detail
