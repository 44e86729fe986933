#include "corewing/base/error.hpp"
#include "corewing/report/table.hpp"
#include "corewing/scoring/collaboration_result.hpp"
#include "corewing/scoring/summary.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;

namespace {

const std::vector<std::string> three_names{"Yubei", "万州区", "Kai"};

/// A result as collaboration() gives it: pairs 0-1, 0-2, 1-2, with potential and realisation known.
scoring::Collaboration sample() {
    scoring::Collaboration together;
    together.places = 3;
    together.counted = 3;
    together.kept = {scoring::Part::potential, scoring::Part::realisation};
    together.weights = Eigen::Vector2d(0.5, 0.5);
    together.parts = (Eigen::MatrixXd(3, 2) << 1.0, 0.25, 0.4, 0.6, 0.3, 0.1).finished();
    together.how = scoring::Mean::arithmetic;
    together.score = Eigen::Vector3d(0.625, 0.5, 0.2);
    together.place = Eigen::Vector3d(1.125, 0.825, 0.7);
    together.region = 1.325;
    together.mean = 1.325 / 3.0;
    return together;
}

} // namespace

TEST_CASE("the strongest pairs read well") {
    CHECK(report::text(scoring::summary(sample(), three_names, 2)) == "Strongest pairs (mean of all 3: 0.442)\n"
                                                                "\n"
                                                                "place  with    score\n"
                                                                "-----  ------  -----\n"
                                                                "Yubei  万州区  0.625\n"
                                                                "Yubei  Kai     0.500\n");
}

TEST_CASE("the under-used pairs read well") {
    CHECK(report::text(scoring::under_used_summary(sample(), three_names)) == "Under-used pairs\n"
                                                                        "\n"
                                                                        "place   with    unused  score\n"
                                                                        "------  ------  ------  -----\n"
                                                                        "Yubei   万州区   0.500  0.625\n"
                                                                        "万州区  Kai      0.240  0.200\n");
}

TEST_CASE("the places read well") {
    CHECK(report::text(scoring::place_summary(sample(), three_names)) == "Collaboration by place\n"
                                                                   "\n"
                                                                   "place   sum of scores  share\n"
                                                                   "------  -------------  -----\n"
                                                                   "Yubei           1.125  42.5%\n"
                                                                   "万州区          0.825  31.1%\n"
                                                                   "Kai             0.700  26.4%\n");
}

TEST_CASE("names of another number are refused") {
    CHECK_THROWS_WITH_AS(scoring::summary(sample(), {"Yubei"}), "names: has 1 entries where 3 are needed",
                         base::bad_shape);
    CHECK_THROWS_AS(scoring::under_used_summary(sample(), {"Yubei"}), base::bad_shape);
    CHECK_THROWS_AS(scoring::place_summary(sample(), {"Yubei"}), base::bad_shape);
    CHECK_THROWS_AS(scoring::summary(sample(), three_names, -1), base::bad_value);
}
