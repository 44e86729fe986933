#include "corewing/model/task.hpp"

#include <doctest/doctest.h>

using namespace corewing::model;

TEST_CASE("a task may be without a known lead") {
    const Task task{.id = "t1", .support = {"a", "b"}};
    CHECK(task.lead.empty());
    CHECK(task.support.size() == 2);
}
