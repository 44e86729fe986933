#include "corewing/base/error.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/ranking.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

using namespace corewing;
using indicator::order_of;
using indicator::ranking;

TEST_CASE("the best score comes first, equal scores share a rank and keep their order") {
    Eigen::VectorXd score(6);
    score << 3, 7, 3, -1, 7, 5;
    CHECK(order_of(score) == std::vector<Index>{1, 4, 5, 0, 2, 3});
    CHECK(ranking(score) == (Eigen::VectorXi(6) << 4, 1, 4, 6, 1, 3).finished());
}

TEST_CASE("nobody, one, and all alike") {
    CHECK(order_of(Eigen::VectorXd(0)).empty());
    CHECK(ranking(Eigen::VectorXd(0)).size() == 0);
    CHECK(ranking(Eigen::VectorXd::Constant(1, -9.0))[0] == 1);
    CHECK(ranking(Eigen::VectorXd::Constant(5, 0.1)) == Eigen::VectorXi::Ones(5));
    CHECK(order_of(Eigen::VectorXd::Constant(4, 0.1)) == std::vector<Index>{0, 1, 2, 3});
    CHECK(ranking(Eigen::Vector2d(0.0, -0.0)) == Eigen::Vector2i(1, 1)); // the two zeros are equal
}

TEST_CASE("a rank is one more than the number of better places") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        base::Random random(seed);
        Eigen::VectorXd score(1 + random.index(30));
        for (auto& s : score) s = static_cast<double>(random.index(8)); // many ties
        const Eigen::VectorXi rank = ranking(score);
        const auto order = order_of(score);
        CAPTURE(seed);
        for (Index i = 0; i < score.size(); ++i) CHECK(rank[i] == 1 + (score.array() > score[i]).count());
        for (Index k = 1; k < std::ssize(order); ++k) {
            const Index a = order[k - 1], b = order[k];
            CHECK((score[a] > score[b] || (score[a] == score[b] && a < b)));
        }
        // A larger unit, or any other rising scale, leaves the ranks; turned round, best and worst change places.
        CHECK(ranking(100.0 * score) == rank);
        CHECK(ranking(score.unaryExpr([](double s) { return std::exp(s); })) == rank);
        CHECK(ranking(score.reverse()).reverse() == rank);
        const Eigen::VectorXi from_below = ranking(-score);
        for (Index i = 0; i < score.size(); ++i)
            CHECK(rank[i] + from_below[i] + (score.array() == score[i]).count() == score.size() + 2);
    }
}

TEST_CASE("a score that is no number has no rank") {
    CHECK_THROWS_WITH_AS(ranking(Eigen::Vector2d(1.0, std::nan(""))), "score[1]: nan is not a finite number",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(order_of(Eigen::Vector2d(-std::numeric_limits<double>::infinity(), 1.0)),
                         "score[0]: -inf is not a finite number", base::bad_value);
}
