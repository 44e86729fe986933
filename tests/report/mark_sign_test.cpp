#include "corewing/base/mark.hpp"
#include "corewing/report/mark_sign.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

using namespace corewing::report;
using corewing::base::Mark;

namespace {

constexpr std::array<Mark, 5> all_marks = {Mark::observed, Mark::derived, Mark::imputed, Mark::synthetic,
                                           Mark::missing};

MarksSeen seen(const std::vector<Mark>& marks) {
    MarksSeen result;
    for (const Mark mark : marks) result.add(mark);
    return result;
}

} // namespace

TEST_CASE("what was observed or computed from it has no sign") {
    static_assert(symbol(Mark::observed).empty());
    static_assert(symbol(Mark::derived).empty());
    static_assert(symbol(Mark::imputed) == "~");
    static_assert(symbol(Mark::synthetic) == "◊");
    static_assert(symbol(Mark::missing) == "–");
    CHECK(marked("12", Mark::imputed) == "~12");
    CHECK(marked("-1.5", Mark::synthetic) == "◊-1.5");
    CHECK(marked("12", Mark::derived) == "12");
    CHECK(marked("0", Mark::missing) == "–"); // the number beside a missing mark must not be read
    CHECK(marked("", Mark::imputed) == "~");
}

TEST_CASE("marks are remembered once they are met, each by itself") {
    for (const Mark met : all_marks) {
        CAPTURE(corewing::base::name(met));
        MarksSeen one;
        CHECK_FALSE(one.any());
        one.add(met);
        one.add(met);
        for (const Mark mark : all_marks) CHECK(one.has(mark) == (mark == met));
        CHECK(one.any() == !symbol(met).empty()); // only what has a sign needs a legend
    }
}

TEST_CASE("the legend names the signs in use and no others") {
    const MarkWords words{.imputed = "estimated", .synthetic = "made up", .missing = "unknown"};
    CHECK(mark_legend({}, words) == "");
    CHECK(mark_legend(seen({Mark::observed, Mark::derived}), words) == "");
    CHECK(mark_legend(seen({Mark::missing}), words) == "– unknown.");
    CHECK(mark_legend(seen({Mark::synthetic, Mark::observed}), words) == "◊ made up.");
    // Always in one order, whatever came first.
    CHECK(mark_legend(seen({Mark::missing, Mark::synthetic, Mark::imputed}), words) ==
          "~ estimated; ◊ made up; – unknown.");
    CHECK(mark_legend(seen({Mark::imputed})) ==
          "~ estimated in place of a missing figure, or computed from such an estimate.");
}

TEST_CASE("shapes that stand for the signs in a picture come before them") {
    const MarkWords words{.imputed = "estimated", .synthetic = "made up", .missing = "unknown"};
    const std::array<std::string_view, 3> drawn = {"•", "○", "□"};
    CHECK(mark_legend(seen({Mark::imputed, Mark::missing}), words, drawn) == "• ~ estimated; □ – unknown.");
    CHECK(mark_legend(seen({Mark::imputed, Mark::synthetic}), words, {"", "○", ""}) == "~ estimated; ○ ◊ made up.");
    CHECK(mark_legend({}, words, drawn) == "");
}
