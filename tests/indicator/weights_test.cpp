#include "corewing/base/finding.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/weights.hpp"
#include "corewing/indicator/detail/proportional.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <string>

using namespace corewing;
using indicator::Weights;
using indicator::detail::proportional;

TEST_CASE("weights that nobody has filled in are none") {
    const Weights fresh;
    CHECK(fresh.weight.size() == 0);
    CHECK(fresh.findings.empty());
}

TEST_CASE("weights are in proportion to what the columns tell") {
    const Weights weights = proportional(Eigen::Vector3d(1.0, 3.0, 4.0), "some weights");
    CHECK(weights.weight == Eigen::Vector3d(0.125, 0.375, 0.5));
    CHECK(weights.findings.empty());
    CHECK(proportional(Eigen::VectorXd::Constant(1, 0.2), "some weights").weight[0] == 1.0);
}

TEST_CASE("a column that tells nothing has weight 0 and a finding, and so has one below 0") {
    const Weights weights = proportional(Eigen::Vector4d(0.0, 2.0, -1e-17, 6.0), "some weights");
    CHECK(weights.weight == Eigen::Vector4d(0.0, 0.25, 0.0, 0.75));
    REQUIRE(weights.findings.size() == 2);
    const std::string subjects[] = {"0", "2"};
    for (Index k = 0; k < 2; ++k) {
        CHECK(weights.findings[k].severity == base::Severity::warning);
        CHECK(weights.findings[k].topic == "some weights");
        CHECK(weights.findings[k].subject == subjects[k]);
        CHECK(weights.findings[k].text == "does not tell the places apart; it has weight 0");
    }
}

TEST_CASE("where no column tells anything all weigh the same, and one finding says so") {
    for (const double told : {0.0, -1.0}) {
        const Weights weights = proportional(Eigen::VectorXd::Constant(5, told), "some weights");
        CHECK(weights.weight.isApprox(Eigen::VectorXd::Constant(5, 0.2), 1e-15));
        REQUIRE(weights.findings.size() == 1);
        CHECK(weights.findings[0].topic == "some weights");
        CHECK(weights.findings[0].subject.empty());
    }
}

TEST_CASE("weights are shares of 1 and do not depend on the unit, however small or large") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        base::Random random(seed);
        Eigen::VectorXd told(1 + random.index(9));
        for (auto& t : told) t = random.uniform(0.1, 5.0);
        CAPTURE(seed);
        const Eigen::VectorXd weight = proportional(told, "").weight;
        CHECK((weight - told / told.sum()).cwiseAbs().maxCoeff() < 1e-15);
        CHECK(weight.sum() == doctest::Approx(1.0).epsilon(1e-14));
        for (const double unit : {1e-300, 1e149})
            CHECK((proportional(unit * told, "").weight - weight).cwiseAbs().maxCoeff() < 1e-12);
    }
}
