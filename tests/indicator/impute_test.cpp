#include "corewing/indicator/impute.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using indicator::Imputation;
using indicator::impute;

namespace {

struct Data {
    Eigen::MatrixXd values;
    base::Marks marks;
};

/// NAN in the text of a test becomes a missing cell.
Data data(Eigen::MatrixXd values) {
    base::Marks marks = base::Marks::Constant(values.rows(), values.cols(), base::Mark::observed);
    for (Index i = 0; i < values.rows(); ++i)
        for (Index j = 0; j < values.cols(); ++j)
            if (std::isnan(values(i, j))) marks(i, j) = base::Mark::missing;
    return {std::move(values), std::move(marks)};
}

Data four() {
    Eigen::MatrixXd x(4, 2);
    x << 10, 100, NAN, 50, 30, 200, NAN, 150;
    return data(x);
}

} // namespace

TEST_CASE("nothing missing: nothing changes; something missing and no method: an error") {
    Eigen::MatrixXd x(2, 1);
    x << 1, 2;
    const auto same = impute(x, data(x).marks);
    CHECK(same.values == x);
    CHECK(same.findings.empty());
    const auto [values, marks] = four();
    CHECK_THROWS_WITH_AS(impute(values, marks), "column 0: is missing in row 1; choose an imputation", base::bad_data);
}

TEST_CASE("mean of the group, and of all places where the group knows nothing") {
    const auto [values, marks] = four();
    const auto one = impute(values, marks, {.method = Imputation::group_mean});
    CHECK(one.values.col(0).isApprox(Eigen::Vector4d(10, 20, 30, 20)));
    CHECK(one.marks(1, 0) == base::Mark::imputed);
    CHECK(one.marks(0, 0) == base::Mark::observed);
    REQUIRE(one.findings.size() == 1);
    CHECK(one.findings[0].severity == base::Severity::note);
    CHECK(one.findings[0].text == "2 of 4 cells filled from the mean of all known places");
    REQUIRE(one.fills.size() == 2);
    CHECK(one.fills[1].row == 3);
    CHECK(one.fills[1].value == 20.0);

    const auto two = impute(values, marks, {.method = Imputation::group_mean, .group = {0, 0, 1, 2}});
    CHECK(two.values.col(0).isApprox(Eigen::Vector4d(10, 10, 30, 20)));
    CHECK(two.findings[0].severity == base::Severity::warning);
    CHECK(two.findings[0].text == "2 of 4 cells filled from the mean of the known places of the group; "
                                  "1 of them from all places, for want of a better");
}

TEST_CASE("ratio to another column, scaled to a known total") {
    const auto [values, marks] = four();
    const double ratio = 40.0 / 300.0;
    const auto free = impute(values, marks, {.method = Imputation::ratio, .columns = {0}, .other_column = 1});
    CHECK(free.values.col(0).isApprox(Eigen::Vector4d(10, 50 * ratio, 30, 150 * ratio)));
    const auto scaled = impute(values, marks,
                               {.method = Imputation::ratio,
                                .columns = {0},
                                .other = values.col(1),
                                .total = Eigen::VectorXd::Constant(1, 100.0)});
    CHECK(scaled.values.col(0).isApprox(Eigen::Vector4d(10, 15, 30, 45)));
    CHECK(scaled.values.col(0).sum() == doctest::Approx(100.0).epsilon(1e-15));
    CHECK(scaled.fills[0].value == doctest::Approx(15.0));
    CHECK(scaled.findings[0].text ==
          "2 of 4 cells filled from another column by the ratio of all known places, scaled to the known total 100");
    // The total is used up by what is known: the rest is 0. Less than that contradicts itself.
    const auto none_left = impute(
        values, marks,
        {.method = Imputation::ratio, .columns = {0}, .other_column = 1, .total = Eigen::VectorXd::Constant(1, 40.0)});
    CHECK(none_left.values(1, 0) == 0.0);
    CHECK_THROWS_WITH_AS(impute(values, marks,
                                {.method = Imputation::ratio,
                                 .columns = {0},
                                 .other_column = 1,
                                 .total = Eigen::VectorXd::Constant(1, 39.0)}),
                         "total of column 0: is 39, less than the known cells sum to; correct the total or the cells",
                         base::bad_data);
    // Nobody known: the total in proportion to the other column.
    const auto all = impute(
        Eigen::MatrixXd::Zero(2, 1), base::Marks::Constant(2, 1, base::Mark::missing),
        {.method = Imputation::ratio, .other = Eigen::Vector2d(1, 3), .total = Eigen::VectorXd::Constant(1, 8.0)});
    CHECK(all.values.col(0).isApprox(Eigen::Vector2d(2, 6)));
    CHECK_THROWS_WITH_AS(impute(values, marks, {.method = Imputation::ratio}),
                         "other: a ratio needs another column; set other or other_column", base::bad_value);
    CHECK_THROWS_WITH_AS(impute(values, marks, {.method = Imputation::ratio, .other_column = 0}),
                         "other_column: is missing in row 1; impute that column first", base::bad_data);
}

TEST_CASE("a line between years, kept level beyond the ends") {
    Eigen::MatrixXd x(3, 4);
    x << 10, NAN, NAN, 40, NAN, 5, 7, NAN, NAN, NAN, NAN, NAN;
    const auto [values, marks] = data(x);
    Eigen::VectorXd years(4);
    years << 2018, 2020, 2023, 2024;
    const auto filled = impute(values, marks, {.method = Imputation::linear, .years = years});
    CHECK(filled.values.row(0).transpose().isApprox(Eigen::Vector4d(10, 20, 35, 40)));
    CHECK(filled.values.row(1).transpose().isApprox(Eigen::Vector4d(5, 5, 7, 7)));
    CHECK(filled.marks(2, 0) == base::Mark::missing); // no year is known
    CHECK(filled.values(2, 0) == 0.0);
    CHECK(filled.findings[1].text ==
          "1 of 3 cells filled from the years before and after; 1 stay missing, no year is known");
    CHECK_THROWS_WITH_AS(impute(values, marks, {.method = Imputation::linear, .years = Eigen::Vector4d(1, 2, 2, 3)}),
                         "years[2]: does not grow", base::bad_value);
}

TEST_CASE("hot deck: the most similar place, or a random one") {
    Eigen::MatrixXd x(4, 3);
    x << 1, 10, 5, 2, 20, 6, 9, 90, 7, 8.5, 80, NAN;
    const auto [values, marks] = data(x);
    const auto nearest = impute(values, marks, {.method = Imputation::nearest});
    CHECK(nearest.values(3, 2) == 7.0);
    CHECK(nearest.fills[0].from == 2);
    const auto within = impute(values, marks, {.method = Imputation::nearest, .group = {1, 1, 0, 1}});
    CHECK(within.values(3, 2) == 6.0);

    std::vector<int> hits(4, 0);
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const auto drawn = impute(values, marks, {.method = Imputation::hot_deck, .seed = seed});
        ++hits[drawn.fills[0].from];
        CHECK(drawn.values(3, 2) == values(drawn.fills[0].from, 2));
        CHECK(drawn.values == impute(values, marks, {.method = Imputation::hot_deck, .seed = seed}).values);
    }
    for (int k = 0; k < 3; ++k) CHECK(hits[k] > 70);
}

TEST_CASE("a column nobody knows cannot be imputed") {
    const Eigen::MatrixXd x = Eigen::MatrixXd::Zero(2, 1);
    const base::Marks none = base::Marks::Constant(2, 1, base::Mark::missing);
    for (const auto method : {Imputation::group_mean, Imputation::nearest, Imputation::hot_deck})
        CHECK_THROWS_WITH_AS(impute(x, none, {.method = method}),
                             "column 0: no place has a value to impute from; leave the indicator out", base::bad_data);
}

TEST_CASE("bad calls are refused in words") {
    const auto [values, marks] = four();
    CHECK_THROWS_WITH_AS(impute(values, base::Marks(2, 2)), "marks: is 2 x 2 where 4 x 2 is needed", base::bad_shape);
    CHECK_THROWS_WITH_AS(impute(values, base::Marks::Constant(4, 2, base::Mark::observed)),
                         "values[1,0]: nan is not in [-1e+150, 1e+150]", base::bad_value);
    CHECK_THROWS_WITH_AS(impute(values, marks, {.columns = {5}}), "columns: there is no column 5", base::bad_value);
    CHECK_THROWS_WITH_AS(impute(values, marks, {.group = {1}}), "group: has 1 entries where 4 are needed",
                         base::bad_shape);
}

TEST_CASE("what differs by rounding is no nearer") {
    // every known place is like place 4 in the first column; the second decides nothing
    Eigen::MatrixXd x(5, 3);
    x << 0.1 + 0.2, 1, 10, 0.3, 1, 20, 0.3, 1, 30, 5, 9, 40, 0.3, 1, NAN;
    const auto known = data(x);
    const auto filled = impute(known.values, known.marks, {.method = Imputation::nearest});
    REQUIRE(filled.fills.size() == 1);
    CHECK(filled.fills[0].from == 0);
    CHECK(filled.values(4, 2) == 10);
}

TEST_CASE("a total that the known cells meet but for rounding leaves nothing over") {
    Eigen::MatrixXd x(4, 1);
    x << 0.1, 0.2, NAN, 0.3;
    const auto known = data(x);
    const auto filled = impute(known.values, known.marks,
                               {.method = Imputation::group_mean, .total = Eigen::VectorXd::Constant(1, 0.6)});
    CHECK(filled.values(2, 0) == 0.0);
}
