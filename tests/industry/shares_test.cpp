#include "corewing/industry/shares.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

using corewing::industry::row_shares;
using Eigen::MatrixXd;

TEST_CASE("every row is divided by its sum, and a row of zeros stays zero") {
    const MatrixXd amounts = (MatrixXd(3, 4) << 1, 2, 3, 2, 0, 0, 0, 0, 5, 0, 0, 0).finished();
    const MatrixXd right = (MatrixXd(3, 4) << 0.125, 0.25, 0.375, 0.25, 0, 0, 0, 0, 1, 0, 0, 0).finished();
    CHECK(row_shares(amounts) == right);
}

TEST_CASE("shares do not depend on the unit, up to the largest and the smallest doubles") {
    const MatrixXd amounts = (MatrixXd(2, 3) << 1, 1, 2, 4, 0, 0).finished();
    const MatrixXd right = row_shares(amounts);
    for (const double unit : {1e-300, 1e-6, 1e6, 4e307}) {
        CAPTURE(unit);
        const MatrixXd shares = row_shares(amounts * unit);
        CHECK(shares.allFinite());
        CHECK((shares - right).cwiseAbs().maxCoeff() < 1e-15);
    }
}

TEST_CASE("tables without rows or columns have no shares") {
    CHECK(row_shares(MatrixXd(0, 3)).rows() == 0);
    CHECK(row_shares(MatrixXd(0, 3)).cols() == 3);
    CHECK(row_shares(MatrixXd(3, 0)).rows() == 3);
}
