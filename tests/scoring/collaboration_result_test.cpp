#include "corewing/base/error.hpp"
#include "corewing/base/random.hpp"
#include "corewing/model/pairs.hpp"
#include "corewing/scoring/collaboration_result.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

using namespace corewing;
using scoring::Collaboration;
using scoring::Mean;
using scoring::PairScore;
using scoring::Part;

namespace {

Index at(Part part) {
    return base::position(part);
}

/// Four places, potential and realisation known, weights 1/4 and 3/4. Pairs in order: 01 02 03 12 13 23.
Collaboration by_hand(Mean how) {
    Collaboration result{.places = 4, .counted = 6, .score = Eigen::VectorXd(6), .parts = Eigen::MatrixXd(6, 2)};
    result.kept = {Part::potential, Part::realisation};
    result.weights = Eigen::Vector2d(0.25, 0.75);
    result.how = how;
    result.parts << 0.8, 0.2, 0.4, 0.5, 0.8, 0.2, 1.0, 0.9, 0.6, 0.0, 0.0, 0.1;
    for (Index p = 0; p < 6; ++p)
        result.score[p] = how == Mean::arithmetic ? result.parts.row(p).dot(result.weights)
                                                  : std::pow(std::max(result.parts(p, 0), 0.01), 0.25) *
                                                        std::pow(std::max(result.parts(p, 1), 0.01), 0.75);
    return result;
}

std::vector<std::string> listed(const std::vector<PairScore>& pairs) {
    std::vector<std::string> names;
    for (const auto& pair : pairs) names.push_back(std::to_string(pair.first) + std::to_string(pair.second));
    return names;
}

} // namespace

TEST_CASE("a result that nobody has filled in has no pairs") {
    const Collaboration fresh;
    CHECK(fresh.places == 0);
    CHECK(fresh.strongest(5).empty());
    CHECK(fresh.under_used(5).empty());
    CHECK(fresh.score_matrix().size() == 0);
    CHECK(fresh.column(Part::linkage) == -1);
    CHECK(fresh.balance == 1.0);
}

TEST_CASE("the parts have names of their own") {
    const std::vector<std::string> wanted = {"linkage",         "potential",       "realisation",
                                             "complementarity", "differentiation", "coordination"};
    for (Index k = 0; k < scoring::part_count; ++k) CHECK(name(static_cast<Part>(k)) == wanted[k]);
}

TEST_CASE("a pair tells its parts and what each takes away") {
    // Arithmetic: 1 - score = 1/4 (1 - 0.8) + 3/4 (1 - 0.2) = 0.05 + 0.6.
    const auto plain = by_hand(Mean::arithmetic).pair(1, 0);
    CHECK(plain.first == 0);
    CHECK(plain.second == 1);
    CHECK(plain.score == doctest::Approx(0.35));
    CHECK(plain.part[at(Part::potential)] == 0.8);
    CHECK(plain.part[at(Part::realisation)] == 0.2);
    CHECK(plain.part[at(Part::linkage)] == 0.0); // left out
    CHECK(plain.shortfall[at(Part::potential)] == doctest::Approx(0.05));
    CHECK(plain.shortfall[at(Part::realisation)] == doctest::Approx(0.6));
    CHECK(plain.shortfall[at(Part::linkage)] == 0.0);
    CHECK(plain.unused == doctest::Approx(0.8 * 0.6)); // 0.8 (1 - 2 * 0.2)
    // Geometric: the same ratio as the logarithms, -ln 0.8 / 4 to -3 ln 0.2 / 4, and the sum is what is missing.
    const auto product = by_hand(Mean::geometric).pair(0, 1);
    CHECK(product.shortfall[at(Part::potential)] / product.shortfall[at(Part::realisation)] ==
          doctest::Approx(std::log(0.8) / (3.0 * std::log(0.2))));
    for (const Mean how : {Mean::geometric, Mean::arithmetic})
        for (Index i = 0; i < 4; ++i)
            for (Index j = 0; j < 4; ++j) {
                if (i == j) continue;
                const auto pair = by_hand(how).pair(i, j);
                CHECK(pair.score + std::accumulate(pair.shortfall.begin(), pair.shortfall.end(), 0.0) ==
                      doctest::Approx(1.0));
            }
}

TEST_CASE("lists: highest first, ties by index, nothing at 0") {
    const Collaboration result = by_hand(Mean::arithmetic);
    // Scores 0.35 0.475 0.35 0.925 0.15 0.075
    CHECK(listed(result.strongest(9)) == std::vector<std::string>{"12", "02", "01", "03", "13", "23"});
    CHECK(listed(result.strongest(3)) == std::vector<std::string>{"12", "02", "01"});
    CHECK(result.strongest(0).empty());
    // Unused 0.48 0 0.48 0 0.6 0: realisation of 1/2 and above, and no potential, are not listed.
    CHECK(listed(result.under_used(9)) == std::vector<std::string>{"13", "01", "03"});
    CHECK(listed(result.under_used(2)) == std::vector<std::string>{"13", "01"});
    Collaboration blind = result;
    blind.kept = {Part::potential, Part::coordination};
    CHECK(blind.under_used(9).empty());
    CHECK(blind.pair(0, 1).unused == 0.0);
}

TEST_CASE("an excluded pair has no parts and takes nothing away") {
    Collaboration result = by_hand(Mean::arithmetic);
    result.excluded = {{0, 2}, {1, 3}};
    result.score[model::pair_number(1, 3, 4)] = 0.0;
    for (const auto& pair : {result.pair(3, 1), result.pair(1, 3)}) {
        CHECK(pair.score == 0.0);
        CHECK(*std::max_element(pair.part.begin(), pair.part.end()) == 0.0);
        CHECK(*std::max_element(pair.shortfall.begin(), pair.shortfall.end()) == 0.0);
    }
    CHECK(result.pair(0, 3).part[at(Part::potential)] == 0.8);
}

TEST_CASE("matrices hold every pair twice and nothing on the diagonal") {
    const Collaboration result = by_hand(Mean::geometric);
    const Eigen::MatrixXd scores = result.score_matrix();
    const Eigen::MatrixXd realised = result.part_matrix(Part::realisation);
    CHECK(scores == scores.transpose());
    CHECK(scores.diagonal().isZero(0.0));
    for (Index i = 0; i < 4; ++i)
        for (Index j = 0; j < i; ++j) {
            CHECK(scores(i, j) == result.pair(i, j).score);
            CHECK(realised(j, i) == result.pair(i, j).part[at(Part::realisation)]);
        }
    CHECK_THROWS_WITH_AS((void)result.part_matrix(Part::linkage),
                         "linkage: is left out of this result; give collaboration() the data it needs",
                         base::bad_value);
}

TEST_CASE("what is no pair is refused in words") {
    const Collaboration result = by_hand(Mean::arithmetic);
    CHECK_THROWS_WITH_AS((void)result.pair(2, 2), "pair: (2, 2) is not a pair of two different places below 4",
                         base::bad_value);
    CHECK_THROWS_WITH_AS((void)result.pair(0, 4), "pair: (0, 4) is not a pair of two different places below 4",
                         base::bad_value);
    CHECK_THROWS_AS((void)result.pair(-1, 0), base::bad_value);
    CHECK_THROWS_WITH_AS((void)result.strongest(-1), "count: -1 is not in [0, inf]", base::bad_value);
    CHECK_THROWS_WITH_AS((void)result.under_used(-3), "count: -3 is not in [0, inf]", base::bad_value);
}

TEST_CASE("the lists are the front of all pairs sorted") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        base::Random random(seed);
        Collaboration result{.places = 2 + random.index(12)};
        result.score.resize(model::pair_count(result.places));
        result.parts.resize(result.score.size(), 0);
        for (auto& score : result.score) score = 0.1 * static_cast<double>(random.index(6)); // ties and zeros
        std::vector<PairScore> all;
        for (Index i = 0; i < result.places; ++i)
            for (Index j = i + 1; j < result.places; ++j)
                if (result.pair(i, j).score > 0.0) all.push_back(result.pair(i, j));
        std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
        const Index count = random.index(all.size() + 3);
        if (std::ssize(all) > count) all.resize(count);
        CAPTURE(seed);
        CHECK(listed(result.strongest(count)) == listed(all));
    }
}
