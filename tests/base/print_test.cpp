#include "corewing/allocation/apportionment.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/association/local_association.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/print.hpp"
#include "corewing/industry/chain_coverage.hpp"
#include "corewing/model/link.hpp"
#include "corewing/model/place.hpp"
#include "corewing/model/role.hpp"
#include "corewing/model/target.hpp"
#include "corewing/report/table.hpp"
#include "corewing/scoring/collaboration_result.hpp"
#include "corewing/scoring/coupling_series.hpp"

#include <doctest/doctest.h>

#include <concepts>
#include <ostream>
#include <string>

// No using-directive here: everything is found as an analyst's program finds it.
namespace {

using corewing::base::printed;

template <class T>
concept Printable = requires(std::ostream& out, T value) {
    { out << value } -> std::same_as<std::ostream&>;
};

} // namespace

namespace stranger {

enum class Colour { red };
enum class Named { one };
constexpr std::string_view name(Named) {
    return "one";
}
enum Plain { plain = 7 };
constexpr std::string_view name(Plain) {
    return "plain";
}

} // namespace stranger

TEST_CASE("an enumerator of every room prints as its name") {
    CHECK(printed(corewing::base::Mark::imputed) == "imputed");
    CHECK(printed(corewing::base::Severity::warning) == "warning");
    CHECK(printed(corewing::base::Status::optimal) == "optimal");
    CHECK(printed(corewing::model::Role::wing) == "wing");
    CHECK(printed(corewing::model::PlaceKind::platform) == "platform");
    CHECK(printed(corewing::model::LayerKind::route) == "route");
    CHECK(printed(corewing::model::Sense::at_most) == "at_most");
    CHECK(printed(corewing::allocation::Hold::at_floor) == "at floor");
    CHECK(printed(corewing::allocation::ApportionmentMethod::webster) ==
          std::string(name(corewing::allocation::ApportionmentMethod::webster)));
    CHECK(printed(corewing::association::LocalCluster::high_low) == "high-low");
    CHECK(printed(corewing::industry::ChainAction::extend) == "extend");
    CHECK(printed(corewing::scoring::Part::linkage) == "linkage");
    CHECK(printed(corewing::scoring::Course::falling) == "falling");
}

TEST_CASE("enumerations of others are left alone") {
    CHECK_FALSE(Printable<stranger::Colour>);
    CHECK_FALSE(Printable<stranger::Named>);
    CHECK_FALSE(Printable<corewing::report::Align>); // has no name
    CHECK(printed(stranger::plain) == "7");
}

TEST_CASE("an outcome prints as one line") {
    corewing::base::Outcome outcome{.status = corewing::base::Status::optimal,
                                    .objective = 12.3,
                                    .bound = 12.3,
                                    .gap = 0.0,
                                    .iterations = 41,
                                    .seconds = 0.7};
    CHECK(printed(outcome) == "optimal, objective 12.3, bound 12.3, gap 0, 41 iterations");
    outcome = {.status = corewing::base::Status::feasible,
               .objective = -1234567.8,
               .bound = -1234000.0,
               .gap = 0.000459908,
               .iterations = 1};
    CHECK(printed(outcome) == "feasible, objective -1.23457e+06, bound -1.234e+06, gap 0.00046, 1 iteration");
    outcome = {.status = corewing::base::Status::interrupted, .objective = -0.0, .bound = 2.0, .gap = 2.0};
    CHECK(printed(outcome) == "interrupted, objective 0, bound 2, gap 2, 0 iterations");
    CHECK(printed(corewing::base::Outcome{}) == "infeasible, 0 iterations");
}

TEST_CASE("findings print one a line") {
    using corewing::base::Severity;
    const corewing::base::Findings findings{
        {.severity = Severity::warning, .topic = "calibration", .subject = "rate", .text = "grows with time"},
        {.topic = "weights", .text = "were scaled"},
        {.subject = "wanzhou", .text = "is alone"},
        {.text = "nothing else"}};
    CHECK(printed(findings[0]) == "warning: calibration, rate: grows with time");
    CHECK(printed(findings) == "warning: calibration, rate: grows with time\n"
                               "note: weights: were scaled\n"
                               "note: wanzhou: is alone\n"
                               "note: nothing else\n");
    CHECK(printed(corewing::base::Findings{}) == "");
}

TEST_CASE("a certificate prints its verdict") {
    CHECK(printed(corewing::base::Certificate{.holds = true}) == "holds");
    CHECK(printed(corewing::base::Certificate{.faults = {"amount[0] is negative", "the sum is 3 but should be 4"}}) ==
          "does not hold: amount[0] is negative; the sum is 3 but should be 4");
    CHECK(printed(corewing::base::Certificate{}) == "does not hold");
}
