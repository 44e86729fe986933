#pragma once

#include "corewing/allocation/detail/infinite.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <compare>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace corewing::allocation::detail {

/// How high the water stands. Stages fill one after the other: places with a weight before places
/// without one, and at alpha = 0 one place after the other. What `at` is inside a stage, the Law says.
struct Level {
    long stage = 0;
    double at = 0.0;

    auto operator<=>(const Level&) const = default;
};

inline constexpr Level nothing_yet{-1, 0.0};
inline constexpr Level everything{std::numeric_limits<long>::max(), 0.0};

/// How an amount follows the level.
enum class Law {
    exponential, ///< clamp(exp(slope + at) - stock, low, high)
    linear,      ///< clamp(slope * at - stock, low, high), slope > 0
    in_turn,     ///< the same, every vessel a stage of its own that is filled from at = 0 to at = 1
};

/// One place as the water sees it.
struct Vessel {
    double low = 0.0;
    double high = 0.0;
    double stock = 0.0;
    double slope = 0.0;      ///< what one unit of level adds, or its logarithm, or in turn the room
    double rise = -infinite; ///< `at` from which it takes more than low
    double full = infinite;  ///< `at` from which it takes high
    long stage = 0;
};

/// Which end of a range of levels at which nobody takes more or less.
enum class Side { first, last };

/// Communicating vessels: how high must the water stand in a range of them so that they hold a given amount?
/// In every stage the amount is piecewise linear in exp(at) or in at, so that Newton's step from the right piece is
/// exact; a median of the break points guards against wandering. Expected O(vessels) per question.
class Water {
public:
    Water(std::vector<Vessel> vessels, Law law) : vessels_(std::move(vessels)), law_(law) {}

    [[nodiscard]] const Vessel& operator[](std::size_t k) const { return vessels_[k]; }
    [[nodiscard]] Law law() const { return law_; }

    /// What vessel k takes at a level.
    [[nodiscard]] double amount(std::size_t k, Level level) const {
        const Vessel& v = vessels_[k];
        if (level.stage != v.stage) return level.stage < v.stage ? v.low : v.high;
        if (law_ == Law::in_turn)
            return level.at >= 1.0 ? v.high : std::clamp(v.slope * level.at - v.stock, v.low, v.high);
        if (level.at <= v.rise) return v.low;
        if (level.at >= v.full) return v.high;
        return std::clamp(held(v, level.at) - v.stock, v.low, v.high);
    }

    /// Lets no vessel of the range hold less than it takes at this level.
    void raise_floor(std::size_t begin, std::size_t end, Level level) {
        for (std::size_t k = begin; k < end; ++k) {
            Vessel& v = vessels_[k];
            v.low = amount(k, level);
            if (level.stage >= v.stage) v.rise = level.stage == v.stage ? std::max(v.rise, level.at) : infinite;
        }
    }

    /// Lets no vessel of the range hold more than it takes at this level.
    void lower_cap(std::size_t begin, std::size_t end, Level level) {
        for (std::size_t k = begin; k < end; ++k) {
            Vessel& v = vessels_[k];
            v.high = amount(k, level);
            if (level.stage <= v.stage) v.full = level.stage == v.stage ? std::min(v.full, level.at) : -infinite;
        }
    }

    /// The level at which the vessels begin .. end-1 together hold `target`, which lies between what
    /// they hold at least and at most; of several such levels the first or the last.
    [[nodiscard]] Level level(std::size_t begin, std::size_t end, double target, Side side) const {
        return law_ == Law::in_turn ? level_in_turn(begin, end, target, side)
                                    : level_in_stages(begin, end, target, side);
    }

    [[nodiscard]] long steps() const { return steps_; }

private:
    static constexpr double noise = 1e-13; // of a sum of doubles, relative

    [[nodiscard]] double held(const Vessel& v, double at) const {
        return law_ == Law::exponential ? std::exp(v.slope + at) : v.slope * at;
    }

    [[nodiscard]] Level level_in_turn(std::size_t begin, std::size_t end, double target, Side side) const {
        struct Turn {
            long stage;
            double room;
            const Vessel* vessel;
            bool operator<(const Turn& other) const { return stage < other.stage; }
        };
        std::vector<Turn> open; // the vessels that are not settled
        for (std::size_t k = begin; k < end; ++k) {
            target -= vessels_[k].low;
            if (vessels_[k].high > vessels_[k].low)
                open.push_back({vessels_[k].stage, vessels_[k].high - vessels_[k].low, &vessels_[k]});
        }
        const double tolerance = noise * std::max(1.0, std::abs(target));
        auto from = open.begin();
        auto to = open.end();
        while (to - from > 1) { // the stage in which target is reached lies in [from, to)
            std::atomic_ref(steps_).fetch_add(1, std::memory_order_relaxed); // groups may be read side by side
            const auto middle = from + (to - from) / 2;
            std::nth_element(from, middle, to);
            double room = 0.0;
            for (auto entry = from; entry != middle; ++entry) room += entry->room;
            const bool enough = side == Side::first ? room >= target : room > target + tolerance;
            if (enough) {
                to = middle;
            } else {
                target -= room;
                from = middle;
            }
        }
        if (from == to) return side == Side::first ? nothing_yet : everything;
        const Vessel& v = *from->vessel;
        if (side == Side::last && target >= from->room - tolerance) return everything;
        if (target >= from->room) return {v.stage, 1.0};
        return {v.stage, std::clamp((v.low + std::max(0.0, target) + v.stock) / v.slope, 0.0, 1.0)};
    }

    [[nodiscard]] Level level_in_stages(std::size_t begin, std::size_t end, double target, Side side) const {
        double low[2] = {0.0, 0.0};
        double high[2] = {0.0, 0.0};
        for (std::size_t k = begin; k < end; ++k) {
            low[vessels_[k].stage] += vessels_[k].low;
            high[vessels_[k].stage] += vessels_[k].high;
        }
        const double tolerance = noise * std::max(std::abs(target), low[0] + low[1]);
        const double first_stage = target - low[1];
        if (side == Side::first ? first_stage <= high[0] + tolerance : first_stage < high[0] - tolerance)
            return {0, search(begin, end, 0, first_stage, tolerance, side)};
        const double second_stage = target - high[0];
        if (side == Side::last && second_stage >= high[1] - tolerance) return everything;
        return {1, search(begin, end, 1, second_stage, tolerance, side)};
    }

    /// What the vessels still in question hold at one level, and how that goes on to either side.
    struct Reading {
        double sum = 0.0;
        double slope_up = 0.0;   ///< d sum / d at, just above
        double slope_down = 0.0; ///< and just below
        double next_up = infinite;
        double next_down = -infinite;
    };

    /// The root of sum(at) = target in one stage.
    [[nodiscard]] double search(std::size_t begin, std::size_t end, long stage, double target, double tolerance,
                                Side side) const {
        std::vector<std::size_t> open; // vessels that are not settled by a rule further in
        double low = 0.0;
        double rise = infinite;
        for (std::size_t k = begin; k < end; ++k) {
            const Vessel& v = vessels_[k];
            if (v.stage != stage) continue;
            if (v.rise < v.full && v.low < v.high) {
                open.push_back(k);
                low += v.low;
                rise = std::min(rise, v.rise);
            } else {
                target -= v.low;
            }
        }
        if (open.empty()) return side == Side::first ? -infinite : infinite;
        if (target <= low + tolerance) return side == Side::first ? -infinite : rise;
        return search(std::move(open), target, tolerance, side);
    }

    [[nodiscard]] double search(std::vector<std::size_t> open, double target, double tolerance, Side side) const {
        const double reference = first_guess(open, target);
        double lo = -infinite;
        double hi = infinite;
        double settled = 0.0; // what settled vessels hold, apart from the next line
        double moving = 0.0;  // the slope, at the reference, of those that neither rise nor fill between lo and hi
        std::size_t last_size = open.size();
        const bool is_linear = law_ != Law::exponential;

        double at = reference;
        for (long round = 1;; ++round) {
            std::atomic_ref(steps_).fetch_add(1, std::memory_order_relaxed); // groups may be read side by side
            const Reading now = read(open, at, lo, hi, reference, settled, moving);
            const double moved = is_linear || moving == 0.0 ? moving : moving * std::exp(at - reference);
            const double sum = now.sum + settled + (is_linear ? moving * at : moved);
            const bool below = side == Side::first ? sum < target - tolerance : sum <= target + tolerance;
            (below ? lo : hi) = at;

            double next = 0.0;
            bool exact = false;
            const double slope = (below ? now.slope_up : now.slope_down) + moved;
            const double step = (target - sum) / slope;
            if (slope == 0.0) { // flat up to the next break point
                next = below ? now.next_up : now.next_down;
                if (!std::isfinite(next)) return next;
            } else if (std::isfinite(step) && (is_linear || step > -1.0)) {
                next = at + (is_linear ? step : std::log1p(step));
                const bool is_near =
                    is_linear ? std::abs(sum) <= 1e3 * std::abs(target) || std::abs(step) < 1e-9 * std::abs(at)
                              : std::abs(next - at) < 2.0; // else rounding would show
                exact = is_near && (below ? next <= now.next_up : next >= now.next_down);
                const double corner = below ? now.next_up : now.next_down;
                if (below == (side == Side::last) && std::abs(next - corner) <= 1e-12 * std::max(1.0, std::abs(at))) {
                    next = corner; // it may go on flat from there
                    exact = false;
                }
            } else {
                next = below ? infinite : -infinite;
            }
            if (exact) return std::clamp(next, lo, hi);

            const bool slow = 4 * open.size() > 3 * last_size && round % 3 == 0;
            last_size = open.size();
            if (slow || !(next > lo && next < hi)) {
                const double middle = median_break(open, lo, hi);
                if (std::isfinite(middle)) {
                    next = middle;
                } else { // no break point left
                    if (std::isfinite(lo) && std::isfinite(hi)) next = lo + 0.5 * (hi - lo);
                    if (!std::isfinite(next)) next = below ? at + 30.0 : at - 30.0;
                    if (!(next > lo && next < hi)) return at;
                }
            }
            at = next;
        }
    }

    /// Reads all open vessels at one level and settles those that have no break point between lo and hi.
    Reading read(std::vector<std::size_t>& open, double at, double lo, double hi, double reference, double& settled,
                 double& moving) const {
        Reading result;
        std::size_t kept = 0;
        for (const std::size_t k : open) {
            const Vessel& v = vessels_[k];
            if (v.full <= lo) {
                settled += v.high;
                continue;
            }
            if (v.rise >= hi) {
                settled += v.low;
                continue;
            }
            if (v.rise <= lo && v.full >= hi) {
                const double share = law_ == Law::exponential ? std::exp(v.slope + reference) : v.slope;
                if (share > 1e-150 && share < 1e150) {
                    moving += share;
                    settled -= v.stock;
                    continue;
                }
            }
            open[kept++] = k;
            if (at < v.rise) {
                result.sum += v.low;
                result.next_up = std::min(result.next_up, v.rise);
            } else if (at > v.full) {
                result.sum += v.high;
                result.next_down = std::max(result.next_down, v.full);
            } else {
                const double in_it = held(v, at);
                const double slope = law_ == Law::exponential ? in_it : v.slope;
                if (at < v.full) {
                    result.slope_up += slope;
                    result.next_up = std::min(result.next_up, v.full);
                }
                if (at > v.rise) {
                    result.slope_down += slope;
                    result.next_down = std::max(result.next_down, v.rise);
                }
                if (at == v.rise) // exactly, so that what is settled is seen to be settled
                    result.sum += v.low;
                else
                    result.sum += at == v.full ? v.high : std::clamp(in_it - v.stock, v.low, v.high);
            }
        }
        open.resize(kept);
        return result;
    }

    /// A level near the root: that of a sample, or that without floors and caps.
    [[nodiscard]] double first_guess(const std::vector<std::size_t>& open, double target) const {
        constexpr std::size_t sample_size = 1000;
        if (open.size() > 8 * sample_size) {
            const std::size_t stride = open.size() / sample_size;
            std::vector<std::size_t> sample;
            double low = 0.0;
            double high = 0.0;
            for (std::size_t j = stride / 2; j < open.size(); j += stride) {
                sample.push_back(open[j]);
                low += vessels_[open[j]].low;
                high += vessels_[open[j]].high;
            }
            const double share = target * static_cast<double>(sample.size()) / static_cast<double>(open.size());
            if (share > low && share < high) {
                const double guess = search(std::move(sample), share, 0.0, Side::first);
                if (std::isfinite(guess)) return guess;
            }
        }
        if (law_ != Law::exponential) {
            double slopes = 0.0;
            double moved = target;
            for (const std::size_t k : open) {
                slopes += vessels_[k].slope;
                moved += vessels_[k].stock;
            }
            return moved / slopes;
        }
        double top = -infinite;
        for (const std::size_t k : open) top = std::max(top, vessels_[k].slope);
        double slopes = 0.0;
        double total = target;
        for (const std::size_t k : open) {
            slopes += std::exp(vessels_[k].slope - top);
            total += vessels_[k].stock;
        }
        return total > 0.0 ? std::log(total) - top - std::log(slopes) : -top;
    }

    /// The median of the break points strictly between lo and hi; infinite where there is none.
    [[nodiscard]] double median_break(const std::vector<std::size_t>& open, double lo, double hi) const {
        std::vector<double> breaks;
        for (const std::size_t k : open)
            for (const double b : {vessels_[k].rise, vessels_[k].full})
                if (b > lo && b < hi) breaks.push_back(b);
        if (breaks.empty()) return infinite;
        const auto middle = breaks.begin() + static_cast<std::ptrdiff_t>(breaks.size() / 2);
        std::nth_element(breaks.begin(), middle, breaks.end());
        return *middle;
    }

    std::vector<Vessel> vessels_;
    Law law_ = Law::exponential;
    mutable long steps_ = 0;
};

} // namespace corewing::allocation::detail
