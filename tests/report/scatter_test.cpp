#include "corewing/base/random.hpp"
#include "corewing/report/detail/label_placer.hpp"
#include "corewing/report/scatter.hpp"

#include "report/markup.hpp"

#include <doctest/doctest.h>

using corewing::Index;

using namespace corewing::report;

TEST_CASE("dots stand where they belong and carry their labels") {
    const std::vector<Dot> dots{{.label = "today", .x = 0.0, .y = 0.0},
                                {.label = "fair", .x = 10.0, .y = 1.0, .kind = 1, .accent = true}};
    const auto picture =
        markup::parse(scatter(dots, {.x_name = "benefit", .y_name = "Gini", .kinds = {"a", "b"}, .path = true}).str());
    CHECK(picture.count("circle") == 4); // two in the legend
    for (const char* words : {"today", "fair", "benefit", "Gini"}) CHECK(picture.text.find(words) != std::string::npos);
    const auto circle = picture.all("circle");
    CHECK(circle[2]->number("r") == 7.0 - 2.0 * (circle[2]->number("cx") < circle[3]->number("cx") ? 1.0 : 0.0));
    CHECK(std::abs(circle[2]->number("cy") - circle[3]->number("cy")) > 100.0);
}

TEST_CASE("the placer never lets a label touch a disc, a label or the frame") {
    using corewing::report::detail::Box;
    corewing::base::Random random(11);
    for (int round = 0; round < 40; ++round) {
        const Box frame{0, 0, 400, 300};
        detail::LabelPlacer<> placer(frame);
        std::vector<std::array<double, 3>> discs;
        for (int i = 0; i < 60; ++i) {
            discs.push_back({random.uniform(0, 400), random.uniform(0, 300), random.uniform(2, 15)});
            placer.block_disc(discs.back()[0], discs.back()[1], discs.back()[2]);
        }
        std::vector<Box> placed;
        for (const auto& [x, y, r] : discs)
            if (const auto box = placer.place(x, y, r, random.uniform(10, 70), 13.0)) placed.push_back(*box);
        REQUIRE(placed.size() > 5);
        for (Index i = 0; i < std::ssize(placed); ++i) {
            REQUIRE(frame.holds(placed[i]));
            for (Index j = 0; j < i; ++j) REQUIRE(!placed[i].overlaps(placed[j]));
            for (const auto& [x, y, r] : discs) REQUIRE(!placed[i].overlaps_disc(x, y, r));
        }
    }
}

TEST_CASE("a lone label stands on the right, then on the left") {
    using corewing::report::detail::Box;
    detail::LabelPlacer<> placer({0, 0, 100, 100});
    CHECK(placer.place(50, 50, 5, 20, 10)->left == 58.0);
    CHECK(placer.place(50, 50, 5, 20, 10)->right == 42.0);
    CHECK(placer.place(50, 50, 5, 20, 10)->bottom == 42.0);
    CHECK(!placer.place(50, 50, 5, 200, 10));
}

TEST_CASE("degenerate dots") {
    for (const auto& dots :
         {std::vector<Dot>{}, std::vector<Dot>{{}}, std::vector<Dot>(5, Dot{.label = "same", .x = 3, .y = 3}),
          std::vector<Dot>{{.x = -1e290, .y = 1e290}, {.x = 1e290, .y = -1e290}},
          std::vector<Dot>{{.label = "<&>\x03", .x = 1, .y = 1, .note = "\""}}})
        CHECK_NOTHROW(markup::parse(scatter(dots, {.path = true}).str()));
    CHECK_THROWS_WITH_AS(scatter({{.kind = 1}}), "dots[0].kind: 1 is not in [0, 0]", corewing::base::bad_value);
    CHECK_THROWS_AS(scatter({{.x = std::nan("")}}), corewing::base::bad_value);
}
