#include "corewing/model/marked_matrix.hpp"

#include "support/refusal.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>

using namespace corewing;
using base::Mark;
using model::MarkedMatrix;
using model::PlaceIds;
using corewing::test::refusal;

namespace {

PlaceIds three() {
    return PlaceIds({"a", "b", "c"});
}

/// a-b known both ways, a-c one way, b-c not at all, diagonal missing.
MarkedMatrix flows() {
    Eigen::MatrixXd values = Eigen::MatrixXd::Constant(3, 3, 9.0);
    base::Marks marks = base::Marks::Constant(3, 3, Mark::missing);
    marks(0, 1) = marks(1, 0) = marks(0, 2) = Mark::observed;
    return MarkedMatrix(values, marks, {.name = "trips", .unit = "a day", .places = three()});
}

} // namespace

TEST_CASE("a matrix of pairs knows how many of them it knows") {
    const MarkedMatrix trips = flows();
    CHECK(trips.rows() == 3);
    CHECK(trips.cols() == 3);
    CHECK(trips.of_pairs());
    CHECK(trips.name() == "trips");
    CHECK(trips.unit() == "a day");
    CHECK_FALSE(trips.year().has_value());
    CHECK(trips(0, 1) == 9.0);
    CHECK_FALSE(trips(2, 0).has_value());
    CHECK(trips.values()(2, 0) == 0.0);
    CHECK(trips.mark(2, 0) == Mark::missing);
    CHECK(trips.known_count() == 3);
    CHECK(trips.pair_count() == 3);
    CHECK(trips.known_pairs() == 1);
    CHECK(MarkedMatrix().pair_count() == 0);
    CHECK(MarkedMatrix().known().size() == 0);
}

TEST_CASE("only what is known becomes a bare matrix; the diagonal need not be") {
    CHECK(refusal([] { static_cast<void>(flows().known()); }) ==
          "trips: place b: nothing is known of what goes to c, nor of 2 more; mark the layer as complete in layers.csv "
          "if no link means none, or select places whose pairs are known");
    base::Marks marks = base::Marks::Constant(2, 2, Mark::imputed);
    marks(0, 0) = marks(1, 1) = Mark::missing;
    const MarkedMatrix two(Eigen::MatrixXd::Constant(2, 2, 4.0), marks);
    CHECK(two.known() == (Eigen::MatrixXd(2, 2) << 0, 4, 4, 0).finished());
    CHECK(two.known_pairs() == 1);
    marks(1, 0) = Mark::missing;
    CHECK(refusal([&] { static_cast<void>(MarkedMatrix(Eigen::MatrixXd::Zero(2, 2), marks).known()); }) ==
          "place 1: nothing is known of what goes to 0; mark the layer as complete in layers.csv if no link means "
          "none, or select places whose pairs are known");
    const auto own = MarkedMatrix::observed(Eigen::MatrixXd::Identity(3, 3), {.name = "own survey"});
    CHECK(own.known() == Eigen::MatrixXd::Identity(3, 3));
    CHECK(own.known_pairs() == 3);
    CHECK(own.mark(1, 1) == Mark::observed);
}

TEST_CASE("a matrix of places and named columns") {
    const model::MatrixAbout about{.name = "output", .year = 2020, .places = three(), .columns = {"chips", "apps"}};
    base::Marks marks = base::Marks::Constant(3, 2, Mark::observed);
    const Eigen::MatrixXd values = Eigen::MatrixXd::Ones(3, 2);
    const MarkedMatrix full(values, marks, about);
    CHECK_FALSE(full.of_pairs());
    CHECK(full.known() == values);
    CHECK(full.pair_count() == 0);
    CHECK(full.known_pairs() == 0);
    CHECK(full.columns()[1] == "apps");
    const auto gaps = [&](std::initializer_list<Index> rows) {
        base::Marks some = marks;
        for (const Index row : rows) some(row, 1) = Mark::missing;
        return refusal([&] { static_cast<void>(MarkedMatrix(values, some, about).known()); });
    };
    const std::string remedy = "; fill the gaps (indicator::impute) or select places that have figures";
    CHECK(gaps({0}) == "output: place a: apps is not known in 2020" + remedy);
    CHECK(gaps({1, 2}) == "output: place b: apps is not known in 2020, nor is 1 more" + remedy);
    CHECK(gaps({0, 1, 2}) == "output: place a: apps is not known in 2020, nor are 2 more" + remedy);
}

TEST_CASE("shapes and numbers that do not fit are refused") {
    const Eigen::MatrixXd values = Eigen::MatrixXd::Zero(3, 2);
    CHECK(refusal([&] { static_cast<void>(MarkedMatrix::observed(values, {.name = "x"})); }) ==
          "x: is 3 x 2 where 3 x 3 is needed");
    CHECK(refusal([&] { MarkedMatrix(values, base::Marks(2, 2)); }) == "marks: is 2 x 2 where 3 x 2 is needed");
    CHECK(refusal([&] { static_cast<void>(MarkedMatrix::observed(values, {.columns = {"one"}})); }) ==
          "matrix: is 3 x 2 where 3 x 1 is needed");
    CHECK(refusal([&] {
              static_cast<void>(
                  MarkedMatrix::observed(values, {.name = "x", .places = PlaceIds({"a"}), .columns = {"p", "q"}}));
          }) == "x: places: has 1 entries where 3 are needed");
    Eigen::MatrixXd wrong = Eigen::MatrixXd::Zero(3, 3);
    wrong(1, 2) = std::numeric_limits<double>::quiet_NaN();
    CHECK(refusal([&] { static_cast<void>(MarkedMatrix::observed(wrong, {.name = "x", .places = three()})); }) ==
          "x: place b: nan is not a finite number; mark the number as missing where it is not known");
}
