#include "corewing/allocation/certificate.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>
#include <doctest/doctest.h>

#include <limits>

// On purpose nothing else of the library is included: one header is said to bring all checks and their problems.
using namespace corewing;
using allocation::Certificate;

TEST_CASE("a certificate that nobody has filled in vouches for nothing") {
    const Certificate fresh;
    CHECK_FALSE(fresh.holds);
    CHECK(fresh.faults.empty());
    CHECK(fresh.violation == 0.0);
    CHECK(fresh.bound == 0.0);
    CHECK(fresh.gap == std::numeric_limits<double>::infinity());
}

TEST_CASE("one header brings the checks of all divisions") {
    const Eigen::Vector2d need(1.0, 3.0);
    const allocation::FairDivisionOptions money{.budget = 8.0};
    CHECK(allocation::verify_fair_division(need, money, allocation::fair_division(need, money)).holds);

    const allocation::ApportionmentOptions posts{.posts = 4};
    CHECK(allocation::verify_apportionment(need, posts, allocation::apportionment(need, posts)).holds);

    const Eigen::MatrixXd gain = (Eigen::MatrixXd(2, 2) << 5, 1, 4, 3).finished();
    const allocation::MarginalDivisionOptions few{.posts = 3};
    CHECK(allocation::verify_marginal_division(gain, few, allocation::marginal_division(gain, few)).holds);

    const allocation::RuleBook book{.budget = 1.0, .lower = Eigen::Vector2d(1.0, 1.0)};
    CHECK(allocation::verify_conflict(2, book, allocation::conflict(2, book)).holds);

    const Eigen::MatrixXd use = Eigen::MatrixXd::Ones(2, 1);
    const allocation::MultiResourceOptions several{.budget = Eigen::VectorXd::Ones(1)};
    CHECK(allocation::verify_multi_resource(need, use, several, allocation::multi_resource(need, use, several)).holds);
    const allocation::DominantResourceOptions tasks{.budget = Eigen::VectorXd::Ones(1)};
    CHECK(allocation::verify_dominant_resource(use, tasks, allocation::dominant_resource(use, tasks)).holds);

    Eigen::SparseMatrix<double> link(2, 2);
    link.insert(1, 0) = 1.0;
    const allocation::SpilloverOptions spread{.budget = 8.0};
    CHECK(allocation::verify_spillover_division(need, link, spread, allocation::spillover_division(need, link, spread))
              .holds);

    const Eigen::Vector4d worth(0.0, 1.0, 2.0, 5.0);
    CHECK(allocation::verify_nucleolus(worth, {}, allocation::nucleolus(worth)).holds);
    CHECK(allocation::verify_least_core(worth, allocation::least_core(worth)).holds);
}

TEST_CASE("the faults say what is wrong, and stop at ten") {
    // Thirty places of cap 1 share 30, so each must have 1.
    const Eigen::VectorXd need = Eigen::VectorXd::Ones(30);
    const allocation::FairDivisionOptions options{.budget = 30.0, .upper = Eigen::VectorXd::Ones(30)};
    const auto right = allocation::fair_division(need, options);
    const auto good = allocation::verify_fair_division(need, options, right);
    CHECK(good.holds);
    CHECK(good.faults.empty());
    CHECK(good.violation == 0.0);

    auto wrong = right;
    wrong.amount(4) = 1.001;
    const auto bad = allocation::verify_fair_division(need, options, wrong);
    CHECK_FALSE(bad.holds);
    REQUIRE(!bad.faults.empty());
    CHECK(bad.faults.front() == "amount[4] above its cap: 1.001 is above 1");
    CHECK(bad.violation == doctest::Approx(0.001).epsilon(0.01));

    wrong.amount.setConstant(2.0);
    const auto many = allocation::verify_fair_division(need, options, wrong);
    CHECK_FALSE(many.holds);
    CHECK(many.faults.size() == 10);
    CHECK(many.faults.back() == "amount[9] above its cap: 2 is above 1");
    CHECK(many.violation > bad.violation);
}

TEST_CASE("bound and gap are computed afresh, whatever the answer claims") {
    // log 2 + 3 log 6 at the proportional division (2, 6) of 8.
    const Eigen::Vector2d need(1.0, 3.0);
    const allocation::FairDivisionOptions options{.budget = 8.0};
    auto division = allocation::fair_division(need, options);
    division.outcome.bound = 99.0;
    division.outcome.gap = 0.7;
    const auto certificate = allocation::verify_fair_division(need, options, division);
    CHECK_FALSE(certificate.holds);
    CHECK(certificate.bound == doctest::Approx(6.0684255891));
    CHECK(certificate.gap < 1e-12);
}
