#include "corewing/base/certificate.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

using namespace corewing::base;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// What is wrong after one expectation; empty = nothing.
std::string fault_of(const std::function<void(Faults<>&)>& expectation) {
    Certificate certificate;
    Faults<> faults(certificate);
    expectation(faults);
    CHECK(faults.clean() == certificate.faults.empty());
    return certificate.faults.empty() ? "" : certificate.faults.front();
}

} // namespace

TEST_CASE("a certificate holds only once it is said to") {
    const Certificate certificate;
    CHECK_FALSE(certificate.holds);
    CHECK(certificate.faults.empty());
    CHECK(certificate.violation == 0.0);
    CHECK(certificate.gap == infinite);
}

TEST_CASE("faults are kept up to ten, and one is enough") {
    Certificate certificate;
    Faults<> faults(certificate);
    faults.expect(true, "never");
    CHECK(faults.clean());
    for (int k = 0; k < 12; ++k) faults.expect(false, "fault " + std::to_string(k));
    CHECK_FALSE(faults.clean());
    CHECK(certificate.faults.size() == 10);
    CHECK(certificate.faults.back() == "fault 9");
}

TEST_CASE("a claim is near the truth up to the tolerance, and an infinite one only if it is the same") {
    struct Row {
        double claimed, truth, tolerance, scale;
        bool near;
    };
    const double nan = std::nan("");
    const std::vector<Row> rows{
        {1.0, 1.0, 0.0, 0.0, true},
        {1.0 + 1e-10, 1.0, 1e-9, 0.0, true},
        {1.0 + 1e-8, 1.0, 1e-9, 0.0, false},
        {1e-10, 0.0, 1e-9, 0.0, false},
        {1e-10, 0.0, 1e-9, 1.0, true},
        {infinite, infinite, 1e-9, 0.0, true},
        {1.0, infinite, 1e-9, 0.0, false},
        {-infinite, infinite, 1e-9, 0.0, false},
        {1.0, -infinite, 1e-9, 1.0, false},
        {infinite, 1.0, 1e-9, 0.0, false},
        {5.0, 1.0, 1e-9, infinite, false},
        {nan, 1.0, 1e-9, 0.0, false},
        {1.0, nan, 1e-9, 1.0, false},
        {nan, infinite, 1e-9, 0.0, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.claimed);
        CAPTURE(row.truth);
        CAPTURE(row.scale);
        const auto fault = fault_of(
            [&](Faults<>& faults) { faults.expect_near(row.claimed, row.truth, row.tolerance, "gap", row.scale); });
        CHECK(fault.empty() == row.near);
    }
    CHECK(fault_of([](Faults<>& faults) { faults.expect_near(1.0, infinite, 1e-9, "gap"); }) ==
          "gap is 1 but should be inf");
}

TEST_CASE("a value may pass its limit by the tolerance, and the breach is kept") {
    Certificate certificate;
    Faults<> faults(certificate);
    faults.expect_at_most(1.0, 2.0, 0.0, "amount");
    CHECK(certificate.violation == 0.0);
    faults.expect_at_most(1.25, 1.0, 0.5, "amount");
    CHECK(faults.clean());
    CHECK(certificate.violation == 0.2); // relative to the larger of both
    faults.expect_at_most(4.0, 1.0, 0.5, "amount above its cap");
    CHECK(certificate.violation == 0.75);
    CHECK(certificate.faults == std::vector<std::string>{"amount above its cap: 4 is above 1"});
    CHECK_FALSE(fault_of([](Faults<>& f) { f.expect_at_most(infinite, 1.0, 1e-9, "amount"); }).empty());
    CHECK(fault_of([](Faults<>& f) { f.expect_at_most(1e300, infinite, 1e-9, "amount"); }).empty());
}

TEST_CASE("an outcome must agree with itself") {
    const Outcome right{.status = Status::optimal, .objective = 10.0, .bound = 11.0, .gap = 0.1};
    const auto fault = [&](const std::function<void(Outcome&)>& lie) {
        Outcome changed = right;
        lie(changed);
        return fault_of([&](Faults<>& faults) { check_outcome(changed, 10.0, 1e-9, faults); });
    };
    CHECK(fault([](Outcome&) {}).empty());
    CHECK(fault([](Outcome& o) { o.objective = 12.0; }) == "outcome.objective is 12 but should be 10");
    CHECK(fault([](Outcome& o) { o.gap = 0.0; }) == "outcome.gap is 0 but should be 0.1");
    CHECK_FALSE(fault([](Outcome& o) { o.bound = infinite; }).empty());
    CHECK(fault([](Outcome& o) { o.bound = o.gap = infinite; }).empty()); // no bound is known
    CHECK(fault([](Outcome& o) { o.iterations = -1; }) == "outcome.iterations is negative");
    CHECK(fault([](Outcome& o) { o.seconds = infinite; }) == "outcome.seconds is no time");
}

TEST_CASE("an answer that there is none gives nothing away") {
    const auto fault = [](const std::function<void(Outcome&)>& lie) {
        Outcome none;
        lie(none);
        return fault_of([&](Faults<>& faults) { check_no_answer(none, faults); });
    };
    CHECK(fault([](Outcome&) {}).empty());
    CHECK(fault([](Outcome& o) { o.objective = 1.0; }) == "without an answer objective and bound are 0");
    CHECK(fault([](Outcome& o) { o.bound = 1.0; }) == "without an answer objective and bound are 0");
    CHECK(fault([](Outcome& o) { o.gap = 0.0; }) == "without an answer the gap is infinite");
    CHECK(fault([](Outcome& o) { o.iterations = -1; }) == "outcome.iterations is negative");
    CHECK(fault([](Outcome& o) { o.seconds = -1.0; }) == "outcome.seconds is no time");
}
