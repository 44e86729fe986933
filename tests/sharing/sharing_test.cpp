#include "corewing/sharing/verify_sharing.hpp"
#include "corewing/sharing/sharing.hpp"
#include "corewing/base/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <span>
#include <string>
#include <vector>

using corewing::Index;

namespace allocation = corewing::allocation;
using corewing::base::bad_shape;
using corewing::base::bad_value;
using corewing::base::Random;
using corewing::base::Status;

namespace {

/// A table from values listed by size of the coalition, then in order of its members, as R packages list them.
Eigen::VectorXd by_size(int players, std::vector<double> listed) {
    std::vector<Index> masks;
    for (Index s = 1; s < (Index{1} << players); ++s) masks.push_back(s);
    const auto list = [players](Index s) {
        std::vector<int> members;
        for (int i = 0; i < players; ++i)
            if ((s >> i & 1) != 0) members.push_back(i);
        return members;
    };
    std::sort(masks.begin(), masks.end(), [&](Index a, Index b) {
        const auto x = list(a);
        const auto y = list(b);
        return x.size() < y.size() || (x.size() == y.size() && x < y);
    });
    Eigen::VectorXd worth = Eigen::VectorXd::Zero(Index{1} << players);
    for (Index k = 0; k < std::ssize(masks); ++k) worth[masks[k]] = listed[k];
    return worth;
}

Eigen::VectorXd random_game(Random& random, int players, int kind) {
    Eigen::VectorXd worth(Index{1} << players);
    worth[0] = 0.0;
    for (Index s = 1; s < worth.size(); ++s) {
        const int size = std::popcount(static_cast<unsigned>(s));
        if (kind == 0)
            worth[s] = random.uniform(0.0, 10.0);
        else if (kind == 1)
            worth[s] = static_cast<double>(random.index(4)); // many ties
        else if (kind == 2)
            worth[s] = static_cast<double>(size * size) + random.uniform(0.0, 0.5);
        else
            worth[s] = random.normal();
    }
    return worth;
}

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

Eigen::VectorXd shapley_by_all_orders(const Eigen::VectorXd& worth, int players) {
    std::vector<int> order(players);
    std::iota(order.begin(), order.end(), 0);
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(players);
    double count = 0.0;
    do {
        Index mask = 0;
        for (const int player : order) {
            const double before = worth[mask];
            mask |= Index{1} << player;
            sum[player] += worth[mask] - before;
        }
        count += 1.0;
    } while (std::next_permutation(order.begin(), order.end()));
    return sum / count;
}

/// Worth of a set as a function, from a table.
sharing::Worth asked(const Eigen::VectorXd& worth) {
    return [&worth](std::span<const Index> members) {
        Index mask = 0;
        for (const Index i : members) mask |= Index{1} << i;
        return worth[mask];
    };
}

} // namespace

TEST_CASE("shapley: three players") {
    Eigen::VectorXd worth(8);
    worth << 0, 68, 102, 170, 0, 710, 762, 992;
    const auto result = sharing::shapley(worth);
    CHECK((result.share - Eigen::Vector3d(229, 272, 491)).cwiseAbs().maxCoeff() < 1e-12);
    CHECK(result.exact);
    CHECK(result.standard_error.isZero(0.0));
    // One left glove, two right ones: 2/3, 1/6, 1/6 (Shapley & Shubik 1969).
    Eigen::VectorXd glove(8);
    glove << 0, 0, 0, 1, 0, 1, 0, 1;
    CHECK((sharing::shapley(glove).share - Eigen::Vector3d(4, 1, 1) / 6.0).cwiseAbs().maxCoeff() < 1e-15);
}

TEST_CASE("shapley: the Security Council") {
    // 9 of 15 votes with all five permanent members: 421/2145 and 4/2145 (Shapley & Shubik 1954, for today's rules
    // Straffin 1994: .1963 and .0019).
    const auto passes = [](std::span<const Index> members) {
        const auto permanent = std::count_if(members.begin(), members.end(), [](Index i) { return i < 5; });
        return permanent == 5 && members.size() >= 9 ? 1.0 : 0.0;
    };
    const auto exact = sharing::shapley(15, passes);
    for (Index i = 0; i < 15; ++i)
        CHECK(exact.share[i] == doctest::Approx(i < 5 ? 421.0 / 2145.0 : 4.0 / 2145.0).epsilon(1e-12));
    const auto sampled = sharing::shapley(15, passes, {.exact_to = 10, .orders = 8000, .seed = 2});
    CHECK_FALSE(sampled.exact);
    CHECK(sampled.share.sum() == doctest::Approx(1.0).epsilon(1e-12));
    for (Index i = 0; i < 15; ++i)
        CHECK(std::abs(sampled.share[i] - exact.share[i]) < 4.0 * sampled.standard_error[i] + 1e-3);
}

TEST_CASE("shapley: airport costs have a closed form") {
    // Littlechild & Owen 1973: players by cost c_1 <= c_2 <= ...; step c_k - c_(k-1) is shared by all who need it.
    const std::vector<double> cost{1, 3, 4, 7, 11, 12, 12, 20, 31, 33, 40, 41, 44, 60, 61, 75, 80, 95, 96, 99};
    const auto worth = [&cost](std::span<const Index> members) { return cost[members.back()]; };
    const auto result = sharing::shapley(20, worth, {.threads = 2});
    double share = 0.0;
    for (Index i = 0; i < std::ssize(cost); ++i) {
        share += (cost[i] - (i > 0 ? cost[i - 1] : 0.0)) / static_cast<double>(cost.size() - i);
        CHECK(result.share[i] == doctest::Approx(share).epsilon(1e-12));
    }
}

TEST_CASE("shapley: against every order") {
    double worst = 0.0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Random random(seed);
        const int n = 1 + static_cast<int>(random.index(6));
        const Eigen::VectorXd worth = random_game(random, n, static_cast<int>(seed % 4));
        const auto result = sharing::shapley(worth);
        worst = std::max(worst, (result.share - shapley_by_all_orders(worth, n)).cwiseAbs().maxCoeff());
        CHECK((sharing::shapley(n, asked(worth)).share - result.share)
                  .cwiseAbs()
                  .maxCoeff() < 1e-13);
    }
    CHECK(worst < 1e-13);
}

TEST_CASE("shapley: error bars cover the truth, and threads do not matter") {
    int covered = 0;
    int total = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Random random(seed);
        const Eigen::VectorXd worth = random_game(random, 8, 0);
        const auto exact = sharing::shapley(worth);
        const auto one = sharing::shapley(8, asked(worth), {.exact_to = 0, .orders = 1000, .seed = seed});
        const auto three =
            sharing::shapley(8, asked(worth), {.exact_to = 0, .orders = 1000, .seed = seed, .threads = 3});
        CHECK(one.share == three.share);
        CHECK(one.standard_error == three.standard_error);
        for (Index i = 0; i < 8; ++i) {
            covered += std::abs(one.share[i] - exact.share[i]) < 1.96 * one.standard_error[i] ? 1 : 0;
            ++total;
        }
    }
    CHECK(covered >= total * 88 / 100);
    CHECK(covered < total);
}

TEST_CASE("shapley: more players than bits in a word") {
    // Worth = square of the sum of sizes: share_i = size_i * total, in closed form.
    const Index n = 80;
    const auto worth = [](std::span<const Index> members) {
        double sum = 0.0;
        for (const Index i : members) sum += static_cast<double>(1 + i % 7);
        return sum * sum;
    };
    const auto result = sharing::shapley(n, worth, {.orders = 200});
    double all = 0.0;
    for (Index i = 0; i < n; ++i) all += static_cast<double>(1 + i % 7);
    for (Index i = 0; i < n; ++i) // an order and its reverse together are exact here
        CHECK(result.share[i] ==
              doctest::Approx(static_cast<double>(1 + i % 7) * all).epsilon(1e-12));
}

TEST_CASE("core check: who would leave") {
    Eigen::VectorXd worth(8);
    worth << 0, 0, 0, 60, 0, 60, 60, 72; // two of three produce nearly everything: empty core
    const auto even = sharing::core_check(worth, Eigen::Vector3d(24, 24, 24));
    CHECK_FALSE(even.inside);
    CHECK(even.excess == 12.0);
    CHECK(even.coalition == std::vector<Index>{0, 1});
    CHECK(even.left_over == 0.0);
    const auto least = sharing::least_core(worth);
    CHECK(least.core_is_empty);
    CHECK(least.excess == doctest::Approx(12.0));
    CHECK(sharing::verify_least_core(worth, least).holds);
    worth[7] = 90.0;
    CHECK(sharing::core_check(worth, Eigen::Vector3d(30, 30, 30)).inside);
    CHECK_FALSE(sharing::core_check(worth, Eigen::Vector3d(30, 30, 29)).inside);
    CHECK_FALSE(sharing::least_core(worth).core_is_empty);
    const auto alone = sharing::core_check(Eigen::Vector2d(0, 5), Eigen::VectorXd::Constant(1, 5.0));
    CHECK(alone.inside);
    CHECK(alone.coalition.empty());
    CHECK(sharing::least_core(Eigen::Vector2d(0, 5)).share[0] == 5.0);
}

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
        // A fifth player who brings exactly 2 to every coalition gets 2.
        Eigen::VectorXd wider(32);
        for (Index s = 0; s < 32; ++s) wider[s] = worth[s & 15] + (s >= 16 ? 2.0 : 0.0);
        CHECK(sharing::shapley(wider).share[4] == doctest::Approx(2.0));
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

TEST_CASE("sharing: degenerate games and bad calls") {
    const Eigen::VectorXd nothing = Eigen::VectorXd::Zero(16);
    CHECK(sharing::shapley(nothing).share.isZero(0.0));
    CHECK(sharing::nucleolus(nothing).share.isZero(1e-15));
    CHECK(sharing::nucleolus(Eigen::Vector2d(0, 3)).share[0] == 3.0);
    CHECK(sharing::shapley(Eigen::Vector2d(0, 3)).share[0] == 3.0);

    const auto none = sharing::nucleolus(Eigen::Vector4d(0, 3, 3, 5));
    CHECK(none.outcome.status == Status::infeasible);
    CHECK(none.share.isZero(0.0));
    CHECK(none.findings[0].text ==
          "alone the players are worth more than together; no division gives everybody at least that");
    CHECK(sharing::nucleolus(Eigen::Vector4d(0, 3, 3, 5), {.imputations = false})
              .share.isApprox(Eigen::Vector2d(2.5, 2.5)));

    CHECK_THROWS_WITH_AS(sharing::shapley(Eigen::VectorXd::Zero(6)),
                         "worth: has 6 entries; it needs 2^n, one for each set of n players; give a table for 1 to 25 "
                         "players",
                         bad_shape);
    CHECK_THROWS_AS(sharing::nucleolus(Eigen::VectorXd::Zero(1 << 13)), bad_shape);
    CHECK_THROWS_WITH_AS(sharing::nucleolus(Eigen::Vector2d(1, 3)),
                         "worth[0]: nobody together is worth 1; subtract it from all", bad_value);
    CHECK_THROWS_AS(sharing::core_check(Eigen::Vector2d(0, 3), Eigen::Vector2d(1, 2)), bad_shape);
    CHECK_THROWS_WITH_AS(
        sharing::shapley(
            3, [](std::span<const Index> members) { return members.size() == 2 ? std::nan("") : 1.0; }),
        "worth: the players 0 1 are worth nan; answer a finite number", bad_value);
    CHECK_THROWS_AS((sharing::shapley(3, [](std::span<const Index>) { return 1.0; }, {.exact_to = 26})),
                    bad_value);
}
