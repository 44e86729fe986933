#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
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
    std::size_t grain = 1;     ///< neighbouring items handled together, >= 1
    std::stop_token stop = {}; ///< ends the loop early; items not begun are left out
};

/// Calls body(begin, end) for blocks of at most `grain` items that cover 0 .. count-1.
///
/// Blocks depend on count and grain alone, so a body that writes only what belongs to its block
/// gives the same result on any number of threads. If bodies throw, the exception of the
/// lowest-numbered block that threw is thrown again here, after all threads have ended.
/// @return true if every block ran, false if the loop was stopped
/// Complexity O(count / grain) besides the bodies.
template <class Body>
bool parallel_blocks(std::size_t count, Body&& body, const Parallel& options = {}) {
    const std::size_t grain = std::max<std::size_t>(1, options.grain);
    const std::size_t blocks = count / grain + (count % grain != 0 ? 1 : 0);
    if (blocks <= 1) { // asking how many threads there are would cost more than a small loop
        if (options.stop.stop_requested()) return blocks == 0;
        if (blocks == 1) body(std::size_t{0}, count);
        return true;
    }
    const std::size_t wanted = options.threads > 0 ? options.threads : std::thread::hardware_concurrency();
    const std::size_t threads = std::clamp<std::size_t>(wanted, 1, blocks);

    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    std::atomic<bool> stopped{false};
    std::mutex guard;
    std::exception_ptr failure;
    std::size_t failed_block = blocks;

    const auto work = [&] {
        while (!failed.load(std::memory_order_relaxed)) {
            if (options.stop.stop_requested()) {
                if (next.load() < blocks) stopped = true;
                return;
            }
            const std::size_t block = next.fetch_add(1);
            if (block >= blocks) return;
            const std::size_t begin = block * grain;
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
        for (std::size_t i = 1; i < threads; ++i) helpers.emplace_back(work);
        work();
    }
    if (failure) std::rethrow_exception(failure);
    return !stopped;
}

/// Calls body(i) for every i in 0 .. count-1. See parallel_blocks.
/// @return true if every item was handled, false if the loop was stopped
template <class Body>
bool parallel_for(std::size_t count, Body&& body, const Parallel& options = {}) {
    return parallel_blocks(
        count,
        [&body](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) body(i);
        },
        options);
}

} // namespace corewing::base
