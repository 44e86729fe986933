#include "corewing/base/random.hpp"
#include "corewing/model/labels.hpp"

#include "support/refusal.hpp"
#include "support/sample_region.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using model::Labels;
using model::Place;
using corewing::test::refusal;

TEST_CASE("the clusters of a region are labels; a place without one has none") {
    const model::Region region(test::valley());
    const Labels clusters = model::labels(region, &Place::cluster);
    CHECK(clusters.size() == 5);
    CHECK(clusters.count() == 2);
    CHECK(clusters.names() == std::vector<std::string>{"hills", "plain"});
    CHECK(clusters.of_place() == std::vector<Index>{-1, 1, 0, 1, 1});
    CHECK(clusters[2] == 0);
    CHECK(clusters.name(clusters[2]) == "hills");
    CHECK(clusters.name(-1).empty());
    CHECK(clusters.label("plain") == 1);
    CHECK(clusters.places(1) == std::vector<Index>{1, 3, 4});
    CHECK(clusters.places(-1) == std::vector<Index>{0});
    CHECK(model::labels(region, &Place::id).count() == 5);
    CHECK(model::labels(region, &Place::name).count() == 0);
}

TEST_CASE("labels from words") {
    const Labels halves = model::labels({"south", "north", "", "south"});
    CHECK(halves == Labels({"north", "south"}, {1, 0, -1, 1}));
    CHECK_FALSE(halves == model::labels({"south", "north", "", "north"}));
    CHECK(model::labels({}) == Labels());
    CHECK(model::labels({"", ""}) == Labels({}, {-1, -1}));
    CHECK(Labels().size() == 0);
}

TEST_CASE("what is no label is refused in words") {
    const Labels halves = model::labels({"south", "north"});
    CHECK(refusal<base::unknown_name>([&] { static_cast<void>(halves.label("east")); }) ==
          "label: \"east\" is not among the labels; there are north and south");
    CHECK(refusal<base::unknown_name>([&] { static_cast<void>(model::labels({"a"}).label("east")); }) ==
          "label: \"east\" is not among the labels; there is a");
    CHECK(refusal<base::unknown_name>([&] { static_cast<void>(Labels().label("east")); }) ==
          "label: \"east\" is not among the labels; there are none");
    CHECK(refusal<base::bad_value>([] {
              Labels({"b", "a"}, {});
          }) == "names[1]: \"a\" is blank, out of order or there twice; give names in ascending order");
    CHECK(refusal<base::bad_value>([] {
              Labels({"a", "a"}, {});
          }) == "names[1]: \"a\" is blank, out of order or there twice; give names in ascending order");
    CHECK(refusal<base::bad_value>([] { Labels({""}, {}); }) ==
          "names[0]: \"\" is blank, out of order or there twice; give names in ascending order");
    CHECK(refusal<base::bad_value>([] { Labels({"a"}, {0, 1}); }) == "of_place[1]: 1 is not in [-1, 0]");
    CHECK(refusal<base::bad_value>([] { Labels({"a"}, {-2}); }) == "of_place[0]: -2 is not in [-1, 0]");
}

TEST_CASE("the labels of a label are its places, whatever the words") {
    base::Random random(7);
    for (int run = 0; run < 50; ++run) {
        std::vector<std::string> words(random.index(30));
        for (auto& word : words) word = random.index(4) == 0 ? "" : std::to_string(random.index(12));
        const Labels all = model::labels(words);
        Index found = 0;
        for (Index label = -1; label < all.count(); ++label)
            for (const Index place : all.places(label)) {
                CHECK(words[place] == all.name(label));
                ++found;
            }
        CHECK(found == std::ssize(words));
        CHECK(std::is_sorted(all.names().begin(), all.names().end()));
    }
}
