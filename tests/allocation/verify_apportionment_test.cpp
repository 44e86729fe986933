#include "corewing/allocation/apportionment.hpp"
#include "corewing/allocation/verify_apportionment.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/random.hpp"

#include "support/lies.hpp"
#include "support/values.hpp"

#include <Eigen/Core>
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>
#include <tuple>
#include <vector>

using namespace corewing;
using allocation::Apportionment;
using allocation::MarginalDivision;
using base::Status;
using Method = allocation::ApportionmentMethod;
using Posts = Eigen::VectorX<long>;

namespace {

using Claim = std::tuple<double, double, Index>;

Claim claim_of(Method method, const Eigen::VectorXd& weight, Index i, long s) {
    const auto seats = static_cast<double>(s);
    double d = seats + 0.5;
    if (method == Method::jefferson) d = seats + 1.0;
    if (method == Method::adams) d = seats;
    if (method == Method::hill) d = std::sqrt(seats * (seats + 1.0));
    return {weight(i) > 0.0 ? weight(i) / d : 0.0, weight(i), -i};
}

/// All ways of giving `total` posts to `places`.
void each(Index places, long total, const std::function<void(const Posts&)>& visit) {
    Posts posts = Posts::Zero(places);
    const std::function<void(Index, long)> go = [&](Index i, long left) {
        if (i + 1 == places) {
            posts(i) = left;
            visit(posts);
            return;
        }
        for (posts(i) = 0; posts(i) <= left; ++posts(i)) go(i + 1, left - posts(i));
    };
    go(0, total);
}

/// Writes who is next and last, found by looking at every place.
template <class Worth>
void name_next_and_last(const Posts& posts, const Posts& most, const Worth& worth, Index& next,
                        Index& last) {
    next = last = -1;
    for (Index i = 0; i < posts.size(); ++i) {
        if (posts(i) < most(i) && (next < 0 || worth(i, posts(i)) > worth(next, posts(next)))) next = i;
        if (posts(i) > 0 && (last < 0 || worth(i, posts(i) - 1) < worth(last, posts(last) - 1))) last = i;
    }
}

} // namespace

TEST_CASE("of all ways to give the posts the check passes one, and it is the method's") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        base::Random random(seed);
        const Index n = 2 + random.index(3);
        Eigen::VectorXd weight(n); // whole numbers bring ties, which go by weight and index
        for (auto& w : weight) w = static_cast<double>(random.index(6));
        weight(0) += 1.0;
        const long house = static_cast<long>(1 + random.index(6));
        for (const Method method : {Method::jefferson, Method::webster, Method::hill, Method::adams}) {
            const allocation::ApportionmentOptions options{.posts = house, .method = method};
            const auto answer = allocation::apportionment(weight, options);
            CAPTURE(seed);
            CAPTURE(name(method));
            each(n, house, [&](const Posts& posts) {
                Apportionment other = answer;
                other.posts = posts;
                const auto worth = [&](Index i, long s) { return claim_of(method, weight, i, s); };
                name_next_and_last(posts, Posts::Constant(n, 99), worth, other.next, other.last);
                const double divisor = std::get<0>(worth(other.last, posts(other.last) - 1));
                other.divisor = std::isfinite(divisor) ? divisor : 0.0;
                CHECK(verify_apportionment(weight, options, other).holds == (posts == answer.posts));
            });
        }
    }
}

TEST_CASE("Hamilton: of all ways to give the posts only the largest remainders pass") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        base::Random random(seed);
        const Index n = 2 + random.index(3);
        Eigen::VectorXd weight(n); // no ties: of equal remainders any may be rounded up
        for (auto& w : weight) w = random.uniform(0.1, 1.0);
        const allocation::ApportionmentOptions options{.posts = static_cast<long>(1 + random.index(6)),
                                                       .method = Method::hamilton};
        const auto answer = allocation::apportionment(weight, options);
        each(n, options.posts, [&](const Posts& posts) {
            Apportionment other = answer;
            other.posts = posts;
            CHECK(verify_apportionment(weight, options, other).holds == (posts == answer.posts));
        });
    }
}

TEST_CASE("a table of gains: of all ways to give the posts the check passes one") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        base::Random random(seed);
        const Index n = 2 + random.index(3);
        Eigen::MatrixXd gain(n, 3);
        for (Index i = 0; i < n; ++i) {
            gain(i, 0) = static_cast<double>(random.index(7));
            for (Index s = 1; s < 3; ++s) gain(i, s) = gain(i, s - 1) - static_cast<double>(random.index(3));
        }
        const allocation::MarginalDivisionOptions options{.posts = static_cast<long>(1 + random.index(5))};
        const auto answer = allocation::marginal_division(gain, options);
        const Posts most = Posts::Constant(n, 3);
        each(n, options.posts, [&](const Posts& posts) {
            if (posts.maxCoeff() > 3) return;
            MarginalDivision other = answer;
            other.posts = posts;
            const auto worth = [&](Index i, long s) { return Claim{gain(i, s), 0.0, -i}; };
            name_next_and_last(posts, most, worth, other.next, other.last);
            other.next_gain = other.next >= 0 ? gain(other.next, posts(other.next)) : 0.0;
            other.last_gain = gain(other.last, posts(other.last) - 1);
            double sum = 0.0;
            for (Index i = 0; i < n; ++i) sum += gain.row(i).head(posts(i)).sum();
            other.outcome.objective = other.outcome.bound = sum;
            CHECK(verify_marginal_division(gain, options, other).holds == (posts == answer.posts));
        });
    }
}

TEST_CASE("an answer that there is none must be true and give nothing away") {
    const Eigen::Vector2d weight(1.0, 2.0);
    const allocation::ApportionmentOptions options{
        .posts = 5, .lower = (Posts(2) << 3, 3).finished(), .groups = {{.name = "all", .members = {0, 1}}}};
    const auto none = allocation::apportionment(weight, options);
    REQUIRE(none.outcome.status == Status::infeasible);
    CHECK(verify_apportionment(weight, options, none).holds);
    const std::vector<std::function<void(Apportionment&)>> lies = {
        [](auto& a) { a.posts(0) = 1; },
        [](auto& a) { a.quota(1) = 0.5; },
        [](auto& a) { a.group_posts(0) = 1; },
        [](auto& a) { a.divisor = 1.0; },
        [](auto& a) { a.next = 0; },
        [](auto& a) { a.last = 1; },
        [](auto& a) { a.outcome.objective = 5.0; },
        [](auto& a) { a.outcome.bound = 5.0; },
        [](auto& a) { a.outcome.gap = 0.0; },
        [](auto& a) { a.outcome.iterations = -1; },
        [](auto& a) { a.outcome.seconds = std::nan(""); },
        [](auto& a) { a.outcome.status = Status::optimal; },
        [](auto& a) { a.posts.resize(1); },
        [](auto& a) { a.quota.resize(3); },
        [](auto& a) { a.group_posts.resize(0); },
    };
    for (Index k = 0; k < std::ssize(lies); ++k) {
        CAPTURE(k);
        Apportionment changed = none;
        lies[k](changed);
        CHECK_FALSE(verify_apportionment(weight, options, changed).holds);
    }
    auto enough = options; // with one post more the rules can be kept
    enough.posts = 6;
    const auto denied = verify_apportionment(weight, enough, none);
    REQUIRE(denied.faults.size() == 1);
    CHECK(denied.faults[0] == "called infeasible, but the rules can hold together");

    // Two columns are two posts a place: five posts are too many.
    const Eigen::MatrixXd gain = Eigen::MatrixXd::Ones(2, 2);
    const auto no_room = allocation::marginal_division(gain, {.posts = 5});
    CHECK(verify_marginal_division(gain, {.posts = 5}, no_room).holds);
    CHECK_FALSE(verify_marginal_division(gain, {.posts = 4}, no_room).holds);
    auto talks = no_room;
    talks.next_gain = 1.0;
    CHECK(verify_marginal_division(gain, {.posts = 5}, talks).faults ==
          std::vector<std::string>{"without an answer there are no posts"});
}

namespace {

std::string lies_about(const Eigen::VectorXd& weight, const allocation::ApportionmentOptions& options) {
    test::Lies<Apportionment> lies(allocation::apportionment(weight, options),
                                   [&](const auto& a) { return verify_apportionment(weight, options, a).holds; });
    auto& [posts, quota, group_posts, divisor, next, last, outcome, findings] = lies.answer;
    lies.numbers("posts", posts);
    lies.numbers("quota", quota, {.tolerance = 1e-9});
    lies.numbers("group_posts", group_posts);
    lies.number("divisor", divisor, {.tolerance = options.method == Method::hamilton ? 1e-8 : 1e-12});
    lies.whole("next", next);
    lies.whole("last", last);
    lies.outcome(outcome, {}, {});
    lies.findings(findings);
    return std::string(name(outcome.status)) + ", " + lies.verdict();
}

} // namespace

TEST_CASE("whole posts: a lie in any field is refused") {
    const Eigen::VectorXd weight = test::vec({5.0, 3.0, 8.0, 0.0, 2.5, 7.0});
    const allocation::ApportionmentOptions flat{.posts = 13,
                                                .lower = (Posts(6) << 0, 0, 0, 1, 0, 0).finished(),
                                                .upper = (Posts(6) << 2, 9, 9, 9, 9, 9).finished()};
    auto nested = flat;
    nested.groups = {{.name = "hills", .members = {0, 1, 4}, .floor = 6.0}, {.name = "coast", .members = {2, 3, 5}}};
    for (const Method method : {Method::hamilton, Method::jefferson, Method::webster, Method::hill, Method::adams}) {
        CAPTURE(name(method));
        auto options = flat;
        options.method = method;
        CHECK(lies_about(weight, options) == "optimal, 127 lies, all refused");
        options = nested;
        options.method = method;
        CHECK(lies_about(weight, options) == "optimal, 139 lies, all refused");
    }
    nested.posts = 5;
    CHECK(lies_about(weight, nested) == "infeasible, 128 lies, all refused");
}

TEST_CASE("Hamilton: of equal remainders the first are rounded up") {
    const Eigen::VectorXd weight = Eigen::VectorXd::Ones(5);
    const allocation::ApportionmentOptions options{.posts = 13, .method = Method::hamilton};
    Apportionment answer = allocation::apportionment(weight, options);
    CHECK(answer.posts == (Posts(5) << 3, 3, 3, 2, 2).finished());
    answer.posts << 2, 3, 3, 2, 3;
    CHECK(verify_apportionment(weight, options, answer).faults ==
          std::vector<std::string>{"of equal remainders a later one is rounded up"});
}

TEST_CASE("a table of gains: a lie in any field is refused") {
    const auto lies_about_gains = [](const Eigen::MatrixXd& gain, const allocation::MarginalDivisionOptions& options) {
        test::Lies<MarginalDivision> lies(allocation::marginal_division(gain, options), [&](const auto& a) {
            return verify_marginal_division(gain, options, a).holds;
        });
        auto& [posts, group_posts, next, next_gain, last, last_gain, outcome, findings] = lies.answer;
        lies.numbers("posts", posts);
        lies.numbers("group_posts", group_posts);
        lies.whole("next", next);
        lies.number("next_gain", next_gain, {});
        lies.whole("last", last);
        lies.number("last_gain", last_gain, {});
        lies.outcome(outcome, {.tolerance = 1e-9}, {.tolerance = 1e-9});
        lies.findings(findings);
        return std::string(name(outcome.status)) + ", " + lies.verdict();
    };
    const Eigen::MatrixXd gain = (Eigen::MatrixXd(3, 4) << 9, 5, 4, -1, 8, 7, 1, 0, 3, 2, 2, -3).finished();
    allocation::MarginalDivisionOptions options{
        .posts = 6, .groups = {{.name = "hills", .members = {0, 1}, .cap = 4.0}, {.name = "coast", .members = {2}}}};
    CHECK(lies_about_gains(gain, options) == "optimal, 86 lies, all refused");
    options.posts = 9;
    CHECK(lies_about_gains(gain, options) == "infeasible, 78 lies, all refused");
}
