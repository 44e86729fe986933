#include "corewing/model/cluster.hpp"

#include <doctest/doctest.h>

using namespace corewing::model;

TEST_CASE("a cluster is known by its id alone") {
    CHECK(Cluster{.id = "hills"}.focus.empty());
    CHECK_FALSE(Cluster{.id = "hills"} == Cluster{.id = "plain"});
}
