#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/random.hpp"
#include "corewing/sharing/nucleolus.hpp"
#include "corewing/sharing/verify_nucleolus.hpp"

#include "sharing/games.hpp"
#include "support/lies.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

using namespace corewing;
using Eigen::Vector3d;
using base::Status;
using sharing::Nucleolus;
using sharing::majority;
using sharing::verify_nucleolus;

namespace {

/// An answer to a game, with the largest excess that its shares leave, and lower levels.
Nucleolus answer(const Eigen::VectorXd& worth, const Eigen::VectorXd& share, const std::vector<double>& lower = {}) {
    double largest = share.size() > 1 ? -std::numeric_limits<double>::infinity() : 0.0;
    for (Index s = 1; s + 1 < worth.size(); ++s) {
        double got = 0.0;
        for (Index i = 0; i < share.size(); ++i) got += (s >> i & 1) != 0 ? share[i] : 0.0;
        largest = std::max(largest, worth[s] - got);
    }
    std::vector<double> levels = {largest};
    levels.insert(levels.end(), lower.begin(), lower.end());
    return {.share = share,
            .levels = levels,
            .outcome = {.status = Status::optimal, .objective = largest, .bound = largest, .gap = 0.0}};
}

} // namespace

TEST_CASE("nucleolus: known divisions pass and others of the same sum fail") {
    struct Row {
        Eigen::VectorXd worth;
        Vector3d share;
        std::string why;
        std::vector<double> lower = {};
    };
    const std::vector<Row> rows = {
        {majority(), Vector3d::Constant(1.0 / 3), "by symmetry"},
        {(Eigen::VectorXd(8) << 0, 0, 0, 1, 0, 1, 0, 1).finished(), Vector3d(1, 0, 0), "the one left glove gets all"},
        {(Eigen::VectorXd(8) << 0, 1, 2, 3, 4, 5, 6, 7).finished(), Vector3d(1, 2, 4), "nobody adds to anybody"},
        // An estate of 200 and claims of 100, 200, 300 (Mishnah, Ketubot 93a; Aumann & Maschler 1985).
        {(Eigen::VectorXd(8) << 0, 0, 0, 0, 0, 0, 100, 200).finished(),
         Vector3d(50, 75, 75),
         "the Talmud's answer",
         {-75.0}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.why);
        CHECK(verify_nucleolus(row.worth, {}, answer(row.worth, row.share, row.lower)).holds);
        const double unit = row.worth.maxCoeff();
        for (Index i = 0; i < 3; ++i)
            for (Index j = 0; j < 3; ++j) {
                if (i == j) continue;
                Vector3d other = row.share;
                other(i) += 1e-3 * unit;
                other(j) -= 1e-3 * unit;
                CHECK_FALSE(verify_nucleolus(row.worth, {}, answer(row.worth, other, row.lower)).holds);
            }
    }
}

TEST_CASE("nucleolus: the fault says what is wrong") {
    const Vector3d right = Vector3d::Constant(1.0 / 3);
    const auto first = [](const Eigen::VectorXd& worth, const Nucleolus& given) {
        const auto certificate = verify_nucleolus(worth, {}, given);
        CHECK_FALSE(certificate.holds);
        return certificate.faults.empty() ? std::string() : certificate.faults.front();
    };
    CHECK(first(majority(), answer(majority(), Eigen::Vector2d(0.5, 0.5))) ==
          "share has the wrong size or is not finite");
    CHECK(first(majority(), answer(majority(), Vector3d(0.5, 0.5, 0.5))) == "sum of share is 1.5 but should be 1");
    CHECK(first(majority(), answer(majority(), Vector3d(-0.5, 1.0, 0.5))) == "share[0] is below worth alone");
    CHECK(first(majority(), answer(majority(), Vector3d(0.5, 0.25, 0.25))) ==
          "the coalitions with an excess of at least 0.5 are not balanced");
    auto changed = answer(majority(), right);
    changed.outcome.status = Status::interrupted;
    CHECK(first(majority(), changed) == "outcome.status is neither optimal nor infeasible");
    changed.outcome.status = Status::infeasible;
    CHECK(first(majority(), changed) == "called infeasible, but there are imputations");
    // Two players, alone worth 3 each, together 5: no imputations, but without that demand 2.5 each.
    const Eigen::Vector4d apart(0, 3, 3, 5);
    CHECK(verify_nucleolus(apart, {}, sharing::nucleolus(apart)).holds);
    CHECK(verify_nucleolus(apart, {.imputations = false}, answer(apart, Eigen::Vector2d(2.5, 2.5))).holds);
    CHECK_FALSE(verify_nucleolus(apart, {.imputations = false}, sharing::nucleolus(apart)).holds);
}

TEST_CASE("nucleolus: every part of an answer is checked") {
    // An estate of 200 and claims of 100, 200, 300: player 0 against the two others at -50, they themselves at -75.
    const Eigen::VectorXd estate = (Eigen::VectorXd(8) << 0, 0, 0, 0, 0, 0, 100, 200).finished();
    const Nucleolus right = answer(estate, Vector3d(50, 75, 75), {-75.0});
    CHECK(verify_nucleolus(estate, {}, right).holds);
    struct Row {
        std::function<void(Nucleolus&)> lie;
        std::string fault;
    };
    const std::string size = "levels has none or more than a program a player";
    const std::vector<Row> rows = {
        {[](auto& a) { a.levels = {}; }, size},
        {[](auto& a) {
             a.levels = {-50.0, -50.0, -75.0};
         },
         size},
        {[](auto& a) { a.levels = {-50.0}; }, "levels leaves out the excess -75"},
        {[](auto& a) { a.levels = {-75.0}; }, "levels[0] is not the largest excess"},
        {[](auto& a) {
             a.levels = {-50.0, -125.0};
         },
         "levels leaves out the excess -75"},
        {[](auto& a) {
             a.levels = {-50.0, -76.0};
         },
         "levels[1] is the excess of no coalition"},
        {[](auto& a) { a.levels[0] = std::nan(""); }, "levels[0] is not the largest excess"},
        {[](auto& a) {
             a.levels = {-75.0, -50.0};
         },
         "levels[0] is not the largest excess"},
        {[](auto& a) { a.error = 0.1; }, "error is negative or above the tolerance"},
        {[](auto& a) { a.error = -1e-12; }, "error is negative or above the tolerance"},
        {[](auto& a) { a.error = std::nan(""); }, "error is negative or above the tolerance"},
        {[](auto& a) { a.outcome.objective = -49.0; }, "outcome.objective is -49 but should be -50"},
        {[](auto& a) { a.outcome.bound = -51.0; }, "outcome.bound is -51 but should be -50"},
        {[](auto& a) { a.outcome.gap = 0.5; }, "outcome.gap is 0.5 but should be 0"},
        {[](auto& a) { a.outcome.iterations = -1; }, "outcome.iterations is negative"},
        {[](auto& a) { a.outcome.seconds = -1.0; }, "outcome.seconds is no time"},
    };
    for (Index k = 0; k < std::ssize(rows); ++k) {
        CAPTURE(k);
        Nucleolus changed = right;
        rows[k].lie(changed);
        const auto wrong = verify_nucleolus(estate, {}, changed);
        CHECK_FALSE(wrong.holds);
        REQUIRE(!wrong.faults.empty());
        CHECK(wrong.faults.front() == rows[k].fault);
    }

    const Eigen::Vector4d apart(0, 3, 3, 5); // no imputations
    const Nucleolus none = sharing::nucleolus(apart);
    CHECK(verify_nucleolus(apart, {}, none).holds);
    const std::vector<std::function<void(Nucleolus&)>> lies = {[](auto& a) { a.share = Eigen::Vector2d(3.0, 2.0); },
                                                               [](auto& a) { a.share.resize(0); },
                                                               [](auto& a) { a.levels = {1.0}; },
                                                               [](auto& a) { a.error = 0.1; },
                                                               [](auto& a) { a.outcome.objective = 1.0; },
                                                               [](auto& a) { a.outcome.bound = 1.0; },
                                                               [](auto& a) { a.outcome.gap = 0.0; },
                                                               [](auto& a) { a.outcome.iterations = -1; }};
    for (Index k = 0; k < std::ssize(lies); ++k) {
        CAPTURE(k);
        Nucleolus changed = none;
        lies[k](changed);
        CHECK_FALSE(verify_nucleolus(apart, {}, changed).holds);
    }
    const Eigen::Vector4d equal(0, 0.1, 0.2, 0.3); // 0.1 + 0.2 is above 0.3 in doubles, but there is an imputation
    CHECK(verify_nucleolus(equal, {}, sharing::nucleolus(equal)).holds);
    CHECK_FALSE(verify_nucleolus(equal, {}, none).holds);
}

TEST_CASE("nucleolus: one player has everything, and nothing to prove") {
    const Eigen::Vector2d alone(0.0, 5.0);
    CHECK(verify_nucleolus(alone, {}, sharing::nucleolus(alone)).holds);
    CHECK_FALSE(verify_nucleolus(alone, {}, answer(alone, Eigen::VectorXd::Constant(1, 4.0))).holds);
    Nucleolus level = sharing::nucleolus(alone);
    level.levels = {0.0};
    CHECK(verify_nucleolus(alone, {}, level).faults == std::vector<std::string>{"one player has no level"});
    level = sharing::nucleolus(alone);
    level.outcome.objective = 5.0;
    CHECK_FALSE(verify_nucleolus(alone, {}, level).holds);
}

TEST_CASE("nucleolus: the check agrees with the solver on games of any unit") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        base::Random random(seed);
        Eigen::VectorXd worth = Eigen::VectorXd::Zero(16);
        for (auto& value : worth.tail(15)) value = random.uniform(0.0, 10.0);
        worth(15) = 40.0;
        CAPTURE(seed);
        const auto result = sharing::nucleolus(worth);
        for (const double unit : {1e-6, 1.0, 1e6}) {
            Nucleolus other = result;
            other.share *= unit;
            for (double& level : other.levels) level *= unit;
            other.outcome.objective = other.outcome.bound = other.levels.front();
            CHECK(verify_nucleolus(unit * worth, {}, other).holds);
        }
    }
}

TEST_CASE("nucleolus: honest answers of games with and without ties pass, small lies do not") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        base::Random random(seed, 3);
        const auto players = 2 + static_cast<int>(random.index(5));
        Eigen::VectorXd worth = Eigen::VectorXd::Zero(Index{1} << players);
        for (auto& value : worth.tail(worth.size() - 1))
            value = seed % 2 == 0 ? random.uniform(-5.0, 10.0) : static_cast<double>(random.index(4));
        CAPTURE(seed);
        for (const bool imputations : {true, false}) {
            const auto result = sharing::nucleolus(worth, {.imputations = imputations});
            const auto certificate = verify_nucleolus(worth, {.imputations = imputations}, result);
            CAPTURE(certificate.faults.empty() ? std::string() : certificate.faults.front());
            CHECK(certificate.holds);
            if (result.levels.empty()) continue;
            for (Index k = 0; k < std::ssize(result.levels); ++k) {
                Nucleolus changed = result;
                changed.levels[k] += 0.0137;
                CHECK_FALSE(verify_nucleolus(worth, {.imputations = imputations}, changed).holds);
            }
        }
    }
}

namespace {

std::string lies_about(const Eigen::VectorXd& worth, const sharing::NucleolusOptions& options) {
    test::Lies<Nucleolus> lies(sharing::nucleolus(worth, options),
                               [&](const auto& a) { return verify_nucleolus(worth, options, a).holds; });
    auto& [share, levels, error, outcome, findings] = lies.answer;
    error = 0.0; // as good as what rounding leaves
    const double unit = worth.cwiseAbs().maxCoeff();
    lies.numbers("share", share, {.tolerance = 1e-8, .scale = unit});
    lies.list("levels", levels,
              [&](const auto& name, double& entry) { lies.number(name, entry, {.tolerance = 1e-8, .scale = unit}); });
    lies.number("error", error, {.tolerance = 1e-8, .scale = 1.0});
    lies.outcome(outcome, {.tolerance = 1e-9, .scale = unit}, {.tolerance = 1e-8, .scale = unit});
    lies.findings(findings);
    return std::string(name(outcome.status)) + ", " + lies.verdict();
}

} // namespace

TEST_CASE("nucleolus: a lie in any field is refused") {
    const Eigen::VectorXd three = (Eigen::VectorXd(8) << 0, 68, 102, 170, 0, 710, 762, 992).finished();
    CHECK(lies_about(majority(), {}) == "optimal, 71 lies, accepted: levels one twice");
    CHECK(lies_about(three, {}) == "optimal, 79 lies, all refused");
    CHECK(lies_about(three, {.imputations = false}) == "optimal, 79 lies, all refused");
    CHECK(lies_about(Eigen::Vector4d(0.0, 3.0, 4.0, 5.0), {}) == "infeasible, 53 lies, all refused");
}
