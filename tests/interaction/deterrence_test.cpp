#include "corewing/base/error.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/random.hpp"
#include "corewing/interaction/deterrence.hpp"
#include "corewing/interaction/floating_catchment.hpp"
#include "corewing/interaction/radiation.hpp"

#include "support/values.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

using corewing::Index;

namespace interaction = corewing::interaction;
using corewing::base::bad_value;
using Eigen::MatrixXd;
using interaction::Decay;
using interaction::deterrence;
using interaction::Deterrence;

namespace {

using corewing::test::never;

double fall(double time, const Deterrence& options) {
    return deterrence(MatrixXd::Constant(1, 1, time), options)(0, 0);
}

MatrixXd some_times(corewing::base::Random& random) {
    MatrixXd time(4, 3);
    for (auto& t : time.reshaped()) t = random.uniform(0.1, 90.0);
    return time;
}

} // namespace

TEST_CASE("deterrence: the default is the inverse square, without a least time") {
    const Deterrence plain;
    CHECK(plain.decay == Decay::power);
    CHECK(plain.rate == 2.0);
    CHECK(plain.least_time == 0.0);
    const MatrixXd time = (MatrixXd(2, 2) << 1, 2, 4, 0.5).finished();
    CHECK(deterrence(time) == (MatrixXd(2, 2) << 1, 0.25, 0.0625, 4).finished());
}

TEST_CASE("deterrence by hand") {
    CHECK(fall(4.0, {.rate = 1.0}) == 0.25);
    CHECK(fall(4.0, {.rate = 0.5}) == doctest::Approx(0.5));
    CHECK(fall(4.0, {.rate = 3.0}) == doctest::Approx(1.0 / 64.0));
    CHECK(fall(4.0, {.rate = -1.0}) == doctest::Approx(4.0));
    CHECK(fall(10.0, {.decay = Decay::exponential, .rate = 0.1}) == doctest::Approx(std::exp(-1.0)));
    // A rate of 0 means that time does not matter, however near or far.
    for (const double time : {1e-300, 1.0, 1e300}) {
        CHECK(fall(time, {.rate = 0.0}) == 1.0);
        CHECK(fall(time, {.decay = Decay::exponential, .rate = 0.0}) == 1.0);
    }
}

TEST_CASE("deterrence: shorter times count as the least time, longer ones as they are") {
    for (const Decay decay : {Decay::power, Decay::exponential}) {
        const Deterrence options{.decay = decay, .rate = 1.5, .least_time = 5.0};
        CHECK(fall(0.0, options) == fall(5.0, options));
        CHECK(fall(4.9, options) == fall(5.0, options));
        CHECK(fall(5.1, options) < fall(5.0, options));
        CHECK(fall(5.1, options) == fall(5.1, {.decay = decay, .rate = 1.5}));
        CHECK(fall(never, options) == 0.0);
    }
    CHECK(fall(0.0, {.decay = Decay::exponential, .rate = 3.0}) == 1.0);
}

TEST_CASE("deterrence: powers scale, exponentials multiply, and both fall") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        corewing::base::Random random(seed);
        const MatrixXd a = some_times(random);
        const MatrixXd b = some_times(random);
        const double rate = random.uniform(0.1, 3.0);
        const Deterrence power{.rate = rate};
        const Deterrence exponential{.decay = Decay::exponential, .rate = 0.01 * rate};
        CAPTURE(seed);
        // In minutes instead of hours every power is 60^-g of what it was.
        CHECK(deterrence(60.0 * a, power).isApprox(std::pow(60.0, -rate) * deterrence(a, power), 1e-12));
        CHECK(deterrence(a + b, exponential)
                  .isApprox(deterrence(a, exponential).cwiseProduct(deterrence(b, exponential)), 1e-12));
        // In minutes instead of hours a rate per minute is a sixtieth.
        Deterrence per_minute = exponential;
        per_minute.rate /= 60.0;
        CHECK(deterrence(60.0 * a, per_minute).isApprox(deterrence(a, exponential), 1e-12));
        for (const Deterrence& options : {power, exponential})
            CHECK((deterrence(a + b, options) - deterrence(a, options)).maxCoeff() < 0.0);
        CHECK(deterrence(a, exponential).maxCoeff() <= 1.0);
        CHECK(deterrence(a, exponential).minCoeff() >= 0.0);
        // The inverse and the inverse square are computed without pow, and must agree with it.
        for (const double whole : {1.0, 2.0})
            CHECK(deterrence(a, {.rate = whole}).isApprox(a.array().pow(-whole).matrix(), 1e-14));
        CHECK(deterrence(a.transpose(), power) == deterrence(a, power).transpose());
    }
}

TEST_CASE("deterrence: a matrix of no cells, and one of many") {
    CHECK(deterrence(MatrixXd(0, 3)).cols() == 3);
    CHECK(deterrence(MatrixXd(3, 0)).rows() == 3);
    const MatrixXd many = MatrixXd::NullaryExpr(
        400, 500, [](Index i, Index j) { return 1.0 + static_cast<double>((7 * i + 3 * j) % 50); });
    const MatrixXd result = deterrence(many, {.rate = 1.0});
    CHECK(result == many.cwiseInverse());
}

TEST_CASE("deterrence: bad calls are refused in words that help") {
    MatrixXd time = MatrixXd::Ones(2, 3);
    time(1, 2) = -3.0;
    CHECK_THROWS_WITH_AS(deterrence(time),
                         "time[1,2]: -3 is not a travel time; write 0 or more, or infinity where no way leads",
                         bad_value);
    time(1, 2) = std::nan("");
    CHECK_THROWS_WITH_AS(deterrence(time),
                         "time[1,2]: nan is not a travel time; write 0 or more, or infinity where no way leads",
                         bad_value);
    time(1, 2) = 1e-200;
    CHECK_THROWS_WITH_AS(deterrence(time),
                         "time[1,2]: a travel time of 1e-200 has no finite power deterrence; set least_time, or use "
                         "the exponential deterrence",
                         bad_value);
    time(1, 2) = 1e200;
    CHECK_THROWS_WITH_AS(deterrence(time, {.rate = -2.5}),
                         "time[1,2]: the deterrence of 1e+200 is too large a number; check rate and the unit of time",
                         bad_value);
    CHECK_THROWS_WITH_AS(deterrence(time, {.least_time = -1.0}),
                         "least_time: -1 is not in [0, 1.7976931348623157e+308]", bad_value);
    CHECK_THROWS_AS(deterrence(time, {.rate = std::nan("")}), bad_value);
}

TEST_CASE("the choices of the room print as words") {
    using corewing::base::printed;
    using namespace corewing::interaction;
    const std::vector<std::pair<std::string, std::string>> rows{
        {printed(CatchmentWeight::step), "step"},
        {printed(CatchmentWeight::gaussian), "gaussian"},
        {printed(CatchmentWeight::linear), "linear"},
        {printed(RadiationTies::within), "within"},
        {printed(RadiationTies::nearer), "nearer"},
        {printed(RadiationTies::together), "together"},
        {printed(Decay::power), "power"},
        {printed(Decay::exponential), "exponential"},
    };
    for (const auto& [printed_one, word] : rows) CHECK(printed_one == word);
}
