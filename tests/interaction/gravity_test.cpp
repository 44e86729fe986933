#include "corewing/base/random.hpp"
#include "corewing/interaction/deterrence.hpp"
#include "corewing/interaction/gravity.hpp"

#include "support/values.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using corewing::Index;

namespace interaction = corewing::interaction;
using corewing::base::bad_shape;
using corewing::base::bad_value;

using corewing::test::never;

TEST_CASE("gravity: the formula on a case by hand") {
    const Eigen::Vector3d mass(10.0, 20.0, 5.0);
    Eigen::MatrixXd time(3, 3);
    time << 0, 2, never, 4, 0, 5, never, 1, 0;
    const Eigen::MatrixXd flow = interaction::gravity(mass, time);
    Eigen::MatrixXd wanted(3, 3);
    wanted << 0, 50, 0, 12.5, 0, 4, 0, 100, 0;
    CHECK((flow - wanted).cwiseAbs().maxCoeff() == 0.0);

    const Eigen::MatrixXd slow =
        interaction::gravity(mass, time,
                             {.scale = 3.0,
                              .origin_exponent = 0.5,
                              .destination_exponent = 2.0,
                              .deterrence = {.decay = interaction::Decay::exponential, .rate = 0.1}});
    CHECK(slow(1, 2) == doctest::Approx(3.0 * std::sqrt(20.0) * 25.0 * std::exp(-0.5)).epsilon(1e-15));
    CHECK(slow(0, 2) == 0.0);
    CHECK(slow(1, 1) == 0.0);
}

TEST_CASE("gravity: origins and destinations weighed apart, and symmetry") {
    corewing::base::Random random(7);
    for (int trial = 0; trial < 50; ++trial) {
        const Index n = 1 + random.index(8);
        Eigen::VectorXd mass(n);
        Eigen::MatrixXd time(n, n);
        for (Index i = 0; i < n; ++i) {
            mass[i] = random.uniform(0.0, 9.0);
            for (Index j = 0; j <= i; ++j) time(i, j) = time(j, i) = random.uniform(0.1, 9.0);
        }
        const double rate = random.uniform(0.0, 3.0);
        const interaction::GravityOptions options{.deterrence = {.rate = rate}};
        const Eigen::MatrixXd flow = interaction::gravity(mass, time, options);
        CHECK((flow - flow.transpose()).cwiseAbs().maxCoeff() <= 1e-12 * (1.0 + flow.maxCoeff()));
        CHECK((flow - interaction::gravity(mass, mass, time, options)).cwiseAbs().maxCoeff() == 0.0);
        for (Index i = 0; i < n; ++i)
            for (Index j = 0; j < n; ++j)
                CHECK(flow(i, j) ==
                      doctest::Approx(i == j ? 0.0 : mass[i] * mass[j] * std::pow(time(i, j), -rate)).epsilon(1e-14));
    }
}

TEST_CASE("gravity: degenerate input has a documented answer") {
    const Eigen::VectorXd none(0);
    CHECK(interaction::gravity(none, Eigen::MatrixXd(0, 0)).size() == 0);
    CHECK(interaction::gravity(Eigen::VectorXd::Constant(1, 3.0), Eigen::MatrixXd::Zero(1, 1))(0, 0) == 0.0);

    const Eigen::Vector2d mass(0.0, 4.0);
    Eigen::MatrixXd time(2, 2);
    time << 0, 2, 2, 0;
    CHECK(interaction::gravity(mass, time).isZero(0.0));
    // An exponent of 0 leaves the mass out of the model: 0^0 = 1.
    CHECK(interaction::gravity(mass, time, {.origin_exponent = 0.0})(0, 1) == 1.0);
    CHECK_THROWS_WITH_AS(
        (interaction::gravity(mass, time, {.origin_exponent = -1.0})),
        "origin_mass[0]: a mass of 0 has no negative power; leave the place out, or use an exponent of at least 0",
        bad_value);
    // An infinite mass of pairs that cannot meet is still no flow.
    time(0, 1) = time(1, 0) = never;
    CHECK(interaction::gravity(Eigen::Vector2d(1e300, 1e300), time).isZero(0.0));
}

TEST_CASE("gravity: places no time apart") {
    const Eigen::Vector2d mass(2.0, 3.0);
    const Eigen::MatrixXd time = Eigen::MatrixXd::Zero(2, 2);
    CHECK_THROWS_WITH_AS(interaction::gravity(mass, time),
                         "time[1,0]: a travel time of 0 has no finite power deterrence; set least_time, or use the "
                         "exponential deterrence",
                         bad_value);
    CHECK(interaction::gravity(mass, time, {.deterrence = {.least_time = 0.5}})(0, 1) == 24.0);
    CHECK(interaction::gravity(mass, time, {.deterrence = {.decay = interaction::Decay::exponential}})(0, 1) == 6.0);
    CHECK(interaction::gravity(mass, time, {.deterrence = {.rate = 0.0}})(0, 1) == 6.0);
}

TEST_CASE("gravity: bad calls say what, where and what to do") {
    Eigen::Vector2d mass(1.0, 2.0);
    Eigen::MatrixXd time = Eigen::MatrixXd::Ones(2, 2);
    CHECK_THROWS_WITH_AS(interaction::gravity(Eigen::Vector3d::Ones(), time), "time: is 2 x 2 where 3 x 3 is needed",
                         bad_shape);
    time(0, 1) = -1.0;
    CHECK_THROWS_WITH_AS(interaction::gravity(mass, time),
                         "time[0,1]: -1 is not a travel time; write 0 or more, or infinity where no way leads",
                         bad_value);
    time(0, 1) = std::nan("");
    CHECK_THROWS_AS(interaction::gravity(mass, time), bad_value);
    time(0, 1) = 1.0;
    CHECK_THROWS_WITH_AS((interaction::gravity(mass, time, {.scale = 0.0})), doctest::Contains("scale: 0 is not in ["),
                         bad_value);
    CHECK_THROWS_AS((interaction::gravity(mass, time, {.deterrence = {.rate = never}})), bad_value);
    mass[1] = -2.0;
    CHECK_THROWS_WITH_AS(interaction::gravity(mass, time), "mass[1]: -2 is not in [0, inf]", bad_value);
    CHECK_THROWS_WITH_AS(interaction::gravity(Eigen::Vector2d(1e300, 1e300), time),
                         "flow[1,0]: the flow is too large a number; write the masses in a larger unit", bad_value);
}

TEST_CASE("deterrence: unreachable is 0, whatever the rate") {
    Eigen::MatrixXd time(1, 3);
    time << never, 4.0, 1.0;
    for (const double rate : {-1.0, 0.0, 0.5, 1.0, 2.0, 3.5})
        for (const auto decay : {interaction::Decay::power, interaction::Decay::exponential}) {
            const Eigen::MatrixXd fall = interaction::deterrence(time, {.decay = decay, .rate = rate});
            CHECK(fall(0, 0) == 0.0);
            const double wanted = decay == interaction::Decay::power ? std::pow(4.0, -rate) : std::exp(-4.0 * rate);
            CHECK(fall(0, 1) == doctest::Approx(wanted).epsilon(1e-15));
        }
    CHECK_THROWS_WITH_AS((interaction::deterrence(time, {.decay = interaction::Decay::exponential, .rate = -400.0})),
                         "time[0,1]: the deterrence of 4 is too large a number; check rate and the unit of time",
                         bad_value);
}
