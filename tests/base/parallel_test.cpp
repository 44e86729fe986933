#include "corewing/base/parallel.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

using corewing::Index;

using namespace corewing::base;

TEST_CASE("every item is handled once, on any number of threads") {
    for (const Index count : std::vector<Index>{0, 1, 2, 7, 1000})
        for (const unsigned threads : {0U, 1U, 2U, 5U})
            for (const Index grain : std::vector<Index>{0, 1, 3, 5000}) {
                std::vector<int> hits(count, 0);
                CHECK(parallel_for(count, [&](Index i) { ++hits[i]; }, {.threads = threads, .grain = grain}));
                CHECK(hits == std::vector<int>(count, 1));
            }
}

TEST_CASE("blocks depend on count and grain alone") {
    std::vector<Index> ends(4, 0);
    parallel_blocks(10, [&](Index begin, Index end) { ends[begin / 3] = end; }, {.threads = 3, .grain = 3});
    CHECK(ends == std::vector<Index>{3, 6, 9, 10});
}

TEST_CASE("an exception comes out, and the loop ends") {
    const auto loop = [] {
        parallel_for(100, [](Index i) {
            if (i == 3) throw std::runtime_error("item " + std::to_string(i));
        });
    };
    CHECK_THROWS_WITH_AS(loop(), "item 3", std::runtime_error);
}

TEST_CASE("a stopped loop says so") {
    std::stop_source source;
    std::atomic<int> done{0};
    const bool whole = parallel_for(1000,
                                    [&](Index) {
                                        if (++done == 10) source.request_stop();
                                    },
                                    {.threads = 2, .stop = source.get_token()});
    CHECK_FALSE(whole);
    CHECK(done < 1000);
}
