#pragma once

#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/allocation/detail/vessel.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <type_traits>
#include <utility>
#include <vector>

namespace corewing::allocation::detail {

/// Communicating vessels: how high must the water stand in a range of them so that they hold a given amount?
/// In every stage the amount is piecewise linear in exp(at) or in at, so that Newton's step from the right piece is
/// exact; a median of the break points guards against wandering. Where there are many, a sample says where to look.
/// Expected O(vessels) per question.
template <class = void>
class Water {
public:
    Water(Vessels vessels, Law law) : vessels_(std::move(vessels)), law_(law) {}

    [[nodiscard]] Law law() const { return law_; }

    /// What vessel k takes at a level.
    [[nodiscard]] double amount(Index k, Level level) const { return amount(vessels_[k], level); }
    [[nodiscard]] double amount(const Vessel& v, Level level) const {
        if (level.stage != v.stage) return level.stage < v.stage ? v.low : v.high;
        if (law_ == Law::in_turn)
            return level.at >= 1.0 ? v.high : std::clamp(v.slope * level.at - v.stock, v.low, v.high);
        if (level.at <= v.rise) return v.low;
        if (level.at >= v.full) return v.high;
        return std::clamp(held(v, level.at) - v.stock, v.low, v.high);
    }

    /// What the vessels of a range hold at least and at most, by stage; in turn, all in the first.
    struct Totals {
        double low[2] = {0.0, 0.0};
        double high[2] = {0.0, 0.0};
        Index open[2] = {0, 0};          ///< how many are not settled by a rule further in
        double settled[2] = {0.0, 0.0};        ///< what the others hold
        double rise[2] = {infinite, infinite}; ///< where the first of those not settled rises

        [[nodiscard]] double least() const { return low[0] + low[1]; }
        [[nodiscard]] double most() const { return high[0] + high[1]; }
        void join(const Totals& next) {
            for (const int stage : {0, 1}) {
                low[stage] += next.low[stage];
                high[stage] += next.high[stage];
                open[stage] += next.open[stage];
                settled[stage] += next.settled[stage];
                rise[stage] = std::min(rise[stage], next.rise[stage]);
            }
        }
    };
    [[nodiscard]] Totals totals(Index begin, Index end) const {
        return in_blocks<Totals>(end - begin, [&](Index first, Index last) {
            Totals part;
            for (Index k = begin + first; k < begin + last; ++k) {
                const long stage = law_ == Law::in_turn ? 0 : vessels_[k].stage;
                const Vessel& v = vessels_[k];
                part.low[stage] += v.low;
                part.high[stage] += v.high;
                if (is_open(v)) {
                    ++part.open[stage];
                    part.rise[stage] = std::min(part.rise[stage], v.rise);
                } else {
                    part.settled[stage] += v.low;
                }
            }
            return part;
        });
    }

    /// Lets no vessel of the range hold less than it takes at this level.
    void raise_floor(Index begin, Index end, Level level) {
        for (Index k = begin; k < end; ++k) {
            Vessel& v = vessels_[k];
            v.low = amount(k, level);
            if (level.stage >= v.stage) v.rise = level.stage == v.stage ? std::max(v.rise, level.at) : infinite;
        }
    }

    /// Lets no vessel of the range hold more than it takes at this level.
    void lower_cap(Index begin, Index end, Level level) {
        for (Index k = begin; k < end; ++k) {
            Vessel& v = vessels_[k];
            v.high = amount(k, level);
            if (level.stage <= v.stage) v.full = level.stage == v.stage ? std::min(v.full, level.at) : -infinite;
        }
    }

    /// The level at which the vessels begin .. end-1 together hold `target`, which lies between what
    /// they hold at least and at most; of several such levels the first or the last.
    [[nodiscard]] Level level(Index begin, Index end, double target, Side side) const {
        return level(begin, end, target, side, totals(begin, end));
    }
    /// @param all  totals(begin, end)
    [[nodiscard]] Level level(Index begin, Index end, double target, Side side, const Totals& all) const {
        return law_ == Law::in_turn ? level_in_turn(begin, end, target, side)
                                    : level_in_stages(begin, end, target, side, all);
    }

    [[nodiscard]] long steps() const { return steps_; }

private:
    static constexpr double noise = 1e-13; // of a sum of doubles, relative

    // Vessels in question stand in a vector of their own: as numbers where the range fits into the cache, else as
    // copies, since side by side in memory they are read many times faster.
    [[nodiscard]] const Vessel& vessel(Index k) const { return vessels_[k]; }
    [[nodiscard]] static const Vessel& vessel(const Vessel& v) { return v; }

    /// Long ranges are read in blocks of this many vessels, side by side, and the parts joined in order.
    static constexpr Index block = 32768;

    /// read(first, last) for the blocks of 0 .. count-1, joined.
    template <class Part, class Read>
    static Part in_blocks(Index count, Read&& read) {
        if (count <= block) return read(Index{0}, count);
        std::vector<Part> parts((count + block - 1) / block);
        base::parallel_blocks(count,
                              [&](Index first, Index last) { parts[first / block] = read(first, last); },
                              {.grain = block});
        Part whole = parts.front();
        for (Index b = 1; b < std::ssize(parts); ++b) whole.join(parts[b]);
        return whole;
    }

    /// The vessels of a range for which keep(v) is true, in their order; `Part` gathers what is seen on the way.
    template <class Part, class Entry, class Keep>
    Part gather(Index begin, Index end, std::vector<Entry>& open, Keep&& keep) const {
        const Index count = end - begin;
        std::vector<std::vector<Entry>> kept(count / block + 1);
        const Part whole = in_blocks<Part>(count, [&](Index first, Index last) {
            Part part;
            std::vector<Entry>& own = kept[first / block];
            if constexpr (std::is_same_v<Entry, Index>) own.reserve(last - first);
            for (Index k = begin + first; k < begin + last; ++k)
                if (keep(vessels_[k], part)) {
                    if constexpr (std::is_same_v<Entry, Index>)
                        own.push_back(k);
                    else
                        own.push_back(vessels_[k]);
                }
            return part;
        });
        open = std::move(kept.front());
        for (Index b = 1; b < std::ssize(kept); ++b) open.insert(open.end(), kept[b].begin(), kept[b].end());
        return whole;
    }

    /// Keeps those for which keep(v) is true, in their order.
    template <class Part, class Entry, class Keep>
    Part sift(std::vector<Entry>& open, Keep&& keep) const {
        std::vector<Index> kept(open.size() / block + 1, 0);
        const Part whole = in_blocks<Part>(open.size(), [&](Index first, Index last) {
            Part part;
            Index to = first;
            for (Index j = first; j < last; ++j)
                if (keep(vessel(open[j]), part)) {
                    if (to != j) open[to] = open[j];
                    ++to;
                }
            kept[first / block] = to - first;
            return part;
        });
        auto to = open.begin();
        for (Index b = 0; b < std::ssize(kept); ++b) {
            const auto from = open.begin() + (b * block);
            to = from == to ? to + kept[b]
                            : std::copy(from, from + kept[b], to);
        }
        open.erase(to, open.end());
        return whole;
    }

    [[nodiscard]] double held(const Vessel& v, double at) const {
        return law_ == Law::exponential ? std::exp(v.slope + at) : v.slope * at;
    }

    [[nodiscard]] Level level_in_turn(Index begin, Index end, double target, Side side) const {
        struct Turn {
            long stage;
            double room;
            const Vessel* vessel;
            bool operator<(const Turn& other) const { return stage < other.stage; }
        };
        std::vector<Turn> open; // the vessels that are not settled
        for (Index k = begin; k < end; ++k) {
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

    [[nodiscard]] Level level_in_stages(Index begin, Index end, double target, Side side,
                                        const Totals& all) const {
        const auto& low = all.low;
        const auto& high = all.high;
        const double tolerance = noise * std::max(std::abs(target), low[0] + low[1]);
        const double first_stage = target - low[1];
        if (side == Side::first ? first_stage <= high[0] + tolerance : first_stage < high[0] - tolerance)
            return {0, search(begin, end, 0, first_stage, tolerance, side, all)};
        const double second_stage = target - high[0];
        if (side == Side::last && second_stage >= high[1] - tolerance) return everything;
        return {1, search(begin, end, 1, second_stage, tolerance, side, all)};
    }

    /// What the vessels still in question hold at one level, and how that goes on to either side.
    struct Reading {
        double sum = 0.0;
        double slope_up = 0.0;   ///< d sum / d at, just above
        double slope_down = 0.0; ///< and just below
        double next_up = infinite;
        double next_down = -infinite;
        double settled = 0.0; ///< what those hold that are no longer in question, apart from the next line
        double moving = 0.0;  ///< the slope, at the reference, of those that neither rise nor fill any more

        void join(const Reading& next) {
            sum += next.sum;
            slope_up += next.slope_up;
            slope_down += next.slope_down;
            next_up = std::min(next_up, next.next_up);
            next_down = std::max(next_down, next.next_down);
            settled += next.settled;
            moving += next.moving;
        }
    };

    /// Where the search stands.
    struct State {
        double at = 0.0; ///< the next level to read
        double lo = -infinite;
        double hi = infinite;
        double reference = 0.0;
        double settled = 0.0; ///< see Reading
        double moving = 0.0;
    };
    /// What the moving vessels that are no longer in question hold at a level.
    [[nodiscard]] double moved(const State& state, double at) const {
        if (state.moving == 0.0) return 0.0;
        return law_ == Law::exponential ? state.moving * std::exp(at - state.reference) : state.moving * at;
    }
    /// What all those hold that are no longer in question.
    [[nodiscard]] double known(const State& state, double at) const { return state.settled + moved(state, at); }
    /// Whether the root lies above a level at which the vessels hold `sum`.
    static bool is_below(double sum, double target, double tolerance, Side side) {
        return side == Side::first ? sum < target - tolerance : sum <= target + tolerance;
    }

    /// The root of sum(at) = target in one stage.
    [[nodiscard]] double search(Index begin, Index end, long stage, double target, double tolerance,
                                Side side, const Totals& all) const {
        return end - begin <= block ? search<Index>(begin, end, stage, target, tolerance, side, all)
                                    : search<Vessel>(begin, end, stage, target, tolerance, side, all);
    }

    template <class Entry>
    [[nodiscard]] double search(Index begin, Index end, long stage, double target, double tolerance,
                                Side side, const Totals& all) const {
        if (all.open[stage] == 0) return side == Side::first ? -infinite : infinite;
        target -= all.settled[stage];
        if (target <= all.low[stage] - all.settled[stage] + tolerance)
            return side == Side::first ? -infinite : all.rise[stage];

        // If the root lies where a sample has it, or not far from there, one reading settles most vessels.
        std::vector<Entry> open;
        Guess guess = first_guess(begin, end, stage, target, all.open[stage]);
        for (int attempt = 0; attempt < 3 && guess.lo < guess.hi; ++attempt) {
            const double lo = guess.lo, hi = guess.hi;
            const Reading at_lo = gather<Reading>(begin, end, open, [&](const Vessel& v, Reading& part) {
                return v.stage == stage && is_open(v) && read_one(v, lo, lo, hi, guess.at, part);
            });
            State state{.at = guess.at, .lo = lo, .hi = hi, .reference = guess.at};
            state.settled = at_lo.settled;
            state.moving = at_lo.moving;
            const Reading at_hi = read(open, hi, lo, hi, guess.at);
            const bool rises = is_below(at_lo.sum + known(state, lo), target, tolerance, side);
            const bool fills = !is_below(at_hi.sum + known(state, hi), target, tolerance, side);
            if (rises && fills) return search(open, state, target, tolerance, side);
            const double width = 4.0 * (hi - lo);
            guess = rises ? Guess{hi + 0.5 * width, hi, hi + width} : Guess{lo - 0.5 * width, lo - width, lo};
        }
        struct Nothing {
            void join(const Nothing&) {}
        };
        gather<Nothing>(begin, end, open, [&](const Vessel& v, Nothing&) { return v.stage == stage && is_open(v); });
        return search(open, {.at = unbounded_level(open, target)}, target, tolerance, side);
    }

    static bool is_open(const Vessel& v) { return v.rise < v.full && v.low < v.high; }

    template <class Entry>
    [[nodiscard]] double search(std::vector<Entry>& open, State state, double target, double tolerance,
                                Side side) const {
        auto& [at, lo, hi, reference, settled, moving] = state;
        reference = at;
        const bool is_linear = law_ != Law::exponential;
        Index last_size = open.size();
        for (long round = 1;; ++round) {
            std::atomic_ref(steps_).fetch_add(1, std::memory_order_relaxed); // groups may be read side by side
            const Reading now = read(open, at, lo, hi, reference);
            settled += now.settled;
            moving += now.moving;
            const double sum = now.sum + known(state, at);
            const bool below = is_below(sum, target, tolerance, side);
            (below ? lo : hi) = at;

            double next = 0.0;
            bool exact = false, is_newton = false;
            const double slope = (below ? now.slope_up : now.slope_down) + (is_linear ? moving : moved(state, at));
            const double step = (target - sum) / slope;
            if (slope == 0.0) { // flat up to the next break point
                next = below ? now.next_up : now.next_down;
                if (!std::isfinite(next)) return next;
            } else if (std::isfinite(step) && (is_linear || step > -1.0)) {
                next = at + (is_linear ? step : std::log1p(step));
                is_newton = true;
                const bool is_near =
                    is_linear ? std::abs(sum) <= 1e3 * std::abs(target) || std::abs(step) < 1e-9 * std::abs(at)
                              : std::abs(next - at) < 2.0; // else rounding would show
                exact = is_near && (below ? next <= now.next_up : next >= now.next_down);
                const double corner = below ? now.next_up : now.next_down;
                if (below == (side == Side::last) && std::abs(next - corner) <= 1e-12 * std::max(1.0, std::abs(at))) {
                    next = corner; // it may go on flat from there
                    exact = is_newton = false;
                }
            } else {
                next = below ? infinite : -infinite;
            }
            if (exact) return std::clamp(next, lo, hi);
            // Newton's steps would come near from one side only; a little too far, and the root is between two levels.
            if (is_newton && !std::isfinite(below ? hi : lo)) next += 0.5 * (next - at);

            const bool slow = 4 * std::ssize(open) > 3 * last_size && round % 3 == 0;
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
    template <class Entry>
    Reading read(std::vector<Entry>& open, double at, double lo, double hi, double reference) const {
        return sift<Reading>(open,
                             [&](const Vessel& v, Reading& part) { return read_one(v, at, lo, hi, reference, part); });
    }

    /// One vessel. @return whether it stays in question
    bool read_one(const Vessel& v, double at, double lo, double hi, double reference, Reading& part) const {
        if (v.full <= lo) {
            part.settled += v.high;
            return false;
        }
        if (v.rise >= hi) {
            part.settled += v.low;
            return false;
        }
        if (v.rise <= lo && v.full >= hi) {
            const double share = law_ == Law::exponential ? std::exp(v.slope + reference) : v.slope;
            if (share > 1e-150 && share < 1e150) {
                part.moving += share;
                part.settled -= v.stock;
                return false;
            }
        }
        if (at < v.rise) {
            part.sum += v.low;
            part.next_up = std::min(part.next_up, v.rise);
        } else if (at > v.full) {
            part.sum += v.high;
            part.next_down = std::max(part.next_down, v.full);
        } else {
            const double in_it = held(v, at);
            const double slope = law_ == Law::exponential ? in_it : v.slope;
            if (at < v.full) {
                part.slope_up += slope;
                part.next_up = std::min(part.next_up, v.full);
            }
            if (at > v.rise) {
                part.slope_down += slope;
                part.next_down = std::max(part.next_down, v.rise);
            }
            if (at == v.rise) // exactly, so that what is settled is seen to be settled
                part.sum += v.low;
            else
                part.sum += at == v.full ? v.high : std::clamp(in_it - v.stock, v.low, v.high);
        }
        return true;
    }

    /// Where the root may be: at a level, and probably between two (lo < hi, else not known).
    struct Guess {
        double at = 0.0;
        double lo = 0.0;
        double hi = 0.0;
    };

    /// The root of a sample with twice its standard error; not known for few vessels.
    [[nodiscard]] Guess first_guess(Index begin, Index end, long stage, double target,
                                    Index count) const {
        if (count < 256) return {};
        const Index stride = std::max<Index>(8, (end - begin) / 1000);
        std::vector<Vessel> sample;
        double low = 0.0, high = 0.0;
        for (Index k = begin + stride / 2; k < end; k += stride) {
            const Vessel& v = vessels_[k];
            if (v.stage != stage || !is_open(v)) continue;
            sample.push_back(v);
            low += v.low;
            high += v.high;
        }
        const double share = target * static_cast<double>(sample.size()) / static_cast<double>(count);
        if (!(share > low && share < high)) return {};
        std::vector<Vessel> open = sample;
        const double at = search(open, {.at = unbounded_level(sample, share)}, share, 0.0, Side::first);
        if (!std::isfinite(at)) return {};
        const double mean = share / static_cast<double>(sample.size());
        double square = 0.0, slope = 0.0;
        for (const Vessel& v : sample) {
            const double off = amount(v, {stage, at}) - mean;
            square += off * off;
            if (at > v.rise && at < v.full) slope += law_ == Law::exponential ? held(v, at) : v.slope;
        }
        const double reach = 2.0 * std::sqrt(square) / slope;
        return std::isfinite(reach) ? Guess{at, at - reach, at + reach} : Guess{};
    }

    /// The level at which the vessels would hold the target without floors and caps.
    template <class Entry>
    [[nodiscard]] double unbounded_level(const std::vector<Entry>& open, double target) const {
        if (law_ != Law::exponential) {
            double slopes = 0.0;
            double moved = target;
            for (const Entry& entry : open) {
                slopes += vessel(entry).slope;
                moved += vessel(entry).stock;
            }
            return moved / slopes;
        }
        double top = -infinite;
        for (const Entry& entry : open) top = std::max(top, vessel(entry).slope);
        double slopes = 0.0;
        double total = target;
        for (const Entry& entry : open) {
            slopes += std::exp(vessel(entry).slope - top);
            total += vessel(entry).stock;
        }
        return total > 0.0 ? std::log(total) - top - std::log(slopes) : -top;
    }

    /// The median, or that of a sample, of the break points strictly between lo and hi; infinite where there is none.
    template <class Entry>
    [[nodiscard]] double median_break(const std::vector<Entry>& open, double lo, double hi) const {
        std::vector<double> breaks;
        const auto gather = [&](Index stride) {
            for (Index j = 0; j < std::ssize(open); j += stride)
                for (const double b : {vessel(open[j]).rise, vessel(open[j]).full})
                    if (b > lo && b < hi) breaks.push_back(b);
        };
        gather(1 + open.size() / 256);
        if (breaks.empty()) gather(1);
        if (breaks.empty()) return infinite;
        const auto middle = breaks.begin() + (breaks.size() / 2);
        std::nth_element(breaks.begin(), middle, breaks.end());
        return *middle;
    }

    Vessels vessels_;
    Law law_ = Law::exponential;
    mutable long steps_ = 0;
};

} // namespace corewing::allocation::detail
