#include "corewing/base/random.hpp"
#include "corewing/scoring/coupling.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using scoring::Coupling;

namespace {

Eigen::MatrixXd row(std::initializer_list<double> values) {
    Eigen::MatrixXd result(1, std::ssize(values));
    Index k = 0;
    for (const double value : values) result(0, k++) = value;
    return result;
}

// The formulas as printed, term by term.
double as_printed(const Eigen::VectorXd& u, Coupling formula) {
    const auto m = static_cast<double>(u.size());
    if (formula == Coupling::standard) return std::pow(u.prod(), 1.0 / m) / u.mean();
    if (formula == Coupling::fan_2024)
        return std::max(0.0, 1.0 - 2.0 * std::sqrt(std::max(0.0, (m * u.squaredNorm() - u.sum() * u.sum()) / (m * m))));
    double spread = 0.0;
    for (Index i = 0; i < u.size(); ++i)
        for (Index j = 0; j < i; ++j) spread += std::abs(u[i] - u[j]);
    const double product = (u / u.maxCoeff()).prod();
    return std::sqrt((1.0 - spread / (m * (m - 1.0) / 2.0)) * std::pow(product, 1.0 / (m - 1.0)));
}

} // namespace

TEST_CASE("the three degrees on one row of levels") {
    struct Row {
        Coupling formula;
        double coupling, coordination;
        const char* grade;
    };
    // Computed with the published formulas, ten digits, rounded to seven.
    for (const Row& wanted : {Row{Coupling::standard, .8051958, .6237105, "初级协调"},
                              Row{Coupling::wang_2021, .4722274, .4776480, "濒临失调"},
                              Row{Coupling::fan_2024, .4593785, .4711049, "濒临失调"}}) {
        const auto result =
            scoring::coupling(row({.8179733, .3246648, .6590316, .1308531}), {.formula = wanted.formula});
        CHECK(result.coupling[0] == doctest::Approx(wanted.coupling).epsilon(1e-7));
        CHECK(result.coordination[0] == doctest::Approx(wanted.coordination).epsilon(1e-7));
        CHECK(result.grades[result.grade[0]].name_local == wanted.grade);
        CHECK(result.lagging[0] == 3);
        CHECK(result.leading[0] == 0);
        CHECK(result.findings.empty());
    }
}

TEST_CASE("any levels give what the printed formulas give") {
    base::Random random(11);
    for (int trial = 0; trial < 2000; ++trial) {
        const Index m = 2 + random.index(8);
        Eigen::MatrixXd levels(3, m);
        for (double& u : levels.reshaped()) u = random.uniform();
        Eigen::VectorXd weights(m);
        for (double& w : weights) w = random.uniform(0.1, 5.0);
        for (const Coupling formula : {Coupling::standard, Coupling::wang_2021, Coupling::fan_2024}) {
            const auto result = scoring::coupling(levels, {.formula = formula, .weights = weights});
            for (Index i = 0; i < 3; ++i) {
                const Eigen::VectorXd u = levels.row(i);
                const double c = as_printed(u, formula), t = u.dot(weights) / weights.sum();
                REQUIRE(result.coupling[i] == doctest::Approx(c).epsilon(1e-9));
                REQUIRE(result.level[i] == doctest::Approx(t).epsilon(1e-12));
                REQUIRE(result.coordination[i] == doctest::Approx(std::sqrt(c * t)).epsilon(1e-9));
            }
        }
    }
}

TEST_CASE("degenerate levels have a value") {
    for (const Coupling formula : {Coupling::standard, Coupling::wang_2021, Coupling::fan_2024}) {
        const auto zero = scoring::coupling(Eigen::MatrixXd::Zero(2, 3), {.formula = formula});
        CHECK(zero.coupling == Eigen::VectorXd::Zero(2));
        CHECK(zero.coordination == Eigen::VectorXd::Zero(2));
        CHECK(zero.lagging[0] == -1);
        REQUIRE(zero.findings.size() == 1);
        CHECK(zero.findings[0].text == "2 places have level 0 in every subsystem; their C and D are 0");

        const auto one = scoring::coupling(Eigen::MatrixXd::Ones(1, 3), {.formula = formula});
        CHECK(one.coupling[0] == doctest::Approx(1.0).epsilon(1e-15));
        CHECK(one.coordination[0] <= 1.0);
        CHECK(one.grades[one.grade[0]].name_local == "优质协调");

        const auto single = scoring::coupling(row({0.25}), {.formula = formula});
        CHECK(single.coupling[0] == 1.0);
        CHECK(single.coordination[0] == 0.5);
        REQUIRE(single.findings.size() == 1);
        CHECK(single.findings[0].severity == base::Severity::warning);
    }
    // One subsystem at 0 uncouples all, except for Fan, which knows only spread.
    CHECK(scoring::coupling(row({0.0, 0.9}), {.formula = Coupling::standard}).coupling[0] == 0.0);
    CHECK(scoring::coupling(row({0.0, 0.9})).coupling[0] == 0.0);
    CHECK(scoring::coupling(row({0.0, 0.9}), {.formula = Coupling::fan_2024}).coupling[0] == doctest::Approx(0.1));

    // 400 small levels: the product underflows, the degree does not.
    const auto many = scoring::coupling(Eigen::MatrixXd::Constant(1, 400, 1e-3), {.formula = Coupling::standard});
    CHECK(many.coupling[0] == doctest::Approx(1.0));
    CHECK(scoring::coupling(Eigen::MatrixXd(0, 3)).coordination.size() == 0);
}

TEST_CASE("grades are right-closed and can be chosen") {
    const auto grades = scoring::ten_grades();
    CHECK(scoring::grade_of(0.0, grades) == 0);
    CHECK(scoring::grade_of(0.1, grades) == 0);
    CHECK(scoring::grade_of(0.1 + 0.2, grades) == 2); // 0.30000000000000004
    CHECK(scoring::grade_of(0.3001, grades) == 3);
    CHECK(scoring::grade_of(1.0, grades) == 9);

    const scoring::CouplingOptions three{.grades = {{0.3, "low", "低"}, {0.7, "middle", "中"}, {1.0, "high", "高"}}};
    const auto result = scoring::coupling(row({0.64, 0.64}), three);
    CHECK(result.grades[result.grade[0]].name == "high");

    CHECK_THROWS_WITH_AS(scoring::coupling(row({0.5}), {.grades = {{0.4, "a", ""}, {0.4, "b", ""}}}),
                         "grades: 0.4 does not follow 0.4; let the upper ends ascend from above 0 to 1",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(scoring::coupling(row({0.5}), {.grades = {{0.4, "a", ""}}}),
                         "grades: the last upper end is 0.4; let the last grade end at 1", base::bad_value);
}

TEST_CASE("lead and lag") {
    const auto levels = row({0.50, 0.58, 0.42});
    CHECK(scoring::coupling(levels).lagging[0] == 2);
    CHECK(scoring::coupling(levels).leading[0] == 1);
    CHECK(scoring::coupling(levels, {.synchronous_within = 0.2}).lagging[0] == -1);
    CHECK(scoring::coupling(row({0.2, 0.9, 0.2})).lagging[0] == 0); // ties by index
}

TEST_CASE("bad levels and weights are refused") {
    CHECK_THROWS_WITH_AS(scoring::coupling(row({0.5, 1.5})), "levels[0,1]: 1.5 is not in [0, 1]", base::bad_value);
    CHECK_THROWS_WITH_AS(scoring::coupling(row({0.5, std::nan("")})), "levels[0,1]: nan is not a finite number",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(scoring::coupling(Eigen::MatrixXd(2, 0)), "levels: there is no subsystem", base::bad_shape);
    CHECK_THROWS_WITH_AS(scoring::coupling(row({0.5, 0.5}), {.weights = Eigen::VectorXd::Zero(2)}),
                         "weights: all weights are 0; make one of them positive", base::bad_value);
    CHECK_THROWS_WITH_AS(scoring::coupling(row({0.5, 0.5}), {.weights = Eigen::VectorXd::Ones(3)}),
                         "weights: has 3 entries where 2 are needed", base::bad_shape);
}

TEST_CASE("levels that differ by rounding neither lag nor lead, and the level of ones is 1") {
    Eigen::MatrixXd levels(2, 9);
    levels.row(0).setConstant(0.3);
    levels(0, 4) = 0.1 + 0.2;
    levels.row(1).setOnes();
    Eigen::VectorXd weights(9);
    weights << 1, .84, .22, .29, .03, .33, .73, .16, .26;
    const auto degree = scoring::coupling(levels, {.weights = weights, .synchronous_within = 0.0});
    CHECK(degree.lagging[0] == -1);
    CHECK(degree.level[1] == 1.0);
    CHECK(degree.coordination[1] == 1.0);
    Eigen::MatrixXd tied(1, 3);
    tied << 0.1 + 0.2, 0.3, 0.5;
    CHECK(scoring::coupling(tied).lagging[0] == 0);
}
