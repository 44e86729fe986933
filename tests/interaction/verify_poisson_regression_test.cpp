#include "corewing/base/outcome.hpp"
#include "corewing/base/random.hpp"
#include "corewing/interaction/poisson_regression.hpp"
#include "corewing/interaction/verify_poisson_regression.hpp"

#include "support/expect_valid.hpp"
#include "support/lies.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

using corewing::Index;

namespace interaction = corewing::interaction;
using corewing::base::Random;
using corewing::base::Status;
using Eigen::MatrixXd;
using Eigen::Vector2d;
using interaction::PoissonFit;
using interaction::verify_poisson_regression;

namespace {

/// Counts 1 and 3 without, 4 and 12 with a road: means 2 and 8, so ln 2 and ln 4.
const MatrixXd design = (MatrixXd(4, 2) << 1, 0, 1, 0, 1, 1, 1, 1).finished();
const Eigen::Vector4d counts(1.0, 3.0, 4.0, 12.0);

} // namespace

TEST_CASE("Poisson fit: two means by hand, and the fault says what is wrong with others") {
    const PoissonFit fit = interaction::poisson_regression(design, counts);
    CHECK(fit.coefficient.isApprox(Vector2d(std::log(2.0), std::log(4.0)), 1e-9));
    const auto right = verify_poisson_regression(design, counts, fit);
    corewing::test::expect_valid(right);
    struct Row {
        std::function<void(PoissonFit&)> lie;
        std::string fault; // how it begins
    };
    const std::vector<Row> rows = {
        {[](auto& f) { f.coefficient(0) += 1e-4; }, "the likelihood still rises along column 0"},
        {[](auto& f) { f.coefficient(1) -= 1e-4; }, "the likelihood still rises along column 0"},
        {[](auto& f) { f.coefficient(0) += 0.01, f.coefficient(1) -= 0.0125; },
         "the likelihood still rises along column"},
        {[](auto& f) { f.deviance *= 1.001; }, "deviance is"},
        {[](auto& f) { f.covariance *= 1.001; }, "covariance is not the inverse of the curvature"},
        {[](auto& f) { f.covariance(0, 1) = f.covariance(1, 0) = 0.0; },
         "covariance is not the inverse of the curvature"},
        {[](auto& f) { f.covariance.setZero(); }, "covariance is not the inverse of the curvature"},
        {[](auto& f) { f.covariance.resize(1, 1); }, "errors or covariances are missing"},
        {[](auto& f) { f.robust_covariance.setZero(); }, "robust_covariance is not the sandwich"},
        {[](auto& f) { f.robust_covariance(0, 1) *= -1.0; }, "robust_covariance is not the sandwich"},
        {[](auto& f) { f.robust_covariance(0, 1) = std::nan(""); }, "errors or covariances are missing"},
        {[](auto& f) { f.standard_error(1) *= 1.001; }, "standard_error[1] is"},
        {[](auto& f) { f.standard_error.resize(3); }, "errors or covariances are missing"},
        {[](auto& f) { f.robust_error(0) *= 1.001; }, "robust_error[0] is"},
        {[](auto& f) { f.robust_error(0) *= -1.0; }, "robust_error[0] is"},
        {[](auto& f) { f.null_deviance *= 1.001; }, "null_deviance is"},
        {[](auto& f) { f.pseudo_r2 += 0.001; }, "pseudo_r2 is"},
        {[](auto& f) { f.pseudo_r2 = 0.0; }, "pseudo_r2 is 0 but should be"},
        {[](auto& f) { f.log_likelihood += 0.001; }, "log_likelihood is"},
        {[](auto& f) { f.null_log_likelihood += 0.001; }, "null_log_likelihood is"},
        {[](auto& f) { f.mcfadden_r2 += 0.001; }, "mcfadden_r2 is"},
        {[](auto& f) { f.mcfadden_r2 = 0.0; }, "mcfadden_r2 is 0 but should be"},
        {[](auto& f) { f.dispersion *= 0.999; }, "dispersion is"},
        {[](auto& f) { f.score = 0.5; }, "score is 0.5 but should be"},
        {[](auto& f) { f.observations = 3; }, "observations is not the number of rows fitted"},
        {[](auto& f) { f.outcome.objective += 0.001; }, "outcome.objective is"},
        {[](auto& f) { f.outcome.bound += 0.001; }, "outcome.bound is"},
        {[](auto& f) { f.outcome.bound -= 1e-12; }, "outcome.bound is below outcome.objective"},
        {[](auto& f) { f.outcome.gap += 0.001; }, "outcome.gap is"},
        {[](auto& f) { f.outcome.iterations = -1; }, "outcome.iterations is negative"},
        {[](auto& f) { f.outcome.seconds = -1.0; }, "outcome.seconds is no time"},
        {[](auto& f) { f.not_identified = {1}; }, "column 1 is identified"},
        {[](auto& f) { f.not_identified = {2}; }, "not_identified is no list of columns in rising order"},
        {[](auto& f) {
             f.not_identified = {0, 0};
         },
         "not_identified is no list of columns in rising order"},
        {[](auto& f) { f.separated = {4}; }, "separated is no list of rows in rising order"},
        {[](auto& f) {
             f.separated = {1, 0};
         },
         "separated is no list of rows in rising order"},
        {[](auto& f) { f.separated = {2}; }, "row 2 has a count but was left out"},
        {[](auto& f) { f.coefficient.resize(1); }, "coefficients are missing"},
        {[](auto& f) { f.coefficient(1) = std::nan(""); }, "coefficients are missing"},
        {[](auto& f) { f.outcome.status = Status::interrupted; }, "the fit did not come to rest"},
    };
    for (Index k = 0; k < std::ssize(rows); ++k) {
        CAPTURE(k);
        PoissonFit changed = fit;
        rows[k].lie(changed);
        const auto certificate = verify_poisson_regression(design, counts, changed);
        CHECK_FALSE(certificate.holds);
        REQUIRE(!certificate.faults.empty());
        CHECK(certificate.faults.front().substr(0, rows[k].fault.size()) == rows[k].fault);
    }
}

TEST_CASE("Poisson fit: the check reads the offset, and a fit to other counts fails") {
    Eigen::Vector4d residents(10.0, 30.0, 20.0, 60.0);
    const Eigen::VectorXd offset = residents.array().log();
    const PoissonFit rates = interaction::poisson_regression(design, counts, {.offset = offset});
    // 4 events among 40 residents and 16 among 80: rates of 0.1 and 0.2.
    CHECK(rates.coefficient.isApprox(Vector2d(std::log(0.1), std::log(2.0)), 1e-9));
    CHECK(verify_poisson_regression(design, counts, rates, offset).holds);
    CHECK_FALSE(verify_poisson_regression(design, counts, rates).holds);
    CHECK_FALSE(verify_poisson_regression(design, Eigen::Vector4d(1.0, 3.0, 4.0, 13.0), rates, offset).holds);

    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        Random random(seed);
        MatrixXd x = MatrixXd::Ones(20, 3);
        for (auto& cell : x.rightCols(2).reshaped()) cell = random.normal();
        Eigen::VectorXd y(20);
        for (auto& count : y) count = static_cast<double>(random.index(9));
        CAPTURE(seed);
        CHECK(verify_poisson_regression(x, y, interaction::poisson_regression(x, y)).holds);
    }
}

TEST_CASE("Poisson fit: honest fits pass with zeros, collinear columns and separated rows; lies about them do not") {
    int separated = 0;
    int lost = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        Random random(seed, 11);
        const Index n = 6 + random.index(20);
        MatrixXd x = MatrixXd::Ones(n, 4);
        for (auto& cell : x.rightCols(3).reshaped())
            cell = seed % 2 == 0 ? random.normal() : static_cast<double>(random.index(2));
        if (seed % 5 == 0) x.col(3) = 2.0 * x.col(1) - x.col(0); // a combination of earlier ones
        if (seed % 7 == 0) x.col(2) *= 1e-6;
        const double unit = seed % 3 == 0 ? 1e4 : 1.0;
        Eigen::VectorXd y(n);
        for (auto& count : y) count = random.uniform() < 0.5 ? 0.0 : unit * static_cast<double>(random.index(9));
        if (seed % 11 == 0) y = unit * (x.col(1) * 0.5).array().exp(); // fitted without a miss
        if (y.sum() == 0.0) continue;
        Eigen::VectorXd offset;
        if (seed % 4 == 0) offset = Eigen::VectorXd::NullaryExpr(n, [&] { return random.uniform(-3.0, 3.0); });
        const PoissonFit fit = interaction::poisson_regression(x, y, {.offset = offset});
        if (fit.outcome.status != Status::optimal) continue;
        const auto certificate = verify_poisson_regression(x, y, fit, offset);
        CAPTURE(seed);
        CAPTURE(certificate.faults.empty() ? std::string() : certificate.faults.front());
        CHECK(certificate.holds);
        separated += fit.separated.empty() ? 0 : 1;
        lost += fit.not_identified.empty() ? 0 : 1;
        PoissonFit lie = fit;
        lie.covariance.setZero();
        CHECK_FALSE(verify_poisson_regression(x, y, lie, offset).holds);
        if (!fit.not_identified.empty()) {
            lie = fit;
            lie.not_identified.pop_back();
            CHECK_FALSE(verify_poisson_regression(x, y, lie, offset).holds);
            lie = fit;
            lie.coefficient[fit.not_identified.front()] = 1.0;
            CHECK_FALSE(verify_poisson_regression(x, y, lie, offset).holds);
        }
        if (!fit.separated.empty()) { // one row fewer was left out than the likelihood drives to 0
            lie = fit;
            lie.separated.pop_back();
            CHECK_FALSE(verify_poisson_regression(x, y, lie, offset).holds);
        }
    }
    CHECK(separated > 20);
    CHECK(lost > 60);
}

TEST_CASE("Poisson fit: a row without a count may be left out only if the likelihood drives it to 0") {
    // Rows 2 and 3 have no count and no other row tells of the second column.
    const MatrixXd x = (MatrixXd(4, 2) << 1, 0, 1, 0, 1, 1, 1, -1).finished();
    const Eigen::Vector4d y(2.0, 4.0, 0.0, 0.0);
    const PoissonFit honest = interaction::poisson_regression(x, y); // to both sides: the slope exists
    CHECK(honest.separated.empty());
    CHECK(verify_poisson_regression(x, y, honest).holds);
    // The fit of the first two rows alone, as if both others could be driven to 0.
    PoissonFit lie = interaction::poisson_regression(x.topRows(2), y.head(2));
    lie.separated = {2, 3};
    CHECK(verify_poisson_regression(x, y, lie).faults ==
          std::vector<std::string>{"a row was left out that the likelihood does not drive to 0"});
    MatrixXd same = x;
    same(3, 1) = 2.0;
    CHECK(verify_poisson_regression(same, y, lie).holds);
    // A row that is like one that was fitted.
    const MatrixXd ones = MatrixXd::Ones(3, 1);
    PoissonFit without = interaction::poisson_regression(ones.topRows(2), y.head(2));
    without.separated = {2};
    CHECK_FALSE(verify_poisson_regression(ones, y.head(3), without).holds);
}

namespace {

std::string lies_about(const MatrixXd& x, const Eigen::VectorXd& y) {
    corewing::test::Lies<PoissonFit> lies(interaction::poisson_regression(x, y),
                                          [&](const auto& f) { return verify_poisson_regression(x, y, f).holds; });
    auto& [coefficient, standard_error, robust_error, covariance, robust_covariance, deviance, null_deviance, pseudo_r2,
           log_likelihood, null_log_likelihood, mcfadden_r2, dispersion, score, observations, not_identified, separated,
           outcome, findings] = lies.answer;
    score = 0.0; // as good as what rounding leaves
    const double sum = 1.0 + y.sum();
    const corewing::test::Slack errors{.tolerance = 1e-6, .scale = covariance.cwiseAbs().maxCoeff()};
    lies.numbers("coefficient", coefficient, {.tolerance = 1e-5, .scale = 1.0}); // flat near its top
    lies.numbers("standard_error", standard_error, {.tolerance = 1e-7});
    lies.numbers("robust_error", robust_error, {.tolerance = 1e-6});
    lies.numbers("covariance", covariance, errors);
    lies.numbers("robust_covariance", robust_covariance, errors);
    lies.number("deviance", deviance, {.tolerance = 1e-7, .scale = 10.0 * sum});
    lies.number("null_deviance", null_deviance, {.tolerance = 1e-7, .scale = 10.0 * sum});
    lies.number("pseudo_r2", pseudo_r2, {.tolerance = 1e-7, .scale = 1.0 + 1e-5 * sum / null_deviance});
    lies.number("log_likelihood", log_likelihood, {.tolerance = 1e-12, .scale = 10.0 * sum});
    lies.number("null_log_likelihood", null_log_likelihood, {.tolerance = 1e-12, .scale = 10.0 * sum});
    lies.number("mcfadden_r2", mcfadden_r2, {.tolerance = 1e-7, .scale = 2.0});
    lies.number("dispersion", dispersion, {.tolerance = 1e-6, .scale = sum});
    lies.number("score", score, {.tolerance = 1e-12, .scale = 10.0});
    lies.whole("observations", observations);
    const auto number = [&](const auto& which, Index& entry) { lies.whole(which, entry); };
    lies.list("not_identified", not_identified, number);
    lies.list("separated", separated, number);
    lies.outcome(outcome, {.tolerance = 1e-12, .scale = 10.0 * sum}, {.tolerance = 1e-12, .scale = 10.0 * sum});
    lies.findings(findings);
    return std::string(name(outcome.status)) + ", " + lies.verdict();
}

} // namespace

TEST_CASE("Poisson fit: a lie in any field is refused") {
    CHECK(lies_about(design, counts) == "optimal, 209 lies, accepted: findings erased");
    // The third column repeats the second; a fourth is 1 only where the count is 0, and that row is left out.
    MatrixXd wide(6, 4);
    wide << 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2, 0, 1, 1, 2, 0, 1, 0, 0, 1, 1, 1, 2, 0;
    const Eigen::VectorXd rare = (Eigen::VectorXd(6) << 1, 3, 4, 12, 0, 0).finished();
    CHECK(lies_about(wide, rare) == "optimal, 437 lies, accepted: findings erased");
}
