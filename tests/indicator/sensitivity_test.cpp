#include "corewing/base/error.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/random.hpp"
#include "corewing/indicator/sensitivity.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace corewing;
using namespace corewing::indicator;

namespace {

const Tree letters_tree = {
    {.id = "i"}, {.id = "a", .parent = "i"}, {.id = "b", .parent = "i"}, {.id = "c", .parent = "i"}};

Eigen::MatrixXd some_values() {
    base::Random random(7);
    Eigen::MatrixXd values(10, 3);
    for (auto& cell : values.reshaped()) cell = random.uniform(1.0, 9.0);
    return values;
}

base::Marks observed(Index n) {
    return base::Marks::Constant(n, 3, base::Mark::observed);
}

UncertaintyOptions three_doubts() {
    return {.normalise = {{.method = Normalisation::min_max}, {.method = Normalisation::rank}},
            .weigh = {{.method = Weighing::equal}, {.method = Weighing::deviation}},
            .weight_spread = 0.3};
}

} // namespace

TEST_CASE("sensitivity: the factors come in the order of the stages, the weights last") {
    const auto all = sensitivity(some_values(), observed(10), letters_tree, {},
                                 {.impute = {{}, {}},
                                  .outliers = {{}, {}},
                                  .normalise = {{}, {}},
                                  .weigh = {{}, {}},
                                  .aggregate = {{}, {}},
                                  .weight_spread = 0.1},
                                 {.samples = 8, .repeats = 1});
    CHECK(all.factors ==
          std::vector<std::string>{"imputation", "outliers", "normalisation", "weighing", "aggregation", "weights"});
    for (const auto* vector : {&all.first, &all.total, &all.first_error, &all.total_error}) CHECK(vector->size() == 6);
    for (const auto* matrix : {&all.place_first, &all.place_total}) {
        CHECK(matrix->rows() == 6);
        CHECK(matrix->cols() == 10);
    }
    // Two alternatives that are the same choice move nothing.
    CHECK(all.total.head(5).cwiseAbs().maxCoeff() < 1e-12);
    CHECK(all.first_error.isZero(0.0)); // one repeat shows no spread
}

TEST_CASE("sensitivity: one alternative is no choice") {
    UncertaintyOptions one{.normalise = {{.method = Normalisation::rank}}, .weight_spread = 0.2};
    CHECK(sensitivity(some_values(), observed(10), letters_tree, {}, one, {.samples = 8}).factors ==
          std::vector<std::string>{"weights"});
    one.weight_spread = 0.0;
    CHECK_THROWS_WITH_AS(sensitivity(some_values(), observed(10), letters_tree, {}, one),
                         "uncertain: nothing can vary; give alternatives or a weight_spread", base::bad_value);
    CHECK_THROWS_AS(sensitivity(some_values(), observed(10), letters_tree, {}, {.weight_spread = 1.0}),
                    base::bad_value);
}

TEST_CASE("sensitivity: seed and threads") {
    const auto run = [](std::uint64_t seed, unsigned threads, std::uint64_t sampling_seed) {
        auto options = three_doubts();
        options.seed = seed;
        options.parallel.threads = threads;
        return sensitivity(some_values(), observed(10), letters_tree, {}, options,
                           {.samples = 32, .seed = sampling_seed});
    };
    const auto plain = run(1, 1, 1);
    const auto threaded = run(1, 3, 1);
    CHECK(plain.first == threaded.first);
    CHECK(plain.place_total == threaded.place_total);
    CHECK(run(1, 1, 99).total == plain.total); // the seed is that of the uncertainty, not of the sampling
    CHECK(run(2, 1, 1).total != plain.total);
}

TEST_CASE("sensitivity: runs and level are not used, and total is at least first") {
    auto options = three_doubts();
    const auto plain = sensitivity(some_values(), observed(10), letters_tree, {}, options, {.samples = 256});
    options.runs = 3;
    options.level = 0.5;
    CHECK(sensitivity(some_values(), observed(10), letters_tree, {}, options, {.samples = 256}).total == plain.total);
    for (Index k = 0; k < 3; ++k) {
        CAPTURE(k);
        CHECK(plain.total[k] >= plain.first[k] - 3.0 * plain.first_error[k] - 0.05);
        CHECK(plain.total[k] <= 1.2);
    }
    CHECK(plain.total.sum() >= 0.95); // together the factors answer for everything
}

TEST_CASE("sensitivity: places that no choice can move have indices of 0 and a finding") {
    // Each place is better in everything than the next: every index ranks them so.
    Eigen::MatrixXd values(3, 3);
    values << 9, 8, 7, 5, 5, 4, 1, 2, 1;
    const auto firm = sensitivity(values, observed(3), letters_tree, {}, three_doubts(), {.samples = 16});
    CHECK(firm.first.isZero(0.0));
    CHECK(firm.total.isZero(0.0));
    REQUIRE(firm.findings.size() == 4);
    CHECK(firm.findings[0].topic == "sensitivity");
    CHECK(firm.findings[0].subject.empty());
    CHECK(firm.findings[0].text == "no choice moves any rank; all indices are 0");
    for (Index i = 0; i < 3; ++i) {
        CHECK(firm.findings[i + 1].subject == std::to_string(i));
        CHECK(firm.findings[i + 1].text == "no choice moves this place's rank; its indices are 0");
    }
    // Below that leader two places that may change ranks: only the leader is firm.
    values << 9, 8, 7, 5, 2, 4, 1, 5, 4.1;
    const auto loose = sensitivity(values, observed(3), letters_tree, {}, three_doubts(), {.samples = 64});
    REQUIRE(loose.findings.size() == 1);
    CHECK(loose.findings[0].subject == "0");
    CHECK(loose.place_total.col(0).isZero(0.0));
    CHECK(loose.place_total.col(1).maxCoeff() > 0.0);
}
