#include "corewing/base/error.hpp"
#include "corewing/base/random.hpp"
#include "corewing/layout/layout_value.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>
#include "support/skipped_pairs.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace corewing;
using layout::layout_value;
using layout::Pattern;
using layout::RoleOptions;
using model::Role;
using model::Roles;

namespace {

/// One core and two wings; only links between them count.
Pattern core_and_wings() {
    return {.core = 1, .wing = 2, .point = 0, .image = layout::make_image({.core_wing = 1.0})};
}

/// Four places: 0-1 linked by 4, 0-2 by 2, 1-2 by 1, and 3 with nobody.
Eigen::MatrixXd four_places() {
    Eigen::MatrixXd w = Eigen::MatrixXd::Zero(4, 4);
    w(0, 1) = w(1, 0) = 4.0;
    w(0, 2) = w(2, 0) = 2.0;
    w(1, 2) = w(2, 1) = 1.0;
    return w;
}

const Roles best = {Role::core, Role::wing, Role::wing, Role::other};

} // namespace

TEST_CASE("linkage share by hand: of the two links that count, as a part of the two strongest") {
    const auto value = layout_value(four_places(), best, core_and_wings());
    CHECK(value.linkage_share == doctest::Approx(1.0)); // (4 + 2) / (4 + 2)
    CHECK(value.value == doctest::Approx(1.0));         // without capability linkage alone decides
    CHECK(value.capability_share == 0.0);
    CHECK(value.spread == 0.0);
    const Roles second = {Role::wing, Role::core, Role::wing, Role::other};
    CHECK(layout_value(four_places(), second, core_and_wings()).linkage_share == doctest::Approx(5.0 / 6.0));
    const Roles apart = {Role::wing, Role::other, Role::wing, Role::core};
    CHECK(layout_value(four_places(), apart, core_and_wings()).linkage_share == 0.0);
    CHECK(layout_value(four_places(), Roles(4, Role::other), core_and_wings()).value == 0.0);
}

TEST_CASE("capability share by hand, and the two weighed against each other") {
    // Ranks 1, 0.7 and 0 by the default: 10 + 0.7 (20 + 5) = 27.5 of at most 20 + 0.7 (10 + 5) = 30.5.
    for (const double l : {0.25, 0.5, 0.75}) {
        const auto value = layout_value(four_places(), best, core_and_wings(),
                                        {.capability = Eigen::Vector4d(10.0, 20.0, 5.0, 1.0), .capability_weight = l});
        CHECK(value.capability_share == doctest::Approx(27.5 / 30.5));
        CHECK(value.linkage_share == doctest::Approx(1.0));
        CHECK(value.value == doctest::Approx((1.0 - l) + l * 27.5 / 30.5));
    }
    const auto ranked = layout_value(
        four_places(), best, core_and_wings(),
        {.capability = Eigen::Vector4d(10.0, 20.0, 5.0, 1.0), .rank = Eigen::Vector4d(0.0, 1.0, 0.0, 0.0)});
    CHECK(ranked.capability_share == doctest::Approx(25.0 / 30.0)); // two wings, of the two largest
}

TEST_CASE("spread by hand: opposite wings 1, at a right angle 1/2, on the same side 0") {
    const auto spread = [](double lon, double lat) {
        Eigen::MatrixXd position(4, 2);
        position << 0, 0, 1, 0, lon, lat, 50, 50;
        return layout_value(four_places(), best, core_and_wings(), {.position = position, .spread_weight = 0.3});
    };
    CHECK(spread(-1.0, 0.0).spread == doctest::Approx(1.0));
    CHECK(spread(0.0, 2.0).spread == doctest::Approx(0.5));
    CHECK(spread(5.0, 0.0).spread == doctest::Approx(0.0));
    CHECK(spread(-1.0, 0.0).value == doctest::Approx(1.3));
    CHECK(spread(0.0, 0.0).spread == 0.0); // a wing on the core lies in no direction
    // Positions as vectors of any length say the same: east, and straight north.
    Eigen::MatrixXd vectors(4, 3);
    vectors << 6371, 0, 0, 2, 0.1, 0, 1, 0, 0.3, 0, 0, 1;
    CHECK(layout_value(four_places(), best, core_and_wings(), {.position = vectors, .spread_weight = 1.0}).spread ==
          doctest::Approx(0.5));
}

TEST_CASE("skipped pairs count as the average of their places") {
    const Eigen::MatrixXd filled = test::with_averages(four_places(), {{1, 0}});
    const auto skipped = layout_value(four_places(), best, core_and_wings(), {.skip = {{1, 0}}});
    CHECK(skipped.value == doctest::Approx(layout_value(filled, best, core_and_wings()).value));
}

TEST_CASE("hiding pairs brings a layout nothing") {
    Roles roles = best;
    std::sort(roles.begin(), roles.end());
    do CHECK(layout_value(Eigen::MatrixXd::Constant(4, 4, 0.3), roles, core_and_wings(), {.skip = {{1, 0}, {2, 3}}})
                 .value == doctest::Approx(1.0));
    while (std::next_permutation(roles.begin(), roles.end()));
}

TEST_CASE("a layout is worth the same whether or not it keeps the rules") {
    const RoleOptions rules{.fixed = {{3, Role::core}}, .forbidden = {{0, Role::core}}, .excluded = {1}};
    CHECK(layout_value(four_places(), best, core_and_wings(), rules).value ==
          layout_value(four_places(), best, core_and_wings()).value);
}

TEST_CASE("units, order and storage do not matter") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        base::Random random(seed);
        const Index n = 7;
        Eigen::MatrixXd w = Eigen::MatrixXd::Zero(n, n);
        for (Index i = 0; i < n; ++i)
            for (Index j = 0; j < i; ++j) w(i, j) = w(j, i) = random.index(2) == 0 ? 0.0 : random.uniform();
        RoleOptions options{.capability = Eigen::VectorXd(n), .position = Eigen::MatrixXd(n, 2), .spread_weight = 0.2};
        for (auto& c : options.capability) c = random.uniform(0.0, 9.0);
        for (auto& p : options.position.reshaped()) p = random.uniform(-60.0, 60.0);
        const Pattern pattern = layout::one_core_two_wings(2);
        Roles roles = {Role::core, Role::wing, Role::wing, Role::point, Role::point, Role::other, Role::other};
        random.shuffle(roles);
        const auto value = layout_value(w, roles, pattern, options);
        CAPTURE(seed);
        for (const double share : {value.linkage_share, value.capability_share, value.spread}) {
            CHECK(share >= 0.0);
            CHECK(share <= 1.0 + 1e-12);
        }
        CHECK(value.value ==
              doctest::Approx(0.5 * value.linkage_share + 0.5 * value.capability_share + 0.2 * value.spread));
        CHECK(layout_value(Eigen::SparseMatrix<double>(w.sparseView()), roles, pattern, options).value ==
              doctest::Approx(value.value));

        RoleOptions other = options;
        other.capability = 1000.0 * options.capability.reverse();
        other.position = options.position.colwise().reverse();
        Roles turned = roles;
        std::reverse(turned.begin(), turned.end());
        const Eigen::MatrixXd mirrored = 0.001 * w.reverse();
        CHECK(layout_value(mirrored, turned, pattern, other).value == doctest::Approx(value.value));
    }
}

TEST_CASE("without links and capability a layout is worth nothing, and that is a number") {
    const auto value =
        layout_value(Eigen::MatrixXd::Zero(4, 4), best, core_and_wings(), {.capability = Eigen::VectorXd::Zero(4)});
    CHECK(value.value == 0.0);
    CHECK(value.linkage_share == 0.0);
    CHECK(value.capability_share == 0.0);
}

TEST_CASE("bad calls are refused in words that help") {
    CHECK_THROWS_WITH_AS(layout_value(four_places(), Roles(3, Role::other), core_and_wings()),
                         "roles: has 3 entries where 4 are needed", base::bad_shape);
    CHECK_THROWS_WITH_AS(layout_value(Eigen::SparseMatrix<double>(4, 4), Roles(5, Role::other), core_and_wings()),
                         "roles: has 5 entries where 4 are needed", base::bad_shape);
    Pattern negative = core_and_wings();
    negative.wing = -1;
    CHECK_THROWS_WITH_AS(layout_value(four_places(), best, negative),
                         "pattern.wing: -1 places cannot have a role; give a count >= 0", base::bad_value);
    const Eigen::MatrixXd three = Eigen::MatrixXd::Ones(3, 3);
    const Roles roles(3, Role::core);
    const std::string small =
        "pattern: has 8 places with a role and the region has 3 places; ask for fewer cores, wings "
        "or points";
    CHECK_THROWS_WITH_AS(layout_value(three, roles, layout::one_core_two_wings(5)), small.c_str(), base::bad_value);
    CHECK_THROWS_WITH_AS(layout_value(three, roles, layout::one_core_two_wings(5), {.capability = three.col(0)}),
                         small.c_str(), base::bad_value);
    CHECK_THROWS_WITH_AS(layout_value(Eigen::SparseMatrix<double>(3, 3), roles, layout::one_core_two_wings(5)),
                         small.c_str(), base::bad_value);
}

TEST_CASE("shares are of what the pattern's numbers could give; with more cores than these they exceed 1") {
    const Pattern pair{
        .core = 1, .wing = 1, .point = 0, .image = layout::make_image({.core_core = 1.0, .core_wing = 1.0})};
    const Eigen::MatrixXd links = Eigen::MatrixXd::Ones(3, 3) - Eigen::MatrixXd::Identity(3, 3);
    CHECK(layout_value(links, {Role::core, Role::wing, Role::other}, pair).linkage_share == doctest::Approx(1.0));
    CHECK(layout_value(links, Roles(3, Role::core), pair).linkage_share == doctest::Approx(3.0));
}

TEST_CASE("a part that does not count is given as 0") {
    const Eigen::Vector4d capability(10.0, 20.0, 5.0, 1.0);
    const auto linkage =
        layout_value(four_places(), best, core_and_wings(), {.capability = capability, .capability_weight = 0.0});
    CHECK(linkage.linkage_share == doctest::Approx(1.0));
    CHECK(linkage.capability_share == 0.0);
    const auto only =
        layout_value(four_places(), best, core_and_wings(), {.capability = capability, .capability_weight = 1.0});
    CHECK(only.linkage_share == 0.0);
    CHECK(only.capability_share == doctest::Approx(27.5 / 30.5));
}
