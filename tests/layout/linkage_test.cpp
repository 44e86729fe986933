#include "corewing/layout/linkage.hpp"

#include "corewing/base/error.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace corewing;

TEST_CASE("layers of any unit are combined by weight alone") {
    Eigen::MatrixXd trains(2, 2), firms(2, 2);
    trains << 0, 30, 10, 0;
    firms << 0, 2e300, 0, 0; // no sum overflows
    std::vector<Eigen::MatrixXd> layers(3, Eigen::MatrixXd::Zero(2, 2));
    layers[0] = trains;
    layers[1] = firms;
    const Eigen::MatrixXd combined = layout::combine_layers(layers, Eigen::Vector3d(1.0, 3.0, 5.0));
    CHECK(combined(0, 1) == doctest::Approx(0.25 * 0.75 + 0.75));
    CHECK(combined(1, 0) == doctest::Approx(0.25 * 0.25));
    CHECK(combined.sum() == doctest::Approx(1.0));
    CHECK(layout::combine_layers(layers)(1, 0) == doctest::Approx(0.125));
    CHECK(layout::combine_layers(std::vector<Eigen::MatrixXd>(1, Eigen::MatrixXd::Zero(2, 2))).isZero());
}

TEST_CASE("layers that do not belong together are refused") {
    std::vector<Eigen::MatrixXd> layers(1, Eigen::MatrixXd::Ones(2, 2));
    layers.emplace_back(Eigen::MatrixXd::Ones(3, 3));
    const std::vector<Eigen::MatrixXd> single(1, layers[0]);
    CHECK_THROWS_WITH_AS(layout::combine_layers(layers), "layers[1]: is 3 x 3 where 2 x 2 is needed", base::bad_shape);
    CHECK_THROWS_WITH_AS(layout::combine_layers(single, Eigen::VectorXd::Constant(1, -1.0)),
                         "weights[0]: -1 is not in [0, inf]", base::bad_value);
    CHECK_THROWS_WITH_AS(layout::combine_layers(single, Eigen::VectorXd::Ones(2)),
                         "weights: has 2 entries where 1 are needed", base::bad_shape);
}
