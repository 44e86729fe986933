#include "corewing/model/places.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing::model;

TEST_CASE("the places of a graph are a range in index order") {
    Graph graph(3);
    graph[0].id = "a";
    graph[1].id = "b";
    graph[2].id = "c";
    const Places places(graph);
    CHECK(places.size() == 3);
    CHECK_FALSE(places.empty());
    CHECK(places[1].id == "b");
    std::string ids;
    for (const Place& place : places) ids += place.id;
    CHECK(ids == "abc");
    auto at = places.begin();
    CHECK(at++->id == "a");
    CHECK(at->id == "b");
    CHECK(++++at == places.end());
    const std::vector<Place> copy(places.begin(), places.end());
    CHECK(copy.size() == 3);
    const Graph nothing;
    CHECK(Places(nothing).empty());
}
