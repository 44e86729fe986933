#include "corewing/sharing/core.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/sharing/verify_least_core.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <vector>

using namespace corewing;
using base::bad_shape;
using base::bad_value;

TEST_CASE("core check: who would leave") {
    Eigen::VectorXd worth(8);
    worth << 0, 0, 0, 60, 0, 60, 60, 72; // two of three produce nearly everything: empty core
    const auto even = sharing::core_check(worth, Eigen::Vector3d(24, 24, 24));
    CHECK_FALSE(even.inside);
    CHECK(even.excess == 12.0);
    CHECK(even.coalition == std::vector<Index>{0, 1});
    CHECK(even.left_over == 0.0);
    const auto least = sharing::least_core(worth);
    CHECK(least.core_is_empty);
    CHECK(least.excess == doctest::Approx(12.0));
    CHECK(sharing::verify_least_core(worth, least).holds);
    worth[7] = 90.0;
    CHECK(sharing::core_check(worth, Eigen::Vector3d(30, 30, 30)).inside);
    CHECK_FALSE(sharing::core_check(worth, Eigen::Vector3d(30, 30, 29)).inside);
    CHECK_FALSE(sharing::least_core(worth).core_is_empty);
    const auto alone = sharing::core_check(Eigen::Vector2d(0, 5), Eigen::VectorXd::Constant(1, 5.0));
    CHECK(alone.inside);
    CHECK(alone.coalition.empty());
    CHECK(sharing::least_core(Eigen::Vector2d(0, 5)).share[0] == 5.0);
    CHECK_THROWS_AS(sharing::core_check(Eigen::Vector2d(0, 3), Eigen::Vector2d(1, 2)), bad_shape);
    CHECK_THROWS_AS(sharing::core_check(Eigen::Vector2d(0, 3), Eigen::VectorXd::Constant(1, 3.0), -1.0), bad_value);
}
