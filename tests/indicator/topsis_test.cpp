#include "corewing/indicator/topsis.hpp"

#include "corewing/base/error.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using namespace corewing::indicator;

TEST_CASE("closeness as published") {
    // Tzeng & Huang 2011, Multiple Attribute Decision Making, ch. 5.
    Eigen::MatrixXd x(4, 3);
    x << 5, 8, 4, 7, 6, 8, 8, 8, 6, 7, 4, 6;
    const auto t = topsis(x, Eigen::Vector3d(.3, .4, .3));
    const double wanted[] = {.5037, .6581, .7482, .3340};
    for (int i = 0; i < 4; ++i) CHECK(std::abs(t.score[i] - wanted[i]) < 5e-5);
    CHECK(t.rank == Eigen::Vector4i(3, 2, 1, 4));
    // Opricovic & Tzeng 2004, EJOR 156(2):445-455, mountain climber: risk down, altitude up.
    Eigen::MatrixXd climb(3, 2);
    climb << 1, 3000, 2, 3750, 5, 4500;
    const auto c =
        topsis(climb, Eigen::Vector2d(.5, .5), {.direction = Eigen::Vector2i(-1, 1), .scale = TopsisScale::min_max});
    const double closeness[] = {.500, .617, .500};
    for (int i = 0; i < 3; ++i) CHECK(std::abs(c.score[i] - closeness[i]) < 5e-4);
    CHECK((t.contribution.rowwise().sum() - t.score).cwiseAbs().maxCoeff() < 1e-15);
    CHECK((c.contribution.rowwise().sum() - c.score).cwiseAbs().maxCoeff() < 1e-15);
}

TEST_CASE("places that are alike score .5, a constant column has no effect, extremes stay finite") {
    const auto same = topsis(Eigen::MatrixXd::Constant(3, 2, 4.0), Eigen::Vector2d(1, 3));
    CHECK(same.score.isApproxToConstant(0.5));
    CHECK(same.contribution.row(0).isApprox(Eigen::RowVector2d(.125, .375)));
    CHECK(same.findings.size() == 3);
    CHECK(topsis(Eigen::MatrixXd::Constant(1, 1, 0.0), Eigen::VectorXd::Ones(1)).score[0] == 0.5);
    Eigen::MatrixXd x(3, 2);
    x << 1e150, 5e-324, -1e150, 0, 3, 1e-320;
    for (const auto scale : {TopsisScale::vector, TopsisScale::min_max, TopsisScale::none}) {
        const auto t = topsis(x, Eigen::Vector2d(1, 1), {.scale = scale});
        CHECK(t.score.allFinite());
        CHECK(t.contribution.allFinite());
    }
    CHECK_THROWS_AS(topsis(x, Eigen::Vector3d(1, 1, 1)), base::bad_shape);
}

TEST_CASE("places with the same values in another order share a rank") {
    Eigen::MatrixXd y(6, 3);
    y << 1, 2, 3, 1, 3, 2, 2, 1, 3, 2, 3, 1, 3, 1, 2, 3, 2, 1;
    for (const double unit : {1.0, 0.1, 3.0, 1e-6, 1e6})
        for (const auto scale : {TopsisScale::vector, TopsisScale::min_max})
            CHECK(topsis(unit * y, Eigen::Vector3d::Ones(), {.scale = scale}).rank == Eigen::VectorXi::Ones(6));
}

TEST_CASE("a column that is constant up to rounding has no effect") {
    Eigen::MatrixXd x(4, 2);
    x << 0.3, 1, 0.1 + 0.2, 2, 0.3, 4, 0.1 + 0.2, 3;
    const auto t = topsis(x, Eigen::Vector2d::Ones(), {.scale = TopsisScale::min_max});
    CHECK(t.score.isApprox(Eigen::Vector4d(0, 1.0 / 3.0, 1, 2.0 / 3.0), 1e-12));
    CHECK(t.findings.size() == 1);
}
