#include "corewing/base/outcome.hpp"

#include <doctest/doctest.h>

using namespace corewing::base;

TEST_CASE("the gap is relative to the answer, and never NaN") {
    constexpr double inf = std::numeric_limits<double>::infinity();
    CHECK(relative_gap(10.0, 10.0) == 0.0);
    CHECK(relative_gap(10.0, 11.0) == doctest::Approx(0.1));
    CHECK(relative_gap(-10.0, -9.0) == doctest::Approx(0.1));
    CHECK(relative_gap(0.1, 0.2) == doctest::Approx(0.1));
    CHECK(relative_gap(0.1, 0.2, 0.0) == doctest::Approx(1.0));
    CHECK(relative_gap(0.0, 1e-12, 1e-11) == doctest::Approx(0.1));
    CHECK(relative_gap(0.0, 1e-12, 0.0) == inf);
    CHECK(relative_gap(1.0, inf) == inf);
    CHECK(relative_gap(inf, inf) == 0.0);
    CHECK(relative_gap(-inf, inf) == inf);
}

TEST_CASE("an outcome starts without an answer") {
    Outcome outcome;
    CHECK(name(outcome.status) == "infeasible");
    CHECK_FALSE(outcome.has_answer());
    outcome.status = Status::optimal;
    CHECK(outcome.has_answer());
    outcome.status = Status::interrupted;
    CHECK_FALSE(outcome.has_answer());
    outcome.gap = 0.5;
    CHECK(outcome.has_answer());
    CHECK(name(Status::unbounded) == "unbounded");
}
