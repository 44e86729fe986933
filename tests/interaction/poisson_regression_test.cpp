#include "corewing/base/random.hpp"
#include "corewing/interaction/poisson_regression.hpp"
#include "corewing/interaction/verify_poisson_regression.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

using corewing::Index;

namespace interaction = corewing::interaction;
using corewing::base::bad_data;
using corewing::base::bad_shape;
using corewing::base::bad_value;
using corewing::base::Random;
using corewing::base::Status;
using Rows = std::vector<Index>;

namespace {

/// A Poisson draw by counting exponential waits.
double poisson(Random& random, double mean) {
    double count = 0.0;
    for (double wait = random.exponential(); wait < mean; wait += random.exponential()) count += 1.0;
    return count;
}

void verify(const Eigen::MatrixXd& design, const Eigen::VectorXd& counts, const interaction::PoissonFit& fit,
            const Eigen::VectorXd& offset = {}) {
    const auto certificate = interaction::verify_poisson_regression(design, counts, fit, offset);
    CAPTURE(certificate.faults.empty() ? std::string() : certificate.faults.front());
    CHECK(certificate.holds);
    CHECK(fit.score < 1e-5);
    CHECK(fit.robust_covariance.allFinite());
    auto wrong = fit;
    wrong.coefficient[0] += 0.01;
    CHECK_FALSE(interaction::verify_poisson_regression(design, counts, wrong, offset).holds);
}

} // namespace

TEST_CASE("poisson regression: Dobson's randomised trial") {
    // R, example(glm): Dobson 1990, p. 93; counts ~ outcome + treatment. Values as kept by Julia's GLM.jl tests.
    Eigen::VectorXd counts(9);
    counts << 18, 17, 15, 20, 10, 20, 25, 13, 12;
    Eigen::MatrixXd design = Eigen::MatrixXd::Zero(9, 5);
    for (Index i = 0; i < 9; ++i) {
        design(i, 0) = 1.0;
        if (i % 3 > 0) design(i, i % 3) = 1.0;
        if (i / 3 > 0) design(i, 2 + i / 3) = 1.0;
    }
    const auto fit = interaction::poisson_regression(design, counts);
    verify(design, counts, fit);
    CHECK(fit.coefficient[0] == doctest::Approx(3.04452243772342).epsilon(1e-13));
    CHECK(fit.coefficient[1] == doctest::Approx(-0.454255272277594).epsilon(1e-13));
    CHECK(fit.coefficient[2] == doctest::Approx(-0.292987124681473).epsilon(1e-13));
    CHECK(std::abs(fit.coefficient[3]) < 1e-13);
    CHECK(std::abs(fit.coefficient[4]) < 1e-13);
    CHECK(fit.standard_error[0] == doctest::Approx(0.17089865150402353).epsilon(1e-8));
    CHECK(fit.standard_error[1] == doctest::Approx(0.20217075668348164).epsilon(1e-8));
    CHECK(fit.standard_error[2] == doctest::Approx(0.19274234353221614).epsilon(1e-8));
    CHECK(fit.standard_error[3] == doctest::Approx(0.2).epsilon(1e-8));
    CHECK(fit.deviance == doctest::Approx(5.12914107700115).epsilon(1e-13));
    CHECK(fit.null_deviance == doctest::Approx(10.5814458637509).epsilon(1e-13));
    CHECK(fit.log_likelihood == doctest::Approx(-23.380659200978837).epsilon(1e-13));
    CHECK(fit.outcome.gap < 1e-12);
}

TEST_CASE("poisson regression: the mean alone, with an offset, in closed form") {
    const Eigen::Vector4d counts(0.0, 3.0, 7.5, 2.0);
    const Eigen::MatrixXd ones = Eigen::MatrixXd::Ones(4, 1);
    const auto plain = interaction::poisson_regression(ones, counts);
    CHECK(plain.coefficient[0] == doctest::Approx(std::log(3.125)));
    CHECK(plain.standard_error[0] == doctest::Approx(1.0 / std::sqrt(12.5)));
    // HC0: sum of squared misses over the squared sum of means
    CHECK(plain.robust_error[0] == doctest::Approx(std::sqrt((counts.array() - 3.125).square().sum()) / 12.5));
    CHECK(plain.pseudo_r2 == doctest::Approx(0.0));
    CHECK(plain.deviance == doctest::Approx(plain.null_deviance));

    const Eigen::Vector4d exposure(1.0, 2.0, 5.0, 2.0);
    const auto rate =
        interaction::poisson_regression(ones, counts, {.offset = Eigen::VectorXd(exposure.array().log())});
    CHECK(rate.coefficient[0] == doctest::Approx(std::log(1.25)));
    verify(ones, counts, rate, exposure.array().log());
}

TEST_CASE("poisson regression: two groups have their own means") {
    Eigen::MatrixXd design(5, 2);
    design << 1, 0, 1, 0, 1, 1, 1, 1, 1, 1;
    Eigen::VectorXd counts(5);
    counts << 2, 4, 10, 20, 6;
    const auto fit = interaction::poisson_regression(design, counts);
    CHECK(fit.coefficient[0] == doctest::Approx(std::log(3.0)));
    CHECK(fit.coefficient[1] == doctest::Approx(std::log(4.0)));
    // Wald: var = 1/6 + 1/36; robust: 2/36 + 104/36^2
    CHECK(fit.standard_error[1] == doctest::Approx(std::sqrt(1.0 / 6 + 1.0 / 36)));
    CHECK(fit.robust_error[1] == doctest::Approx(std::sqrt(2.0 / 36 + 104.0 / 1296)));
}

TEST_CASE("poisson regression: separation is reported, not looped on") {
    // The second group has no counts at all: its effect is minus infinity.
    Eigen::MatrixXd design(6, 2);
    design << 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1;
    Eigen::VectorXd counts(6);
    counts << 1, 2, 3, 0, 0, 0;
    const auto fit = interaction::poisson_regression(design, counts);
    CHECK(fit.separated == Rows{3, 4, 5});
    CHECK(fit.not_identified == Rows{1});
    CHECK(fit.observations == 3);
    CHECK(fit.coefficient[0] == doctest::Approx(std::log(2.0)));
    CHECK(fit.coefficient[1] == 0.0);
    verify(design, counts, fit);
    CHECK(fit.findings.size() == 2);

    // A slope that only zeros could tell: x = 0 wherever counts are positive, and only positive elsewhere.
    design.col(1) << 0, 0, 0, 0.5, 2.0, 0.0;
    const auto slope = interaction::poisson_regression(design, counts);
    CHECK(slope.separated == Rows{3, 4});
    CHECK(slope.not_identified == Rows{1});
    // With zeros on both sides the slope exists.
    design.col(1) << 0, 0, 0, 0.5, -2.0, 0.0;
    const auto exists = interaction::poisson_regression(design, counts);
    CHECK(exists.separated.empty());
    CHECK(exists.not_identified.empty());
    verify(design, counts, exists);
}

TEST_CASE("poisson regression: separation in two steps") {
    // Two free directions; once rows 2 and 3 are out, row 4 becomes separable by the other direction.
    Eigen::MatrixXd design(6, 3);
    design << 1, 0, 0, 1, 0, 0, 1, 1, -1, 1, 1, 0, 1, 0, 1, 1, 0, 0;
    Eigen::VectorXd counts(6);
    counts << 4, 6, 0, 0, 0, 1;
    const auto fit = interaction::poisson_regression(design, counts);
    CHECK(fit.separated == Rows{2, 3, 4});
    CHECK(fit.not_identified == Rows{1, 2});
    CHECK(fit.coefficient[0] == doctest::Approx(std::log(11.0 / 3.0)));
}

TEST_CASE("poisson regression: separation against brute force on small designs") {
    // Entries -1, 0, 1: directions with small whole coefficients tell whether a maximum exists.
    int separated = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        Random random(seed);
        const Index n = 3 + random.index(6);
        Eigen::MatrixXd design(n, 3);
        design.col(0).setOnes();
        for (Index i = 0; i < n; ++i)
            for (Index j = 1; j < 3; ++j) design(i, j) = static_cast<double>(random.index(3)) - 1.0;
        Eigen::VectorXd counts(n);
        for (auto& value : counts) value = random.uniform() < 0.6 ? 0.0 : 1.0 + static_cast<double>(random.index(4));
        counts[0] = 2.0;
        const auto fit = interaction::poisson_regression(design, counts);
        bool exists = true;
        for (int a = -6; a <= 6 && exists; ++a)
            for (int b = -6; b <= 6 && exists; ++b)
                for (int c = -6; c <= 6 && exists; ++c) {
                    const Eigen::VectorXd shift = design * Eigen::Vector3d(a, b, c);
                    bool flat = true;
                    bool up = false;
                    for (Index i = 0; i < n; ++i) {
                        if (counts[i] > 0.0 ? shift[i] != 0.0 : shift[i] < 0.0) flat = false;
                        if (shift[i] > 0.0) up = true;
                    }
                    if (flat && up) exists = false;
                }
        CHECK(fit.separated.empty() == exists);
        verify(design, counts, fit);
        separated += exists ? 0 : 1;
    }
    CHECK(separated > 50);
}

TEST_CASE("poisson regression: collinear columns get 0 and are listed") {
    Random random(2);
    Eigen::MatrixXd design(40, 4);
    Eigen::VectorXd counts(40);
    for (Index i = 0; i < 40; ++i) {
        design(i, 0) = 1.0;
        design(i, 1) = random.normal();
        design(i, 2) = 3.0 - 2.0 * design(i, 1);
        design(i, 3) = random.normal();
        counts[i] = poisson(random, std::exp(1.0 + 0.5 * design(i, 1) - 0.3 * design(i, 3)));
    }
    const auto fit = interaction::poisson_regression(design, counts);
    CHECK(fit.not_identified == Rows{2});
    CHECK(fit.coefficient[2] == 0.0);
    verify(design, counts, fit);
}

TEST_CASE("poisson regression: nearly collinear columns are called optimal only at the top") {
    int below = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Random random(seed);
        const Index rows = 12;
        Eigen::MatrixXd design(rows, 3);
        Eigen::VectorXd counts(rows);
        for (Index i = 0; i < rows; ++i) {
            design(i, 0) = 1.0;
            design(i, 1) = 1e5 * random.uniform();
            design(i, 2) = design(i, 1) + 1e-4 * random.normal();
            counts[i] = poisson(random, 3.0);
        }
        if (counts.sum() == 0.0) continue;
        const auto fit = interaction::poisson_regression(design, counts);
        CAPTURE(seed);
        const bool at_the_top = fit.outcome.status == Status::optimal;
        below += at_the_top ? 0 : 1;
        CHECK((at_the_top ? fit.outcome.gap < 1e-6 : !fit.findings.empty()));
    }
    MESSAGE(below << " fits ended below the top");
}

TEST_CASE("poisson regression: more rows than a block, and errors that cover the truth") {
    Random random(4);
    const Index n = 5000;
    const Eigen::Vector3d truth(0.5, -0.8, 0.3);
    int covered = 0;
    for (int trial = 0; trial < 20; ++trial) {
        Eigen::MatrixXd design(n, 3);
        Eigen::VectorXd counts(n);
        for (Index i = 0; i < n; ++i) {
            design.row(i) << 1.0, random.normal(), random.uniform(0.0, 3.0);
            counts[i] = poisson(random, std::exp(design.row(i).dot(truth)));
        }
        const auto fit = interaction::poisson_regression(design, counts);
        verify(design, counts, fit);
        for (Index j = 0; j < 3; ++j) {
            covered += std::abs(fit.coefficient[j] - truth[j]) < 2.576 * fit.standard_error[j] ? 1 : 0;
            CHECK(fit.robust_error[j] == doctest::Approx(fit.standard_error[j]).epsilon(0.2));
        }
        CHECK(fit.dispersion == doctest::Approx(1.0).epsilon(0.1));
    }
    CHECK(covered >= 55); // 59.4 of 60 expected
}

TEST_CASE("poisson regression: bad calls") {
    const Eigen::MatrixXd ones = Eigen::MatrixXd::Ones(3, 1);
    CHECK_THROWS_WITH_AS(interaction::poisson_regression(ones, Eigen::Vector3d::Zero()),
                         "counts: no row has a count above 0; a Poisson model needs at least one positive count",
                         bad_data);
    CHECK_THROWS_AS(interaction::poisson_regression(ones, Eigen::Vector2d::Ones()), bad_shape);
    CHECK_THROWS_WITH_AS(interaction::poisson_regression(ones, Eigen::Vector3d(1, -1, 2)),
                         "counts[1]: -1 is not in [0, inf]", bad_value);
    CHECK_THROWS_AS((interaction::poisson_regression(ones, Eigen::Vector3d::Ones(), {.steps = 0})), bad_value);
}

TEST_CASE("poisson regression: rows that a flat direction leaves alone are kept") {
    // Along (0, -1, -1) only the last row moves; found by tests/differential/interaction_flows.py.
    Eigen::MatrixXd design(5, 3);
    design << 1, 0, 0, 1, -1, 1, 1, 0, 0, 1, 0, 0, 1, -1, -1;
    Eigen::VectorXd counts(5);
    counts << 1, 2, 0, 0, 0;
    const auto fit = interaction::poisson_regression(design, counts);
    CHECK(fit.separated == Rows{4});
    verify(design, counts, fit);
}
