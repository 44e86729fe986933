#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace corewing::graph::detail {

/// A queue of vertices by cost, smallest first; among equal costs the smaller vertex. A heap of four
/// children a node: flatter than a binary one, and the four lie together in memory. A vertex may stand in it
/// more than once; the caller skips the stale entries.
class Heap {
public:
    struct Entry {
        double cost = 0.0;
        std::uint32_t vertex = 0;
    };

    [[nodiscard]] bool empty() const { return entries_.empty(); }
    void clear() { entries_.clear(); }

    /// O(log n).
    void push(Entry entry) {
        std::size_t at = entries_.size();
        entries_.push_back(entry);
        while (at > 0) {
            const std::size_t parent = (at - 1) / 4;
            if (!before(entry, entries_[parent])) break;
            entries_[at] = entries_[parent];
            at = parent;
        }
        entries_[at] = entry;
    }

    /// Takes the first entry out. Must not be empty. O(log n).
    Entry pop() {
        const Entry first = entries_.front();
        const Entry last = entries_.back();
        entries_.pop_back();
        const std::size_t size = entries_.size();
        if (size == 0) return first;
        std::size_t at = 0;
        for (;;) {
            const std::size_t child = 4 * at + 1;
            if (child >= size) break;
            const std::size_t end = child + 4 < size ? child + 4 : size;
            std::size_t best = child;
            for (std::size_t c = child + 1; c < end; ++c)
                if (before(entries_[c], entries_[best])) best = c;
            if (!before(entries_[best], last)) break;
            entries_[at] = entries_[best];
            at = best;
        }
        entries_[at] = last;
        return first;
    }

private:
    static bool before(const Entry& a, const Entry& b) {
        return a.cost != b.cost ? a.cost < b.cost : a.vertex < b.vertex;
    }

    std::vector<Entry> entries_;
};

} // namespace corewing::graph::detail
