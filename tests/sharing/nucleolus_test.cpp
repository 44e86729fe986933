#include "corewing/sharing/nucleolus.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/random.hpp"
#include "corewing/sharing/core.hpp"
#include "corewing/sharing/detail/game.hpp"
#include "corewing/sharing/verify_least_core.hpp"
#include "corewing/sharing/verify_nucleolus.hpp"

#include "sharing/games.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

using namespace corewing;
using base::Random;
using base::bad_shape;
using base::bad_value;
using base::Status;
using sharing::by_size;
using sharing::random_game;

namespace {

/// What a coalition can be sure of when claims exceed the estate.
Eigen::VectorXd bankruptcy(const std::vector<double>& claims, double estate) {
    Eigen::VectorXd worth(Index{1} << claims.size());
    for (Index s = 0; s < worth.size(); ++s) {
        double others = 0.0;
        for (Index i = 0; i < std::ssize(claims); ++i)
            if ((s >> i & 1) == 0) others += claims[i];
        worth[s] = std::max(0.0, estate - others);
    }
    return worth;
}

/// The Talmud rule: half claims by constrained equal awards, the second halves by constrained equal losses.
Eigen::VectorXd talmud(const std::vector<double>& claims, double estate) {
    const double all = std::accumulate(claims.begin(), claims.end(), 0.0);
    const auto awards = [&](double amount) { // min(claim / 2, level) adding up to amount
        double low = 0.0;
        double high = all;
        for (int k = 0; k < 200; ++k) {
            const double level = 0.5 * (low + high);
            double sum = 0.0;
            for (const double claim : claims) sum += std::min(0.5 * claim, level);
            (sum < amount ? low : high) = level;
        }
        Eigen::VectorXd result(std::ssize(claims));
        for (Index i = 0; i < std::ssize(claims); ++i)
            result[i] = std::min(0.5 * claims[i], high);
        return result;
    };
    if (estate <= 0.5 * all) return awards(estate);
    const Eigen::VectorXd losses = awards(all - estate);
    return Eigen::Map<const Eigen::VectorXd>(claims.data(), std::ssize(claims)) - losses;
}

} // namespace

TEST_CASE("nucleolus: published values") {
    struct Row {
        const char* source;
        int players;
        std::vector<double> worth; ///< by size of coalition
        bool imputations;
        std::vector<double> share;
    };
    const std::vector<Row> rows{
        {"Ferguson, Game Theory, part IV (UCLA), p. 49; CoopGame test 49.1",
         3,
         {-1, 0, 1, 3, 4, 2, 5},
         true,
         {8.0 / 3, 2.0 / 3, 5.0 / 3}},
        {"CoopGame test 67.1", 3, {2, 6, 5, 15, 1, 18, 14}, true, {2, 7, 5}},
        {"CoopGame ?prenucleolus", 4, {0, 0, 0, 0, 5, 5, 8, 9, 10, 8, 13, 15, 16, 17, 21}, false, {3.5, 4.5, 5.5, 7.5}},
        {"Peleg & Sudhoelter 2007, example 5.5.12; CoopGame ?prenucleolus",
         3,
         {0, 0, 0, 10, 0, 0, 2},
         false,
         {3, 3, -4}},
        {"the same, nobody below what it has alone", 3, {0, 0, 0, 10, 0, 0, 2}, true, {1, 1, 0}},
        {"Aumann & Maschler 1985, estate 100", 3, {0, 0, 0, 0, 0, 0, 100}, true, {100.0 / 3, 100.0 / 3, 100.0 / 3}},
        {"Aumann & Maschler 1985, estate 200", 3, {0, 0, 0, 0, 0, 100, 200}, true, {50, 75, 75}},
        {"Aumann & Maschler 1985, estate 300", 3, {0, 0, 0, 0, 100, 200, 300}, true, {50, 100, 150}},
        {"two of three nearly suffice", 3, {0, 0, 0, 60, 60, 60, 72}, true, {24, 24, 24}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.source);
        const Eigen::VectorXd worth = by_size(row.players, row.worth);
        const sharing::NucleolusOptions options{.imputations = row.imputations};
        const auto result = sharing::nucleolus(worth, options);
        REQUIRE(result.outcome.status == Status::optimal);
        for (Index i = 0; i < row.players; ++i)
            CHECK(result.share[i] == doctest::Approx(row.share[i]).epsilon(1e-12).scale(1.0));
        const auto certificate = sharing::verify_nucleolus(worth, options, result);
        CHECK(certificate.holds);
    }
}

TEST_CASE("nucleolus: bankruptcy games give the Talmud's division") {
    double worst = 0.0;
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        Random random(seed);
        std::vector<double> claims(2 + random.index(5));
        for (auto& claim : claims)
            claim = seed % 2 == 0 ? random.uniform(1.0, 99.0) : 10.0 * (1.0 + static_cast<double>(random.index(5)));
        const double estate = random.uniform(0.02, 0.98) * std::accumulate(claims.begin(), claims.end(), 0.0);
        const Eigen::VectorXd worth = bankruptcy(claims, estate);
        const auto result = sharing::nucleolus(worth);
        worst = std::max(worst, (result.share - talmud(claims, estate)).cwiseAbs().maxCoeff() / estate);
        CHECK(sharing::core_check(worth, result.share).inside);
    }
    CHECK(worst < 1e-10);
}

TEST_CASE("nucleolus: every answer passes Kohlberg's criterion, every wrong one fails") {
    int infeasible = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Random random(seed);
        const int n = 1 + static_cast<int>(random.index(6));
        const Eigen::VectorXd worth = random_game(random, n, static_cast<int>(seed % 4));
        for (const bool imputations : {true, false}) {
            const sharing::NucleolusOptions options{.imputations = imputations};
            auto result = sharing::nucleolus(worth, options);
            const auto certificate = sharing::verify_nucleolus(worth, options, result);
            CAPTURE(seed);
            CAPTURE(certificate.faults.empty() ? std::string() : certificate.faults.front());
            CHECK(certificate.holds);
            if (result.outcome.status == Status::infeasible) {
                ++infeasible;
                continue;
            }
            CHECK(result.error < 1e-9);
            const auto least = sharing::least_core(worth);
            CHECK(sharing::verify_least_core(worth, least).holds);
            if (!imputations && n > 1) CHECK(result.levels.front() == doctest::Approx(least.excess).scale(1.0));
            if (!least.core_is_empty) CHECK(sharing::core_check(worth, result.share, 1e-8).inside);
            if (n > 1) {
                result.share[0] += 0.01;
                result.share[1] -= 0.01;
                CHECK_FALSE(sharing::verify_nucleolus(worth, options, result).holds);
            }
        }
    }
    CHECK(infeasible > 20);
}

TEST_CASE("nucleolus: symmetry, dummies, shifts and scale") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        Random random(seed);
        Eigen::VectorXd worth = random_game(random, 4, 0);
        const auto plain = sharing::nucleolus(worth, {.imputations = false});
        const Eigen::VectorXd gift = Eigen::Vector4d(1, -2, 0.5, 3);
        Eigen::VectorXd moved = worth * 7.0 + sharing::detail::coalition_sums(gift);
        const auto shifted = sharing::nucleolus(moved, {.imputations = false});
        CHECK((shifted.share - (7.0 * plain.share + gift)).cwiseAbs().maxCoeff() < 1e-9);
        for (const double unit : {1e-200, 1e200})
            CHECK((sharing::nucleolus(worth * unit, {.imputations = false}).share / unit - plain.share)
                      .cwiseAbs()
                      .maxCoeff() < 1e-9);
    }
}

TEST_CASE("nucleolus: ten players") {
    Random random(3);
    const Eigen::VectorXd worth = random_game(random, 10, 2);
    const auto result = sharing::nucleolus(worth);
    CHECK(result.outcome.status == Status::optimal);
    const auto certificate = sharing::verify_nucleolus(worth, {}, result);
    CHECK(certificate.holds);
    CHECK(result.levels.size() <= 9);
    CHECK(std::is_sorted(result.levels.rbegin(), result.levels.rend()));
}

TEST_CASE("nucleolus: degenerate games and bad calls") {
    CHECK(sharing::nucleolus(Eigen::VectorXd::Zero(16)).share.isZero(1e-15));
    CHECK(sharing::nucleolus(Eigen::Vector2d(0, 3)).share[0] == 3.0);

    const auto none = sharing::nucleolus(Eigen::Vector4d(0, 3, 3, 5));
    CHECK(none.outcome.status == Status::infeasible);
    CHECK(none.share.isZero(0.0));
    CHECK(none.findings[0].text ==
          "alone the players are worth more than together; no division gives everybody at least that");
    CHECK(sharing::nucleolus(Eigen::Vector4d(0, 3, 3, 5), {.imputations = false})
              .share.isApprox(Eigen::Vector2d(2.5, 2.5)));

    CHECK_THROWS_AS(sharing::nucleolus(Eigen::VectorXd::Zero(1 << 13)), bad_shape);
    CHECK_THROWS_WITH_AS(sharing::nucleolus(Eigen::Vector2d(1, 3)),
                         "worth[0]: nobody together is worth 1; subtract it from all", bad_value);
}
