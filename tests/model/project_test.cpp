#include "corewing/model/project.hpp"

#include <doctest/doctest.h>

using namespace corewing::model;

TEST_CASE("what a project costs is not known until it is said") {
    const Project project{.id = "line"};
    CHECK_FALSE(project.cost.has_value());
    CHECK(project.prerequisites.empty());
    CHECK(project == Project{.id = "line"});
}
