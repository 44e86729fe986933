#include "corewing/allocation/dominant_resource.hpp"
#include "corewing/allocation/multi_resource.hpp"
#include "corewing/allocation/verify_multi_resource.hpp"
#include "corewing/base/outcome.hpp"

#include "support/expect_valid.hpp"
#include "support/values.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

using namespace corewing;
using allocation::MultiResource;
using allocation::MultiResourceOptions;
using base::Status;
using corewing::test::none;
using Eigen::MatrixXd;
using Eigen::Vector2d;
using Eigen::Vector3d;

namespace {

MatrixXd square(double a, double b, double c, double d) {
    return (MatrixXd(2, 2) << a, b, c, d).finished();
}

const Vector2d need(2.0, 1.0);
const MatrixXd use = square(1, 3, 1, 1); // as shares 1/4 3/4 and 1/2 1/2

MultiResourceOptions cobb_douglas() {
    return {.budget = Vector2d(10.0, 20.0), .rho = 0.0};
}

/// Each place spends its weight in fixed shares: 2/4 + 1/2 = 1 on ten units, 6/4 + 1/2 = 2 on twenty, so both
/// prices are 0.1; the first place buys 5 and 15, the second 5 and 5.
MultiResource multi_by_hand() {
    const double first = std::pow(5.0, 0.25) * std::pow(15.0, 0.75);
    const double value = 2.0 * std::log(first) + std::log(5.0);
    return {.amount = square(5, 15, 5, 5),
            .benefit = Vector2d(first, 5.0),
            .price = Vector2d(0.1, 0.1),
            .marginal = square(0.1, 0.1, 0.1, 0.1),
            .elasticity = square(0.25, 0.75, 0.5, 0.5),
            .bottleneck = {1, 0},
            .unused = Vector2d(0.0, 0.0),
            .outcome = {.status = Status::optimal, .objective = value, .bound = value, .gap = 0.0}};
}

} // namespace

TEST_CASE("several resources: an answer written by hand passes, and every number in it is checked") {
    const auto certificate = verify_multi_resource(need, use, cobb_douglas(), multi_by_hand());
    test::expect_valid(certificate);
    CHECK(certificate.bound == doctest::Approx(multi_by_hand().outcome.objective));
    const auto caught = [](const std::function<void(MultiResource&)>& lie) {
        MultiResource changed = multi_by_hand();
        lie(changed);
        return !verify_multi_resource(need, use, cobb_douglas(), changed).holds;
    };
    for (Index i = 0; i < 2; ++i) {
        for (Index k = 0; k < 2; ++k) {
            CAPTURE(i);
            CAPTURE(k);
            for (const double step : {-0.001, 0.001}) {
                CHECK(caught([&](auto& a) { a.amount(i, k) += step; }));
                CHECK(caught([&](auto& a) { a.marginal(i, k) += step; }));
                CHECK(caught([&](auto& a) { a.elasticity(i, k) += step; }));
            }
        }
        CHECK(caught([&](auto& a) { a.benefit(i) += 0.001; }));
        CHECK(caught([&](auto& a) { a.price(i) *= 1.001; }));
        CHECK(caught([&](auto& a) { a.price(i) *= 0.999; }));
        CHECK(caught([&](auto& a) { a.unused(i) = 0.001; }));
        CHECK(caught([&](auto& a) { a.bottleneck[i] = 2; }));
    }
    CHECK(caught([](auto& a) { a.bottleneck[0] = 0; }));       // of shares 1/4 and 3/4 the second is the bottleneck
    CHECK_FALSE(caught([](auto& a) { a.bottleneck[1] = 1; })); // of equal shares either is
    CHECK(caught([](auto& a) { a.outcome.iterations = -1; }));
    CHECK(caught([](auto& a) { a.outcome.seconds = none; }));
    CHECK(caught([](auto& a) { a.amount.resize(2, 1); }));
    CHECK(caught([](auto& a) { a.benefit.resize(1); }));
    CHECK(caught([](auto& a) { a.unused.resize(3); }));
}

TEST_CASE("several resources: other amounts fail, though every other number fits them") {
    MultiResource other = multi_by_hand();
    other.amount = square(4.9, 15.1, 5.1, 4.9);
    other.benefit = Vector2d(std::pow(4.9, 0.25) * std::pow(15.1, 0.75), std::sqrt(5.1 * 4.9));
    for (Index i = 0; i < 2; ++i)
        other.marginal.row(i) = need(i) * other.elasticity.row(i).cwiseQuotient(other.amount.row(i));
    const double value = 2.0 * std::log(other.benefit(0)) + std::log(other.benefit(1));
    CHECK(value < multi_by_hand().outcome.objective);
    other.outcome.objective = value;
    other.outcome.gap = base::relative_gap(value, other.outcome.bound);
    CHECK(verify_multi_resource(need, use, cobb_douglas(), other).faults ==
          std::vector<std::string>{"called optimal, but the gap is larger than asked"});
    other.outcome.status = Status::feasible; // which claims less, and is true
    CHECK(verify_multi_resource(need, use, cobb_douglas(), other).holds);
}

TEST_CASE("several resources: an answer that there is none must be true and give nothing away") {
    MultiResourceOptions options = cobb_douglas();
    options.lower = square(6, 0, 6, 0);
    const auto refused = allocation::multi_resource(need, use, options);
    REQUIRE(refused.outcome.status == Status::infeasible);
    CHECK(verify_multi_resource(need, use, options, refused).holds);
    const std::vector<std::function<void(MultiResource&)>> lies = {
        [](auto& a) { a.amount(0, 1) = 1.0; },      [](auto& a) { a.benefit(0) = 1.0; },
        [](auto& a) { a.price(1) = 1.0; },          [](auto& a) { a.marginal(1, 0) = 1.0; },
        [](auto& a) { a.elasticity(1, 1) = 1.0; },  [](auto& a) { a.unused(0) = 1.0; },
        [](auto& a) { a.outcome.objective = 1.0; }, [](auto& a) { a.outcome.bound = 1.0; },
        [](auto& a) { a.outcome.gap = 0.0; },       [](auto& a) { a.outcome.seconds = -1.0; },
    };
    for (Index k = 0; k < std::ssize(lies); ++k) {
        CAPTURE(k);
        MultiResource changed = refused;
        lies[k](changed);
        CHECK_FALSE(verify_multi_resource(need, use, options, changed).holds);
    }
    options.budget(0) = 12.0;
    CHECK_FALSE(verify_multi_resource(need, use, options, refused).holds);
}
