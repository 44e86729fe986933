#include "corewing/layout/confidence.hpp"

#include "corewing/layout/role_inference.hpp"

#include <doctest/doctest.h>

using namespace corewing;
using model::Role;

namespace {

Eigen::MatrixXd region() { // 0 is plainly the core, 1 and 2 the wings; 3 is a point, 4 and 5 are nearly alike
    Eigen::MatrixXd w = Eigen::MatrixXd::Constant(7, 7, 0.1);
    w(0, 1) = w(0, 2) = 20.0;
    w(1, 2) = 10.0;
    w(0, 3) = w(1, 3) = w(2, 3) = 8.0;
    w(0, 4) = 4.00;
    w(0, 5) = 4.05;
    return w + w.transpose().eval();
}

} // namespace

TEST_CASE("a clear role is kept in every run, a close one in about half") {
    const auto pattern = layout::one_core_two_wings(2);
    const Eigen::MatrixXd w = region();
    const auto best = layout::role_inference(w, pattern);
    REQUIRE(best.roles[5] == Role::point);
    const auto draw = [&](Index, base::Random& random) {
        Eigen::MatrixXd noisy = w;
        for (Index i = 0; i < 7; ++i)
            for (Index j = 0; j < i; ++j) noisy(i, j) = noisy(j, i) = w(i, j) * std::exp(0.1 * random.normal());
        return layout::RoleDraw{.linkage = noisy};
    };
    const auto confidence = layout::role_confidence(best.roles, pattern, {}, draw, {.runs = 400, .seed = 2});
    for (const Index i : {0, 1, 2, 3, 6}) CHECK(confidence.kept[i] == 1.0);
    CHECK(confidence.kept[5] > 0.4);
    CHECK(confidence.kept[5] < 0.7); // 0.05 of 4 beside noise of 10 %
    CHECK(confidence.kept[4] == doctest::Approx(confidence.kept[5]));
    CHECK(confidence.same_layout == doctest::Approx(confidence.kept[5]));
    CHECK(confidence.same_hubs == 1.0);
    CHECK(confidence.proven == 1.0);
    CHECK(confidence.runs == 400);
    CHECK(confidence.kept_error[5] ==
          doctest::Approx(std::sqrt(confidence.kept[5] * (1.0 - confidence.kept[5]) / 400.0)));
    CHECK(confidence.share.rowwise().sum().isApproxToConstant(1.0));
    CHECK(confidence.findings.empty());
    for (const unsigned threads : {1U, 3U}) {
        const auto again = layout::role_confidence(best.roles, pattern, {}, draw,
                                                   {.runs = 400, .seed = 2, .parallel = {.threads = threads}});
        CHECK(again.share == confidence.share);
    }
}

TEST_CASE("runs without a layout are counted apart") {
    const auto pattern = layout::one_core_two_wings(2);
    const layout::RoleOptions impossible{.fixed = {{0, Role::core}, {1, Role::core}}};
    const auto none =
        layout::role_confidence(model::Roles(7, Role::other), pattern, impossible,
                                [](Index, base::Random&) { return layout::RoleDraw{region()}; }, {.runs = 5});
    CHECK(none.runs == 0);
    CHECK(none.kept.isZero());
    REQUIRE(none.findings.size() == 1);
    CHECK(none.findings[0].text == "5 of 5 runs gave no layout");
    CHECK_THROWS_WITH_AS(layout::role_confidence(model::Roles(3), pattern, {},
                                                 [](Index, base::Random&) { return layout::RoleDraw{region()}; }),
                         "the linkage of run 0: is 7 x 7 where 3 x 3 is needed", base::bad_shape);
    CHECK_THROWS_WITH_AS(layout::role_confidence(model::Roles(3), pattern, {}, {}),
                         "draw: is empty; give a function that makes a region", base::bad_value);
    for (const Index runs : {-1, 0})
        CHECK_THROWS_WITH_AS(layout::role_confidence(model::Roles(7), pattern, {},
                                                     [](Index, base::Random&) { return layout::RoleDraw{region()}; },
                                                     {.runs = runs}),
                             ("runs: " + std::to_string(runs) + " is not in [1, 1e+09]").c_str(), base::bad_value);
}

TEST_CASE("the confidence of no layout is refused in words") {
    const Eigen::MatrixXd linkage = Eigen::MatrixXd::Ones(4, 4);
    const auto draw = [&](corewing::Index, corewing::base::Random&) {
        return corewing::layout::RoleDraw{.linkage = linkage};
    };
    CHECK_THROWS_WITH_AS(corewing::layout::role_confidence({}, corewing::layout::one_core_two_wings(1), {}, draw),
                         "roles: is no layout; role_inference() found none: its findings say why",
                         corewing::base::bad_value);
}
