#include "corewing/base/error.hpp"
#include "corewing/base/print.hpp"
#include "corewing/layout/layout_value.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/layout/role_reasons.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

using namespace corewing;
using layout::PlaceRole;
using layout::RoleOptions;
using model::Role;

namespace {

/// What a region of three places says to these options.
std::string answer(const RoleOptions& options) {
    const model::Roles roles = {Role::core, Role::wing, Role::wing};
    try {
        layout::layout_value(Eigen::MatrixXd::Ones(3, 3) - Eigen::MatrixXd::Identity(3, 3), roles,
                             layout::one_core_two_wings(0), options);
    } catch (const base::error& fault) {
        return fault.what();
    }
    return "fine";
}

} // namespace

TEST_CASE("by default linkage decides alone and nothing is forbidden") {
    const RoleOptions plain;
    CHECK(plain.capability.size() == 0);
    CHECK(plain.capability_weight == 0.5);
    CHECK(plain.rank == Eigen::Vector4d(1.0, 0.7, 0.4, 0.0));
    CHECK((plain.skip.empty() && plain.fixed.empty() && plain.forbidden.empty() && plain.excluded.empty()));
    CHECK(plain.cluster.empty());
    CHECK(plain.most_points_per_cluster == -1);
    CHECK(plain.least_points_per_cluster == 0);
    CHECK(plain.spread_weight == 0.0);
    CHECK(plain.runners_up == 3);
    CHECK(plain.margins == layout::Margins::layout);
    CHECK(answer(plain) == "fine");
}

TEST_CASE("a place and its role") {
    const PlaceRole nobody;
    CHECK(nobody.place == 0);
    CHECK(nobody.role == Role::other);
    CHECK(PlaceRole{2, Role::wing} == PlaceRole{.place = 2, .role = Role::wing});
    CHECK_FALSE(PlaceRole{2, Role::wing} == PlaceRole{2, Role::point});
    CHECK_FALSE(PlaceRole{2, Role::wing} == PlaceRole{1, Role::wing});
}

TEST_CASE("the limits of every choice are those of its comment") {
    struct Row {
        RoleOptions options;
        std::string words;
    };
    Eigen::MatrixXd position(3, 2);
    position << 106, 29, 107, 30, 108, 31;
    Eigen::MatrixXd beyond = position;
    beyond(1, 1) = 91.0;
    Eigen::MatrixXd nowhere = Eigen::MatrixXd::Ones(3, 3);
    nowhere.row(2).setZero();
    const std::vector<Row> rows = {
        {{.capability = Eigen::Vector3d(1.0, 0.0, 2.0)}, "fine"},
        {{.capability = Eigen::Vector3d(1.0, -1.0, 2.0)}, "capability[1]: -1 is not in [0, inf]"},
        {{.capability = Eigen::Vector2d(1.0, 1.0)}, "capability: has 2 entries where 3 are needed"},
        {{.capability_weight = 0.0}, "fine"},
        {{.capability_weight = 1.0}, "fine"},
        {{.capability_weight = -0.1}, "capability_weight: -0.1 is not in [0, 1]"},
        {{.capability_weight = std::nan("")}, "capability_weight: nan is not in [0, 1]"},
        {{.rank = Eigen::Vector4d(1.0, 1.5, 0.0, 0.0)}, "rank[1]: 1.5 is not in [0, 1]"},
        {{.fixed = {{2, Role::core}, {3, Role::wing}}}, "fixed[1]: there is no place 3 among 3"},
        {{.forbidden = {{-1, Role::core}}}, "forbidden[0]: there is no place -1 among 3"},
        {{.excluded = {0, 1, 7}}, "excluded[2]: there is no place 7 among 3"},
        {{.cluster = {0, 1}}, "cluster: has 2 entries where 3 are needed"},
        {{.cluster = {0, 1, -1}}, "cluster[2]: -1 is no cluster number; count clusters from 0"},
        {{.cluster = {0, 99, 0}, .most_points_per_cluster = 0}, "fine"},
        {{.most_points_per_cluster = 2},
         "cluster: points are limited by cluster but there are no clusters; give each place its cluster"},
        {{.least_points_per_cluster = 1},
         "cluster: points are limited by cluster but there are no clusters; give each place its cluster"},
        {{.cluster = {0, 0, 0}, .most_points_per_cluster = -2},
         "points_per_cluster: a number of points cannot be negative"},
        {{.position = position, .spread_weight = 1.0}, "fine"},
        {{.position = beyond}, "fine"}, // not looked at where the spread counts for nothing
        {{.position = beyond, .spread_weight = 1.0}, "position (lat)[1]: 91 is not in [-90, 90]"},
        {{.position = nowhere, .spread_weight = 1.0}, "position[2]: has no direction; give a vector that is not 0"},
        {{.spread_weight = 1.0},
         "position: is 0 x 0; give one row a place: lon and lat in degrees, or a vector of three"},
        {{.spread_weight = -1.0}, "spread_weight: -1 is not in [0, 1e+06]"},
        {{.work_limit = 0.5}, "work_limit: must be at least 1"},
        {{.restarts = 0}, "restarts: must be at least 1"},
        {{.runners_up = -1}, "runners_up: -1 is not in [0, 1e+06]"},
    };
    for (Index k = 0; k < std::ssize(rows); ++k) {
        CAPTURE(k);
        CHECK(answer(rows[k].options) == rows[k].words);
    }
}

TEST_CASE("the choices of the room print as words") {
    using corewing::base::printed;
    using namespace corewing::layout;
    const std::vector<std::pair<std::string, std::string>> rows{
        {printed(Margins::none), "none"},
        {printed(Margins::layout), "layout"},
        {printed(Margins::all), "all"},
        {printed(EvidenceKind::link), "link"},
        {printed(EvidenceKind::capability), "capability"},
        {printed(EvidenceKind::spread), "spread"},
    };
    for (const auto& [printed_one, word] : rows) CHECK(printed_one == word);
}
