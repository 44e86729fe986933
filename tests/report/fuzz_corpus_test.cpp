#define COREWING_FUZZ_TEST // its function, without its entry point

#include "fuzz/page_fuzz.cpp"
#include "fuzz/run_corpus.hpp"

#include <doctest/doctest.h>

TEST_CASE("the inputs of the page's fuzzer, and changed ones, give well-formed pages") {
    CHECK(fuzz_corpus::run("page_corpus", 200, page_fuzz::run) >= 3);
}
