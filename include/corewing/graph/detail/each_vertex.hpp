#pragma once

#include "corewing/base/clock.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/parallel.hpp"

#include <atomic>
#include <string>
#include <string_view>
#include <thread>

namespace corewing::graph::detail {

/// The number of threads worth starting for a number of steps: starting one costs as much as some ten thousand.
inline unsigned threads_for(unsigned wanted, Index items, Index steps_an_item) {
    return wanted == 0 && items <= 200000 / (steps_an_item + 1) ? 1 : wanted;
}

/// parallel_blocks that reports to an observer and throws where it was stopped.
/// @throws interrupted
template <class Body>
void watched_blocks(Index count, Index grain, unsigned threads, const base::Observer& observer,
                    std::string_view task, Body&& body) {
    const auto caller = std::this_thread::get_id();
    const base::Stopwatch watch;
    double next_report = 0.2;
    std::atomic<Index> done{0};
    const bool complete = base::parallel_blocks(
        count,
        [&](Index begin, Index end) {
            body(begin, end);
            const Index now = done += end - begin;
            if (observer.progress && std::this_thread::get_id() == caller && watch.seconds() >= next_report) {
                next_report = watch.seconds() + 0.2;
                observer.report(task, static_cast<double>(now) / static_cast<double>(count));
            }
        },
        {.threads = threads, .grain = grain, .stop = observer.stop});
    if (!complete) throw base::interrupted(std::string(task) + " stopped before the end");
}

} // namespace corewing::graph::detail
