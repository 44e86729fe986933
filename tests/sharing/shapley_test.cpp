#include "corewing/sharing/shapley.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/random.hpp"

#include "sharing/games.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>
#include <algorithm>
#include <numeric>

using namespace corewing;
using base::Random;
using base::bad_shape;
using base::bad_value;
using sharing::random_game;

namespace {

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

TEST_CASE("shapley: a player who brings exactly 2 to every coalition gets 2") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        Random random(seed);
        const Eigen::VectorXd worth = random_game(random, 4, 0);
        Eigen::VectorXd wider(32);
        for (Index s = 0; s < 32; ++s) wider[s] = worth[s & 15] + (s >= 16 ? 2.0 : 0.0);
        CHECK(sharing::shapley(wider).share[4] == doctest::Approx(2.0));
    }
}

TEST_CASE("shapley: degenerate games and bad calls") {
    CHECK(sharing::shapley(Eigen::VectorXd::Zero(16)).share.isZero(0.0));
    CHECK(sharing::shapley(Eigen::Vector2d(0, 3)).share[0] == 3.0);

    CHECK_THROWS_WITH_AS(sharing::shapley(Eigen::VectorXd::Zero(6)),
                         "worth: has 6 entries; it needs 2^n, one for each set of n players; give a table for 1 to 25 "
                         "players",
                         bad_shape);
    CHECK_THROWS_WITH_AS(
        sharing::shapley(3, [](std::span<const Index> members) { return members.size() == 2 ? std::nan("") : 1.0; }),
        "worth: the players 0 1 are worth nan; answer a finite number", bad_value);
    const auto one = [](std::span<const Index>) { return 1.0; };
    CHECK_THROWS_AS((sharing::shapley(3, one, {.exact_to = 26})), bad_value);
    CHECK_THROWS_WITH_AS((sharing::shapley(3, one, {.exact_to = -1})), "exact_to: -1 is not in [0, 25]", bad_value);
    CHECK_THROWS_WITH_AS((sharing::shapley(3, one, {.orders = 3})), "orders: 3 is not at least 4", bad_value);
    CHECK_THROWS_WITH_AS(sharing::shapley(0, one), "players: needs at least 1 player", bad_value);
}
