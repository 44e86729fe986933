#include "corewing/base/random.hpp"
#include "corewing/scoring/collaboration.hpp"
#include "corewing/scoring/collaboration_result.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using model::MarkedMatrix;
using scoring::Part;

namespace {

Eigen::MatrixXd random_matrix(base::Random& random, Index rows, Index cols, double zeros = 0.0) {
    Eigen::MatrixXd matrix(rows, cols);
    for (double& x : matrix.reshaped()) x = random.uniform() < zeros ? 0.0 : random.uniform();
    return matrix;
}

scoring::CollaborationData random_region(base::Random& random, Index n) {
    return {.flows = {{"trains", MarkedMatrix::observed(random_matrix(random, n, n, 0.3)), 2.0},
                      {"trade", MarkedMatrix::observed(random_matrix(random, n, n, 0.5) * 900.0)}},
            .potential = random_matrix(random, n, n, 0.2) * 1e6,
            .levels = random_matrix(random, n, 3, 0.1),
            .supply = random_matrix(random, n, 7, 0.3),
            .demand = random_matrix(random, n, 7, 0.3)};
}

double at(const std::array<double, scoring::part_count>& parts, Part part) {
    return parts[base::position(part)];
}

// Every pair anew from the definition, one number at a time.
struct Plain {
    Eigen::MatrixXd linkage, potential, realisation, complementarity, differentiation, coordination;

    Plain(const scoring::CollaborationData& data, double steepness) {
        const Index n = data.potential.rows();
        Eigen::MatrixXd live = Eigen::MatrixXd::Ones(n, n) - Eigen::MatrixXd::Identity(n, n);
        for (const auto& [i, j] : data.excluded) live(i, j) = live(j, i) = 0.0;
        const auto both = [&](const Eigen::MatrixXd& m) -> Eigen::MatrixXd {
            return (m + m.transpose()).cwiseProduct(live);
        };
        linkage = Eigen::MatrixXd::Zero(n, n);
        double weights = 0.0;
        for (const auto& layer : data.flows) weights += layer.weight;
        for (const auto& layer : data.flows)
            linkage += layer.weight / weights * both(layer.flow.values()) / both(layer.flow.values()).maxCoeff();
        potential = both(data.potential);
        const double c = linkage.sum() / potential.sum();
        realisation = complementarity = differentiation = coordination = Eigen::MatrixXd::Zero(n, n);
        const auto shares = [](const Eigen::MatrixXd& m, Index i) -> Eigen::RowVectorXd {
            return m.row(i).sum() > 0.0 ? Eigen::RowVectorXd(m.row(i) / m.row(i).sum()) : Eigen::RowVectorXd(m.row(i));
        };
        for (Index i = 0; i < n; ++i)
            for (Index j = 0; j < n; ++j) {
                if (live(i, j) == 0.0) continue;
                const double r = std::pow(linkage(i, j) / (c * potential(i, j)), steepness);
                if (linkage(i, j) > 0.0) realisation(i, j) = potential(i, j) > 0.0 ? r / (1.0 + r) : 1.0;
                const Eigen::RowVectorXd si = shares(data.supply, i), sj = shares(data.supply, j),
                                         di = shares(data.demand, i), dj = shares(data.demand, j);
                double direction = 0.0;
                if (si.sum() > 0.0 && dj.sum() > 0.0) direction += 1.0 - 0.5 * (si - dj).cwiseAbs().sum();
                if (sj.sum() > 0.0 && di.sum() > 0.0) direction += 1.0 - 0.5 * (sj - di).cwiseAbs().sum();
                complementarity(i, j) = 0.5 * direction;
                if (si.sum() > 0.0 && sj.sum() > 0.0) differentiation(i, j) = 0.5 * (si - sj).cwiseAbs().sum();
                for (Index k = 0; k < data.levels.cols(); ++k)
                    coordination(i, j) +=
                        scoring::coupling(Eigen::RowVector2d(data.levels(i, k), data.levels(j, k))).coordination[0] /
                        static_cast<double>(data.levels.cols());
            }
        linkage /= linkage.maxCoeff();
        potential /= potential.maxCoeff();
    }
};

} // namespace

TEST_CASE("what an analyst writes") {
    Eigen::MatrixXd trains(4, 4), gravity(4, 4), levels(4, 2);
    trains << 0, 40, 30, 1, 40, 0, 5, 0, 30, 5, 0, 2, 1, 0, 2, 0;
    gravity << 0, 90, 80, 60, 90, 0, 20, 5, 80, 20, 0, 5, 60, 5, 5, 0;
    levels << .9, .8, .7, .6, .6, .7, .5, .4;

    const auto collaboration = scoring::collaboration(
        {.flows = {{"trains", MarkedMatrix::observed(trains)}}, .potential = gravity, .levels = levels},
        {.linkage_weight = 2.0});
    std::vector<std::pair<Index, Index>> listed;
    for (const auto& pair : collaboration.under_used(2)) listed.emplace_back(pair.first, pair.second);
    // Between 0 and 3 two thirds of the greatest potential and next to no train; 0-1 has the greatest, and uses it.
    CHECK(listed == std::vector<std::pair<Index, Index>>{{0, 3}, {1, 3}});
    CHECK(collaboration.strongest(1)[0].second == 1);
    CHECK(collaboration.kept ==
          std::vector<Part>{Part::linkage, Part::potential, Part::realisation, Part::coordination});
    CHECK(collaboration.weights.isApprox(Eigen::Vector4d(2.0 / 3.0, 0.0, 0.0, 1.0 / 3.0), 1e-15));
    REQUIRE(collaboration.findings.size() == 3);
    CHECK(collaboration.findings[2].text == "1 pairs have potential but no flow; their realisation is 0");
}

TEST_CASE("parts, scores and sums are what the definitions say") {
    base::Random random(3);
    for (const Index n : {4, 5, 64, 65, 140})
        for (const bool geometric : {true, false}) {
            auto data = random_region(random, n);
            {
                data.excluded = {{1, 0}, {n - 1, 1}, {0, 1}};
                data.supply.row(2).setZero();
                data.demand.row(n - 1).setZero();
            }
            const double steepness = geometric ? 1.0 : 2.5;
            const scoring::CollaborationOptions options{.potential_weight = 0.5,
                                                        .realisation_weight = 1.0,
                                                        .coordination_weight = 3.0,
                                                        .mean = geometric ? scoring::Mean::geometric
                                                                          : scoring::Mean::arithmetic,
                                                        .floor = 0.02,
                                                        .steepness = steepness,
                                                        .threads = 2};
            const auto result = scoring::collaboration(data, options);
            const Plain plain(data, steepness);
            const double weights[] = {1, .5, 1, 1, 1, 3};
            REQUIRE(result.counted == model::pair_count(n) - 2);
            Eigen::VectorXd place = Eigen::VectorXd::Zero(n);
            for (Index i = 0; i < n; ++i)
                for (Index j = 0; j < n; ++j) {
                    if (i == j) continue;
                    const auto pair = result.pair(i, j);
                    const double parts[] = {plain.linkage(i, j),         plain.potential(i, j),
                                            plain.realisation(i, j),     plain.complementarity(i, j),
                                            plain.differentiation(i, j), plain.coordination(i, j)};
                    double score = geometric ? 1.0 : 0.0, shortfall = 0.0;
                    for (Index p = 0; p < 6; ++p) {
                        REQUIRE(pair.part[p] == doctest::Approx(parts[p]).epsilon(1e-10));
                        if (geometric)
                            score *= std::pow(std::max(parts[p], 0.02), weights[p] / 7.5);
                        else
                            score += weights[p] / 7.5 * parts[p];
                        shortfall += pair.shortfall[p];
                    }
                    if (i + j == 1 || (i + j == n && std::min(i, j) == 1)) {
                        REQUIRE(pair.score == 0.0);
                        REQUIRE(shortfall == 0.0);
                        continue;
                    }
                    REQUIRE(pair.score == doctest::Approx(score).epsilon(1e-10));
                    REQUIRE(pair.score + shortfall == doctest::Approx(1.0).epsilon(1e-12));
                    place[i] += score;
                }
            REQUIRE(result.place.isApprox(place, 1e-10));
            CHECK(result.region == doctest::Approx(result.score.sum()).epsilon(1e-12));
            CHECK(result.region == doctest::Approx(place.sum() / 2.0).epsilon(1e-10));
            // What the places have and what they lack is all their pairs.
            CHECK(result.place.sum() + result.place_shortfall.sum() ==
                  doctest::Approx(2.0 * static_cast<double>(result.counted)).epsilon(1e-12));
            for (Index i = 2; i < n - 1; ++i)
                REQUIRE(result.place[i] + result.place_shortfall.row(i).sum() ==
                        doctest::Approx(static_cast<double>(n - 1)).epsilon(1e-12));
            const double theil = (place / place.mean())
                                     .array()
                                     .unaryExpr([](double y) { return y > 0.0 ? y * std::log(y) : 0.0; })
                                     .mean();
            CHECK(result.balance == doctest::Approx(1.0 - theil / std::log(static_cast<double>(n))).epsilon(1e-10));
        }
}

TEST_CASE("the result does not depend on threads, order, or units") {
    base::Random random(8);
    const Index n = 131;
    const auto data = random_region(random, n);
    const auto one = scoring::collaboration(data, {.threads = 1});
    const auto four = scoring::collaboration(data, {.threads = 4});
    CHECK(one.score == four.score);
    CHECK(one.parts == four.parts);
    CHECK(one.place == four.place);
    CHECK(one.place_shortfall == four.place_shortfall);

    auto scaled = data;
    scaled.flows[0].flow = MarkedMatrix::observed(data.flows[0].flow.values() * 1e300);
    scaled.flows[1].flow = MarkedMatrix::observed(data.flows[1].flow.values() * 1e-290);
    scaled.potential *= 0x1p-400;
    scaled.supply *= 1e200;
    const auto other_units = scoring::collaboration(scaled);
    CHECK(other_units.score.isApprox(one.score, 1e-12));

    const auto order = random.permutation(n);
    auto moved = data;
    Eigen::MatrixXd flow[] = {Eigen::MatrixXd(n, n), Eigen::MatrixXd(n, n)};
    const auto from = [&](Index i) { return order[i]; };
    for (Index i = 0; i < n; ++i) {
        moved.levels.row(i) = data.levels.row(from(i));
        moved.supply.row(i) = data.supply.row(from(i));
        moved.demand.row(i) = data.demand.row(from(i));
        for (Index j = 0; j < n; ++j) {
            moved.potential(i, j) = data.potential(from(i), from(j));
            for (Index l = 0; l < 2; ++l) flow[l](i, j) = data.flows[l].flow.values()(from(i), from(j));
        }
    }
    for (Index l = 0; l < 2; ++l) moved.flows[l].flow = MarkedMatrix::observed(flow[l]);
    const auto permuted = scoring::collaboration(moved);
    for (Index i = 0; i < n; ++i) {
        REQUIRE(permuted.place[i] == doctest::Approx(one.place[from(i)]).epsilon(1e-12));
        for (Index j = i + 1; j < n; ++j)
            REQUIRE(permuted.pair(i, j).score == doctest::Approx(one.pair(from(i), from(j)).score).epsilon(1e-12));
    }
}

TEST_CASE("lists are ordered by what they say, ties by index") {
    base::Random random(21);
    const auto result = scoring::collaboration(random_region(random, 30), {.scale = scoring::Scale::rank});
    const auto all = result.under_used(10000);
    for (Index k = 0; k < std::ssize(all); ++k) {
        const auto& pair = all[k];
        REQUIRE(pair.unused == at(pair.part, Part::potential) * (1.0 - 2.0 * at(pair.part, Part::realisation)));
        REQUIRE(pair.unused > 0.0);
        if (k > 0) REQUIRE(all[k - 1].unused >= pair.unused);
    }
    const auto few = result.under_used(7);
    for (Index k = 0; k < 7; ++k) CHECK(few[k].second == all[k].second);
    CHECK(result.under_used(0).empty());

    // All pairs alike: the first in index order, whatever their number.
    const auto alike = scoring::collaboration({.potential = Eigen::MatrixXd::Ones(70, 70)}, {.potential_weight = 1.0});
    const auto first = alike.strongest(3);
    CHECK(first[0].second == 1);
    CHECK(first[1].second == 2);
    CHECK(first[2].second == 3);
    CHECK(alike.under_used(3).empty());
    CHECK(alike.balance == doctest::Approx(1.0));
}

TEST_CASE("scales and realisation by rank") {
    Eigen::MatrixXd flow = Eigen::MatrixXd::Zero(4, 4), potential = Eigen::MatrixXd::Zero(4, 4);
    flow(0, 1) = 8.0; // observed over potential: 4
    flow(0, 2) = 1.0; // 1/2
    flow(0, 3) = 1.0; // no potential
    flow(1, 2) = 2.0; // 1/2
    potential(0, 1) = potential(0, 2) = potential(2, 3) = 2.0;
    potential(1, 2) = 4.0;
    const auto result =
        scoring::collaboration({.flows = {{"f", MarkedMatrix::observed(flow)}}, .potential = potential},
                               {.scale = scoring::Scale::rank, .realisation = scoring::Realisation::rank});
    const auto realisation = result.part_matrix(Part::realisation);
    CHECK(realisation(0, 1) == 3.5 / 4.0);
    CHECK(realisation(0, 2) == 2.0 / 4.0); // ranks 2 and 3 shared
    CHECK(realisation(1, 2) == 2.0 / 4.0);
    CHECK(realisation(2, 3) == 0.5 / 4.0);
    CHECK(realisation(0, 3) == 1.0);
    CHECK(realisation(1, 3) == 0.0);
    const auto linkage = result.part_matrix(Part::linkage);
    CHECK(linkage(0, 1) == 1.0);
    CHECK(linkage(1, 2) == 0.75);
    CHECK(linkage(0, 2) == 1.5 / 4.0);
    CHECK(linkage(0, 3) == 1.5 / 4.0);
    CHECK(linkage(2, 3) == 0.0);
    CHECK(result.part_matrix(Part::potential)(0, 1) == 0.5);
    CHECK(result.findings[3].text == "1 pairs have flow but no potential; their realisation is 1");

    // Logistic of the log ratio: with 20 units of flow over 10 of potential, expected = 2 x potential in all.
    Eigen::MatrixXd a(3, 3), b(3, 3);
    a << 0, 15, 5, 0, 0, 0, 0, 0, 0;
    b << 0, 5, 5, 0, 0, 0, 0, 0, 0;
    const auto logistic = scoring::collaboration({.flows = {{"f", MarkedMatrix::observed(a)}}, .potential = b})
                              .part_matrix(Part::realisation);
    CHECK(logistic(0, 1) == doctest::Approx(1.5 / 2.5));
    CHECK(logistic(0, 2) == doctest::Approx(0.5 / 1.5));
    const auto steep =
        scoring::collaboration({.flows = {{"f", MarkedMatrix::observed(a)}}, .potential = b}, {.steepness = 2.0})
            .part_matrix(Part::realisation);
    CHECK(steep(0, 1) == doctest::Approx(2.25 / 3.25));
}

TEST_CASE("complementarity can be given, and degenerate input has a value") {
    Eigen::Matrix3d gain;
    gain << 0, .4, .2, .6, 0, 1, 0, 1, 0;
    const auto given = scoring::collaboration({.complementarity = gain});
    CHECK(given.part_matrix(Part::complementarity)(0, 1) == doctest::Approx(.5));
    CHECK(given.pair(1, 2).score == 1.0);
    CHECK(given.pair(2, 1).shortfall == std::array<double, 6>{});

    const auto lonely = scoring::collaboration({.levels = Eigen::MatrixXd::Constant(1, 2, .5)});
    CHECK(lonely.score.size() == 0);
    CHECK(lonely.region == 0.0);
    CHECK(lonely.mean == 0.0);
    CHECK(lonely.balance == 1.0);
    CHECK(lonely.findings[0].text == "there is no pair to score");

    const Eigen::MatrixXd none = Eigen::MatrixXd::Zero(3, 3);
    const auto silent = scoring::collaboration({.flows = {{"post", MarkedMatrix::observed(none)}},
                                                .potential = none,
                                                .levels = Eigen::MatrixXd::Constant(3, 1, .49)});
    CHECK(silent.kept == std::vector<Part>{Part::coordination});
    CHECK(silent.pair(0, 1).score == doctest::Approx(.7));
    CHECK(silent.findings[0].text == "no pair has any flow in this layer; it is left out");
    CHECK(silent.findings[0].subject == "post");
    CHECK(silent.findings[1].text == "no pair has any potential; it is treated as not given");
    CHECK(silent.findings[2].text == "left out for want of flows; its weight goes to the other parts");

    const auto all_excluded =
        scoring::collaboration({.levels = Eigen::MatrixXd::Constant(2, 1, .5), .excluded = {{0, 1}}});
    CHECK(all_excluded.mean == 0.0);
    CHECK(all_excluded.counted == 0);
    CHECK(all_excluded.pair(0, 1).score == 0.0);

    // Nothing made anywhere: no differentiation, no complementarity, and the floor keeps the score above 0.
    const auto idle = scoring::collaboration({.supply = none, .demand = none});
    CHECK(idle.pair(0, 2).score == doctest::Approx(0.01));
    CHECK(idle.findings[0].text == "3 places have none; their parts from it are 0");
    CHECK(idle.balance == doctest::Approx(1.0));
}

TEST_CASE("bad data are refused with their place") {
    const Eigen::MatrixXd ones = Eigen::MatrixXd::Ones(3, 3);
    Eigen::MatrixXd bad = ones;
    bad(2, 1) = -4.0;
    using scoring::collaboration;
    CHECK_THROWS_WITH_AS(collaboration({}), "data: every matrix is empty; give flows, potential, levels, or supply",
                         base::bad_shape);
    CHECK_THROWS_WITH_AS(collaboration({.flows = {{"rail", MarkedMatrix::observed(bad)}}}),
                         "flows[rail][2,1]: -4 is not in [0, inf]", base::bad_value);
    bad(2, 1) = std::nan("");
    CHECK_THROWS_WITH_AS(collaboration({.potential = bad}), "potential[2,1]: nan is not a finite number",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(
        collaboration({.flows = {{"rail", MarkedMatrix::observed(ones)}}, .potential = Eigen::MatrixXd::Ones(4, 4)}),
        "potential: is 4 x 4 where 3 x 4 is needed", base::bad_shape);
    CHECK_THROWS_WITH_AS(collaboration({.potential = Eigen::MatrixXd::Ones(3, 2)}),
                         "potential: is 3 x 2 where 3 x 3 is needed", base::bad_shape);
    CHECK_THROWS_WITH_AS(collaboration({.supply = ones, .demand = Eigen::MatrixXd::Ones(3, 2)}),
                         "demand: is 3 x 2 where 3 x 3 is needed", base::bad_shape);
    CHECK_THROWS_WITH_AS(collaboration({.flows = {{"rail", MarkedMatrix::observed(ones), -1.0}}}),
                         "flows[rail].weight: -1 is not in [0, inf]", base::bad_value);
    CHECK_THROWS_WITH_AS(collaboration({.levels = ones}, {.coordination_weight = -1.0}),
                         "coordination_weight: -1 is not in [0, inf]", base::bad_value);
    CHECK_THROWS_WITH_AS(collaboration({.levels = ones}, {.coordination_weight = 0.0}),
                         "weights of the parts: all weights are 0; make one of them positive", base::bad_value);
    CHECK_THROWS_WITH_AS(collaboration({.levels = ones}, {.floor = 0.0}), "floor: 0 is not in [1e-300, 1]",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(collaboration({.levels = ones, .excluded = {{1, 1}}}),
                         "excluded: (1, 1) is not a pair of two different places below 3", base::bad_value);
    CHECK_THROWS_WITH_AS(collaboration({.potential = Eigen::MatrixXd::Zero(3, 3)}),
                         "data: no part can be computed; give flows, potential, levels, or supply that are not all 0",
                         base::bad_data);
    CHECK_THROWS_WITH_AS((void)collaboration({.levels = ones}).part_matrix(Part::linkage),
                         "linkage: is left out of this result; give collaboration() the data it needs",
                         base::bad_value);
    CHECK_THROWS_AS((void)collaboration({.levels = ones}).pair(1, 1), base::bad_value);
}
