#include "corewing/base/random.hpp"
#include "corewing/indicator/critic.hpp"
#include "corewing/indicator/deviation.hpp"
#include "corewing/indicator/entropy.hpp"
#include "corewing/indicator/merec.hpp"
#include "corewing/indicator/pca.hpp"
#include "corewing/indicator/weigh.hpp"
#include "corewing/indicator/weights.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <vector>

using namespace corewing;
using namespace corewing::indicator;

namespace {

Eigen::MatrixXd rows(std::initializer_list<std::initializer_list<double>> cells) {
    Eigen::MatrixXd m(std::ssize(cells), cells.begin()->size());
    Index i = 0;
    for (const auto& row : cells) {
        Index j = 0;
        for (const double c : row) m(i, j++) = c;
        ++i;
    }
    return m;
}

void check_weights(const Eigen::VectorXd& got, std::initializer_list<double> wanted, double tolerance) {
    REQUIRE(got.size() == std::ssize(wanted));
    Index j = 0;
    for (const double w : wanted) CHECK(std::abs(got[j++] - w) <= tolerance);
}

const std::vector<Weighing> from_data = {Weighing::entropy, Weighing::critic, Weighing::merec, Weighing::deviation,
                                         Weighing::pca};

} // namespace

TEST_CASE("entropy weights as published") {
    // JMcDM at 9bd395a, test/mcdm/testentropy.jl (Hwang & Yoon type example), all 11 digits.
    const auto x = rows({{2, 1, 4, 7, 6, 6, 7, 3000},
                         {4, 1, 5, 6, 7, 7, 6, 3500},
                         {3, 2, 6, 6, 5, 6, 8, 4000},
                         {5, 1, 5, 7, 6, 7, 7, 3000},
                         {4, 2, 5, 6, 7, 7, 6, 3000},
                         {3, 2, 6, 6, 6, 6, 6, 3500}});
    check_weights(entropy_weights(x).weight,
                  {0.29967360960, 0.44136733892, 0.07009088720, 0.02123823711, 0.04902292895, 0.02308037885,
                   0.04776330969, 0.04776330969},
                  1e-10);
    // Elsayed, Dawood & Karthikeyan 2017, Int. J. Eng. Trends Technol. 46(2):60-66, as in the tests of pymcdm.
    const auto y = rows({{7, 312, 1891, 6613, 163},
                         {72, 88, 728, 941804, 1078},
                         {10, 252, 2594, 3466, 117471},
                         {10, 145, 980, 2371, 86329},
                         {65, 54, 350, 501, 29897},
                         {29, 48, 380, 912, 34051},
                         {7, 476, 3300, 78470, 2212},
                         {70, 87, 650, 733, 819000},
                         {4, 86, 591, 3015, 103},
                         {12, 79, 579, 3240, 96098},
                         {21, 45, 261, 1253, 453},
                         {1, 72, 530, 4333, 0.1048}});
    check_weights(entropy_weights(y).weight, {0.104991, 0.069124, 0.071373, 0.449937, 0.304575}, 5e-7);
}

TEST_CASE("CRITIC weights as published") {
    // Diakoulaki, Mavrotas & Papayannakis 1995, Computers & Operations Research 22(7), table 4; data table 2.
    const auto firms = rows({{61, 1.08, 4.33},
                             {20.7, 0.26, 4.34},
                             {16.3, 1.98, 2.53},
                             {9, 3.29, 1.65},
                             {5.4, 2.77, 2.33},
                             {4, 4.12, 1.21},
                             {-6.1, 3.52, 2.10},
                             {-34.6, 3.31, 0.98}});
    check_weights(critic_weights(firms).weight, {.20222554, .48090173, .31687273}, 5e-9);
    // Tus & Adali 2019, Opsearch 56(2):528-538, table 5; first criterion (price) is less-is-better.
    const auto software = rows({{5000, 3, 3, 4, 3, 2},
                                {680, 5, 3, 2, 2, 1},
                                {2000, 3, 2, 3, 4, 3},
                                {600, 4, 3, 1, 2, 2},
                                {800, 2, 4, 3, 3, 4}});
    check_weights(critic_weights(software).weight, {0.157, 0.249, 0.168, 0.121, 0.154, 0.151}, 5e-4);
    // JMcDM at 9bd395a, test/mcdm/testcritic.jl, which asks for four digits.
    const auto small = rows({{12.9918, 0.7264, -1.1009, 1.598139592},
                             {4.1201, 5.8824, 3.4483, 1.021563567},
                             {4.1039, 0.0, -0.5076, 0.984469444}});
    Eigen::VectorXi direction(4);
    direction << 1, 1, -1, 1;
    check_weights(critic_weights(small, {.direction = direction}).weight,
                  {0.16883925, 0.418444976, 0.249124763, 0.163591012}, 1e-4);
}

TEST_CASE("MEREC and standard deviation weights as published") {
    // Keshavarz-Ghorabaee et al. 2021, Symmetry 13(4):525, table 5.
    const auto x =
        rows({{450, 8000, 54, 145}, {10, 9100, 2, 160}, {100, 8200, 31, 153}, {220, 9300, 1, 162}, {5, 8400, 23, 158}});
    Eigen::VectorXi direction(4);
    direction << 1, 1, -1, -1;
    check_weights(merec_weights(x, {.direction = direction}).weight,
                  {0.5752216672093823, 0.01409659116846726, 0.40156136388773117, 0.009120377734419302}, 1e-12);
    // Jahan & Edwards 2013, Materials & Design 49:1000-1008, as in the tests of pymcdm.
    const auto hips =
        rows({{0, 0, 0}, {.39, .3, .77}, {.17, .36, .8}, {.35, .29, .93}, {.3, .4, .94}, {.84, .71, 1}, {1, 1, .99}});
    check_weights(deviation_weights(hips).weight, {.35, .31, .34}, 5e-3);
}

TEST_CASE("PCA weights are the squared loadings of the first component") {
    // Two columns that move together and one apart: loadings (1, 1, 0) / sqrt 2.
    const auto x = rows({{1, 10, 1}, {2, 20, -1}, {3, 30, -1}, {4, 40, 1}});
    check_weights(pca_weights(x).weight, {.5, .5, 0}, 1e-12);
    check_weights(pca_weights(x, {.squared = false}).weight, {.5, .5, 0}, 1e-6);
    // Uncorrelated columns: every direction is as good; the weights do not depend on the solver's choice.
    const auto cross = rows({{1, 1}, {1, -1}, {-1, 1}, {-1, -1}});
    const auto none = pca_weights(cross);
    check_weights(none.weight, {.5, .5}, 1e-12);
    REQUIRE(none.findings.size() == 1);
    CHECK(none.findings[0].text == "the indicators have nothing in common; the first component says nothing");
}

TEST_CASE("weights given, equal, or none given") {
    const auto x = rows({{1, 2, 3}, {2, 1, 5}});
    check_weights(weigh(x).weight, {1 / 3., 1 / 3., 1 / 3.}, 1e-15);
    check_weights(weigh(x, {.given = Eigen::Vector3d(2, 1, 1)}).weight, {.5, .25, .25}, 1e-15);
    check_weights(weigh(x, {.method = Weighing::equal, .given = Eigen::Vector3d(2, 1, 1)}).weight,
                  {1 / 3., 1 / 3., 1 / 3.}, 1e-15);
    CHECK_THROWS_WITH_AS(weigh(x, {.given = Eigen::Vector2d(2, 1)}), "given: has 2 entries where 3 are needed",
                         base::bad_shape);
}

TEST_CASE("weights from data are shares, blind to units where they should be, and zero where nothing differs") {
    base::Random random(9);
    for (int trial = 0; trial < 200; ++trial) {
        const Index n = 2 + random.index(8);
        const Index m = 2 + random.index(5);
        Eigen::MatrixXd x(n, m);
        for (auto& cell : x.reshaped()) cell = random.uniform(0.1, 1.0);
        x.col(1).setConstant(0.7);
        for (const auto method : from_data) {
            CAPTURE(static_cast<int>(method));
            const auto weights = weigh(x, {.method = method});
            CHECK(weights.weight.allFinite());
            CHECK(weights.weight.minCoeff() >= 0.0);
            CHECK(weights.weight.sum() == doctest::Approx(1.0).epsilon(1e-12));
            if (m > 2) CHECK(weights.weight[1] == 0.0);
            CHECK(!weights.findings.empty());
            Eigen::MatrixXd scaled = x;
            scaled.col(0) *= 1000.0;
            if (method != Weighing::deviation)
                CHECK((weigh(scaled, {.method = method}).weight - weights.weight).cwiseAbs().maxCoeff() < 1e-9);
        }
    }
}

TEST_CASE("no column tells anything: equal weights and a finding") {
    for (const auto& x :
         {Eigen::MatrixXd(Eigen::MatrixXd::Constant(5, 3, 0.4)), Eigen::MatrixXd(Eigen::MatrixXd::Constant(1, 3, 0.4))})
        for (const auto method : from_data) {
            const auto weights = weigh(x, {.method = method});
            check_weights(weights.weight, {1 / 3., 1 / 3., 1 / 3.}, 1e-15);
            REQUIRE(weights.findings.size() == 1);
            CHECK(weights.findings[0].text == "no indicator tells the places apart; all indicators have equal weights");
        }
    CHECK(entropy_weights(Eigen::MatrixXd::Zero(4, 2)).weight[0] == 0.5);
}

TEST_CASE("what a method cannot take is refused in words") {
    const auto x = rows({{1, -2}, {2, 0}});
    CHECK_THROWS_WITH_AS(entropy_weights(x), "values[0,1]: -2 is not in [0, inf]", base::bad_value);
    CHECK_THROWS_WITH_AS(
        merec_weights(x),
        "values[0,1]: -2 is not positive; normalise to a range that begins above 0, for example [0.1, 1], or set floor",
        base::bad_value);
    CHECK(merec_weights(x, {.floor = 0.01}).weight.allFinite());
    CHECK_THROWS_WITH_AS(critic_weights(Eigen::MatrixXd(0, 2)),
                         "values: has no cells; give at least one row and one column", base::bad_shape);
}
