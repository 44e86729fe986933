#define COREWING_FUZZ_TEST // their functions, without their entry points

#include "corewing/base/random.hpp"

#include "fuzz/csv_fuzz.cpp"
#include "fuzz/region_folder_fuzz.cpp"
#include "fuzz/run_corpus.hpp"
#ifdef COREWING_HAS_JSON
#include "fuzz/geojson_fuzz.cpp"
#endif

#include <doctest/doctest.h>

TEST_CASE("the inputs of the fuzzers, and changed ones, are read and written without harm") {
    CHECK(fuzz_corpus::run("csv_corpus", 50, csv_fuzz::run) > 5);
    CHECK(fuzz_corpus::run("region_folder_corpus", 20, region_folder_fuzz::run) >= 5);
#ifdef COREWING_HAS_JSON
    CHECK(fuzz_corpus::run("geojson_corpus", 200, geojson_fuzz::run) >= 4);
#endif
}
