#include "corewing/indicator/obstacle.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using namespace corewing::indicator;

TEST_CASE("obstacle degrees by hand") {
    Eigen::MatrixXd x(3, 2);
    x << .5, .2, 1, .4, 1, 1;
    const auto o = obstacle(x, Eigen::Vector2d(3, 1));
    CHECK(o.degree.row(0).isApprox(Eigen::RowVector2d(.375, .2) / .575));
    CHECK(o.degree.row(1).isApprox(Eigen::RowVector2d(0, 1)));
    CHECK(o.degree.row(2).isZero());
    CHECK(o.greatest == Eigen::Vector3i(0, 1, -1));
    const auto plain = obstacle(x, Eigen::Vector2d(3, 1), {.share = false});
    CHECK(plain.degree.row(0).isApprox(Eigen::RowVector2d(.375, .2)));
    x(0, 0) = 1.5;
    CHECK_THROWS_WITH_AS(obstacle(x, Eigen::Vector2d(3, 1)), "values[0,0]: 1.5 is not in [0, 1]", base::bad_value);
}

TEST_CASE("obstacles of an index: subsystems are the sums of their leaves") {
    const Tree tree = {{.id = "i"},
                       {.id = "a", .parent = "i"},
                       {.id = "a1", .parent = "a"},
                       {.id = "a2", .parent = "a"},
                       {.id = "b1", .parent = "i"}};
    Eigen::MatrixXd x(3, 3);
    x << 1, 5, 2, 2, 4, 9, 3, 3, 1;
    const auto index = composite(x, tree);
    const auto o = obstacle(index);
    CHECK(o.degree.col(1).isApprox(o.degree.col(2) + o.degree.col(3)));
    CHECK(o.degree.col(0).isApproxToConstant(1.0));
    CHECK(o.greatest == Eigen::Vector3i(4, 2, 4)); // a1 and a2 hold the second place back alike: the first counts
}
