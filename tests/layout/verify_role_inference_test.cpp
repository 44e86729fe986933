#include "corewing/base/random.hpp"
#include "corewing/layout/verify_role_inference.hpp"

#include "support/lies.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace corewing;
using model::Role;

namespace {

Eigen::MatrixXd gravity(Index n, std::uint64_t seed) {
    base::Random random(seed);
    Eigen::VectorXd mass(n), x(n), y(n);
    for (Index i = 0; i < n; ++i) mass[i] = std::exp(random.normal()), x[i] = random.uniform(), y[i] = random.uniform();
    Eigen::MatrixXd w = Eigen::MatrixXd::Zero(n, n);
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < i; ++j)
            w(i, j) = w(j, i) = mass[i] * mass[j] / (0.05 + std::hypot(x[i] - x[j], y[i] - y[j]));
    return w;
}

bool names(const layout::RoleCertificate& certificate, const std::string& text) {
    return std::find(certificate.faults.begin(), certificate.faults.end(), text) != certificate.faults.end();
}

} // namespace

TEST_CASE("a right answer is certified with a proof of its own") {
    for (const Index n : {3, 12, 41, 120}) {
        CAPTURE(n);
        const Eigen::MatrixXd w = gravity(n, 4);
        const auto pattern = layout::one_core_two_wings(n / 4);
        const layout::RoleOptions rules{.capability = w.rowwise().sum(), .capability_weight = 0.3};
        for (const bool sparse : {false, true}) {
            const auto answer =
                sparse ? layout::role_inference(Eigen::SparseMatrix<double>(w.sparseView()), pattern, rules)
                       : layout::role_inference(w, pattern, rules);
            const auto certificate = layout::verify_role_inference(w, pattern, rules, answer);
            CHECK(certificate.holds());
            CHECK(certificate.bound_proven);
            CHECK(certificate.value == doctest::Approx(answer.value.value));
        }
    }
}

TEST_CASE("every way of being wrong is named") {
    const Eigen::MatrixXd w = gravity(20, 9);
    const auto pattern = layout::one_core_two_wings(5);
    layout::RoleOptions rules{.fixed = {{3, Role::point}}};
    const auto right = layout::role_inference(w, pattern, rules);
    REQUIRE(right.outcome.status == base::Status::optimal);
    REQUIRE(layout::verify_role_inference(w, pattern, rules, right).bound_proven);

    auto worse = right; // the runner-up passed off as the best
    worse.roles = right.runners_up[0].roles;
    worse.value.value = worse.outcome.objective = worse.outcome.bound = right.runners_up[0].value;
    worse.runners_up.clear();
    worse.margin.resize(0);
    const auto refuted = layout::verify_role_inference(w, pattern, rules, worse);
    CHECK(!refuted.holds());
    CHECK(!refuted.bound_proven);
    CHECK(names(refuted, "there is a layout worth more than the bound"));

    auto boastful = right;
    boastful.value.value += 0.01;
    CHECK(names(layout::verify_role_inference(w, pattern, rules, boastful), "the layout is not worth what it says"));

    auto low = right;
    low.outcome.bound -= 0.1;
    CHECK(names(layout::verify_role_inference(w, pattern, rules, low), "the bound is below the objective"));

    auto crowded = right;
    crowded.roles.assign(crowded.roles.size(), Role::point);
    CHECK(names(layout::verify_role_inference(w, pattern, rules, crowded), "the number of places as core is 0, not 1"));

    const layout::RoleOptions strict{.fixed = {{3, Role::core}}};
    CHECK(names(layout::verify_role_inference(w, pattern, strict, right), "place 3 may not be point"));

    auto twice = right;
    twice.runners_up[0] = {right.roles, right.value.value};
    CHECK(names(layout::verify_role_inference(w, pattern, rules, twice), "runner-up 1 is the answer itself"));

    const auto hurried = layout::verify_role_inference(w, pattern, rules, right, {.work_limit = 1.0});
    CHECK(hurried.holds());
    CHECK(!hurried.bound_proven);
    CHECK(names(layout::verify_role_inference(w, pattern, rules, {}), "there is no layout to check"));
}

namespace {

std::string lies_about(const Eigen::MatrixXd& w, const layout::Pattern& pattern, const layout::RoleOptions& rules) {
    test::Lies<layout::RoleInference> lies(layout::role_inference(w, pattern, rules), [&](const auto& a) {
        return layout::verify_role_inference(w, pattern, rules, a).holds();
    });
    auto& [roles, value, fit, runners_up, margin, margin_floor, outcome, findings] = lies.answer;
    const auto role = [&](const auto& who, model::Role& entry) {
        lies.choice(who, entry, {Role::core, Role::wing, Role::point, Role::other});
        lies.plant(who, "none", entry, static_cast<Role>(99));
    };
    const test::Slack slack{.tolerance = 1e-9, .scale = 1.0};
    lies.list("roles", roles, role);
    auto& [total, linkage_share, capability_share, spread] = value;
    lies.number("value.value", total, slack);
    lies.number("value.linkage_share", linkage_share, slack);
    lies.number("value.capability_share", capability_share, slack);
    lies.number("value.spread", spread, slack);
    lies.number("fit", fit, slack);
    lies.list("runners_up", runners_up, [&](const auto& who, layout::RunnerUp& entry) {
        auto& [other, worth] = entry;
        lies.list(who + ".roles", other, role);
        lies.number(who + ".value", worth, slack);
    });
    if (runners_up.size() > 2) {
        lies.plant("runners_up", "thrice the same", runners_up, {runners_up[0], runners_up[0], runners_up[0]});
        lies.plant("runners_up", "exchanged", runners_up, {runners_up[2], runners_up[1], runners_up[0]});
    }
    lies.numbers("margin", margin, slack);
    lies.plant("margin", "all x 1000", margin, Eigen::VectorXd(1000.0 * margin));
    lies.numbers("margin_floor", margin_floor, slack);
    lies.outcome(outcome, slack, slack);
    lies.findings(findings);
    return std::string(name(outcome.status)) + ", " + lies.verdict();
}

} // namespace

TEST_CASE("roles: a lie in any field is refused") {
    const Eigen::MatrixXd w = gravity(7, 9);
    auto pattern = layout::one_core_two_wings(2);
    base::Random random(2);
    const Eigen::MatrixXd position = Eigen::MatrixXd::NullaryExpr(7, 2, [&] { return random.uniform(0.0, 9.0); });
    layout::RoleOptions rules{.capability = w.rowwise().sum(),
                              .skip = {{0, 1}},
                              .fixed = {{3, Role::point}},
                              .position = position,
                              .spread_weight = 0.2};
    CHECK(lies_about(w, pattern, rules) ==
          "optimal, 315 lies, accepted: "
          "margin[1] above, below; margin_floor[0] below; margin_floor[1] above, below; margin_floor[2] below; "
          "margin_floor[4] below; margin_floor[5] below; margin_floor[6] below; findings one more");
    rules.work_limit = 600.0;
    CHECK(lies_about(w, pattern, rules) == "feasible, 318 lies, accepted: "
                                           "runners_up erased, one less; margin[0] below; margin[1] above, below; "
                                           "margin[2] below; margin[4] below; margin[5] below; margin[6] below");
    rules.work_limit = 1e9;
    pattern.image(2, 2) = 0.5; // points are linked, so that nothing is proven
    CHECK(lies_about(w, pattern, rules) == "feasible, 278 lies, accepted: "
                                           "runners_up erased, one less; findings one more");
}
