#include "corewing/model/marked_number.hpp"

#include <doctest/doctest.h>

using namespace corewing;

TEST_CASE("two numbers are equal only with the same mark") {
    const model::MarkedNumber number{4.0, base::Mark::imputed};
    CHECK(number == model::MarkedNumber{4.0, base::Mark::imputed});
    CHECK(number != model::MarkedNumber{4.0, base::Mark::derived});
    CHECK(number != model::MarkedNumber{5.0, base::Mark::imputed});
    CHECK(model::MarkedNumber{}.mark == base::Mark::observed);
}
