#include "corewing/indicator/detail/rows_without.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/rank_reversal.hpp"
#include "corewing/indicator/topsis.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using namespace corewing::indicator;

TEST_CASE("scores that look at nobody else never reverse") {
    base::Random random(2);
    Eigen::MatrixXd x(15, 3);
    for (auto& cell : x.reshaped()) cell = random.uniform();
    const auto own = rank_reversal(15, [&](const std::vector<Index>& rows) -> Eigen::VectorXd {
        return x(rows, Eigen::all).rowwise().sum();
    });
    CHECK(own.share == 0.0);
    CHECK(own.examples.empty());
}

TEST_CASE("TOPSIS reverses, and the count is that of the pairs") {
    base::Random random(5);
    long all = 0;
    for (int trial = 0; trial < 20; ++trial) {
        Eigen::MatrixXd x(8, 3);
        for (auto& cell : x.reshaped()) cell = random.uniform(1.0, 9.0);
        const auto score = [&](const std::vector<Index>& rows) -> Eigen::VectorXd {
            return topsis(Eigen::MatrixXd(x(rows, Eigen::all)), Eigen::Vector3d::Ones()).score;
        };
        const auto r = rank_reversal(8, score, {.list = 1000, .parallel = {.threads = 2}});
        for (Index o = 0; o < 8; ++o) {
            const auto rows = detail::rows_without(8, o);
            const auto after = score(rows);
            long count = 0;
            for (Index i = 0; i < 7; ++i)
                for (Index k = 0; k < 7; ++k)
                    count += r.score[rows[i]] > r.score[rows[k]] &&
                             after[i] < after[k];
            CHECK(r.reversals[o] == count);
            all += count;
        }
        long listed = 0;
        for (const long c : r.reversals) listed += c;
        CHECK(r.examples.size() == listed);
        for (const auto& e : r.examples) CHECK(r.score[e.ahead] > r.score[e.behind]);
    }
    CHECK(all > 0);
}

TEST_CASE("an index over a tree; the place that stretches the scale is the one that matters") {
    const Tree tree = {{.id = "i"}, {.id = "a", .parent = "i"}, {.id = "b", .parent = "i"}};
    Eigen::MatrixXd x(4, 2);
    x << 0, 10, 10, 0, 6, 3.5, 5, 100;
    const auto marks = base::Marks::Constant(4, 2, base::Mark::observed);
    const auto r = rank_reversal(x, marks, tree);
    CHECK(r.reversals[3] > 0); // without the 100 in b, b counts for more
    CHECK(r.examples[0].left_out == 3);
    CHECK(rank_reversal(1, [](const std::vector<Index>& rows) -> Eigen::VectorXd {
              return Eigen::VectorXd::Zero(std::ssize(rows));
          }).share == 0.0);
}

TEST_CASE("a number that counts nothing is refused") {
    const auto none = [](const std::vector<Index>& rows) -> Eigen::VectorXd {
        return Eigen::VectorXd::Zero(std::ssize(rows));
    };
    CHECK_THROWS_WITH_AS(rank_reversal(-1, none), "n: -1 is not in [1, 1e+07]", base::bad_value);
    CHECK_THROWS_WITH_AS(rank_reversal(3, none, {.list = -1}), "list: -1 is not in [0, inf]", base::bad_value);
}
