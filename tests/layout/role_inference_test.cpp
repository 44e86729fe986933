#include "corewing/base/random.hpp"
#include "corewing/layout/layout_value.hpp"
#include "corewing/layout/role_inference.hpp"
#include "corewing/layout/role_options.hpp"
#include "corewing/layout/verify_role_inference.hpp"
#include "corewing/layout/detail/role_problem.hpp"

#include <Eigen/Geometry>
#include "support/skipped_pairs.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <stop_token>
#include <string>

using namespace corewing;
using layout::Pattern;
using layout::RoleOptions;
using model::Role;
using model::Roles;

namespace {

struct Case {
    Eigen::MatrixXd linkage;
    Pattern pattern;
    RoleOptions options;
};

/// A small random region with random rules; exact images only when asked.
Case random_case(base::Random& random, bool exact, bool rules, Index largest) {
    Case c;
    const Index n = 2 + random.index(largest - 1);
    c.linkage = Eigen::MatrixXd::Zero(n, n);
    const double density = random.uniform(0.2, 1.0);
    const bool whole = random.uniform() < 0.3; // many ties
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < n; ++j)
            if (i != j && random.uniform() < density)
                c.linkage(i, j) = whole ? std::floor(random.uniform(0.0, 3.0)) : random.exponential();
    const auto draw = [&](Index below) { return random.index(below); };
    switch (random.index(5)) {
    case 0: c.pattern = layout::twin_cores(draw(4)); break;
    case 1: c.pattern = layout::hub_and_spoke(draw(5)); break;
    case 2: c.pattern = layout::polycentric(1 + draw(3), draw(4)); break;
    default: c.pattern = layout::one_core_two_wings(draw(5)); break;
    }
    if (random.uniform() < 0.2) c.pattern.wing = draw(4);
    if (random.uniform() < 0.4 || !exact) {
        for (Index r = 0; r < 4; ++r)
            for (Index s = 0; s <= r; ++s) c.pattern.image(r, s) = c.pattern.image(s, r) = random.uniform();
        if (exact)
            c.pattern.image.bottomRightCorner<2, 2>().setConstant(random.uniform() < 0.5 ? 0.0 : random.uniform());
    }
    RoleOptions& o = c.options;
    if (random.uniform() < 0.6) {
        o.capability = Eigen::VectorXd::NullaryExpr(n, [&] { return random.exponential(); });
        o.capability_weight = random.uniform();
        if (random.uniform() < 0.3) o.rank = Eigen::Vector4d::NullaryExpr([&] { return random.uniform(); });
    }
    if (random.uniform() < 0.3) {
        o.spread_weight = random.uniform();
        o.position = Eigen::MatrixXd::NullaryExpr(n, 2, [&] { return random.uniform(-80.0, 80.0); });
    }
    if (!rules) return c;
    const auto place = [&] { return draw(n); };
    for (Index k = random.index(3); k > 0; --k) o.fixed.push_back({place(), model::all_roles[random.index(4)]});
    for (Index k = random.index(4); k > 0; --k) o.forbidden.push_back({place(), model::all_roles[random.index(4)]});
    for (Index k = random.index(2); k > 0; --k) o.excluded.push_back(place());
    for (Index k = random.index(3); k > 0; --k) {
        const auto i = place(), j = place();
        if (i != j) o.skip.push_back({i, j});
    }
    if (random.uniform() < 0.5) {
        for (Index i = 0; i < n; ++i) o.cluster.push_back(7 * draw(3));
        if (random.uniform() < 0.7) o.most_points_per_cluster = draw(3);
        if (random.uniform() < 0.5) o.least_points_per_cluster = draw(2);
    }
    return c;
}

bool keeps_rules(const Roles& roles, const Case& c) {
    const RoleOptions& o = c.options;
    const auto role = [&](Index i) { return roles[i]; };
    for (const auto& [place, wanted] : o.fixed)
        if (role(place) != wanted) return false;
    for (const auto& [place, barred] : o.forbidden)
        if (role(place) == barred) return false;
    for (const auto place : o.excluded)
        if (role(place) != Role::other) return false;
    std::map<Index, Index> points;
    for (Index i = 0; i < std::ssize(o.cluster); ++i) points[o.cluster[i]] += roles[i] == Role::point ? 1 : 0;
    for (const auto& [cluster, count] : points)
        if (count < o.least_points_per_cluster || (o.most_points_per_cluster >= 0 && count > o.most_points_per_cluster))
            return false;
    return true;
}

/// Every layout that keeps the rules, with its value by layout_value.
std::vector<std::pair<double, Roles>> every_layout(const Case& c) {
    std::vector<std::pair<double, Roles>> all;
    const auto n = c.linkage.rows();
    if (c.pattern.core + c.pattern.wing + c.pattern.point > n) return all;
    Roles roles(n, Role::other);
    Index k = 0;
    for (Index i = 0; i < c.pattern.core; ++i) roles[k++] = Role::core;
    for (Index i = 0; i < c.pattern.wing; ++i) roles[k++] = Role::wing;
    for (Index i = 0; i < c.pattern.point; ++i) roles[k++] = Role::point;
    const auto problem = layout::detail::make_role_problem<Eigen::MatrixXd>(c.linkage, c.pattern, c.options);
    do
        if (keeps_rules(roles, c)) all.emplace_back(layout::detail::value_of(problem, roles).total(), roles);
    while (std::next_permutation(roles.begin(), roles.end()));
    return all;
}

/// The value of a layout straight from its definition, shares included.
double plain_value(const Case& c, const Roles& roles) {
    const auto n = c.linkage.rows();
    const auto role = [&](Index i) { return base::position(roles[i]); };
    const RoleOptions& o = c.options;
    const Eigen::MatrixXd linked = test::with_averages((c.linkage + c.linkage.transpose()) / 2.0, o.skip);
    std::vector<double> links, wanted, able, ranks;
    double linkage = 0.0, capability = 0.0, spread = 0.0;
    for (Index i = 0; i < n; ++i) {
        for (Index j = 0; j < i; ++j) {
            const double w = linked(i, j);
            const double d = c.pattern.image(role(i), role(j));
            links.push_back(w);
            wanted.push_back(d);
            linkage += w * d;
        }
        if (o.capability.size() > 0) {
            able.push_back(o.capability[i]);
            ranks.push_back(o.rank[role(i)]);
            capability += able.back() * ranks.back();
        }
    }
    const auto most = [](std::vector<double> a, std::vector<double> b) {
        std::sort(a.begin(), a.end());
        std::sort(b.begin(), b.end());
        double sum = 0.0;
        for (Index k = 0; k < std::ssize(a); ++k) sum += a[k] * b[k];
        return sum;
    };
    const double link_scale = most(links, wanted), able_scale = most(able, ranks);
    double triples = 0.0;
    if (o.spread_weight > 0.0) {
        const auto vector = [&](Index i) -> Eigen::Vector3d {
            const double lon = o.position(i, 0) * std::numbers::pi / 180.0,
                         lat = o.position(i, 1) * std::numbers::pi / 180.0;
            return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
        };
        for (Index k = 0; k < n; ++k)
            for (Index i = 0; i < n; ++i)
                for (Index j = 0; j < i; ++j) {
                    if (roles[k] != Role::core || roles[i] != Role::wing || roles[j] != Role::wing) continue;
                    triples += 1.0;
                    // The angle between two great circles is the angle between their planes.
                    const Eigen::Vector3d a = vector(k).cross(vector(i)), b = vector(k).cross(vector(j));
                    spread += (1.0 - a.dot(b) / a.norm() / b.norm()) / 2.0;
                }
    }
    const double share = o.capability.size() > 0 ? o.capability_weight : 0.0;
    return (link_scale > 0.0 ? (1.0 - share) * linkage / link_scale : 0.0) +
           (able_scale > 0.0 ? share * capability / able_scale : 0.0) +
           (triples > 0.0 ? o.spread_weight * spread / triples : 0.0);
}

std::vector<Role> hubs(const Roles& roles) {
    Roles some = roles;
    for (auto& role : some)
        if (role == Role::point) role = Role::other;
    return some;
}

} // namespace

TEST_CASE("the value of a layout is what its definition says") {
    base::Random random(21);
    double worst = 0.0;
    for (int round = 0; round < 300; ++round) {
        const Case c = random_case(random, false, round % 2 == 0, 8);
        for (const auto& [value, roles] : every_layout(c)) {
            worst = std::max(worst, std::abs(value - plain_value(c, roles)));
            const auto dense = layout::layout_value(c.linkage, roles, c.pattern, c.options);
            const auto sparse =
                layout::layout_value(Eigen::SparseMatrix<double>(c.linkage.sparseView()), roles, c.pattern, c.options);
            worst = std::max({worst, std::abs(dense.value - value), std::abs(sparse.value - value)});
            CHECK(dense.linkage_share <= 1.0 + 1e-12);
            CHECK(dense.capability_share <= 1.0 + 1e-12);
            break;
        }
    }
    CHECK(worst < 1e-12);
}

TEST_CASE("the answer, its runners-up and its margins are those of full enumeration") {
    base::Random random(22);
    int feasible = 0, infeasible = 0;
    double worst = 0.0, worst_margin = 0.0, worst_runner = 0.0;
    for (int round = 0; round < 1500; ++round) {
        CAPTURE(round);
        Case c = random_case(random, true, round % 3 > 0, 7);
        c.options.margins = round % 2 == 0 ? layout::Margins::all : layout::Margins::layout;
        const auto all = every_layout(c);
        const auto dense = layout::role_inference(c.linkage, c.pattern, c.options);
        const auto sparse =
            layout::role_inference(Eigen::SparseMatrix<double>(c.linkage.sparseView()), c.pattern, c.options);
        if (all.empty()) {
            ++infeasible;
            CHECK(dense.outcome.status == base::Status::infeasible);
            CHECK(sparse.outcome.status == base::Status::infeasible);
            CHECK(dense.roles.empty());
            CHECK(!dense.findings.empty());
            continue;
        }
        ++feasible;
        double best = -1.0;
        std::map<Roles, double> by_hubs;
        for (const auto& [value, roles] : all) {
            best = std::max(best, value);
            auto& known = by_hubs.try_emplace(hubs(roles), value).first->second;
            known = std::max(known, value);
        }
        std::vector<double> order;
        for (const auto& [choice, value] : by_hubs) order.push_back(value);
        std::sort(order.rbegin(), order.rend());
        for (const auto* result : {&dense, &sparse}) {
            REQUIRE(result->outcome.status == base::Status::optimal);
            REQUIRE(keeps_rules(result->roles, c));
            worst = std::max(worst, std::abs(result->value.value - best));
            const auto certificate = layout::verify_role_inference(c.linkage, c.pattern, c.options, *result);
            CHECK(certificate.holds());
            CHECK(certificate.bound_proven);
            CHECK(result->outcome.bound == result->outcome.objective);
            CHECK(result->runners_up.size() == std::min<Index>(3, order.size() - 1));
            for (Index k = 0; k < std::ssize(result->runners_up); ++k)
                worst_runner = std::max(worst_runner, std::abs(result->runners_up[k].value - order[k + 1]));
            for (Index i = 0; i < std::ssize(result->roles); ++i) {
                double other = -std::numeric_limits<double>::infinity();
                for (const auto& [value, roles] : all)
                    if (roles[i] != result->roles[i]) other = std::max(other, value);
                const double loss = std::isfinite(other) ? std::max(0.0, best - other) : other * -1.0;
                const double margin = result->margin[i], floor = result->margin_floor[i];
                CHECK(floor <= loss + 1e-11);
                CHECK(margin >= loss - 1e-11);
                if (result->roles[i] == Role::other && c.options.margins == layout::Margins::layout) continue;
                if (std::isfinite(loss)) {
                    worst_margin = std::max({worst_margin, std::abs(margin - loss), std::abs(floor - loss)});
                } else {
                    CHECK(margin == loss);
                }
            }
        }
    }
    MESSAGE(feasible << " regions solved, " << infeasible << " without a layout");
    CHECK(feasible > 500);
    CHECK(infeasible > 100);
    CHECK(worst < 1e-11);
    CHECK(worst_runner < 1e-11);
    CHECK(worst_margin < 1e-11);
}

TEST_CASE("images with links among points: near the best, never above it, and a bound that holds") {
    base::Random random(23);
    int best_found = 0, solved = 0;
    for (int round = 0; round < 300; ++round) {
        CAPTURE(round);
        Case c = random_case(random, false, round % 3 > 0, 7);
        c.pattern.image(2, 2) = 0.3 + 0.5 * random.uniform(); // not the same as point-other
        c.pattern.image(2, 3) = c.pattern.image(3, 2) = 0.0;
        const auto all = every_layout(c);
        const auto dense = layout::role_inference(c.linkage, c.pattern, c.options);
        const auto sparse =
            layout::role_inference(Eigen::SparseMatrix<double>(c.linkage.sparseView()), c.pattern, c.options);
        if (all.empty()) {
            CHECK(dense.outcome.status == base::Status::infeasible);
            CHECK(sparse.outcome.status == base::Status::infeasible);
            continue;
        }
        double best = -1.0;
        for (const auto& [value, roles] : all) best = std::max(best, value);
        for (const auto* result : {&dense, &sparse}) {
            REQUIRE(result->outcome.has_answer());
            const auto certificate = layout::verify_role_inference(c.linkage, c.pattern, c.options, *result);
            CHECK(certificate.holds());
            CHECK(certificate.bound_proven);
            CHECK(result->value.value <= best + 1e-11);
            CHECK(result->outcome.bound >= best - 1e-11);
            if (result->value.value >= best - 1e-11) ++best_found;
            ++solved;
        }
    }
    MESSAGE(best_found << " of " << solved << " found the best layout");
    CHECK(best_found >= solved * 99 / 100);
}

TEST_CASE("a search that ends early says so, and its bound holds") {
    base::Random random(24);
    const Eigen::MatrixXd w = Eigen::MatrixXd::NullaryExpr(60, 60, [&] { return random.uniform(); });
    const auto pattern = layout::one_core_two_wings(10);
    const auto best = layout::role_inference(w, pattern, {.margins = layout::Margins::none});
    REQUIRE(best.outcome.status == base::Status::optimal);
    for (const double limit : {1.0, 1e4, 3e4, 1e5, 3e5}) {
        CAPTURE(limit);
        const auto early = layout::role_inference(w, pattern, {.work_limit = limit});
        CHECK(early.outcome.status != base::Status::infeasible);
        if (early.roles.empty()) {
            CHECK(early.outcome.status == base::Status::interrupted);
            CHECK(!early.outcome.has_answer());
            continue;
        }
        CHECK(early.outcome.objective <= best.outcome.objective + 1e-12);
        CHECK(early.outcome.bound >= best.outcome.objective - 1e-12);
        CHECK(early.outcome.gap == base::relative_gap(early.outcome.objective, early.outcome.bound));
        CHECK(early.margin.size() == 60);
        CHECK((early.margin_floor.array() >= 0.0).all());
    }
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = layout::role_inference(w, pattern, {.observer = {.stop = stop.get_token()}});
    CHECK(stopped.outcome.status == base::Status::interrupted);
}

TEST_CASE("degenerate regions have a documented answer") {
    const auto pattern = layout::one_core_two_wings(2);
    const auto blank = layout::role_inference(Eigen::MatrixXd::Zero(7, 7), pattern);
    CHECK(blank.outcome.status == base::Status::optimal);
    CHECK(blank.value.value == 0.0);
    CHECK(blank.fit == 0.0);
    CHECK(blank.margin.isZero());
    CHECK(blank.findings.size() == 2);
    const Roles by_index{Role::core, Role::wing, Role::wing, Role::point, Role::point, Role::other, Role::other};
    CHECK(blank.roles == by_index);

    const auto nobody = layout::role_inference(Eigen::MatrixXd(0, 0), layout::one_core_two_wings(0));
    CHECK(nobody.outcome.status == base::Status::infeasible);
    CHECK(nobody.findings[0].text == "the pattern has 3 places with a role and the region has 0 places");
    Pattern nothing = layout::one_core_two_wings(0);
    nothing.core = nothing.wing = 0;
    CHECK(layout::role_inference(Eigen::MatrixXd::Ones(3, 3), nothing).roles == Roles(3, Role::other));

    const Eigen::MatrixXd w = Eigen::MatrixXd::Ones(7, 7);
    const auto torn = layout::role_inference(w, pattern, {.fixed = {{4, Role::core}}, .excluded = {4}});
    CHECK(torn.outcome.status == base::Status::infeasible);
    CHECK(torn.findings[0].text == "the rules leave no role for place 4");
    CHECK(!torn.outcome.has_answer());
}

TEST_CASE("calls that make no sense are refused") {
    const auto pattern = layout::one_core_two_wings(2);
    const Eigen::MatrixXd w = Eigen::MatrixXd::Ones(7, 7);
    const auto refuses = [&](const RoleOptions& options, const char* text) {
        CHECK_THROWS_WITH_AS(layout::role_inference(w, pattern, options), text, base::error);
    };
    refuses({.capability = Eigen::VectorXd::Ones(6)}, "capability: has 6 entries where 7 are needed");
    refuses({.capability_weight = 1.5}, "capability_weight: 1.5 is not in [0, 1]");
    refuses({.fixed = {{7, Role::core}}}, "fixed[0]: there is no place 7 among 7");
    refuses({.most_points_per_cluster = 1},
            "cluster: points are limited by cluster but there are no clusters; give each place its cluster");
    refuses({.cluster = {0, 0, 0, 0, -1, 0, 0}}, "cluster[4]: -1 is no cluster number; count clusters from 0");
    refuses({.spread_weight = 1.0},
            "position: is 0 x 0; give one row a place: lon and lat in degrees, or a vector of three");
}

TEST_CASE("a stop gives the best layout so far, at the latest the start") {
    base::Random random(25);
    const Eigen::MatrixXd w = Eigen::MatrixXd::NullaryExpr(60, 60, [&] { return random.uniform(); });
    for (const double among_points : {0.0, 0.5}) {
        auto pattern = layout::one_core_two_wings(10);
        pattern.image(2, 2) = among_points;
        std::stop_source stop;
        layout::RoleOptions options;
        options.observer = {.progress = [&](const base::Progress&) { stop.request_stop(); }, .stop = stop.get_token()};
        const auto answer = layout::role_inference(w, pattern, options);
        CHECK(answer.outcome.status == base::Status::interrupted);
        CHECK(answer.roles.size() == 60);
        CHECK(answer.outcome.bound >= answer.outcome.objective);
        stop.request_stop(); // before the start
        CHECK(layout::role_inference(w, pattern, options).roles.size() == 60);
    }
}

TEST_CASE("links and capabilities at the ends of the range of numbers have the layout of their unit") {
    base::Random random(26);
    const Eigen::MatrixXd w = Eigen::MatrixXd::NullaryExpr(7, 7, [&] { return 0.25 + random.uniform() / 2.0; });
    const auto pattern = layout::one_core_two_wings(3);
    layout::RoleOptions options;
    options.capability = Eigen::VectorXd::LinSpaced(7, 0.25, 0.75);
    const auto usual = layout::role_inference(w, pattern, options);
    for (const int exponent : {1023, -1015}) {
        CAPTURE(exponent);
        const double unit = std::ldexp(1.0, exponent);
        auto scaled = options;
        scaled.capability *= unit;
        const Eigen::MatrixXd links = unit * w;
        const auto answer = layout::role_inference(links, pattern, scaled);
        CHECK(answer.outcome.status == base::Status::optimal);
        CHECK(answer.roles == usual.roles);
        CHECK(answer.fit == doctest::Approx(usual.fit).epsilon(1e-9));
        const auto proof = layout::verify_role_inference(links, pattern, scaled, answer);
        CHECK(proof.faults.empty());
        CHECK(proof.bound_proven);
    }
}
