#include "corewing/base/random.hpp"
#include "corewing/interaction/gravity_calibration.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

using corewing::Index;

namespace interaction = corewing::interaction;
using corewing::base::bad_value;
using corewing::base::Random;
using interaction::Decay;

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

struct Made {
    Eigen::VectorXd origin;
    Eigen::VectorXd destination;
    Eigen::MatrixXd time;
};

Made make(Random& random, Index n) {
    Made made{Eigen::VectorXd(n), Eigen::VectorXd(n), Eigen::MatrixXd::Zero(n, n)};
    for (Index i = 0; i < n; ++i) {
        made.origin[i] = random.uniform(1.0, 50.0);
        made.destination[i] = random.uniform(1.0, 50.0);
        for (Index j = 0; j < i; ++j) made.time(i, j) = made.time(j, i) = random.uniform(0.5, 6.0);
    }
    return made;
}

} // namespace

TEST_CASE("gravity calibration: a law without noise is found again") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        Random random(seed);
        Made made = make(random, 12);
        made.time(0, 3) = never;
        interaction::GravityOptions law{.scale = random.uniform(0.1, 9.0),
                                        .origin_exponent = random.uniform(0.3, 1.5),
                                        .destination_exponent = random.uniform(0.3, 1.5)};
        law.deterrence.decay = seed % 2 == 0 ? Decay::power : Decay::exponential;
        law.deterrence.rate = random.uniform(0.2, 2.0);
        const Eigen::MatrixXd flow = interaction::gravity(made.origin, made.destination, made.time, law);
        const auto found = interaction::calibrate_gravity(flow, made.origin, made.destination, made.time,
                                                          {.decay = law.deterrence.decay});
        CHECK(found.model.scale == doctest::Approx(law.scale).epsilon(1e-8));
        CHECK(found.model.origin_exponent == doctest::Approx(law.origin_exponent).epsilon(1e-9));
        CHECK(found.model.destination_exponent == doctest::Approx(law.destination_exponent).epsilon(1e-9));
        CHECK(found.model.deterrence.rate == doctest::Approx(law.deterrence.rate).epsilon(1e-9));
        CHECK(found.fit.pseudo_r2 == doctest::Approx(1.0));
        CHECK((found.flow - flow).cwiseAbs().maxCoeff() <= 1e-7 * flow.maxCoeff());
        CHECK(found.parameter ==
              std::vector<std::string>{"ln scale", "origin_exponent", "destination_exponent", "rate"});
        // gravity() with the calibrated model gives the expected flows.
        const Eigen::MatrixXd again = interaction::gravity(made.origin, made.destination, made.time, found.model);
        CHECK((found.flow - again).cwiseAbs().maxCoeff() <= 1e-10 * flow.maxCoeff());
    }
}

TEST_CASE("gravity calibration: given parameters are kept, and totals are reproduced") {
    Random random(1);
    const Made made = make(random, 9);
    Eigen::MatrixXd flow(9, 9);
    for (auto& value : flow.reshaped()) value = std::floor(random.uniform(0.0, 40.0));
    flow.diagonal().setZero();
    const auto found = interaction::calibrate_gravity(flow, made.origin, made.destination, made.time,
                                                      {.origin_exponent = 1.0, .rate = 2.0});
    CHECK(found.model.origin_exponent == 1.0);
    CHECK(found.model.deterrence.rate == 2.0);
    CHECK(found.parameter == std::vector<std::string>{"ln scale", "destination_exponent"});
    CHECK(found.fit.coefficient.size() == 2);
    CHECK(found.flow.sum() == doctest::Approx(flow.sum()).epsilon(1e-12)); // an intercept reproduces the total
    const auto nothing =
        interaction::calibrate_gravity(flow, made.origin, made.destination, made.time,
                                       {.origin_exponent = 1.0, .destination_exponent = 1.0, .rate = 2.0});
    const double one = interaction::gravity(made.origin, made.destination, made.time).sum();
    CHECK(nothing.model.scale == doctest::Approx(flow.sum() / one));
}

TEST_CASE("gravity calibration: what contradicts the model is a finding") {
    Random random(2);
    Made made = make(random, 5);
    Eigen::MatrixXd flow = interaction::gravity(made.origin, made.destination, made.time);
    made.time(0, 1) = never;
    made.origin[4] = 0.0;
    const auto found = interaction::calibrate_gravity(flow, made.origin, made.destination, made.time);
    REQUIRE(found.findings.size() == 2);
    CHECK(found.findings[0].text ==
          "1 pairs with an observed flow were left out: no way leads there in the given times");
    CHECK(found.findings[1].text == "4 pairs with an observed flow were left out: one of the two places has no mass");
    CHECK(found.fit.observations == 5 * 4 - 1 - 4);
    CHECK(found.flow(0, 1) == 0.0);

    made.time.setConstant(3.0); // one travel time for all: its effect cannot be told from the scale
    const auto flat = interaction::calibrate_gravity(flow, made.destination, made.destination, made.time);
    CHECK(flat.fit.not_identified == std::vector<Index>{3});
    CHECK(flat.model.deterrence.rate == 0.0);

    made.time(1, 0) = 0.0;
    CHECK_THROWS_WITH_AS(interaction::calibrate_gravity(flow, made.origin, made.destination, made.time),
                         "time[1,0]: a travel time of 0 has no finite power deterrence; set least_time, or use the "
                         "exponential deterrence",
                         bad_value);
    CHECK(interaction::calibrate_gravity(flow, made.origin, made.destination, made.time, {.least_time = 0.1})
              .flow.allFinite());
}

TEST_CASE("gravity calibration: separation by distance") {
    // Flow only between the pairs that are 1 apart; every pair farther off has none: the rate has no finite estimate.
    Eigen::MatrixXd time(4, 4);
    time << 0, 1, 2, 3, 1, 0, 2, 3, 2, 2, 0, 1, 3, 3, 1, 0;
    Eigen::MatrixXd flow = (time.array() == 1.0).select(Eigen::MatrixXd::Constant(4, 4, 5.0), 0.0);
    flow(0, 1) = 7.0;
    const Eigen::VectorXd mass = Eigen::VectorXd::Ones(4);
    const auto found =
        interaction::calibrate_gravity(flow, mass, mass, time, {.origin_exponent = 1.0, .destination_exponent = 1.0});
    CHECK(found.fit.separated.size() == 8);
    CHECK(found.fit.not_identified == std::vector<Index>{1});
    CHECK(found.flow(0, 1) == doctest::Approx(5.5));
    CHECK(found.flow(0, 2) == 0.0);
}
