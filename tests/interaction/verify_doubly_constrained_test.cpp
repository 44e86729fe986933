#include "corewing/base/outcome.hpp"
#include "corewing/base/random.hpp"
#include "corewing/interaction/constrained_flows.hpp"
#include "corewing/interaction/verify_doubly_constrained.hpp"

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
using interaction::ConstrainedFlows;
using interaction::verify_doubly_constrained;

namespace {

const MatrixXd weight = (MatrixXd(2, 2) << 1, 2, 2, 4).finished();
const Vector2d origins(3.0, 6.0);
const Vector2d destinations(4.0, 5.0);

/// Weights of rank one share both totals in proportion: T_ij = O_i D_j / 9, so with factors O and D over 9 for
/// weights of 1; here the weights are (1, 2) times (1, 2).
ConstrainedFlows by_hand() {
    const MatrixXd flow = origins * destinations.transpose() / 9.0;
    double objective = 0.0;
    for (Index i = 0; i < 2; ++i)
        for (Index j = 0; j < 2; ++j) objective += flow(i, j) * std::log(flow(i, j) / weight(i, j));
    return {.flow = flow,
            .origin_factor = Vector2d(3.0, 3.0) / 9.0,
            .destination_factor = Vector2d(4.0, 2.5),
            .outcome = {.status = Status::optimal, .objective = objective, .bound = objective, .gap = 0.0}};
}

} // namespace

TEST_CASE("doubly constrained: flows written by hand pass, and the fault says what is wrong with others") {
    const auto right = verify_doubly_constrained(weight, origins, destinations, by_hand());
    corewing::test::expect_valid(right);
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
         "the closed cell 0, 1 is not forced to 0 by the totals"},
        {[](auto& a) {
             a.closed = {{2, 1}};
         },
         "closed names a cell twice or one that is not usable"},
        {[](auto& a) {
             a.closed = {{0, -1}};
         },
         "closed names a cell twice or one that is not usable"},
        {[](auto& a) { a.imbalance = 0.001; }, "imbalance is 0.001 but should be"},
        {[](auto& a) { a.conflict.origins = {0}; }, "a conflict is named although the totals are met"},
        {[](auto& a) { a.conflict.room = 1.0; }, "a conflict is named although the totals are met"},
        {[](auto& a) { a.origin_factor *= -1.0, a.destination_factor *= -1.0; },
         "a factor is not above 0 although its total is, or the reverse"},
        {[](auto& a) { a.outcome.bound -= 0.01; }, "outcome.bound is"},
        {[](auto& a) { a.outcome.bound += 1e-9; }, "outcome.bound is above outcome.objective"},
        {[](auto& a) { a.outcome.gap = 0.1; }, "outcome.gap is 0.1 but should be 0"},
        {[](auto& a) { a.outcome.iterations = -1; }, "outcome.iterations is negative"},
        {[](auto& a) { a.outcome.seconds = -1.0; }, "outcome.seconds is no time"},
        {[](auto& a) { a.outcome.objective += 0.01; }, "outcome.objective is"},
        {[](auto& a) { a.outcome.status = Status::interrupted; }, "the totals are not met"},
        {[](auto& a) { a.outcome.status = Status::infeasible; }, "without an answer the flows are 0"},
        {[](auto& a) { a.origin_factor.resize(1); }, "a factor vector has the wrong size"},
        {[](auto& a) { a.destination_factor.resize(3); }, "a factor vector has the wrong size"},
        {[](auto& a) { a.flow.resize(2, 3); }, "flow has the wrong shape or is not finite"},
        {[](auto& a) { a.flow(1, 1) = std::nan(""); }, "flow has the wrong shape or is not finite"},
    };
    for (Index k = 0; k < std::ssize(rows); ++k) {
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
    CHECK(fault([](auto& a) {
              a.conflict.destinations = {0, 1};
          }) == "destination 1 cannot be used by the origins named");
    CHECK(fault([](auto& a) { a.conflict.destinations = {}; }) == "origin 0 can also use destination 0");
    CHECK(fault([](auto& a) { a.conflict.origins = {0, 1, 2}; }) == "origin 2 can also use destination 1");
    CHECK(fault([](auto& a) { a.flow(2, 1) = 1.0; }) == "without an answer the flows are 0");
    CHECK(fault([](auto& a) { a.conflict.leaving = 7.0; }) == "conflict.leaving is 7 but should be 6");
    CHECK(fault([](auto& a) { a.conflict.room = 4.0; }) == "conflict.room is 4 but should be 5");
    const std::string order = "conflict does not name rows and columns in rising order";
    for (const std::vector<Index>& rows : std::vector<std::vector<Index>>{{0, 0}, {1, 0}, {-1}, {0, 3}}) {
        CHECK(fault([&](auto& a) { a.conflict.origins = rows; }) == order);
        CHECK(fault([&](auto& a) { a.conflict.destinations = rows; }) == order);
    }
    const std::string nothing = "without an answer factors and imbalance are 0 and no cell is closed";
    CHECK(fault([](auto& a) { a.origin_factor(0) = 1.0; }) == nothing);
    CHECK(fault([](auto& a) { a.destination_factor(1) = 1.0; }) == nothing);
    CHECK(fault([](auto& a) { a.imbalance = 0.5; }) == nothing);
    CHECK(fault([](auto& a) { a.closed = {{0, 0}}; }) == nothing);
    CHECK(fault([](auto& a) { a.outcome.bound = 1.0; }) == "without an answer objective and bound are 0");
    CHECK(fault([](auto& a) { a.outcome.objective = 1.0; }) == "without an answer objective and bound are 0");
    CHECK(fault([](auto& a) { a.outcome.gap = 0.0; }) == "without an answer the gap is infinite");
    CHECK(fault([](auto& a) { a.origin_factor.resize(1); }) == "a factor vector has the wrong size");
}

TEST_CASE("doubly constrained: totals that can be met are not proven otherwise by naming a row twice or by rounding") {
    const MatrixXd ones = MatrixXd::Ones(2, 2);
    const Vector2d three(3.0, 3.0);
    ConstrainedFlows lie{.flow = MatrixXd::Zero(2, 2),
                         .origin_factor = Vector2d::Zero(),
                         .destination_factor = Vector2d::Zero(),
                         .conflict = {.origins = {0, 1, 0}, .destinations = {0, 1}, .leaving = 9.0, .room = 6.0}};
    lie.outcome.status = Status::infeasible;
    CHECK_FALSE(verify_doubly_constrained(ones, three, three, lie).holds);
    // The sums may differ by a share of 1e-9; the destinations are then scaled.
    const Vector2d less = three * (1.0 - 5e-10);
    lie.conflict = {.origins = {0, 1}, .destinations = {0, 1}, .leaving = 6.0, .room = less.sum()};
    CHECK_FALSE(verify_doubly_constrained(ones, three, less, lie).holds);
    CHECK(verify_doubly_constrained(ones, three, less, interaction::doubly_constrained(ones, three, less)).holds);
    CHECK_THROWS_AS(verify_doubly_constrained(ones, Eigen::Vector3d::Ones(), three, lie), corewing::base::bad_shape);
}

TEST_CASE("doubly constrained: flows balanced without cells that could be used are not the nearest") {
    // Both totals (4, 6), all weights 1: the diagonal meets the totals, but everybody could go anywhere.
    const Vector2d totals(4.0, 6.0);
    const MatrixXd diagonal = totals.asDiagonal();
    const double objective = 4.0 * std::log(4.0) + 6.0 * std::log(6.0);
    ConstrainedFlows lie{
        .flow = diagonal,
        .origin_factor = totals,
        .destination_factor = Vector2d::Ones(),
        .closed = {{0, 1}, {1, 0}},
        .outcome = {.status = Status::optimal, .objective = objective, .bound = objective, .gap = 0.0},
        .findings = {{.text = "cells are closed"}}};
    const MatrixXd ones = MatrixXd::Ones(2, 2);
    CHECK_FALSE(verify_doubly_constrained(ones, totals, totals, lie).holds);
    MatrixXd corner = ones; // nobody goes from 0 to 1, so nobody can from 1 to 0
    corner(0, 1) = 0.0;
    CHECK_FALSE(verify_doubly_constrained(corner, totals, totals, lie).holds); // names a cell that cannot be used
    lie.closed = {{1, 0}};
    CHECK(verify_doubly_constrained(corner, totals, totals, lie).holds);
    lie.closed = {{1, 0}, {1, 0}};
    CHECK_FALSE(verify_doubly_constrained(corner, totals, totals, lie).holds);
}

TEST_CASE("doubly constrained: honest answers pass on any support, and lies planted in them do not") {
    int infeasible = 0;
    int closed = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        Random random(seed, 7);
        const Index n = 1 + random.index(7);
        const Index m = 1 + random.index(7);
        const double density = random.uniform(0.2, 1.0);
        MatrixXd pull(n, m);
        for (auto& value : pull.reshaped())
            value = random.uniform() < density ? std::exp(random.uniform(-9.0, 9.0)) : 0.0;
        // Totals of a flow on part of the support, so that some cells must stay empty; or any totals.
        MatrixXd some = MatrixXd::Zero(n, m);
        for (Index j = 0; j < m; ++j)
            for (Index i = 0; i < n; ++i)
                if ((pull(i, j) > 0.0 || seed % 3 == 0) && random.uniform() < 0.5)
                    some(i, j) = random.uniform(0.1, 9.0);
        const Eigen::VectorXd out = some.rowwise().sum();
        const Eigen::VectorXd in = some.colwise().sum().transpose() * (1.0 + (seed % 2 == 0 ? 4e-10 : 0.0));
        const auto answer = interaction::doubly_constrained(pull, out, in, {.sweeps = 200000});
        if (answer.outcome.status == Status::interrupted) continue;
        const auto certificate = verify_doubly_constrained(pull, out, in, answer);
        CAPTURE(seed);
        CAPTURE(certificate.faults.empty() ? std::string() : certificate.faults.front());
        CHECK(certificate.holds);
        closed += answer.closed.empty() ? 0 : 1;
        ConstrainedFlows lie = answer;
        if (answer.outcome.status == Status::infeasible) {
            ++infeasible;
            lie.conflict.origins.push_back(lie.conflict.origins.front());
            CHECK_FALSE(verify_doubly_constrained(pull, out, in, lie).holds);
            continue;
        }
        lie.outcome.bound -= 1e-3 * (1.0 + std::abs(lie.outcome.bound));
        CHECK_FALSE(verify_doubly_constrained(pull, out, in, lie).holds);
        for (const auto& cell : answer.closed) { // a cell that is left out is missing from the product form
            lie = answer;
            lie.closed = {cell};
            if (answer.closed.size() > 1) CHECK_FALSE(verify_doubly_constrained(pull, out, in, lie).holds);
        }
    }
    CHECK(infeasible > 50);
    CHECK(closed > 20);
}

namespace {

std::string lies_about(const MatrixXd& pull, const Eigen::VectorXd& out, const Eigen::VectorXd& in) {
    corewing::test::Lies<ConstrainedFlows> lies(interaction::doubly_constrained(pull, out, in), [&](const auto& a) {
        return verify_doubly_constrained(pull, out, in, a).holds;
    });
    auto& [flow, origin_factor, destination_factor, imbalance, conflict, closed, outcome, findings] = lies.answer;
    const double total = out.sum();
    lies.numbers("flow", flow, {.tolerance = 1e-10, .scale = total});
    lies.numbers("origin_factor", origin_factor, {.tolerance = 1e-9});
    lies.numbers("destination_factor", destination_factor, {.tolerance = 1e-9});
    lies.number("imbalance", imbalance, {.tolerance = 1e-6, .scale = 1e-6});
    auto& [rows, columns, leaving, room] = conflict;
    const auto number = [&](const auto& which, Index& entry) { lies.whole(which, entry); };
    lies.list("conflict.origins", rows, number);
    lies.list("conflict.destinations", columns, number);
    lies.number("conflict.leaving", leaving, {.tolerance = 1e-12});
    lies.number("conflict.room", room, {.tolerance = 1e-12});
    lies.list("closed", closed, [&](const auto& name, auto& entry) {
        auto& [row, column] = entry;
        lies.whole(name + ".first", row);
        lies.whole(name + ".second", column);
    });
    lies.outcome(outcome, {.tolerance = 1e-8, .scale = total}, {.tolerance = 1e-8, .scale = total});
    lies.findings(findings);
    return std::string(name(outcome.status)) + ", " + lies.verdict();
}

} // namespace

TEST_CASE("doubly constrained: a lie in any field is refused") {
    // The second origin and the second destination have nothing; (0, 2) is closed, as the last row fills its column.
    const MatrixXd pull = (MatrixXd(3, 3) << 1, 2, 3, 1, 1, 1, 0, 1, 2).finished();
    CHECK(lies_about(pull, Eigen::Vector3d(4, 0, 5), Eigen::Vector3d(4, 0, 5)) == "optimal, 180 lies, all refused");
    CHECK(lies_about(pull, Eigen::Vector3d(4, 2, 5), Eigen::Vector3d(3, 1, 7)) == "optimal, 170 lies, all refused");
    CHECK(lies_about(pull, Eigen::Vector3d(1, 2, 7), Eigen::Vector3d(7, 1, 2)) == "infeasible, 185 lies, all refused");
    CHECK(lies_about(pull, Eigen::Vector3d::Zero(), Eigen::Vector3d::Zero()) == "optimal, 170 lies, all refused");
}
