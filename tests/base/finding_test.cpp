#include "corewing/base/finding.hpp"

#include <doctest/doctest.h>

TEST_CASE("a finding is a note unless it says otherwise, and can be compared") {
    const corewing::base::Finding finding{.topic = "places", .text = "one place"};
    CHECK(finding.severity == corewing::base::Severity::note);
    CHECK(finding == corewing::base::Finding{.topic = "places", .text = "one place"});
    CHECK_FALSE(finding == corewing::base::Finding{});
}

TEST_CASE("a finding is one line, whatever a name holds") {
    using namespace corewing::base;
    CHECK(printed(Finding{Severity::note, "map", "a\x1b[2J", "b\nc"}) == "note: map, a\\x1b[2J: b\\nc");
}
