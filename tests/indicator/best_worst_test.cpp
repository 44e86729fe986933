#include "corewing/base/random.hpp"
#include "corewing/indicator/best_worst.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using indicator::best_worst_weights;

namespace {

double deviation_of(const Eigen::VectorXd& from_best, const Eigen::VectorXd& to_worst, Index best,
                    Index worst, const Eigen::VectorXd& w) {
    const double b = (w[best] - from_best.array() * w.array()).abs().maxCoeff();
    return std::max(b, (w.array() - to_worst.array() * w[worst]).abs().maxCoeff());
}

} // namespace

TEST_CASE("Rezaei's transport example, linear model") {
    // Judgements of Rezaei 2015, Omega 53:49-57, example 1; optimum by scipy 1.10.1 linprog (HiGHS):
    // 1/14, 9/28, 17/28, xi = 1/28.
    const auto bw = best_worst_weights(Eigen::Vector3d(8, 2, 1), Eigen::Vector3d(1, 5, 8));
    CHECK(bw.weight.isApprox(Eigen::Vector3d(1 / 14., 9 / 28., 17 / 28.), 1e-12));
    CHECK(bw.deviation == doctest::Approx(1 / 28.).epsilon(1e-12));
    CHECK(bw.best == 2);
    CHECK(bw.worst == 0);
    CHECK(bw.consistency_ratio == doctest::Approx(2 / 56.));
    CHECK(bw.findings.empty());
}

TEST_CASE("consistent judgements are met exactly") {
    const auto bw = best_worst_weights(Eigen::Vector4d(1, 2, 4, 8), Eigen::Vector4d(8, 4, 2, 1));
    CHECK(bw.weight.isApprox(Eigen::Vector4d(8, 4, 2, 1) / 15.0, 1e-14));
    CHECK(bw.deviation == 0.0);
    CHECK(best_worst_weights(Eigen::Vector3d::Ones(), Eigen::Vector3d::Ones()).weight[0] == doctest::Approx(1 / 3.));
    CHECK(best_worst_weights(Eigen::VectorXd::Ones(1), Eigen::VectorXd::Ones(1)).weight[0] == 1.0);
}

TEST_CASE("no weights come closer to the judgements") {
    base::Random random(77);
    for (int trial = 0; trial < 200; ++trial) {
        const Index n = 3 + random.index(5);
        const double span = static_cast<double>(3 + random.index(7));
        Eigen::VectorXd from_best(n), to_worst(n);
        for (Index j = 0; j < n; ++j) {
            from_best[j] = 1.0 + static_cast<double>(random.index(std::llround(span)));
            to_worst[j] = 1.0 + static_cast<double>(random.index(std::llround(span)));
        }
        from_best[0] = 1, to_worst[0] = span, from_best[n - 1] = span, to_worst[n - 1] = 1;
        for (Index j = 1; j + 1 < n; ++j) to_worst[j] = std::max(2.0, to_worst[j]);
        const auto bw = best_worst_weights(from_best, to_worst);
        CHECK(bw.weight.sum() == doctest::Approx(1.0));
        CHECK(bw.weight.minCoeff() >= 0.0);
        CHECK(std::abs(deviation_of(from_best, to_worst, bw.best, bw.worst, bw.weight) - bw.deviation) < 1e-9);
        // Convex problem: no small step in any direction may help.
        for (int step = 0; step < 100; ++step) {
            Eigen::VectorXd other = bw.weight;
            for (auto& cell : other) cell = std::max(0.0, cell + 0.01 * random.normal());
            other /= other.sum();
            CHECK(deviation_of(from_best, to_worst, bw.best, bw.worst, other) >= bw.deviation - 1e-12);
        }
    }
}

TEST_CASE("judgements that contradict each other are found or refused") {
    const auto bw = best_worst_weights(Eigen::Vector3d(1, 7, 8), Eigen::Vector3d(8, 6, 1));
    REQUIRE(bw.findings.size() == 1);
    CHECK(bw.findings[0].subject == "1");
    CHECK(bw.consistency_ratio == doctest::Approx(34 / 56.));
    CHECK_THROWS_WITH_AS(best_worst_weights(Eigen::Vector2d(1, 5), Eigen::Vector2d(4, 1)),
                         "to_worst[0]: best against worst is 5 in from_best but 4 in to_worst", base::bad_value);
    CHECK_THROWS_WITH_AS(best_worst_weights(Eigen::Vector2d(2, 5), Eigen::Vector2d(4, 1)),
                         "from_best: has no 1; write 1 for the best indicator itself", base::bad_value);
    CHECK_THROWS_WITH_AS(best_worst_weights(Eigen::Vector2d(1, 5), Eigen::Vector2d(4, 2)),
                         "to_worst: has no 1; write 1 for the worst indicator itself", base::bad_value);
}
