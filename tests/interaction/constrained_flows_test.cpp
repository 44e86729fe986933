#include "corewing/base/random.hpp"
#include "corewing/interaction/constrained_flows.hpp"
#include "corewing/interaction/verify_doubly_constrained.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

using corewing::Index;

namespace interaction = corewing::interaction;
using corewing::base::bad_shape;
using corewing::base::bad_value;
using corewing::base::Random;
using corewing::base::Status;

namespace {

void verify(const Eigen::MatrixXd& weight, const Eigen::VectorXd& origins, const Eigen::VectorXd& destinations,
            const interaction::ConstrainedFlows& answer) {
    const auto certificate = interaction::verify_doubly_constrained(weight, origins, destinations, answer);
    CAPTURE(certificate.faults.empty() ? std::string() : certificate.faults.front());
    CHECK(certificate.holds);
    if (answer.outcome.status == Status::infeasible) return;
    CHECK(answer.outcome.bound <= answer.outcome.objective);
    CHECK(answer.outcome.gap <= 1e-8);
}

/// By trying every set of rows (Hall's condition): can the totals be met on the support?
bool can_be_met(const Eigen::MatrixXd& weight, const Eigen::VectorXd& origins, const Eigen::VectorXd& destinations) {
    for (unsigned set = 1; set < (1U << weight.rows()); ++set) {
        double leaving = 0.0;
        double room = 0.0;
        for (Index i = 0; i < weight.rows(); ++i)
            if ((set >> i & 1U) != 0) leaving += origins[i];
        for (Index j = 0; j < weight.cols(); ++j)
            for (Index i = 0; i < weight.rows(); ++i)
                if ((set >> i & 1U) != 0 && weight(i, j) > 0.0) {
                    room += destinations[j];
                    break;
                }
        if (leaving > room + 1e-9) return false;
    }
    return true;
}

} // namespace

TEST_CASE("origin and destination constrained: shares by weight") {
    Eigen::MatrixXd weight(2, 3);
    weight << 1, 2, 1, 0, 3, 1;
    const auto out = interaction::origin_constrained(weight, Eigen::Vector2d(8.0, 12.0));
    Eigen::MatrixXd wanted(2, 3);
    wanted << 2, 4, 2, 0, 9, 3;
    CHECK(out.flow.isApprox(wanted, 1e-15));
    CHECK(out.outcome.status == Status::optimal);
    CHECK(out.outcome.objective == doctest::Approx(8.0 * std::log(2.0) + 12.0 * std::log(3.0)));
    const auto in = interaction::destination_constrained(weight, Eigen::Vector3d(6.0, 10.0, 4.0));
    wanted << 6, 4, 2, 0, 6, 2;
    CHECK(in.flow.isApprox(wanted, 1e-15));
    CHECK(in.destination_factor.isApprox(Eigen::Vector3d(6.0, 2.0, 2.0), 1e-15));

    // Productions 650 850 550 950, attractions 650 600 450 300, friction factors by travel time; the first row of a
    // worked production-constrained exercise: 347.41 186.21 85.34 31.03 trips.
    Eigen::MatrixXd friction(1, 4);
    friction << 62, 36, 22, 12;
    const Eigen::MatrixXd pull = friction * Eigen::Vector4d(650, 600, 450, 300).asDiagonal();
    const auto trips = interaction::origin_constrained(pull, Eigen::VectorXd::Constant(1, 650.0));
    CHECK((trips.flow.transpose() - Eigen::Vector4d(347.41, 186.21, 85.34, 31.03)).cwiseAbs().maxCoeff() < 0.006);

    weight.row(1).setZero();
    const auto stuck = interaction::origin_constrained(weight, Eigen::Vector2d(8.0, 12.0));
    CHECK(stuck.outcome.status == Status::infeasible);
    CHECK(stuck.conflict.origins == std::vector<Index>{1});
    CHECK(stuck.conflict.leaving == 12.0);
    CHECK(stuck.flow.isZero(0.0));
    CHECK(interaction::origin_constrained(weight, Eigen::Vector2d(8.0, 0.0)).outcome.status == Status::optimal);
    weight.col(2).setZero();
    CHECK(interaction::destination_constrained(weight, Eigen::Vector3d(6.0, 10.0, 4.0)).conflict.destinations ==
          std::vector<Index>{2});
    CHECK_THROWS_AS(interaction::origin_constrained(weight, Eigen::Vector3d::Ones()), bad_shape);
}

TEST_CASE("doubly constrained: a published table") {
    // Base-year trips, horizon productions 98 106 122 and attractions 102 118 106: Mathew, Transportation Systems
    // Engineering (NPTEL), lecture 8, Furness example; the limit by numpy 1.24 in long double, 20000 sweeps.
    Eigen::MatrixXd base(3, 3);
    base << 20, 30, 28, 36, 32, 24, 22, 34, 26;
    const Eigen::Vector3d out(98.0, 106.0, 122.0);
    const Eigen::Vector3d in(102.0, 118.0, 106.0);
    const auto result = interaction::doubly_constrained(base, out, in);
    verify(base, out, in, result);
    Eigen::MatrixXd limit(3, 3);
    limit << 25.7893084, 35.50797436, 36.70271724, 42.50860051, 34.68320538, 28.80819411, 33.70209108, 47.80882026,
        40.48908866;
    CHECK((result.flow - limit).cwiseAbs().maxCoeff() < 1e-8);
    // Cross-ratios of the base table are kept, which pins the solution down.
    for (Index i = 0; i < 2; ++i)
        for (Index j = 0; j < 2; ++j)
            CHECK(result.flow(i, j) * result.flow(i + 1, j + 1) / (result.flow(i, j + 1) * result.flow(i + 1, j)) ==
                  doctest::Approx(base(i, j) * base(i + 1, j + 1) / (base(i, j + 1) * base(i + 1, j))).epsilon(1e-12));
}

TEST_CASE("doubly constrained: an exercise with a published answer") {
    // 30 min inside a zone, 1 h between zones, f = 1 / t^2; trips from zone 3 to zone 1: 68, the offered answer of a
    // trip distribution exercise (Furness, convergence 0.001).
    Eigen::MatrixXd weight = Eigen::MatrixXd::Constant(3, 3, 1.0);
    weight.diagonal().setConstant(4.0);
    const Eigen::Vector3d out(250.0, 415.0, 395.0);
    const Eigen::Vector3d in(340.0, 285.0, 435.0);
    const auto result = interaction::doubly_constrained(weight, out, in);
    verify(weight, out, in, result);
    CHECK(std::round(result.flow(2, 0)) == 68.0);
}

TEST_CASE("doubly constrained: totals that cannot be met are proven so") {
    // Rows 0 and 1 can use only column 0.
    Eigen::MatrixXd weight(3, 3);
    weight << 1, 0, 0, 2, 0, 0, 1, 1, 1;
    const Eigen::Vector3d out(3.0, 3.0, 4.0);
    const Eigen::Vector3d in(5.0, 2.0, 3.0);
    const auto result = interaction::doubly_constrained(weight, out, in);
    CHECK(result.outcome.status == Status::infeasible);
    CHECK(result.conflict.origins == std::vector<Index>{0, 1});
    CHECK(result.conflict.destinations == std::vector<Index>{0});
    CHECK(result.conflict.leaving == 6.0);
    CHECK(result.conflict.room == 5.0);
    verify(weight, out, in, result);

    weight << 1, 0, 0, 2, 0, 0, 1, 1, 0; // nobody reaches column 2
    const auto empty = interaction::doubly_constrained(weight, out, in);
    CHECK(empty.outcome.status == Status::infeasible);
    verify(weight, out, in, empty);
}

TEST_CASE("doubly constrained: cells the totals force to 0 are closed, not crept upon") {
    // Row 0 fills column 0 exactly, so row 1 may not use column 0 although it could.
    Eigen::MatrixXd weight(2, 2);
    weight << 1, 0, 1, 1;
    const Eigen::Vector2d out(4.0, 6.0);
    const Eigen::Vector2d in(4.0, 6.0);
    const auto result = interaction::doubly_constrained(weight, out, in);
    verify(weight, out, in, result);
    CHECK(result.closed == std::vector<std::pair<Index, Index>>{{1, 0}});
    CHECK(result.flow == Eigen::MatrixXd(Eigen::DiagonalMatrix<double, 2>(4.0, 6.0)));
    CHECK(result.outcome.iterations <= 3);
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].text == "1 usable cells are 0 in every solution with these totals");
}

TEST_CASE("doubly constrained: random supports against Hall's condition") {
    int infeasible = 0;
    int closed = 0;
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        Random random(seed);
        const Index n = 1 + random.index(6);
        const Index m = 1 + random.index(6);
        const double density = random.uniform(0.2, 1.0);
        Eigen::MatrixXd weight(n, m);
        for (auto& value : weight.reshaped())
            value = random.uniform() < density ? std::exp(random.uniform(-5.0, 5.0)) : 0.0;
        Eigen::VectorXd out(n);
        Eigen::VectorXd in = Eigen::VectorXd::Zero(m);
        for (auto& value : out) value = static_cast<double>(random.index(6)); // 0 is a legal total
        for (int unit = 0; unit < static_cast<int>(out.sum()); ++unit) in[random.index(m)] += 1.0;
        const auto result = interaction::doubly_constrained(weight, out, in, {.sweeps = 200000});
        verify(weight, out, in, result);
        CHECK((result.outcome.status != Status::infeasible) == can_be_met(weight, out, in));
        infeasible += result.outcome.status == Status::infeasible ? 1 : 0;
        closed += result.closed.empty() ? 0 : 1;
    }
    CHECK(infeasible > 200);
    CHECK(closed > 50);
}

TEST_CASE("doubly constrained: weights on a scale from 1e-12 to 1e12, and the answer does not depend on scaling") {
    Random random(5);
    for (int trial = 0; trial < 50; ++trial) {
        Eigen::MatrixXd weight(4, 5);
        for (auto& value : weight.reshaped()) value = random.uniform(0.5, 2.0);
        Eigen::VectorXd out(4);
        Eigen::VectorXd in(5);
        for (auto& value : out) value = random.uniform(1.0, 9.0);
        for (auto& value : in) value = random.uniform(1.0, 9.0);
        in *= out.sum() / in.sum();
        const auto plain = interaction::doubly_constrained(weight, out, in);
        for (Index i = 0; i < 4; ++i) weight.row(i) *= std::pow(10.0, random.uniform(-12.0, 12.0));
        const auto scaled = interaction::doubly_constrained(weight, out, in);
        verify(weight, out, in, scaled);
        CHECK((plain.flow - scaled.flow).cwiseAbs().maxCoeff() < 1e-8);
    }
}

TEST_CASE("doubly constrained: bad calls, nothing to share out, and stopping") {
    const Eigen::MatrixXd weight = Eigen::MatrixXd::Ones(2, 2);
    CHECK_THROWS_WITH_AS(
        interaction::doubly_constrained(weight, Eigen::Vector2d(1, 2), Eigen::Vector2d(2, 2)),
        "destinations: origins add up to 3, destinations to 4; scale one of the two to the other's sum", bad_value);
    CHECK_THROWS_WITH_AS(interaction::doubly_constrained(-weight, Eigen::Vector2d(1, 2), Eigen::Vector2d(2, 1)),
                         "weight[0,0]: -1 is not in [0, inf]", bad_value);
    CHECK_THROWS_AS(
        (interaction::doubly_constrained(weight, Eigen::Vector2d(1, 2), Eigen::Vector2d(2, 1), {.tolerance = 0.0})),
        bad_value);
    const auto none = interaction::doubly_constrained(weight, Eigen::Vector2d::Zero(), Eigen::Vector2d::Zero());
    CHECK(none.outcome.status == Status::optimal);
    CHECK(none.flow.isZero(0.0));
    const auto empty = interaction::doubly_constrained(Eigen::MatrixXd(0, 0), Eigen::VectorXd(0), Eigen::VectorXd(0));
    CHECK(empty.outcome.status == Status::optimal);

    Eigen::MatrixXd slow(2, 2);
    slow << 1, 1e-9, 1e-9, 1;
    const auto cut = interaction::doubly_constrained(slow, Eigen::Vector2d(1, 9), Eigen::Vector2d(6, 4), {.sweeps = 2});
    CHECK(cut.outcome.status == Status::interrupted);
    CHECK_FALSE(cut.outcome.has_answer());
    CHECK(cut.findings.size() == 1);
}

TEST_CASE("doubly constrained: the certificate fails on wrong answers") {
    Random random(6);
    Eigen::MatrixXd weight(3, 3);
    for (auto& value : weight.reshaped()) value = random.uniform(0.5, 2.0);
    const Eigen::Vector3d totals(3.0, 4.0, 5.0);
    const auto right = interaction::doubly_constrained(weight, totals, totals);
    CHECK(interaction::verify_doubly_constrained(weight, totals, totals, right).holds);
    auto wrong = right; // the totals still hold, the product form does not
    wrong.flow(0, 0) += 0.1;
    wrong.flow(1, 1) += 0.1;
    wrong.flow(0, 1) -= 0.1;
    wrong.flow(1, 0) -= 0.1;
    CHECK_FALSE(interaction::verify_doubly_constrained(weight, totals, totals, wrong).holds);
    wrong = right;
    wrong.flow *= 1.001;
    CHECK_FALSE(interaction::verify_doubly_constrained(weight, totals, totals, wrong).holds);
    wrong = right;
    wrong.outcome.status = Status::infeasible;
    wrong.flow.setZero();
    wrong.conflict.origins = {0};
    wrong.conflict.destinations = {0};
    CHECK_FALSE(interaction::verify_doubly_constrained(weight, totals, totals, wrong).holds);
}
