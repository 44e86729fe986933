#include "corewing/sharing/verify_sharing.hpp"
#include "corewing/sharing/sharing.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/random.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

using namespace corewing;
using sharing::LeastCore;
using sharing::Nucleolus;
using sharing::verify_least_core;
using sharing::verify_nucleolus;
using base::Status;
using Eigen::Vector3d;

namespace {

/// Any two of three players are worth as much as all of them: 1.
Eigen::VectorXd majority() {
    return (Eigen::VectorXd(8) << 0, 0, 0, 1, 0, 1, 1, 1).finished();
}

/// Every pair gets 2/3 and wants 1: excess 1/3. The proof: each pair with weight 1/3 counts every player twice, so
/// the pairs together get 2/3 of 1, and their claims add up to 1.
LeastCore by_hand() {
    return {.excess = 1.0 / 3,
            .core_is_empty = true,
            .share = Vector3d::Constant(1.0 / 3),
            .coalitions = {{0, 1}, {0, 2}, {1, 2}},
            .weights = {1.0 / 3, 1.0 / 3, 1.0 / 3},
            .outcome = {.status = Status::optimal, .objective = 1.0 / 3, .bound = 1.0 / 3, .gap = 0.0}};
}

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

TEST_CASE("least core: a proof written by hand passes, and every part of it is checked") {
    const auto certificate = verify_least_core(majority(), by_hand());
    for (const auto& fault : certificate.faults) FAIL_CHECK(fault);
    CHECK(certificate.holds);
    CHECK(certificate.bound == doctest::Approx(1.0 / 3));
    CHECK(certificate.gap < 1e-12);
    struct Row {
        std::function<void(LeastCore&)> lie;
        std::string fault; // how it begins
    };
    const std::vector<Row> rows = {
        {[](auto& a) { a.excess = 0.3; }, "excess is 0.3 but should be 0.33"},
        {[](auto& a) { a.core_is_empty = false; }, "core_is_empty contradicts the excess"},
        {[](auto& a) { a.share(0) += 0.1; }, "sum of share is"},
        {[](auto& a) { a.share(0) += 0.1, a.share(1) -= 0.1; }, "excess is 0.333"},
        {[](auto& a) { a.share(0) = std::nan(""); }, "share has the wrong size or is not finite"},
        {[](auto& a) { a.share = Eigen::Vector2d(0.5, 0.5); }, "share has the wrong size or is not finite"},
        {[](auto& a) { a.weights.pop_back(); }, "weights and coalitions do not pair up"},
        {[](auto& a) {
             a.weights = {0.5, 0.5, 0.5};
         },
         "sum of weights is 1.5 but should be 1"},
        {[](auto& a) {
             a.weights = {0.5, 0.5, 0.0};
         },
         "a coalition or weight is not proper"},
        {[](auto& a) {
             a.weights = {0.5, 0.25, 0.25};
         },
         "balance of the collection is 0.75 but should be 0.5"},
        {[](auto& a) { a.coalitions[2] = {}; }, "a coalition or weight is not proper"},
        {[](auto& a) {
             a.coalitions[2] = {0, 1, 2};
         },
         "a coalition or weight is not proper"},
        {[](auto& a) {
             a.coalitions = {{0}, {1}, {2}};
         },
         "excess against its proof is 0.33"},
        {[](auto& a) {
             a.coalitions[2] = {1, 3};
         },
         "a coalition or weight is not proper"},
        {[](auto& a) {
             a.coalitions[2] = {-1, 2};
         },
         "a coalition or weight is not proper"},
        {[](auto& a) {
             a.coalitions[2] = {1, 1, 2};
         },
         "a coalition or weight is not proper"},
        {[](auto& a) { a.outcome.objective = 0.3; }, "outcome.objective is 0.3 but should be 0.33"},
        {[](auto& a) { a.outcome.bound = 0.3; }, "outcome.bound is 0.3 but should be 0.33"},
        {[](auto& a) { a.outcome.bound += 1e-9; }, "outcome.bound is above outcome.objective"},
        {[](auto& a) { a.outcome.gap = 0.5; }, "outcome.gap is 0.5 but should be 0"},
        {[](auto& a) { a.outcome.iterations = -1; }, "outcome.iterations is negative"},
        {[](auto& a) { a.outcome.seconds = std::nan(""); }, "outcome.seconds is no time"},
        {[](auto& a) { a.outcome.status = Status::feasible; }, "every game has a least core"},
    };
    for (Index k = 0; k < std::ssize(rows); ++k) {
        CAPTURE(k);
        LeastCore changed = by_hand();
        rows[k].lie(changed);
        const auto wrong = verify_least_core(majority(), changed);
        CHECK_FALSE(wrong.holds);
        REQUIRE(!wrong.faults.empty());
        CHECK(wrong.faults.front().substr(0, rows[k].fault.size()) == rows[k].fault);
    }
}

TEST_CASE("least core: a division that pleases all but not as well as can be fails against its proof") {
    LeastCore worse = by_hand();
    worse.share = Vector3d(0.5, 0.25, 0.25);
    worse.excess = 0.5; // players 1 and 2 get half of what they are worth; that is true, but not least
    const auto certificate = verify_least_core(majority(), worse);
    CHECK_FALSE(certificate.holds);
    REQUIRE(!certificate.faults.empty());
    CHECK(certificate.faults[0].substr(0, 33) == "excess against its proof is 0.5 b");
    CHECK(certificate.gap > 0.1);
}

TEST_CASE("one player has everything, and nothing to prove") {
    const Eigen::Vector2d alone(0.0, 5.0);
    CHECK(verify_least_core(alone, sharing::least_core(alone)).holds);
    CHECK(verify_nucleolus(alone, {}, sharing::nucleolus(alone)).holds);
    LeastCore less = sharing::least_core(alone);
    less.share(0) = 4.0;
    CHECK(verify_least_core(alone, less).faults == std::vector<std::string>{"sum of share is 4 but should be 5"});
    CHECK_FALSE(verify_nucleolus(alone, {}, answer(alone, Eigen::VectorXd::Constant(1, 4.0))).holds);
    const std::vector<std::function<void(LeastCore&)>> lies = {
        [](auto& a) { a.excess = 7.0, a.core_is_empty = true; },
        [](auto& a) { a.excess = 7.0; },
        [](auto& a) { a.core_is_empty = true; },
        [](auto& a) { a.outcome.objective = 1.0; },
        [](auto& a) { a.outcome.bound = -1.0; },
        [](auto& a) { a.outcome.gap = 1.0; },
        [](auto& a) { a.coalitions = {{0}}, a.weights = {1.0}; }};
    for (const auto& lie : lies) {
        LeastCore changed = sharing::least_core(alone);
        lie(changed);
        CHECK_FALSE(verify_least_core(alone, changed).holds);
    }
    Nucleolus level = sharing::nucleolus(alone);
    level.levels = {0.0};
    CHECK(verify_nucleolus(alone, {}, level).faults == std::vector<std::string>{"one player has no level"});
    level = sharing::nucleolus(alone);
    level.outcome.objective = 5.0;
    CHECK_FALSE(verify_nucleolus(alone, {}, level).holds);
}

TEST_CASE("least core: an excess of exactly 0 means that the core is not empty") {
    const Eigen::VectorXd worth = (Eigen::VectorXd(8) << 0, 1, 2, 3, 4, 5, 6, 7).finished(); // nobody adds to anybody
    LeastCore even = sharing::least_core(worth);
    CHECK(verify_least_core(worth, even).holds);
    even.core_is_empty = true;
    CHECK(verify_least_core(worth, even).faults == std::vector<std::string>{"core_is_empty contradicts the excess"});
}

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

TEST_CASE("nucleolus: both checks agree with the solver on games of any unit") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        base::Random random(seed);
        Eigen::VectorXd worth = Eigen::VectorXd::Zero(16);
        for (auto& value : worth.tail(15)) value = random.uniform(0.0, 10.0);
        worth(15) = 40.0;
        CAPTURE(seed);
        const auto result = sharing::nucleolus(worth);
        const auto least = sharing::least_core(worth);
        for (const double unit : {1e-6, 1.0, 1e6}) {
            Nucleolus other = result;
            other.share *= unit;
            for (double& level : other.levels) level *= unit;
            other.outcome.objective = other.outcome.bound = other.levels.front();
            CHECK(verify_nucleolus(unit * worth, {}, other).holds);
            LeastCore scaled = least;
            scaled.excess *= unit;
            scaled.share *= unit;
            scaled.outcome.objective *= unit;
            scaled.outcome.bound *= unit;
            scaled.outcome.gap = base::relative_gap(scaled.outcome.objective, scaled.outcome.bound);
            CHECK(verify_least_core(unit * worth, scaled).holds);
        }
    }
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

TEST_CASE("nucleolus and least core: honest answers of games with and without ties pass, small lies do not") {
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
        LeastCore least = sharing::least_core(worth);
        CHECK(verify_least_core(worth, least).holds);
        least.outcome.bound -= 1e-3;
        least.outcome.gap = base::relative_gap(least.outcome.objective, least.outcome.bound);
        CHECK_FALSE(verify_least_core(worth, least).holds);
    }
}
