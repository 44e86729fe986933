#include "corewing/base/random.hpp"
#include "corewing/interaction/gravity_calibration.hpp"

#include "support/values.hpp"

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

using corewing::test::never;

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

TEST_CASE("gravity calibration: four places by hand, two pairs known") {
    using corewing::base::Mark;
    const Eigen::VectorXd mass = Eigen::Vector4d(1, 2, 3, 4);
    const Eigen::MatrixXd hours = Eigen::MatrixXd::Ones(4, 4);
    Eigen::MatrixXd values = Eigen::MatrixXd::Constant(4, 4, 1e6); // what stands where nothing is known does not matter
    corewing::base::Marks marks = corewing::base::Marks::Constant(4, 4, Mark::missing);
    const auto observe = [&](Index i, Index j, double flow) {
        values(i, j) = values(j, i) = flow;
        marks(i, j) = marks(j, i) = Mark::observed;
    };
    observe(0, 1, 5);
    observe(0, 2, 5);
    const corewing::model::MarkedMatrix trips(values, marks, {.name = "trips"});
    const interaction::CalibrationOptions given{.origin_exponent = 1, .destination_exponent = 1, .rate = 2};
    const auto fit = interaction::calibrate_gravity(trips, mass, hours, given);
    // 20 trips over 2 (1 x 2 + 1 x 3) of mass: 2 a unit.
    CHECK(fit.model.scale == doctest::Approx(2.0).epsilon(1e-12));
    Eigen::MatrixXd expected = 2.0 * mass * mass.transpose();
    expected.diagonal().setZero();
    CHECK(fit.flow.isApprox(expected, 1e-12)); // known or not
    CHECK(interaction::gravity(mass, hours, fit.model).isApprox(expected, 1e-12));
    CHECK(fit.fit.observations == 4);
    REQUIRE(fit.findings.size() == 2);
    CHECK(fit.findings[0].text == "4 of 12 flows are known; the fit counts only these");
    CHECK(fit.findings[1].text ==
          "2 observations for 1 parameter, fewer than 3 for each; lean on the fit with care, or state some of them");

    observe(1, 2, 14); // the third: still one way of 6, so 3 observations for 1 parameter
    const corewing::model::MarkedMatrix more(values, marks);
    const auto enough = interaction::calibrate_gravity(more, mass, hours, given);
    CHECK(enough.model.scale == doctest::Approx(48.0 / 22.0));
    CHECK(enough.findings.size() == 1);
    const auto apart = interaction::calibrate_gravity(more, mass, mass, hours, given);
    CHECK(apart.flow == enough.flow);
}

TEST_CASE("gravity calibration: the law is found from the known half, and told of the other half") {
    using corewing::base::Mark;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Random random(seed);
        const Made made = make(random, 12);
        const interaction::GravityOptions law{.scale = 3.0, .origin_exponent = 0.8, .destination_exponent = 0.6};
        const Eigen::MatrixXd flow = interaction::gravity(made.origin, made.destination, made.time, law);
        corewing::base::Marks marks(12, 12);
        for (Mark& mark : marks.reshaped()) mark = random.uniform() < 0.5 ? Mark::missing : Mark::observed;
        const auto found = interaction::calibrate_gravity(corewing::model::MarkedMatrix(flow, marks), made.origin,
                                                          made.destination, made.time);
        CHECK(found.model.scale == doctest::Approx(3.0).epsilon(1e-7));
        CHECK((found.flow - flow).cwiseAbs().maxCoeff() <= 1e-7 * flow.maxCoeff());
        // All known is the same as a bare matrix, to the last bit.
        const auto bare = interaction::calibrate_gravity(flow, made.origin, made.destination, made.time);
        const auto whole = interaction::calibrate_gravity(corewing::model::MarkedMatrix::observed(flow), made.origin,
                                                          made.destination, made.time);
        CHECK(bare.fit.coefficient == whole.fit.coefficient);
        CHECK(bare.flow == whole.flow);
    }
}

TEST_CASE("gravity calibration: no known flow is told in words") {
    using corewing::base::Mark;
    const Eigen::VectorXd mass = Eigen::Vector3d(1, 2, 3);
    const Eigen::MatrixXd hours = Eigen::MatrixXd::Ones(3, 3);
    const corewing::base::Marks marks = corewing::base::Marks::Constant(3, 3, Mark::missing);
    const corewing::model::MarkedMatrix none(Eigen::MatrixXd::Zero(3, 3), marks);
    CHECK_THROWS_WITH_AS(interaction::calibrate_gravity(none, mass, hours),
                         "flow: no pair is known; give flows to calibrate on, or state the model's exponents and take "
                         "gravity()",
                         corewing::base::bad_data);
    const auto zero = corewing::model::MarkedMatrix::observed(Eigen::MatrixXd::Zero(3, 3));
    CHECK_THROWS_WITH_AS(
        interaction::calibrate_gravity(zero, mass, hours),
        "flow: none of the 6 known pairs has a flow above 0; a gravity model needs some: give flows to "
        "calibrate on, or state the model's exponents and take gravity()",
        corewing::base::bad_data);
    CHECK_THROWS_WITH_AS(interaction::calibrate_gravity(Eigen::MatrixXd(0, 0), Eigen::VectorXd(0), Eigen::VectorXd(0),
                                                        Eigen::MatrixXd(0, 0)),
                         "flow: no pair is known; give flows to calibrate on, or state the model's exponents and take "
                         "gravity()",
                         corewing::base::bad_data);
    Eigen::MatrixXd flow = Eigen::MatrixXd::Zero(3, 3), far = hours;
    flow(0, 1) = flow(1, 2) = flow(2, 1) = 5.0;
    flow(1, 1) = 9.0; // not used
    far(0, 1) = HUGE_VAL;
    CHECK_THROWS_WITH_AS(interaction::calibrate_gravity(flow, Eigen::Vector3d(1, 2, 0), Eigen::Vector3d(1, 2, 0), far),
                         "flow: none of the 3 pairs with a flow above 0 can be used: no way leads along 1 of them in "
                         "the given times, and 2 have a place without mass; check the times and the masses",
                         corewing::base::bad_data);
    const auto columns = corewing::model::MarkedMatrix::observed(hours, {.columns = {"a", "b", "c"}});
    CHECK_THROWS_WITH_AS(interaction::calibrate_gravity(columns, mass, hours),
                         "flow: has columns of its own; give places x places", bad_value);
}
