#include "corewing/base/outcome.hpp"
#include "corewing/base/random.hpp"
#include "corewing/interaction/certificate_flows.hpp"
#include "corewing/interaction/constrained_flows.hpp"
#include "corewing/interaction/poisson_regression.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace interaction = corewing::interaction;
using corewing::base::Random;
using corewing::base::Status;
using Eigen::MatrixXd;
using Eigen::Vector2d;
using interaction::ConstrainedFlows;
using interaction::PoissonFit;
using interaction::verify_doubly_constrained;
using interaction::verify_poisson_regression;

namespace {

const MatrixXd weight = (MatrixXd(2, 2) << 1, 2, 2, 4).finished();
const Vector2d origins(3.0, 6.0);
const Vector2d destinations(4.0, 5.0);

/// Weights of rank one share both totals in proportion: T_ij = O_i D_j / 9, so with factors O and D over 9 for
/// weights of 1; here the weights are (1, 2) times (1, 2).
ConstrainedFlows by_hand() {
    const MatrixXd flow = origins * destinations.transpose() / 9.0;
    double objective = 0.0;
    for (Eigen::Index i = 0; i < 2; ++i)
        for (Eigen::Index j = 0; j < 2; ++j) objective += flow(i, j) * std::log(flow(i, j) / weight(i, j));
    return {.flow = flow,
            .origin_factor = Vector2d(3.0, 3.0) / 9.0,
            .destination_factor = Vector2d(4.0, 2.5),
            .outcome = {.status = Status::optimal, .objective = objective, .bound = objective, .gap = 0.0}};
}

/// Counts 1 and 3 without, 4 and 12 with a road: means 2 and 8, so ln 2 and ln 4.
const MatrixXd design = (MatrixXd(4, 2) << 1, 0, 1, 0, 1, 1, 1, 1).finished();
const Eigen::Vector4d counts(1.0, 3.0, 4.0, 12.0);

} // namespace

TEST_CASE("doubly constrained: flows written by hand pass, and the fault says what is wrong with others") {
    const auto right = verify_doubly_constrained(weight, origins, destinations, by_hand());
    for (const auto& fault : right.faults) FAIL_CHECK(fault);
    CHECK(right.holds);
    CHECK(right.violation < 1e-15);
    CHECK(right.bound == doctest::Approx(by_hand().outcome.objective));
    struct Row {
        std::function<void(ConstrainedFlows&)> lie;
        std::string fault; // how it begins
    };
    const std::vector<Row> rows = {
        {[](auto& a) { a.flow(0, 0) += 1.0; }, "row 0 adds up to 4, not 3"},
        {[](auto& a) { a.flow(1, 0) -= 1.0, a.flow(1, 1) += 1.0; }, "column 0 adds up to 3, not 4"},
        {[](auto& a) { a.flow(0, 0) += 1e-6, a.flow(0, 1) -= 1e-6, a.flow(1, 0) -= 1e-6, a.flow(1, 1) += 1e-6; },
         "the flows are not factors times weights"},
        {[](auto& a) { a.origin_factor(1) *= 1.001; }, "the flows are not factors times weights"},
        {[](auto& a) { a.destination_factor(0) *= 0.999; }, "the flows are not factors times weights"},
        {[](auto& a) {
             a.closed = {{0, 1}};
         },
         "the flows are not factors times weights"},
        {[](auto& a) { a.outcome.objective += 0.01; }, "outcome.objective is"},
        {[](auto& a) { a.outcome.status = Status::interrupted; }, "the totals are not met"},
        {[](auto& a) { a.outcome.status = Status::infeasible; }, "without an answer the flows are 0"},
        {[](auto& a) { a.origin_factor.resize(1); }, "a factor vector has the wrong size"},
        {[](auto& a) { a.destination_factor.resize(3); }, "a factor vector has the wrong size"},
        {[](auto& a) { a.flow.resize(2, 3); }, "flow has the wrong shape or is not finite"},
        {[](auto& a) { a.flow(1, 1) = std::nan(""); }, "flow has the wrong shape or is not finite"},
    };
    for (std::size_t k = 0; k < rows.size(); ++k) {
        CAPTURE(k);
        ConstrainedFlows changed = by_hand();
        rows[k].lie(changed);
        const auto certificate = verify_doubly_constrained(weight, origins, destinations, changed);
        CHECK_FALSE(certificate.holds);
        REQUIRE(!certificate.faults.empty());
        CHECK(certificate.faults.front().substr(0, rows[k].fault.size()) == rows[k].fault);
    }
}

TEST_CASE("doubly constrained: the tolerance is the largest relative miss forgiven") {
    ConstrainedFlows near = by_hand(); // every total missed by a thousandth
    near.flow *= 1.001;
    near.origin_factor *= 1.001;
    const auto strict = verify_doubly_constrained(weight, origins, destinations, near);
    CHECK_FALSE(strict.holds);
    CHECK(strict.violation == doctest::Approx(0.001));
    const auto faults = verify_doubly_constrained(weight, origins, destinations, near, 0.002).faults;
    for (const auto& fault : faults) CHECK(fault.find("adds up to") == std::string::npos);
}

TEST_CASE("doubly constrained: that totals cannot be met needs a true reason") {
    // The first two rows can use the first column alone and send 6 where 5 fit.
    const MatrixXd narrow = (MatrixXd(3, 2) << 1, 0, 2, 0, 1, 1).finished();
    const Eigen::Vector3d out(3.0, 3.0, 1.0);
    const Vector2d in(5.0, 2.0);
    ConstrainedFlows refused{.flow = MatrixXd::Zero(3, 2),
                             .origin_factor = Eigen::Vector3d::Zero(),
                             .destination_factor = Vector2d::Zero(),
                             .conflict = {.origins = {0, 1}, .destinations = {0}, .leaving = 6.0, .room = 5.0}};
    refused.outcome.status = Status::infeasible;
    CHECK(verify_doubly_constrained(narrow, out, in, refused).holds);
    const auto fault = [&](const std::function<void(ConstrainedFlows&)>& lie) {
        ConstrainedFlows changed = refused;
        lie(changed);
        const auto certificate = verify_doubly_constrained(narrow, out, in, changed);
        return certificate.faults.empty() ? std::string("none") : certificate.faults.front();
    };
    const std::string enough = "the origins named send no more than their destinations may receive";
    CHECK(fault([](auto& a) { a.conflict = {}; }) == enough);
    CHECK(fault([](auto& a) { a.conflict.origins = {0}; }) == enough);
    CHECK(fault([](auto& a) { a.conflict.destinations = {0, 1}; }) == enough);
    CHECK(fault([](auto& a) { a.conflict.destinations = {}; }) == "origin 0 can also use destination 0");
    CHECK(fault([](auto& a) { a.conflict.origins = {0, 1, 2}; }) == "origin 2 can also use destination 1");
    CHECK(fault([](auto& a) { a.flow(2, 1) = 1.0; }) == "without an answer the flows are 0");
}

TEST_CASE("Poisson fit: two means by hand, and the fault says what is wrong with others") {
    const PoissonFit fit = interaction::poisson_regression(design, counts);
    CHECK(fit.coefficient.isApprox(Vector2d(std::log(2.0), std::log(4.0)), 1e-9));
    const auto right = verify_poisson_regression(design, counts, fit);
    for (const auto& fault : right.faults) FAIL_CHECK(fault);
    CHECK(right.holds);
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
        {[](auto& f) { f.separated = {2}; }, "row 2 has a count but was left out"},
        {[](auto& f) { f.coefficient.resize(1); }, "coefficients are missing"},
        {[](auto& f) { f.coefficient(1) = std::nan(""); }, "coefficients are missing"},
        {[](auto& f) { f.outcome.status = Status::interrupted; }, "the fit did not come to rest"},
    };
    for (std::size_t k = 0; k < rows.size(); ++k) {
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
    Eigen::Vector4d people(10.0, 30.0, 20.0, 60.0);
    const Eigen::VectorXd offset = people.array().log();
    const PoissonFit rates = interaction::poisson_regression(design, counts, {.offset = offset});
    // 4 events among 40 people and 16 among 80: rates of 0.1 and 0.2.
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
