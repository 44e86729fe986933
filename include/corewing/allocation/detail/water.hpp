#pragma once

#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/allocation/detail/staged_vessels.hpp"
#include "corewing/allocation/detail/vessel.hpp"
#include "corewing/base/index.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace corewing::allocation::detail {

/// Communicating vessels: how high must the water stand in a range of them so that they hold a given amount?
///
/// Within a stage the amount grows piecewise linearly in the level; the pieces meet at the levels at which a vessel
/// begins to rise or is full. From any level the line through its piece leads to the root if the root lies on the
/// piece, else Newton's step goes to a piece nearer to it. Where these steps wander, the median of the meeting points
/// that are left halves their number.
/// Source: Cominetti, Mascarenhas & Silva 2014 (Newton's method for the quadratic knapsack problem).
template <class = void>
class Water : public StagedVessels<Water<>, Vessel, double> {
    using Base = StagedVessels<Water<>, Vessel, double>;
    friend Base;
    using typename Base::Question;

public:
    using typename Base::Totals;

    Water(Vessels vessels, Law law) : Base(std::move(vessels)), law_(law) {}

    [[nodiscard]] Law law() const { return law_; }

    /// What vessel k takes at a level.
    [[nodiscard]] double amount(Index k, Level level) const {
        const Vessel& v = this->vessels_[k];
        if (level.stage != v.stage) return level.stage < v.stage ? v.low : v.high;
        if (law_ == Law::in_turn) return std::clamp(level.at, v.low, v.high);
        return amount(v, level.at, v.slope * level.at);
    }

    /// The level at which the vessels begin .. end-1 together hold `target`, which lies between what
    /// they hold at least and at most; of several such levels the first or the last.
    /// @param all  totals(begin, end)
    [[nodiscard]] Level level(Index begin, Index end, double target, Side side, const Totals& all) const {
        return law_ == Law::in_turn ? level_in_turn(begin, end, target, side)
                                    : this->staged_level(begin, end, target, side, all);
    }

private:
    static constexpr Index patience = 8;           // every so many levels the meeting points are halved
    static constexpr Index levels_at_most = 10000; // far more than halving doubles can take

    static double mark(Level level) { return level.at; }
    static Level level_at(Index stage, double at) { return {stage, at}; }

    /// The piece to one side of a level.
    struct Piece {
        double slope; ///< d sum / d at
        double end;   ///< where the next piece begins
    };
    /// What the vessels hold at a level, and how that goes on to either side.
    struct Reading {
        double sum = 0.0;
        Piece down = {0.0, -infinite};
        Piece up = {0.0, infinite};
    };

    /// The root lies in (lo, hi).
    struct Bracket {
        double lo = -infinite;
        double hi = infinite;

        [[nodiscard]] bool holds(double at) const { return at > lo && at < hi; }
    };

    /// How a search goes on from a level that has been read.
    enum class Move {
        lands,  ///< the root lies on this piece
        corner, ///< to the end of this piece: it is flat, or the root is there up to rounding and it may go on flat
        newton, ///< along the line of this piece, past its end
        halve,  ///< to the median of the meeting points in the bracket
    };
    struct Decision {
        Move move;
        double at; ///< the root or the next level, but for `halve`
    };

    /// What a vessel takes in its own stage. At its own ends exactly, so that what is settled is seen to be settled.
    [[nodiscard]] static double amount(const Vessel& v, double at, double held) {
        const double within = std::min(std::max(held - v.stock, v.low), v.high);
        return at <= v.rise ? v.low : at >= v.full ? v.high : within;
    }

    [[nodiscard]] Reading read(const Question& q, double at) const {
        Reading now;
        for (Index k = q.begin; k < q.end; ++k) {
            const Vessel& v = this->vessels_[k];
            if (v.stage != q.stage) {
                now.sum += q.stage < v.stage ? v.low : v.high;
                continue;
            }
            if (at < v.rise) {
                now.sum += v.low;
                now.up.end = std::min(now.up.end, v.rise);
            } else if (at > v.full) {
                now.sum += v.high;
                now.down.end = std::max(now.down.end, v.full);
            } else {
                now.sum += amount(v, at, v.slope * at);
                if (at < v.full) {
                    now.up.slope += v.slope;
                    now.up.end = std::min(now.up.end, v.full);
                }
                if (at > v.rise) {
                    now.down.slope += v.slope;
                    now.down.end = std::max(now.down.end, v.rise);
                }
            }
        }
        return now;
    }

    [[nodiscard]] Decision decide(const Question& q, const Reading& now, double at, const Bracket& bracket,
                                  Index round) const {
        const bool below = q.is_below(now.sum);
        const Piece& ahead = below ? now.up : now.down;
        if (ahead.slope == 0.0 && !std::isfinite(ahead.end))
            return {Move::lands, std::clamp(ahead.end, bracket.lo, bracket.hi)};
        const double landing = at + (q.target - now.sum) / ahead.slope;
        const bool is_near = std::abs(now.sum) <= 1e3 * std::abs(q.target); // from far away rounding would show
        const double rest = below ? ahead.end - landing : landing - ahead.end;
        if (ahead.slope > 0.0 && is_near) {
            const bool is_straight = !bracket.holds(ahead.end); // as far as the root can lie
            if (is_straight || rest > 1e-12 * std::max(std::abs(at), std::abs(landing)))
                return {Move::lands, std::clamp(landing, bracket.lo, bracket.hi)};
        }
        if (round % patience == 0) return {Move::halve, 0.0};
        if ((ahead.slope == 0.0 || (is_near && rest >= 0.0)) && bracket.holds(ahead.end))
            return {Move::corner, ahead.end};
        return {bracket.holds(landing) ? Move::newton : Move::halve, landing};
    }

    [[nodiscard]] double search(const Question& q) const {
        double at = unbounded_level(q);
        Bracket bracket;
        Index round = 1;
        for (; round < levels_at_most; ++round) {
            const Reading now = read(q, at);
            (q.is_below(now.sum) ? bracket.lo : bracket.hi) = at;
            const Decision next = decide(q, now, at, bracket, round);
            at = next.move == Move::halve ? halfway(q, bracket) : next.at;
            if (next.move == Move::lands || !bracket.holds(at)) break;
        }
        std::atomic_ref(this->steps_).fetch_add(round, std::memory_order_relaxed); // groups may be read side by side
        return at;
    }

    /// The level at which the vessels would hold the target without floors and caps.
    [[nodiscard]] double unbounded_level(const Question& q) const {
        double rest = q.target, stock = 0.0, slopes = 0.0;
        for (Index k = q.begin; k < q.end; ++k) {
            const Vessel& v = this->vessels_[k];
            if (v.stage == q.stage) {
                slopes += v.slope;
                stock += v.stock;
            } else {
                rest -= q.stage < v.stage ? v.low : v.high;
            }
        }
        const double at = (rest + stock) / slopes;
        return std::isfinite(at) ? at : 0.0;
    }

    /// The median, or that of a sample, of the meeting points inside a bracket; without any, a level inside.
    [[nodiscard]] double halfway(const Question& q, const Bracket& bracket) const {
        std::vector<double> ends;
        for (Index stride : {1 + (q.end - q.begin) / 256, Index{1}}) {
            for (Index k = q.begin; k < q.end; k += stride)
                for (const double end : {this->vessels_[k].rise, this->vessels_[k].full})
                    if (this->vessels_[k].stage == q.stage && bracket.holds(end)) ends.push_back(end);
            if (!ends.empty()) break;
        }
        if (!ends.empty()) {
            const auto middle = ends.begin() + std::ssize(ends) / 2;
            std::nth_element(ends.begin(), middle, ends.end());
            return *middle;
        }
        constexpr double largest = std::numeric_limits<double>::max(); // a level beyond it would fill what has no end
        if (bracket.lo == -infinite) return std::max(-largest, bracket.hi - std::max(1.0, std::abs(bracket.hi)));
        if (bracket.hi == infinite) return std::min(largest, bracket.lo + std::max(1.0, std::abs(bracket.lo)));
        return bracket.lo + 0.5 * (bracket.hi - bracket.lo);
    }

    [[nodiscard]] Level level_in_turn(Index begin, Index end, double target, Side side) const {
        struct Turn {
            Index stage;
            double room;
            const Vessel* vessel;
            bool operator<(const Turn& other) const { return stage < other.stage; }
        };
        const double tolerance = this->noise * std::abs(target);
        std::vector<Turn> open; // the vessels that are not settled
        for (Index k = begin; k < end; ++k) {
            const Vessel& v = this->vessels_[k];
            target -= v.low;
            if (v.high > v.low) open.push_back({v.stage, v.high - v.low, &v});
        }
        auto from = open.begin();
        auto to = open.end();
        Index round = 0;
        for (; to - from > 1; ++round) { // the stage in which target is reached lies in [from, to)
            const auto middle = from + (to - from) / 2;
            std::nth_element(from, middle, to);
            double room = 0.0;
            for (auto entry = from; entry != middle; ++entry) room += entry->room;
            const bool enough = side == Side::first ? room >= target - tolerance : room > target + tolerance;
            if (enough) {
                to = middle;
            } else {
                target -= room;
                from = middle;
            }
        }
        std::atomic_ref(this->steps_).fetch_add(round, std::memory_order_relaxed);
        if (from == to) return side == Side::first ? nothing_yet : everything;
        const Vessel& v = *from->vessel;
        if (side == Side::last && target >= from->room - tolerance) return everything;
        return {v.stage, target >= from->room ? v.high : v.low + std::max(0.0, target)};
    }

    Law law_ = Law::linear;
};

} // namespace corewing::allocation::detail
