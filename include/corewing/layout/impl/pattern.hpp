#pragma once

#include "corewing/layout/pattern.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>

#include <array>
#include <string>

namespace corewing::layout {

COREWING_BODY
Image make_image(const ImageEntries& entries) {
    Image image = Image::Zero();
    image(0, 0) = entries.core_core;
    image(0, 1) = image(1, 0) = entries.core_wing;
    image(0, 2) = image(2, 0) = entries.core_point;
    image(1, 1) = entries.wing_wing;
    image(1, 2) = image(2, 1) = entries.wing_point;
    image(2, 2) = entries.point_point;
    return image;
}

COREWING_BODY
void check_pattern(const Pattern& pattern) {
    const auto check_count = [](Index count, const char* field) {
        if (count < 0)
            throw base::bad_value(std::to_string(count) + " places cannot have a role",
                                  {.field = field, .value = std::to_string(count), .remedy = "give a count >= 0"});
    };
    check_count(pattern.core, "pattern.core");
    check_count(pattern.wing, "pattern.wing");
    check_count(pattern.point, "pattern.point");
    base::check_range(pattern.image, 0.0, 1.0, "pattern.image");
    if (pattern.image != pattern.image.transpose())
        throw base::bad_value("is not symmetric", {.field = "pattern.image", .remedy = "set both halves alike"});
}

COREWING_BODY
Pattern one_core_two_wings(Index points) {
    return {.point = points,
            .image = make_image({.core_wing = 1.0, .core_point = 0.6, .wing_wing = 0.5, .wing_point = 0.4})};
}

COREWING_BODY
Pattern twin_cores(Index points) {
    return {.name = "twin cores",
            .core = 2,
            .wing = 0,
            .point = points,
            .image = make_image({.core_core = 1.0, .core_point = 0.6})};
}

COREWING_BODY
Pattern one_core_two_poles(Index points) {
    return {.name = "one core, two poles, many points",
            .point = points,
            .image = make_image({.core_wing = 1.0, .core_point = 0.5, .wing_wing = 0.5, .wing_point = 0.5}),
            .role_names = {"core", "pole", "point", "other"}};
}

COREWING_BODY
Pattern hub_and_spoke(Index spokes) {
    return {.name = "hub and spoke",
            .wing = 0,
            .point = spokes,
            .image = make_image({.core_point = 1.0}),
            .role_names = {"hub", "wing", "spoke", "other"}};
}

COREWING_BODY
Pattern polycentric(Index centres, Index points) {
    return {.name = "polycentric",
            .core = centres,
            .wing = 0,
            .point = points,
            .image = make_image({.core_core = 1.0, .core_point = 0.4}),
            .role_names = {"centre", "wing", "point", "other"}};
}

} // namespace corewing::layout
