#include "corewing/base/random.hpp"
#include "corewing/indicator/normalise.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace corewing;
using indicator::Normalisation;
using indicator::normalise;

namespace {

Eigen::MatrixXd column(std::initializer_list<double> cells) {
    Eigen::MatrixXd m(std::ssize(cells), 1);
    Index i = 0;
    for (const double c : cells) m(i++, 0) = c;
    return m;
}

void check_column(const Eigen::MatrixXd& got, std::initializer_list<double> wanted) {
    REQUIRE(got.rows() == std::ssize(wanted));
    Index i = 0;
    for (const double w : wanted) CHECK(got(i++, 0) == doctest::Approx(w).epsilon(1e-12));
}

const Eigen::VectorXi less = Eigen::VectorXi::Constant(1, -1);

Eigen::VectorXd one(double x) {
    return Eigen::VectorXd::Constant(1, x);
}

} // namespace

TEST_CASE("every normalisation does what its formula says, in both directions") {
    const auto x = column({2.0, 4.0, 10.0, 4.0});
    struct Case {
        indicator::NormaliseOptions options;
        std::vector<double> more, less;
    };
    const double s = std::sqrt((9.0 + 1.0 + 25.0 + 1.0) / 3.0);
    const double t = std::sqrt(9.0);
    const std::vector<Case> cases = {
        {{.method = Normalisation::min_max}, {0, .25, 1, .25}, {1, .75, 0, .75}},
        {{.method = Normalisation::min_max, .low = 1, .high = 100}, {1, 25.75, 100, 25.75}, {100, 75.25, 1, 75.25}},
        {{.method = Normalisation::goalposts, .lower = one(0), .upper = one(8)}, {.25, .5, 1, .5}, {.75, .5, 0, .5}},
        {{.method = Normalisation::goalposts, .lower = one(0), .upper = one(8), .clip = false},
         {.25, .5, 1.25, .5},
         {.75, .5, -.25, .5}},
        {{.method = Normalisation::z_score}, {-3 / s, -1 / s, 5 / s, -1 / s}, {3 / s, 1 / s, -5 / s, 1 / s}},
        {{.method = Normalisation::z_score, .population = true},
         {-3 / t, -1 / t, 5 / t, -1 / t},
         {3 / t, 1 / t, -5 / t, 1 / t}},
        {{.method = Normalisation::rank}, {1, 2.5, 4, 2.5}, {4, 2.5, 1, 2.5}},
        {{.method = Normalisation::percentile}, {0, .5, 1, .5}, {1, .5, 0, .5}},
        {{.method = Normalisation::target, .target = one(6)}, {0, .5, 1, .5}, {1, 1, 0, 1}},
        {{.method = Normalisation::target, .target = one(6), .clip = false}, {0, .5, 2, .5}, {2, 1.5, 0, 1.5}},
        {{.method = Normalisation::reference, .reference = one(4)}, {.5, 1, 2.5, 1}, {1.5, 1, -.5, 1}},
    };
    for (const auto& c : cases) {
        CAPTURE(static_cast<int>(c.options.method));
        auto options = c.options;
        const auto more = normalise(x, options).values;
        options.direction = less;
        const auto turned = normalise(x, options).values;
        for (Index i = 0; i < 4; ++i) {
            CHECK(more(i, 0) == doctest::Approx(c.more[i]).epsilon(1e-12));
            CHECK(turned(i, 0) == doctest::Approx(c.less[i]).epsilon(1e-12));
        }
    }
}

TEST_CASE("a column that is the same everywhere has the documented value and a finding") {
    const auto x = column({7.0, 7.0, 7.0});
    const std::vector<std::pair<indicator::NormaliseOptions, double>> cases = {
        {{.method = Normalisation::min_max}, .5},
        {{.method = Normalisation::min_max, .low = 10, .high = 20}, 15},
        {{.method = Normalisation::z_score}, 0},
        {{.method = Normalisation::rank}, 2},
        {{.method = Normalisation::percentile}, .5},
        {{.method = Normalisation::target, .target = one(7)}, 1},
        {{.method = Normalisation::target, .target = one(9)}, 0},
    };
    for (const auto& [options, wanted] : cases) {
        const auto result = normalise(x, options);
        check_column(result.values, {wanted, wanted, wanted});
        if (wanted == 0 && options.method == Normalisation::target) continue; // nobody has begun: nothing doubtful
        REQUIRE(result.findings.size() == 1);
        CHECK(result.findings[0].subject == "0");
    }
    CHECK(normalise(x).findings[0].text == "all places have the value 7; each scores 0.5");
}

TEST_CASE("one place, a reference of zero, values outside goalposts") {
    CHECK(normalise(column({3.0})).values(0, 0) == 0.5);
    CHECK(normalise(column({3.0}), {.method = Normalisation::percentile}).values(0, 0) == 0.5);
    CHECK(normalise(column({3.0}), {.method = Normalisation::z_score}).values(0, 0) == 0.0);
    const auto zero = normalise(column({-5.0, 0.0, 2.5}), {.method = Normalisation::reference, .reference = one(0)});
    check_column(zero.values, {0.0, 1.0, 1.5});
    CHECK(zero.findings[0].text == "the reference is 0; differences are measured by the largest value, 5");
    const auto all_zero = normalise(column({0.0, 0.0}), {.method = Normalisation::reference, .reference = one(0)});
    check_column(all_zero.values, {1.0, 1.0});
    const auto out =
        normalise(column({-1.0, 4.0}), {.method = Normalisation::goalposts, .lower = one(0), .upper = one(8)});
    CHECK(out.findings[0].text == "has values outside its goalposts; they count as the goalpost");
}

TEST_CASE("nothing that is not finite comes out, however extreme the numbers") {
    const auto x = column({-1e150, 1e-300, 5e-324, 1e150});
    for (const auto method :
         {Normalisation::min_max, Normalisation::goalposts, Normalisation::z_score, Normalisation::rank,
          Normalisation::percentile, Normalisation::target, Normalisation::reference, Normalisation::none})
        for (const bool clip : {true, false}) {
            const auto y = normalise(x, {.method = method,
                                         .lower = one(0),
                                         .upper = one(5e-324),
                                         .target = one(1e-300),
                                         .reference = one(5e-324),
                                         .clip = clip})
                               .values;
            CHECK(y.allFinite());
        }
    const auto tiny = column({0.0, 1e-200, 3e-200}); // squares would vanish
    CHECK(normalise(tiny, {.method = Normalisation::z_score}).values.allFinite());
}

TEST_CASE("order within a column is kept, or turned round, by every normalisation") {
    base::Random random(3);
    for (int trial = 0; trial < 200; ++trial) {
        const Index n = 1 + random.index(12);
        Eigen::MatrixXd x(n, 1);
        for (Index i = 0; i < n; ++i) x(i, 0) = std::round(10.0 * random.normal());
        for (const auto method : {Normalisation::min_max, Normalisation::z_score, Normalisation::rank,
                                  Normalisation::percentile, Normalisation::target, Normalisation::reference})
            for (const int d : {1, -1}) {
                const auto y = normalise(x, {.method = method,
                                             .direction = Eigen::VectorXi::Constant(1, d),
                                             .target = one(3.5),
                                             .reference = one(-2.0)})
                                   .values;
                for (Index i = 0; i < n; ++i)
                    for (Index k = 0; k < n; ++k) {
                        if (d * x(i, 0) > d * x(k, 0)) CHECK(y(i, 0) >= y(k, 0));
                        if (x(i, 0) == x(k, 0)) CHECK(y(i, 0) == y(k, 0));
                    }
            }
    }
}

TEST_CASE("bad calls are refused in words") {
    const auto x = column({1.0, 2.0});
    CHECK_THROWS_WITH_AS(normalise(Eigen::MatrixXd(0, 3)), "values: has no cells; give at least one row and one column",
                         base::bad_shape);
    CHECK_THROWS_WITH_AS(normalise(column({1.0, NAN})), "values[1]: nan is not a finite number", base::bad_value);
    CHECK_THROWS_WITH_AS(normalise(x, {.direction = Eigen::VectorXi::Constant(1, 2)}),
                         "direction[0]: is 2; write +1 where more is better, -1 where less is better", base::bad_value);
    CHECK_THROWS_WITH_AS(normalise(x, {.method = Normalisation::target}), "target: has 0 entries where 1 are needed",
                         base::bad_shape);
    CHECK_THROWS_WITH_AS(normalise(x, {.low = 1, .high = 1}), "high: is not above low", base::bad_value);
    CHECK_THROWS_WITH_AS(
        normalise(x, {.method = Normalisation::goalposts, .lower = one(2), .upper = one(2)}),
        "upper[0]: is not above lower; give the smallest possible value as lower, the largest as upper",
        base::bad_value);
    CHECK_THROWS_WITH_AS(
        normalise(x, {.method = Normalisation::none, .direction = less}),
        "direction: has a -1, which Normalisation::none cannot turn round; choose another normalisation",
        base::bad_value);
}

TEST_CASE("a column that is constant up to rounding is constant") {
    const auto x = column({0.3, 0.1 + 0.2, 0.3, 0.1 + 0.2});
    struct Case {
        Normalisation method;
        double score;
    };
    for (const Case& c : {Case{Normalisation::min_max, 0.5},
                          {Normalisation::z_score, 0.0},
                          {Normalisation::rank, 2.5},
                          {Normalisation::percentile, 0.5}}) {
        const auto n = normalise(x, {.method = c.method});
        CHECK(n.values == Eigen::MatrixXd::Constant(4, 1, c.score));
        CHECK(n.findings.size() == 1);
    }
    CHECK(normalise(column({0.1 + 0.2, 0.3, 1}), {.method = Normalisation::percentile}).values ==
          column({0.25, 0.25, 1}));
    // a goalpost and a target that are reached as they are meant
    const auto posts = normalise(column({0.1 + 0.2, 0.1}), {.method = Normalisation::goalposts,
                                                            .lower = Eigen::VectorXd::Constant(1, 0.1),
                                                            .upper = Eigen::VectorXd::Constant(1, 0.3),
                                                            .clip = false});
    CHECK(posts.values == column({1, 0}));
    CHECK(posts.findings.empty());
    const auto target = normalise(column({0.3, 0.3}),
                                  {.method = Normalisation::target, .target = Eigen::VectorXd::Constant(1, 0.1 + 0.2)});
    CHECK(target.values == column({1, 1}));
    CHECK(normalise(column({0, 1}), {.low = 0.1, .high = 0.9}).values == column({0.1, 0.9}));
}
