#pragma once

#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/allocation/detail/vessel.hpp"
#include "corewing/base/index.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace corewing::allocation::detail {

/// Vessels that are filled in two stages: what the ways of finding a level inside a stage have in common.
/// @tparam Self  knows amount(k, level), search(question), and of a level its Mark
template <class Self, class Vessel, class Mark>
class StagedVessels {
public:
    explicit StagedVessels(std::vector<Vessel> vessels) : vessels_(std::move(vessels)) {}

    /// How many levels were tried so far.
    [[nodiscard]] long steps() const { return steps_; }

    /// What the vessels of a range hold at least and at most, by stage.
    struct Totals {
        std::array<double, 2> low = {0.0, 0.0};
        std::array<double, 2> high = {0.0, 0.0};

        [[nodiscard]] double least() const { return low[0] + low[1]; }
        [[nodiscard]] double most() const { return high[0] + high[1]; }
    };
    [[nodiscard]] Totals totals(Index begin, Index end) const {
        Totals result;
        for (Index k = begin; k < end; ++k) {
            const Vessel& v = vessels_[k];
            const Index stage = v.stage == 1 ? 1 : 0; // in turn it does not matter
            result.low[stage] += v.low;
            result.high[stage] += v.high;
        }
        return result;
    }

    /// Lets no vessel of the range hold less than it takes at this level.
    void raise_floor(Index begin, Index end, Level level) {
        const Mark mark = Self::mark(level);
        for (Index k = begin; k < end; ++k) {
            Vessel& v = vessels_[k];
            v.low = self().amount(k, level);
            if (level.stage >= v.stage) v.rise = level.stage == v.stage ? std::max(v.rise, mark) : Mark{infinite};
        }
    }

    /// Lets no vessel of the range hold more than it takes at this level.
    void lower_cap(Index begin, Index end, Level level) {
        const Mark mark = Self::mark(level);
        for (Index k = begin; k < end; ++k) {
            Vessel& v = vessels_[k];
            v.high = self().amount(k, level);
            if (level.stage <= v.stage) v.full = level.stage == v.stage ? std::min(v.full, mark) : Mark{-infinite};
        }
    }

protected:
    static constexpr double noise = 1e-13; // of a sum of doubles, relative

    /// Sought: the level in `stage` at which the vessels begin .. end-1 hold the target.
    struct Question {
        Index begin, end, stage;
        double target, tolerance;
        Side side;

        /// Whether the root lies above a level at which the vessels hold `sum`.
        [[nodiscard]] bool is_below(double sum) const {
            return side == Side::first ? sum < target - tolerance : sum <= target + tolerance;
        }
    };

    /// The level at which the vessels begin .. end-1 together hold `target`, which lies between what
    /// they hold at least and at most; of several such levels the first or the last.
    /// @param all  totals(begin, end)
    [[nodiscard]] Level staged_level(Index begin, Index end, double target, Side side, const Totals& all) const {
        const double tolerance = noise * std::max(std::abs(target), all.least());
        const double brim = all.high[0] + all.low[1]; // all that the first stage can hold
        const bool is_first_stage = side == Side::first ? target <= brim + tolerance : target < brim - tolerance;
        if (!is_first_stage && side == Side::last && target >= all.most() - tolerance) return everything;
        const Question q{begin, end, is_first_stage ? 0 : 1, target, tolerance, side};
        if (target <= (is_first_stage ? all.least() : brim) + tolerance) // nobody takes more than in the stage before
            return Self::level_at(q.stage, side == Side::first ? Mark{-infinite} : first_rise(q));
        return Self::level_at(q.stage, self().search(q));
    }

    std::vector<Vessel> vessels_;
    mutable long steps_ = 0;

private:
    [[nodiscard]] Self& self() { return static_cast<Self&>(*this); }
    [[nodiscard]] const Self& self() const { return static_cast<const Self&>(*this); }

    /// The level above which the first vessel takes more than at least; infinite if none can.
    [[nodiscard]] Mark first_rise(const Question& q) const {
        Mark rise{infinite};
        for (Index k = q.begin; k < q.end; ++k) {
            const Vessel& v = vessels_[k];
            if (v.stage == q.stage && v.low < v.high && v.rise < v.full) rise = std::min(rise, v.rise);
        }
        return rise;
    }
};

} // namespace corewing::allocation::detail
