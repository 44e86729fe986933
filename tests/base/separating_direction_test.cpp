#include "corewing/base/separating_direction.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/random.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

using namespace corewing;
using base::separating_direction;
using Eigen::MatrixXd;
using Eigen::VectorXd;

TEST_CASE("a direction is found exactly where one exists") {
    struct Row {
        const char* what;
        MatrixXd rows;
        MatrixXd weak;
        bool exists;
    };
    const MatrixXd none;
    const std::vector<Row> rows{
        {"one row: the row itself", (MatrixXd(1, 2) << 1, 2).finished(), none, true},
        {"two opposite rows", (MatrixXd(2, 2) << 1, 0, -1, 0).finished(), none, false},
        {"opposite up to length", (MatrixXd(2, 2) << 1, 2, -3, -6).finished(), none, false},
        {"a quarter of the plane", (MatrixXd(2, 2) << 1, 0, 0, 1).finished(), none, true},
        {"three rows round the origin", (MatrixXd(3, 2) << 1, 0, -1, 1, -1, -1).finished(), none, false},
        {"two opposite, one free", (MatrixXd(3, 2) << 1, 0, -1, 0, 0, 1).finished(), none, true},
        {"nothing but zeros", MatrixXd::Zero(3, 2), none, false},
        {"no rows", MatrixXd(0, 2), none, false},
        {"no columns", MatrixXd(2, 0), none, false},
        {"held back by a weak row", (MatrixXd(1, 1) << 1).finished(), (MatrixXd(1, 1) << -1).finished(), false},
        {"a weak row beside it", (MatrixXd(1, 2) << 1, 0).finished(), (MatrixXd(1, 2) << -1, 1).finished(), true},
        {"weak rows need not move", (MatrixXd(1, 2) << 1, 0).finished(),
         (MatrixXd(2, 2) << 0, 1, 0, -1).finished(), true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        const auto z = row.weak.size() > 0 ? separating_direction(row.rows, row.weak) : separating_direction(row.rows);
        REQUIRE(z.has_value() == row.exists);
        if (!z) continue;
        CHECK(z->norm() == doctest::Approx(1.0));
        CHECK((row.rows * *z).minCoeff() >= -1e-9);
        CHECK((row.rows * *z).maxCoeff() > 1e-9);
        if (row.weak.size() > 0) CHECK((row.weak * *z).minCoeff() >= -1e-9);
    }
}

TEST_CASE("rows on one side of a plane are separated, rows balanced by construction are not") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        CAPTURE(seed);
        base::Random random(seed);
        const Index columns = 1 + random.index(5);
        const Index count = 1 + random.index(12);
        MatrixXd rows(count, columns);
        for (auto& cell : rows.reshaped()) cell = random.normal();
        VectorXd plane(columns);
        for (auto& cell : plane) cell = random.normal();
        MatrixXd sided = rows;
        for (Index i = 0; i < count; ++i)
            if (sided.row(i).dot(plane) < 0.0) sided.row(i) *= -1.0;
        const double unit = random.uniform() < 0.5 ? 1e-150 : 1e150; // the scale of the rows does not matter
        for (const MatrixXd& given : {sided, MatrixXd(sided * unit)}) {
            const auto z = separating_direction(given);
            REQUIRE(z.has_value());
            const VectorXd side = given.rowwise().normalized() * *z;
            CHECK(side.minCoeff() >= -1e-8);
            CHECK(side.maxCoeff() > 1e-8);
        }
        MatrixXd balanced(count + 1, columns); // the last row undoes a positive combination of the others
        balanced.topRows(count) = rows;
        VectorXd weight(count);
        for (auto& w : weight) w = random.uniform(0.5, 2.0);
        balanced.row(count) = -weight.transpose() * rows;
        CHECK_FALSE(separating_direction(balanced).has_value());
    }
}
