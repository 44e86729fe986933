#include "corewing/base/random.hpp"
#include "corewing/briefing/detail/map_layout.hpp"

#include <doctest/doctest.h>

using corewing::Index;

using namespace corewing::briefing;
using namespace corewing::briefing::detail;

TEST_CASE("the projection keeps distances at the mean latitude") {
    Window window;
    window.add({105.0, 28.0});
    window.add({110.0, 32.0});
    CHECK(window.squeeze() == doctest::Approx(std::cos(30.0 * 3.14159265358979 / 180.0)));
    const Projection<> project(window, {0, 0, 1000, 1000});
    const Spot a = project({107.0, 30.0}), b = project({108.0, 30.0}), c = project({107.0, 31.0});
    const double km = km_per_degree / project.scale();
    CHECK(km * (a.y - c.y) == doctest::Approx(111.195).epsilon(1e-5));
    CHECK(km * (b.x - a.x) == doctest::Approx(111.195 * std::cos(30.0 * 3.14159265358979 / 180.0)).epsilon(1e-5));
    CHECK(project({107.5, 30.0}).x == doctest::Approx(500.0));
    CHECK(project({105.0, 28.0}).x >= -1e-9);
    CHECK(project({110.0, 32.0}).y >= -1e-9);
    CHECK(Window{0, 80, 1, 90, false}.squeeze() >= 0.05);
    CHECK(Window{0, 90, 1, 90, false}.squeeze() == 0.05);
}

TEST_CASE("a window leaves out the largest gap in longitude") {
    struct Case {
        std::vector<Span> spans;
        double west, east;
    };
    for (const Case& c : std::vector<Case>{{{{10, 10}}, 10, 10},
                                           {{{10, 10}, {20, 20}}, 10, 20},
                                           {{{178, 178}, {-179, -179}}, 178, 181},
                                           {{{178.44, 178.44}, {179.38, 179.38}, {-178.81, -178.81}}, 178.44, 181.19},
                                           {{{-90, -90}, {90, 90}}, -90, 90},
                                           {{{-170, 170}}, -170, 170},
                                           {{{-180, -170}, {170, 180}}, 170, 190},
                                           {{{-180, 180}, {0, 0}}, -180, 180},
                                           {{{-100, 50}, {-20, 0}, {170, 170}}, 170, 410},
                                           {{{-100, 50}, {-20, 0}, {110, 110}}, -100, 110}}) {
        const Span span = shortest_span(c.spans);
        CHECK(span.west == doctest::Approx(c.west));
        CHECK(span.east == doctest::Approx(c.east));
    }
    Window window{178, -20, 182, -16, false};
    const Projection<> project(window, {0, 0, 1000, 1000});
    CHECK(project({-179, -18}).x > project({179, -18}).x);
    CHECK(project({-180, -18}).x == doctest::Approx(500));
    CHECK(project({180, -18}).x == doctest::Approx(500));
}

TEST_CASE("a simplified line stays within its tolerance and keeps its ends") {
    corewing::base::Random random(5);
    for (int round = 0; round < 50; ++round) {
        std::vector<Spot> line{{0, 0}};
        for (int k = 0; k < 300; ++k)
            line.push_back({line.back().x + random.uniform(0, 1), line.back().y + random.uniform(-1, 1)});
        const auto shorter = simplified(line, 0.5);
        REQUIRE(shorter.size() < line.size());
        REQUIRE(shorter.front().x == line.front().x);
        REQUIRE(shorter.back().x == line.back().x);
        for (const Spot& p : line) { // x rises, so every point has its piece
            Index k = 1;
            while (k + 1 < std::ssize(shorter) && shorter[k].x < p.x) ++k;
            const Spot a = shorter[k - 1], b = shorter[k];
            const double dx = b.x - a.x, dy = b.y - a.y;
            const double away = std::abs(dx * (p.y - a.y) - dy * (p.x - a.x)) / std::max(1e-12, std::hypot(dx, dy));
            REQUIRE(away <= 0.5 + 1e-9);
        }
    }
    CHECK(simplified({{0, 0}, {1, 0}, {2, 0}, {3, 0}}, 0.1).size() == 2);
    CHECK(simplified({}, 0.1).empty());
    CHECK(simplified(std::vector<Spot>(9, Spot{1, 1}), 0.1).size() == 2);
}

TEST_CASE("the crowded group is the dense cluster") {
    std::vector<Spot> spots{{10, 10}, {900, 900}, {500, 100}, {100, 600}};
    for (int k = 0; k < 6; ++k) spots.push_back({300.0 + 12.0 * k, 300.0 + 5.0 * (k % 2)});
    const Box frame{0, 0, 1000, 1000};
    CHECK(crowded_group(spots, frame, 50) == std::vector<Index>{4, 5, 6, 7, 8, 9});
    spots.resize(8);
    CHECK(crowded_group(spots, frame, 50).empty()); // four are no crowd
    CHECK(crowded_group({}, frame, 50).empty());
    CHECK(crowded_group(std::vector<Spot>(20, Spot{5, 5}), frame, 50).empty()); // enlarging would not help
    const Box part = box_around(spots, {4, 5, 6, 7});
    CHECK(part.left < 300.0);
    CHECK(part.right > 336.0);
    const double proportion = (part.bottom - part.top) / (part.right - part.left);
    CHECK(proportion >= 0.699);
    CHECK(proportion <= 1.201);
}

TEST_CASE("round numbers and borders") {
    for (const auto& [value, round] : {std::pair{1.0, 1.0},
                                       {1.99, 1.0},
                                       {2.0, 2.0},
                                       {4.9, 2.0},
                                       {5.0, 5.0},
                                       {9.99, 5.0},
                                       {10.0, 10.0},
                                       {0.03, 0.02},
                                       {1e-7, 1e-7},
                                       {12345.0, 10000.0}})
        CHECK(round_below(value) == doctest::Approx(round));
    const Box box{0, 0, 100, 50};
    CHECK(at_border({200, 25}, box).x == doctest::Approx(100.0));
    CHECK(at_border({50, -1000}, box).y == doctest::Approx(0.0));
    CHECK(at_border({60, 30}, box).x == doctest::Approx(60.0)); // inside: unchanged
    CHECK(at_border({50, 25}, box).x == 50.0);
}
