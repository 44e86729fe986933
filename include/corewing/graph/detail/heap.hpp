#pragma once

#include "corewing/base/index.hpp"

#include <cstdint>
#include <vector>

namespace corewing::graph::detail {

/// A queue of vertices by cost, smallest first, in which the cost of a vertex can be lowered.
///
/// A heap of four children a node: half as deep as a binary one, and the four lie together in memory. What
/// is taken out leaves a hole that sinks to the bottom along the smallest children, and the last entry rises
/// from there: the way down has no comparison whose outcome the processor must guess, and the last entry
/// belongs near the bottom anyway (Wegener 1993, bottom-up heapsort).
class Heap {
public:
    struct Entry {
        double cost = 0.0;
        std::uint32_t vertex = 0;
    };

    explicit Heap(Index vertices) : at_(vertices) {}

    [[nodiscard]] bool empty() const { return entries_.empty(); }
    void clear() { entries_.clear(); }

    /// Puts a vertex in that is not in. O(log n).
    void push(Entry entry) {
        entries_.push_back(entry);
        rise(entries_.size() - 1, entry);
    }

    /// Lowers the cost of a vertex that is in. O(log n).
    void lower(Entry entry) { rise(at_[entry.vertex], entry); }

    /// Takes the first entry out. Must not be empty. O(log n).
    Entry pop() {
        const Entry first = entries_.front();
        const Entry last = entries_.back();
        entries_.pop_back();
        const Index size = entries_.size();
        if (size == 0) return first;
        Index hole = 0;
        for (;;) {
            const Index child = 4 * hole + 1;
            Index least = child;
            if (child + 4 <= size) {
                const Index left = child + (cost(child + 1) < cost(child) ? 1 : 0);
                const Index right = child + 2 + (cost(child + 3) < cost(child + 2) ? 1 : 0);
                least = cost(right) < cost(left) ? right : left;
            } else {
                if (child >= size) break;
                for (Index other = child + 1; other < size; ++other)
                    if (cost(other) < cost(least)) least = other;
            }
            put(hole, entries_[least]);
            hole = least;
        }
        rise(hole, last);
        return first;
    }

private:
    [[nodiscard]] double cost(Index at) const { return entries_[at].cost; }

    void put(Index at, Entry entry) {
        entries_[at] = entry;
        at_[entry.vertex] = static_cast<std::uint32_t>(at);
    }

    /// Puts an entry where it belongs on the way from `at` to the top.
    void rise(Index at, Entry entry) {
        while (at > 0) {
            const Index parent = (at - 1) / 4;
            if (!(entry.cost < cost(parent))) break;
            put(at, entries_[parent]);
            at = parent;
        }
        put(at, entry);
    }

    std::vector<Entry> entries_;
    std::vector<std::uint32_t> at_; ///< by vertex: where it stands in entries_
};

} // namespace corewing::graph::detail
