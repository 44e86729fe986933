#include "corewing/io/mistakes.hpp"

#include <doctest/doctest.h>

using namespace corewing;

TEST_CASE("mistakes are told a line each, up to 20") {
    io::Mistakes mistakes;
    CHECK(mistakes.empty());
    CHECK_NOTHROW(mistakes.throw_if_any());
    mistakes.add("is wrong", {.file = "a.csv", .line = 2, .column = 3, .field = "lat", .remedy = "mend it"});
    CHECK_THROWS_WITH_AS(mistakes.throw_if_any(), "a.csv:2:3: lat: is wrong; mend it", io::bad_files);
    for (int i = 0; i < 19; ++i) {
        CHECK_FALSE(mistakes.full());
        mistakes.add("too", {});
    }
    CHECK(mistakes.full());
    mistakes.add("one too many", {});
    mistakes.add_untold(4);
    try {
        mistakes.throw_if_any();
        FAIL("nothing was thrown");
    } catch (const base::bad_data& e) {
        const std::string text = e.what();
        CHECK(text.ends_with("too\nand 5 more"));
        const auto& told = dynamic_cast<const io::bad_files&>(e);
        CHECK(told.count() == 25);
        CHECK(told.mistakes().size() == 20);
        CHECK(told.mistakes()[0].context.line == 2);
        CHECK(told.mistakes()[0].text == "is wrong");
    }
}
