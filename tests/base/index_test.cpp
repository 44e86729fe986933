#include "corewing/base/index.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <type_traits>

using corewing::Index;
using corewing::base::position;

namespace {

enum class Plain { first, second, third };
enum class Small : unsigned char { none = 0, last = 200 };

} // namespace

TEST_CASE("the index is Eigen's, and signed") {
    CHECK(std::is_same_v<Index, Eigen::Index>);
    CHECK(std::is_signed_v<Index>);
    CHECK(Index{0} - 1 < 0);
}

TEST_CASE("enumerators have positions") {
    CHECK(position(Plain::first) == 0);
    CHECK(position(Plain::third) == 2);
    CHECK(position(Small::last) == 200);
    CHECK(std::is_same_v<decltype(position(Small::none)), Index>);
    static_assert(position(Plain::second) == 1);
    const double entry[] = {1.5, 2.5, 3.5};
    CHECK(entry[position(Plain::second)] == 2.5);
}
