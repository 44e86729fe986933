#pragma once

#include "corewing/base/index.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace corewing::base {

/// How a loop is spread over threads. The result never depends on it.
struct Parallel {
    unsigned threads = 0;      ///< 0 = as many as the machine has
    Index grain = 1;           ///< neighbouring items handled together, >= 1
    std::stop_token stop = {}; ///< ends the loop early; items not begun are left out
};

/// Calls body(begin, end) for blocks of at most `grain` items that cover 0 .. count-1.
///
/// Blocks depend on count and grain alone, so a body that writes only what belongs to its block
/// gives the same result on any number of threads. If bodies throw, the exception of the
/// lowest-numbered block that threw is thrown again here, after all threads have ended.
/// @param count  number of items, >= 0
/// @param body  called as body(begin, end), from several threads at once
/// @param options  threads, grain, stop
/// @return true if every block ran, false if the loop was stopped
/// Complexity O(count / grain) besides the bodies.
template <class Body>
bool parallel_blocks(Index count, Body&& body, const Parallel& options = {}) {
    const Index grain = std::max<Index>(1, options.grain);
    const Index blocks = count / grain + (count % grain != 0 ? 1 : 0);
    if (blocks <= 1) { // asking how many threads there are would cost more than a small loop
        if (options.stop.stop_requested()) return blocks == 0;
        if (blocks == 1) body(Index{0}, count);
        return true;
    }
    const Index wanted = options.threads > 0 ? options.threads : std::thread::hardware_concurrency();
    const Index threads = std::clamp<Index>(wanted, 1, blocks);

    std::atomic<Index> next{0};
    std::atomic<bool> failed{false};
    std::atomic<bool> stopped{false};
    std::mutex guard;
    std::exception_ptr failure;
    Index failed_block = blocks;

    const auto work = [&] {
        while (!failed.load(std::memory_order_relaxed)) {
            if (options.stop.stop_requested()) {
                if (next.load() < blocks) stopped = true;
                return;
            }
            const Index block = next.fetch_add(1);
            if (block >= blocks) return;
            const Index begin = block * grain;
            try {
                body(begin, std::min(count, begin + grain));
            } catch (...) {
                const std::scoped_lock lock(guard);
                failed = true;
                if (block < failed_block) {
                    failed_block = block;
                    failure = std::current_exception();
                }
            }
        }
    };

    {
        std::vector<std::jthread> helpers;
        helpers.reserve(threads - 1);
        for (Index i = 1; i < threads; ++i) helpers.emplace_back(work);
        work();
    }
    if (failure) std::rethrow_exception(failure);
    return !stopped;
}

/// Calls body(i) for every i in 0 .. count-1. See parallel_blocks.
/// @param count  number of items, >= 0
/// @param body  called as body(i), from several threads at once
/// @param options  threads, grain, stop
/// @return true if every item was handled, false if the loop was stopped
template <class Body>
bool parallel_for(Index count, Body&& body, const Parallel& options = {}) {
    return parallel_blocks(
        count,
        [&body](Index begin, Index end) {
            for (Index i = begin; i < end; ++i) body(i);
        },
        options);
}

} // namespace corewing::base
