#include "corewing/base/comparison.hpp"

#include "corewing/base/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <vector>

using namespace corewing;
using base::above;
using base::at_least;
using base::best;
using base::equal;
using base::is_constant;
using base::scale_of;
using base::settled;
using base::tie_groups;
using Eigen::VectorXd;

namespace {

const double endless = std::numeric_limits<double>::infinity();
const double least = 5e-324;
using Groups = std::vector<std::vector<Index>>;

VectorXd column(std::initializer_list<double> values) {
    return Eigen::Map<const VectorXd>(values.begin(), std::ssize(values));
}

} // namespace

TEST_CASE("two numbers are equal within 1e-12 of the greatest magnitude") {
    struct Case {
        double a, b, scale;
        bool same;
    };
    for (const Case& c : {Case{0.1 + 0.2, 0.3, 0.0, true},
                          {1.0, 1.0 + 9e-13, 0.0, true},
                          {1.0, 1.0 + 2e-12, 0.0, false},
                          {0.1 + 0.2 - 0.3, 0.0, 0.0, false},
                          {0.1 + 0.2 - 0.3, 0.0, 1.0, true},
                          {0.0, -0.0, 0.0, true},
                          {1e-300, 0.0, 0.0, false},
                          {least, least, 0.0, true},
                          {least, 2 * least, 0.0, false},
                          {least, 0.0, 0.0, false},
                          {least, 0.0, 1e-300, true},
                          {1e-310, 1e-310 + least, 0.0, true},
                          {1e-312, 1e-312 + least, 0.0, false},
                          {1e308, 1e308 * (1 + 4e-16), 0.0, true},
                          {1e308, 1e308 * (1 + 4e-12), 0.0, false},
                          {1.7e308, -1.7e308, 0.0, false},
                          {1.7e308, 1.7e308, 1.7e308, true},
                          {1.0, 2.0, 1e308, true},
                          {endless, endless, 0.0, true},
                          {endless, -endless, 0.0, false},
                          {endless, 1e308, 0.0, false},
                          {-endless, -1e308, 1.0, false}}) {
        CAPTURE(c.a);
        CAPTURE(c.b);
        CHECK(equal(c.a, c.b, c.scale) == c.same);
        CHECK(equal(c.b, c.a, c.scale) == c.same);
        CHECK(equal(-c.a, -c.b, c.scale) == c.same);
        CHECK(at_least(c.a, c.b, c.scale) == (c.same || c.a > c.b));
        CHECK(above(c.a, c.b, c.scale) == (!c.same && c.a > c.b));
    }
    static_assert(equal(0.1 + 0.2, 0.3));
    CHECK_FALSE(equal(std::numeric_limits<double>::quiet_NaN(), 1.0));
}

TEST_CASE("a budget of .6 pays for .1 + .2 + .3 in either order") {
    CHECK(at_least(0.6, 0.1 + 0.2 + 0.3));
    CHECK(at_least(0.6, 0.3 + 0.2 + 0.1));
    CHECK_FALSE(above(0.1 + 0.2 + 0.3, 0.6));
    CHECK(above(0.6000001, 0.6));
}

TEST_CASE("constant is asked of what differs, beside the magnitude") {
    CHECK(is_constant(column({0.3, 0.1 + 0.2, 0.3})));
    CHECK(is_constant(column({})));
    CHECK(is_constant(column({7})));
    CHECK_FALSE(is_constant(column({0, 1e-300})));
    CHECK_FALSE(is_constant(column({0, least})));
    CHECK_FALSE(is_constant(column({1e12, 1e12 + 1})));
    CHECK(is_constant(column({1e14, 1e14 + 1})));
    CHECK(is_constant(column({endless, endless})));
    CHECK_FALSE(is_constant(column({endless, 1})));
    CHECK_FALSE(is_constant(column({1e308, -1e308})));
    CHECK(is_constant(column({1e308, 1e308 * (1 + 2e-16)})));
    CHECK(is_constant(column({1e-17, -1e-17}), 1.0));
    CHECK(is_constant(Eigen::MatrixXd::Constant(2, 3, 0.1)));
}

TEST_CASE("tie groups open at the best value and are exact beyond its tolerance") {
    CHECK(tie_groups(column({})) == Groups{});
    CHECK(tie_groups(column({0.3, 1, 0.1 + 0.2, 1})) == Groups{{1, 3}, {0, 2}});
    // a chain of steps of .7 of the tolerance: a group does not creep along
    CHECK(tie_groups(column({1 - 1.4e-12, 1 - 0.7e-12, 1})) == Groups{{1, 2}, {0}});
    CHECK(tie_groups(column({0, 1e-13, 1})) == Groups{{2}, {0, 1}});
    CHECK(tie_groups(column({0, 1e-13, 1}), 0.0) == Groups{{2}, {1}, {0}});
    CHECK(tie_groups(column({endless, 1, endless, -endless})) == Groups{{0, 2}, {1}, {3}});
    CHECK(tie_groups(column({1e308, -1e308})) == Groups{{0}, {1}});
    CHECK(tie_groups(column({least, 0})) == Groups{{0}, {1}});
    CHECK(scale_of(column({endless, -3, 2})) == 3);
}

TEST_CASE("settled values are those of the tie groups, and order is kept") {
    base::Random random(5);
    for (int trial = 0; trial < 200; ++trial) {
        VectorXd x(40);
        for (auto& v : x) v = static_cast<double>(random.index(6)) - 2.0 + 6e-13 * static_cast<double>(random.index(5));
        const double scale = trial % 2 == 0 ? 0.0 : scale_of(x);
        const VectorXd y = settled(x, scale);
        for (const auto& group : tie_groups(x, scale)) {
            double first = -endless;
            for (const Index i : group) first = std::max(first, x[i]);
            for (const Index i : group) CHECK(y[i] == first);
        }
        for (Index i = 0; i < x.size(); ++i)
            for (Index k = 0; k < x.size(); ++k)
                if (x[i] <= x[k]) CHECK(y[i] <= y[k]);
        CHECK(settled(y, scale) == y);
    }
    CHECK(settled(column({endless, -endless, 0})) == column({endless, -endless, 0}));
}

TEST_CASE("the best is the lowest index among those that tie with it") {
    CHECK(best(column({})) == -1);
    CHECK(best(column({0.3, 0.1 + 0.2, 0.2})) == 0);
    CHECK(best(column({0.2, 0.1 + 0.2, 0.3})) == 1);
    CHECK(best(-column({0.6, 0.1 + 0.2 + 0.3, 0.7})) == 0);
    CHECK(best(column({1e-17, 0, 1e-17}), 1.0) == 0);
    CHECK(best(column({-endless, -endless})) == 0);
}
