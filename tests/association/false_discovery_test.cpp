#include "corewing/base/random.hpp"
#include "corewing/association/false_discovery.hpp"
#include "corewing/association/spatial_association.hpp"
#include "corewing/base/print.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using corewing::Index;

namespace association = corewing::association;
using corewing::base::bad_value;
using corewing::base::Random;

TEST_CASE("false discovery: the fifteen tests of Benjamini & Hochberg 1995") {
    // Section 3.2: Bonferroni rejects three, the procedure four; 0.0095 <= 4/15 * 0.05 = 0.013.
    Eigen::VectorXd p(15);
    p << .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.0;
    const auto result = association::false_discovery(p);
    CHECK(result.count == 4);
    CHECK(result.threshold == .0095);
    CHECK(result.adjusted[0] == doctest::Approx(.0015));
    CHECK(result.adjusted[3] == doctest::Approx(.035625));
    CHECK(result.adjusted[5] == doctest::Approx(.0298 * 15 / 7)); // 0.0278 * 15 / 6 is larger than the next one's
    CHECK(result.adjusted[14] == 1.0);
    const auto strict = association::false_discovery(p, {.dependence = association::Dependence::any});
    CHECK(strict.count == 3);
}

TEST_CASE("false discovery: against the definition") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Random random(seed);
        const Index m = 1 + random.index(12);
        Eigen::VectorXd p(m);
        for (auto& value : p) value = random.uniform() < 0.3 ? 0.01 * random.uniform() : random.uniform();
        if (m > 2) p[0] = p[1];
        const double rate = random.uniform(0.0, 0.3);
        const auto result = association::false_discovery(p, {.rate = rate});
        std::vector<double> sorted(p.begin(), p.end());
        std::sort(sorted.begin(), sorted.end());
        Index count = 0;
        for (Index k = 0; k < std::ssize(sorted); ++k)
            if (sorted[k] * static_cast<double>(m) / static_cast<double>(k + 1) <= rate) count = k + 1;
        CHECK(result.count == count);
        for (Index i = 0; i < m; ++i) {
            CHECK((result.significant[i] != 0) == (result.adjusted[i] <= rate));
            CHECK((result.significant[i] != 0) == (count > 0 && p[i] <= sorted[count - 1]));
        }
    }
    CHECK(association::false_discovery(Eigen::VectorXd(0)).count == 0);
    CHECK_THROWS_AS(association::false_discovery(Eigen::VectorXd::Constant(1, 1.5)), bad_value);
}

TEST_CASE("the choices of the room print as words") {
    using corewing::base::printed;
    using namespace corewing::association;
    const std::vector<std::pair<std::string, std::string>> rows{
        {printed(Tail::two_sided), "two-sided"},
        {printed(Tail::greater), "greater"},
        {printed(Tail::less), "less"},
        {printed(Dependence::positive), "positive"},
        {printed(Dependence::any), "any"},
    };
    for (const auto& [printed_one, word] : rows) CHECK(printed_one == word);
}
