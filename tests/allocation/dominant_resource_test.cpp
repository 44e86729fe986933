#include "corewing/allocation/dominant_resource.hpp"
#include "corewing/allocation/verify_dominant_resource.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/random.hpp"

#include "random_rules.hpp"
#include "support/expect_valid.hpp"
#include "support/values.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace corewing;
using allocation::dominant_resource;
using allocation::DominantResourceOptions;
using Eigen::MatrixXd;
using Eigen::Vector2d;
using Eigen::VectorXd;
using corewing::test::none;

namespace {

/// The definition taken literally: raise the common level as far as it goes (by bisection), stop those who cannot
/// rise alone, raise the rest further.
VectorXd filled_by_bisection(const MatrixXd& use, const DominantResourceOptions& o) {
    const Index n = use.rows();
    const VectorXd weight = o.weight.expanded(n, "weight", 1.0), upper = o.upper.expanded(n, "upper", none);
    VectorXd largest = VectorXd::Zero(n);
    for (Index i = 0; i < n; ++i) largest(i) = use.row(i).transpose().cwiseQuotient(o.budget).maxCoeff();
    VectorXd held = VectorXd::Constant(n, none); // the level at which a place has stopped
    const auto tasks = [&](double level, Index favoured, double extra) {
        VectorXd t = VectorXd::Zero(n);
        for (Index i = 0; i < n; ++i) {
            if (largest(i) == 0.0) continue;
            const double mine = std::min(level, held(i)) * (i == favoured ? extra : 1.0);
            t(i) = std::min(mine * weight(i) / largest(i), upper(i));
        }
        return t;
    };
    const auto fits = [&](const VectorXd& t) {
        return ((use.transpose() * t - o.budget).array() <= 1e-11 * o.budget.array()).all();
    };
    for (Index round = 0; round < n; ++round) {
        double low = 0.0;
        double high = 10.0; // a share is 1 at most and a weight 1/2 at least
        for (int k = 0; k < 100; ++k) {
            const double middle = 0.5 * (low + high);
            (fits(tasks(middle, -1, 1.0)) ? low : high) = middle;
        }
        for (Index i = 0; i < n; ++i)
            if (held(i) == none && !fits(tasks(low, i, 1.001))) held(i) = low;
    }
    return tasks(none, -1, 1.0).unaryExpr([](double t) { return std::isfinite(t) ? t : 0.0; });
}

} // namespace

TEST_CASE("dominant shares by hand: one resource, a cap, weights") {
    // Ten units; tasks of 1, 1 and 2. The first stops at its cap of 1, nine are left: 4.5 tasks and 2.25.
    const MatrixXd use = (MatrixXd(3, 1) << 1, 1, 2).finished();
    const auto capped =
        dominant_resource(use, {.budget = VectorXd::Constant(1, 10.0), .upper = Eigen::Vector3d(1.0, none, none)});
    CHECK((capped.tasks - Eigen::Vector3d(1.0, 4.5, 2.25)).isZero(1e-12));
    CHECK(capped.bottleneck == std::vector<Index>{-1, 0, 0});
    CHECK(capped.outcome.objective == doctest::Approx(0.1));
    // Claims of 1, 2 and 2 fifths: 2, 4 and 4 units.
    const auto weighted =
        dominant_resource(use, {.budget = VectorXd::Constant(1, 10.0), .weight = Eigen::Vector3d(1.0, 2.0, 2.0)});
    CHECK((weighted.tasks - Eigen::Vector3d(2.0, 4.0, 2.0)).isZero(1e-12));
    CHECK((weighted.share - Eigen::Vector3d(0.2, 0.4, 0.4)).isZero(1e-12));
    CHECK(weighted.outcome.objective == doctest::Approx(0.2));
    CHECK(weighted.outcome.status == base::Status::optimal);
}

TEST_CASE("dominant shares: what needs nothing, or what there is none of, gets no tasks") {
    const MatrixXd use = (MatrixXd(3, 2) << 0, 0, 1, 1, 2, 0).finished();
    const auto answer = dominant_resource(use, {.budget = Vector2d(4.0, 0.0)});
    CHECK((answer.tasks - Eigen::Vector3d(0.0, 0.0, 2.0)).isZero(1e-15));
    CHECK(answer.dominant == std::vector<Index>{-1, 1, 0});
    CHECK(answer.bottleneck == std::vector<Index>{-1, 1, 0});
    CHECK(answer.share == Eigen::Vector3d(0.0, 0.0, 1.0));
    CHECK(answer.unused == Vector2d(0.0, 0.0));

    const auto nothing = dominant_resource(MatrixXd(2, 0), {.budget = VectorXd(0)});
    CHECK(nothing.tasks.isZero(0.0));
    CHECK(nothing.dominant == std::vector<Index>{-1, -1});
    const auto nobody = dominant_resource(MatrixXd(0, 2), {.budget = Vector2d(4.0, 1.0)});
    CHECK(nobody.tasks.size() == 0);
    CHECK(nobody.unused == Vector2d(4.0, 1.0));
    CHECK(nobody.outcome.objective == 0.0);
    const auto idle = dominant_resource(MatrixXd::Zero(2, 1), {.budget = VectorXd::Ones(1)});
    CHECK(idle.tasks.isZero(0.0));
    CHECK(idle.outcome.status == base::Status::optimal);
    CHECK(idle.outcome.objective == 0.0);
    const auto barred =
        dominant_resource(MatrixXd::Ones(2, 1), {.budget = VectorXd::Ones(1), .upper = Vector2d(0, none)});
    CHECK(barred.tasks == Vector2d(0.0, 1.0));
}

TEST_CASE("dominant shares are those that bisection fills in") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        base::Random random(seed);
        const test::Claims p = test::random_claims(random, seed % 2 == 0);
        const auto answer = dominant_resource(p.use, p.options);
        CAPTURE(seed);
        CHECK((answer.tasks - filled_by_bisection(p.use, p.options)).cwiseAbs().maxCoeff() < 1e-8);
        for (Index k = 0; k < p.use.cols(); ++k)
            CHECK(answer.amount.col(k).sum() + answer.unused(k) == doctest::Approx(p.options.budget(k)));
    }
}

TEST_CASE("dominant shares of claims and budgets over many powers of ten are proven") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        base::Random random(seed);
        test::Claims p = test::random_claims(random, seed % 2 == 0);
        for (Eigen::VectorXd* values : {&p.weight, &p.options.budget})
            for (double& value : *values) value *= std::pow(10.0, 150.0 * (random.uniform() - 0.5));
        p.options.weight = p.weight;
        CAPTURE(seed);
        const auto answer = dominant_resource(p.use, p.options);
        CHECK(answer.tasks.minCoeff() >= 0.0);
        test::expect_valid(allocation::verify_dominant_resource(p.use, p.options, answer));
    }
}

TEST_CASE("dominant shares: units, order and a larger purse") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        base::Random random(seed);
        const test::Claims p = test::random_claims(random, false);
        const auto answer = dominant_resource(p.use, p.options);
        CAPTURE(seed);
        test::Claims unit = p; // one resource counted in another unit
        unit.use.col(0) *= 1000.0;
        unit.options.budget(0) *= 1000.0;
        CHECK((dominant_resource(unit.use, unit.options).tasks - answer.tasks).cwiseAbs().maxCoeff() < 1e-9);
        test::Claims twice = p;
        twice.options.budget *= 2.0;
        CHECK((dominant_resource(twice.use, twice.options).tasks - 2.0 * answer.tasks).cwiseAbs().maxCoeff() < 1e-9);
        test::Claims claims = p; // only proportions of the weights count
        claims.options.weight = 5.0 * p.weight;
        CHECK((dominant_resource(claims.use, claims.options).tasks - answer.tasks).cwiseAbs().maxCoeff() < 1e-9);
        test::Claims turned = p;
        turned.use = p.use.reverse().eval();
        turned.options.budget = p.options.budget.reverse().eval();
        turned.options.weight = p.weight.reverse();
        CHECK((dominant_resource(turned.use, turned.options).tasks.reverse() - answer.tasks).cwiseAbs().maxCoeff() <
              1e-9);

        // Nobody is worse off than with an equal part of everything (Ghodsi et al. 2011, section 3).
        const auto n = static_cast<double>(p.use.rows());
        const auto equal = dominant_resource(p.use, {.budget = p.options.budget});
        for (Index i = 0; i < p.use.rows(); ++i)
            if (!p.use.row(i).isZero(0.0)) CHECK(equal.share(i) >= 1.0 / n - 1e-12);
    }
}

TEST_CASE("dominant shares: bad calls are refused in words that help") {
    const MatrixXd use = MatrixXd::Ones(2, 2);
    CHECK_THROWS_WITH_AS(dominant_resource(use, {.budget = Vector2d(1.0, -1.0)}), "budget[1]: -1 is not in [0, 1e+100]",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(dominant_resource(use, {.budget = VectorXd::Ones(1)}), "use: is 2 x 2 where 2 x 1 is needed",
                         base::bad_shape);
    CHECK_THROWS_WITH_AS(dominant_resource(-use, {.budget = Vector2d(1.0, 1.0)}), "use[0,0]: -1 is not in [0, 1e+100]",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(dominant_resource(use, {.budget = Vector2d(1.0, 1.0), .weight = VectorXd::Ones(3)}),
                         "weight: has 3 entries where 2 are needed; give one number for all, or one for each place",
                         base::bad_shape);
    CHECK_THROWS_WITH_AS(dominant_resource(use, {.budget = Vector2d(1.0, 1.0), .upper = VectorXd::Ones(1)}),
                         "upper: has 1 entries where 2 are needed; give one number for all, or one for each place",
                         base::bad_shape);
    CHECK_THROWS_WITH_AS(dominant_resource(use, {.budget = Vector2d(1.0, 1.0), .upper = Vector2d(1.0, std::nan(""))}),
                         "upper[1]: nan is not a cap; give a number of at least 0, or infinity for none",
                         base::bad_value);
}
