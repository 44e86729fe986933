#include "corewing/base/random.hpp"
#include "corewing/layout/role_inference.hpp"
#include "corewing/layout/role_reasons.hpp"

#include <doctest/doctest.h>

#include <utility>

using namespace corewing;
using model::Role;

namespace {

Eigen::MatrixXd random_linkage(Index n, base::Random& random) {
    return Eigen::MatrixXd::NullaryExpr(n, n, [&] { return random.uniform() < 0.6 ? random.exponential() : 0.0; });
}

} // namespace

TEST_CASE("reasons add up to what the exchange costs, and the rival is the cheapest one") {
    base::Random random(41);
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        const Index n = 5 + random.index(6);
        const Eigen::MatrixXd w = random_linkage(n, random);
        const auto pattern = layout::one_core_two_wings(2);
        layout::RoleOptions options{.capability = Eigen::VectorXd::NullaryExpr(n, [&] { return random.exponential(); }),
                                    .capability_weight = 0.4};
        if (round % 2 == 0) {
            options.spread_weight = 0.5;
            options.position = Eigen::MatrixXd::NullaryExpr(n, 2, [&] { return random.uniform(-80.0, 80.0); });
        }
        const auto best = layout::role_inference(w, pattern, options);
        std::vector<Index> places;
        for (Index i = 0; i < n; ++i) places.push_back(i);
        const bool sparse = round % 3 == 0;
        const auto reasons = sparse ? layout::role_reasons(Eigen::SparseMatrix<double>(w.sparseView()), best.roles,
                                                           pattern, places, options, 3)
                                    : layout::role_reasons(w, best.roles, pattern, places, options, 3);
        REQUIRE(reasons.size() == places.size());
        for (const auto& reason : reasons) {
            double cheapest = 1e9;
            for (Index q = 0; q < n; ++q) {
                auto swapped = best.roles;
                std::swap(swapped[reason.place], swapped[q]);
                if (swapped == best.roles) continue;
                const double loss = best.value.value - layout::layout_value(w, swapped, pattern, options).value;
                cheapest = std::min(cheapest, loss);
                if (q == reason.rival) CHECK(reason.loss == doctest::Approx(loss).epsilon(1e-9));
            }
            CHECK(reason.loss == doctest::Approx(cheapest).epsilon(1e-9));
            CHECK(reason.loss >= -1e-12); // the layout is the best
            CHECK(best.margin[reason.place] <= reason.loss + 1e-9);
            CHECK(reason.evidence.size() <= 3);
            double sum = reason.rest;
            for (const auto& piece : reason.evidence) sum += piece.effect;
            CHECK(sum == doctest::Approx(reason.loss).epsilon(1e-9));
        }
    }
}

TEST_CASE("a reason names the link and the capability that decide") {
    Eigen::MatrixXd w = Eigen::MatrixXd::Zero(4, 4);
    w(0, 1) = w(1, 0) = 5.0; // 1 is tied to the hub more than 2 is
    w(0, 2) = w(2, 0) = 4.0;
    const auto pattern = layout::hub_and_spoke(1);
    Eigen::VectorXd capability(4);
    capability << 9.0, 1.0, 2.0, 0.0; // but 2 is larger
    const layout::RoleOptions options{.capability = capability, .capability_weight = 0.1, .fixed = {{0, Role::core}}};
    const auto best = layout::role_inference(w, pattern, options);
    REQUIRE(best.roles == model::Roles{Role::core, Role::point, Role::other, Role::other});
    const auto reason = layout::role_reasons(w, best.roles, pattern, {1, 0}, options);
    CHECK(reason[0].rival == 2);
    CHECK(reason[0].rival_role == Role::other);
    REQUIRE(reason[0].evidence.size() == 2);
    CHECK(reason[0].evidence[0].kind == layout::EvidenceKind::link);
    CHECK(reason[0].evidence[0].with == 0);
    CHECK(reason[0].evidence[0].own == 5.0);
    CHECK(reason[0].evidence[0].rival == 4.0);
    CHECK(reason[0].evidence[0].effect == doctest::Approx(0.9 * 1.0 / 5.0)); // scale_W = 5
    CHECK(reason[0].evidence[1].kind == layout::EvidenceKind::capability);
    CHECK(reason[0].evidence[1].effect == doctest::Approx(-0.1 * 0.4 / (9.0 + 0.4 * 2.0)));
    CHECK(layout::describe(reason[0], {"Hub", "Tied", "Large", "Far"}) ==
          "before Large: + link with Hub, - capability");
    CHECK(layout::describe(reason[1], {}) == "no other place can have its role");
    CHECK_THROWS_WITH_AS(layout::describe(reason[0], {"Hub"}),
                         "names: has 1 entries, and none for place 2; give the names of all places", base::bad_shape);
    CHECK(reason[1].rival == -1); // fixed
    CHECK(reason[1].evidence.empty());
    CHECK_THROWS_WITH_AS(layout::role_reasons(w, best.roles, pattern, {4}), "places[0]: there is no place 4 among 4",
                         base::bad_value);
    CHECK_THROWS_WITH_AS(layout::role_reasons(w, best.roles, pattern, {1}, options, -1),
                         "pieces: -1 is not in [0, inf]", base::bad_value);
    CHECK_THROWS_WITH_AS(layout::role_reasons(w, best.roles, layout::one_core_two_wings(5), {0}),
                         "pattern: has 8 places with a role and the region has 4 places; ask for fewer cores, wings or "
                         "points",
                         base::bad_value);
}
