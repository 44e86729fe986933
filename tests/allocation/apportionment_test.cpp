#include "corewing/allocation/apportionment.hpp"
#include "corewing/allocation/verify_apportionment.hpp"
#include "corewing/base/random.hpp"

#include "random_rules.hpp"
#include "support/expect_valid.hpp"
#include "support/values.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <vector>

using namespace corewing;
using allocation::apportionment;
using allocation::ApportionmentOptions;
using allocation::Group;
using allocation::marginal_division;
using base::Status;
using Eigen::VectorXd;
using Method = allocation::ApportionmentMethod;
using Posts = Eigen::VectorX<long>;
using corewing::test::expect_valid;
using corewing::test::none;
using corewing::test::vec;

namespace {

const std::vector<Method> all_methods = {Method::hamilton, Method::jefferson, Method::webster, Method::hill,
                                         Method::adams};

Posts whole(const std::vector<long>& values) {
    return Eigen::Map<const Posts>(values.data(), std::ssize(values));
}

/// Every way of giving posts under the rules.
void each_division(const Posts& lower, const Posts& upper, const std::vector<Group>& groups, long posts,
                   const std::function<void(const Posts&)>& visit) {
    Posts current = Posts::Zero(lower.size());
    const std::function<void(Index, long)> go = [&](Index i, long left) {
        if (i == lower.size()) {
            if (left != 0) return;
            for (const Group& group : groups) {
                double sum = 0.0;
                for (const auto m : group.members) sum += static_cast<double>(current(m));
                if (sum < group.floor || sum > group.cap) return;
            }
            visit(current);
            return;
        }
        for (long s = lower(i); s <= std::min(upper(i), left); ++s) {
            current(i) = s;
            go(i + 1, left - s);
        }
    };
    go(0, posts);
}

} // namespace

TEST_CASE("textbook examples") {
    struct Row {
        Method method;
        std::vector<double> weight;
        long posts;
        std::vector<long> expected;
    };
    const std::vector<Row> rows = {
        // 230,000 votes, 8 seats: the usual example of d'Hondt against Sainte-Lague
        {Method::jefferson, {100000, 80000, 30000, 20000}, 8, {4, 3, 1, 0}},
        {Method::webster, {100000, 80000, 30000, 20000}, 8, {3, 3, 1, 1}},
        {Method::hill, {100000, 80000, 30000, 20000}, 8, {3, 3, 1, 1}},
        {Method::adams, {100000, 80000, 30000, 20000}, 8, {3, 3, 1, 1}},
        {Method::hamilton, {100000, 80000, 30000, 20000}, 8, {3, 3, 1, 1}},
        // the Alabama paradox: one seat more, and the smallest loses one
        {Method::hamilton, {6, 6, 2}, 10, {4, 4, 2}},
        {Method::hamilton, {6, 6, 2}, 11, {5, 5, 1}},
        // first posts go to the heaviest where there are fewer posts than places
        {Method::adams, {3, 5, 4}, 2, {0, 1, 1}},
        {Method::hill, {3, 5, 4}, 2, {0, 1, 1}},
        // ties by index
        {Method::webster, {1, 1, 1}, 2, {1, 1, 0}},
        {Method::hamilton, {1, 1, 1}, 2, {1, 1, 0}},
        // weight 0 gets nothing while others may have more
        {Method::adams, {0, 1}, 3, {0, 3}},
    };
    for (const auto& row : rows) {
        CAPTURE(name(row.method));
        const ApportionmentOptions options{.posts = row.posts, .method = row.method};
        const auto answer = apportionment(vec(row.weight), options);
        CHECK(answer.posts == whole(row.expected));
        expect_valid(verify_apportionment(vec(row.weight), options, answer));
    }
}

TEST_CASE("floors, caps and zones hold, and infeasible ones are called so") {
    const VectorXd weight = vec({50, 30, 10, 5, 5});
    const std::vector<Group> zones = {{.name = "core", .members = {0, 1}, .floor = 0, .cap = 60},
                                      {.name = "northeast", .members = {2, 3}, .floor = 35.5, .cap = none}};
    for (const Method method : all_methods) {
        const ApportionmentOptions options{.posts = 100,
                                           .method = method,
                                           .lower = whole({0, 0, 0, 9, 0}),
                                           .upper = whole({33, 99, 99, 99, 99}),
                                           .groups = zones};
        const auto answer = apportionment(weight, options);
        expect_valid(verify_apportionment(weight, options, answer));
        const long rest = method == Method::adams ? 5 : 4; // Adams is kind to the small
        CHECK(answer.group_posts == whole({64 - rest, 36}));
        CHECK(answer.posts(0) == 33);
        CHECK(answer.posts(4) == rest);
    }
    const ApportionmentOptions impossible{.posts = 20, .groups = zones};
    const auto answer = apportionment(weight, impossible);
    CHECK(answer.outcome.status == Status::infeasible);
    expect_valid(verify_apportionment(weight, impossible, answer));
    REQUIRE(answer.findings.size() == 1);
    CHECK(answer.findings.front().text == "no division keeps every rule: northeast floor 36 > budget 20");
    const auto no_room = marginal_division(Eigen::MatrixXd::Ones(2, 2), {.posts = 5});
    REQUIRE(no_room.findings.size() == 1);
    CHECK(no_room.findings.front().text ==
          "no division keeps every rule: budget 5 > place 0 cap 2 + place 1 cap 2 = 4");
}

TEST_CASE("random posts under every method are answered as the check expects") {
    for (const double powers : {0.0, 150.0})
        for (std::uint64_t seed = 0; seed < 400; ++seed) {
            base::Random random(seed);
            auto p = test::random_posts(random, 1 + random.index(9));
            for (double& w : p.weight) w *= std::pow(10.0, powers * (random.uniform() - 0.5));
            CAPTURE(seed);
            CAPTURE(powers);
            expect_valid(verify_apportionment(p.weight, p.options, apportionment(p.weight, p.options)));
        }
    // All posts go to one group without a rule: the divisor is that of the place that has room.
    const ApportionmentOptions one_group{.posts = 6,
                                         .method = Method::hamilton,
                                         .upper = whole({1, 4, 4}),
                                         .groups = {{.name = "all but one", .members = {1, 2}}}};
    CHECK(apportionment(vec({0, 1, 4}), one_group).divisor == doctest::Approx(0.5));
}

TEST_CASE("weights at the ends of the range of numbers are answered as the check expects") {
    for (const Eigen::VectorXd& weight : {vec({5e-324, 1, 1, 5e-324}), vec({1e308, 1, 1e-308}), vec({1e300, 1e300}),
                                          vec({1e308, 1e308, 1e308}), vec({5e-324, 5e-324, 1e-310})})
        for (const Method method : all_methods)
            for (const long posts : {0L, 1L, 2L, 3L, 7L, 1000L}) {
                CAPTURE(weight.transpose());
                CAPTURE(name(method));
                CAPTURE(posts);
                const ApportionmentOptions options{.posts = posts, .method = method};
                const auto answer = apportionment(weight, options);
                CHECK(answer.posts.sum() == posts);
                expect_valid(verify_apportionment(weight, options, answer));
            }
    for (const double unit : {1e300, 1e-310}) {
        const Eigen::MatrixXd gain = unit * (Eigen::MatrixXd(3, 3) << 9, 5, 4, 8, 7, 1, 3, 2, 2).finished();
        const auto answer = marginal_division(gain, {.posts = 6});
        expect_valid(verify_marginal_division(gain, {.posts = 6}, answer));
        CHECK(answer.posts == whole({3, 2, 1}));
    }
}

TEST_CASE("a table of gains is divided as well as brute force can") {
    int solved = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        base::Random random(seed);
        const Index n = 1 + random.index(4);
        auto problem = test::random_division(random, n);
        Eigen::MatrixXd gain(n, 6);
        for (Index i = 0; i < gain.rows(); ++i) {
            double value = static_cast<double>(random.index(9));
            for (Index s = 0; s < gain.cols(); ++s) {
                gain(i, s) = value;
                value -= static_cast<double>(random.index(4));
            }
        }
        allocation::MarginalDivisionOptions options{.posts = static_cast<long>(random.index(3 * n + 1)),
                                                    .lower = Posts::Zero(gain.rows()),
                                                    .upper = Posts::Constant(gain.rows(), 6),
                                                    .groups = problem.options.groups};
        for (Index i = 0; i < gain.rows(); ++i) {
            options.lower(i) = static_cast<long>(random.index(2));
            options.upper(i) = options.lower(i) + static_cast<long>(random.index(6));
        }
        options.upper = options.upper.cwiseMin(6).eval();
        const auto answer = marginal_division(gain, options);
        CAPTURE(seed);
        expect_valid(verify_marginal_division(gain, options, answer));
        double best = -none;
        each_division(options.lower, options.upper, options.groups, options.posts, [&](const Posts& posts) {
            double value = 0.0;
            for (Index i = 0; i < posts.size(); ++i) value += gain.row(i).head(posts(i)).sum();
            best = std::max(best, value);
        });
        CHECK((answer.outcome.status == Status::infeasible) == (best == -none));
        if (best == -none) continue;
        ++solved;
        CHECK(answer.outcome.objective == best);
    }
    CHECK(solved > 200);
}

TEST_CASE("divisor methods minimise their own inequality, under rules too") {
    // Webster: sum (s - q)^2 / w; Hill: sum w^2 / s; both over all divisions (Balinski & Young 2001, ch. 4 and app. A)
    int solved = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        base::Random random(seed);
        const Index n = 2 + random.index(3);
        auto problem = test::random_division(random, n);
        VectorXd weight(n);
        for (auto& w : weight) w = 0.1 + random.uniform();
        for (const Method method : {Method::webster, Method::hill}) {
            const ApportionmentOptions options{.posts = 3 + static_cast<long>(random.index(6)),
                                               .method = method,
                                               .lower = Posts::Ones(weight.size()),
                                               .groups = problem.options.groups};
            const auto answer = apportionment(weight, options);
            expect_valid(verify_apportionment(weight, options, answer));
            const auto cost = [&](const Posts& posts) {
                const VectorXd s = posts.cast<double>();
                return method == Method::webster ? (s.array().square() / weight.array()).sum()
                                                 : (weight.array().square() / s.array()).sum();
            };
            double best = none;
            each_division(options.lower, Posts::Constant(weight.size(), 99), options.groups, options.posts,
                          [&](const Posts& posts) { best = std::min(best, cost(posts)); });
            CHECK((answer.outcome.status == Status::infeasible) == (best == none));
            if (best == none) continue;
            ++solved;
            CHECK(cost(answer.posts) == doctest::Approx(best).epsilon(1e-12));
        }
    }
    CHECK(solved > 100);
}

TEST_CASE("properties: scale, order, house, quota") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        base::Random random(seed);
        const Index n = 2 + random.index(20);
        VectorXd weight(n);
        for (auto& w : weight) w = std::exp(2.0 * random.normal());
        const long house = static_cast<long>(random.index(200));
        for (const Method method : all_methods) {
            CAPTURE(seed);
            CAPTURE(name(method));
            const ApportionmentOptions options{.posts = house, .method = method};
            const auto answer = apportionment(weight, options);
            expect_valid(verify_apportionment(weight, options, answer));
            CHECK(apportionment(8.0 * weight, options).posts == answer.posts);
            const VectorXd turned = weight.reverse();
            CHECK(apportionment(turned, options).posts.reverse() == answer.posts); // no ties here
            const VectorXd exact = weight * (static_cast<double>(house) / weight.sum());
            if (method == Method::hamilton) {
                for (Index i = 0; i < exact.size(); ++i) {
                    CHECK(static_cast<double>(answer.posts(i)) >= std::floor(exact(i) - 1e-9));
                    CHECK(static_cast<double>(answer.posts(i)) <= std::ceil(exact(i) + 1e-9));
                }
                continue;
            }
            const auto larger = apportionment(weight, {.posts = house + 1, .method = method});
            CHECK((larger.posts - answer.posts).minCoeff() >= 0); // house monotone
            CHECK((larger.posts - answer.posts)(answer.next) == 1);
            for (Index i = 0; i < exact.size(); ++i) { // lower and upper quota
                if (method == Method::jefferson) CHECK(static_cast<double>(answer.posts(i)) >= std::floor(exact(i)));
                if (method == Method::adams) CHECK(static_cast<double>(answer.posts(i)) <= std::ceil(exact(i)));
            }
        }
    }
}

TEST_CASE("every planted lie is found") {
    const VectorXd weight = vec({50, 30, 10, 5, 5});
    const std::vector<Group> zones = {{.name = "core", .members = {0, 1}, .floor = 0, .cap = 60}};
    for (const Method method : all_methods) {
        const ApportionmentOptions options{.posts = 100, .method = method, .groups = zones};
        const auto answer = apportionment(weight, options);
        const auto caught = [&](const std::function<void(allocation::Apportionment&)>& lie) {
            auto changed = answer;
            lie(changed);
            return !verify_apportionment(weight, options, changed).holds;
        };
        CHECK(caught([](auto& a) { a.posts(0) += 1; }));
        CHECK(caught([](auto& a) { a.posts(2) += 1, a.posts(3) -= 1; }));
        CHECK(caught([](auto& a) { a.quota(1) *= 1.001; }));
        CHECK(caught([](auto& a) { a.group_posts(0) -= 1; }));
        CHECK(caught([](auto& a) { a.divisor *= 1.001; }));
        CHECK(caught([](auto& a) { a.next += 1; }));
        CHECK(caught([](auto& a) { a.last += 1; }));
        CHECK(caught([](auto& a) { a.outcome.status = Status::feasible; }));
        CHECK(caught([](auto& a) { a.outcome.status = Status::infeasible; }));
        CHECK(caught([](auto& a) { a.outcome.objective += 1; }));
        CHECK(caught([](auto& a) { a.outcome.bound += 1; }));
        CHECK(caught([](auto& a) { a.outcome.gap = 0.1; }));
        CHECK(caught([](auto& a) { a.outcome.seconds = -1; }));
        CHECK(caught([](auto& a) { a.outcome.iterations = -1; }));
    }
    const Eigen::MatrixXd gain = (Eigen::MatrixXd(2, 3) << 5, 3, 1, 4, 2, 0).finished();
    const allocation::MarginalDivisionOptions options{.posts = 3};
    const auto answer = marginal_division(gain, options);
    CHECK(answer.posts == whole({2, 1}));
    CHECK(answer.next == 1);
    CHECK(answer.next_gain == 2.0);
    CHECK(answer.last == 0);
    CHECK(answer.last_gain == 3.0);
    const auto caught = [&](const std::function<void(allocation::MarginalDivision&)>& lie) {
        auto changed = answer;
        lie(changed);
        return !verify_marginal_division(gain, options, changed).holds;
    };
    CHECK(caught([](auto& a) { a.posts(0) += 1; }));
    CHECK(caught([](auto& a) { a.posts(0) -= 1, a.posts(1) += 1, a.outcome.objective = a.outcome.bound = 11; }));
    CHECK(caught([](auto& a) { a.next = 0; }));
    CHECK(caught([](auto& a) { a.next_gain = 1; }));
    CHECK(caught([](auto& a) { a.last = 1; }));
    CHECK(caught([](auto& a) { a.last_gain = 1; }));
    CHECK(caught([](auto& a) { a.outcome.objective = 13; }));
    CHECK(caught([](auto& a) { a.outcome.bound = 13; }));
    CHECK(caught([](auto& a) { a.outcome.gap = 0.5; }));
}

TEST_CASE("bad tables are refused in words that help") {
    const Eigen::MatrixXd gain = (Eigen::MatrixXd(1, 2) << 1, 2).finished();
    CHECK_THROWS_WITH_AS(
        marginal_division(gain, {.posts = 1}),
        "gain[0,1]: rises above the gain of the post before, 1; let the gains of a place fall from post to post",
        base::bad_value);
    CHECK_THROWS_WITH_AS(apportionment(vec({1}), {.posts = -1}), "posts: -1 is not in [0, 1e+12]", base::bad_value);
}

TEST_CASE("ties do not depend on the unit of the weights") {
    struct Row {
        Method method;
        long posts;
        std::vector<long> expected;
    };
    for (const Row& row : {Row{Method::webster, 2, {0, 2}}, {Method::jefferson, 3, {0, 3}}, {Method::adams, 5, {1, 4}}})
        for (const double unit : {1.0, 0.1, 3.0, 1e-6, 1e6, 1e300, 1e-300}) {
            CAPTURE(name(row.method));
            CAPTURE(unit);
            const ApportionmentOptions options{.posts = row.posts, .method = row.method};
            const VectorXd weight = vec({unit, 3 * unit});
            const auto answer = apportionment(weight, options);
            CHECK(answer.posts == whole(row.expected));
            expect_valid(verify_apportionment(weight, options, answer));
        }
    for (const Method method : all_methods)
        for (long posts = 2; posts < 10; ++posts)
            for (int a = 1; a < 100; a += 7)
                for (int b = 1; b < 100; b += 3) {
                    const ApportionmentOptions options{.posts = posts, .method = method};
                    const auto one = apportionment(vec({1.0 * a, 1.0 * b}), options);
                    for (const double unit : {0.1, 3.0, 1e-6}) {
                        const VectorXd weight = vec({a * unit, b * unit});
                        const auto other = apportionment(weight, options);
                        CHECK(other.posts == one.posts);
                        CHECK(other.next == one.next);
                        CHECK(other.last == one.last);
                        CHECK(verify_apportionment(weight, options, other).holds);
                    }
                }
}

TEST_CASE("gains that rise by rounding alone do not rise, and ties go by index") {
    Eigen::MatrixXd gain(2, 3);
    gain << 0.3, 0.1 + 0.2, 0.3, 0.1 + 0.2, 0.3, 0.1;
    const auto answer = marginal_division(gain, {.posts = 3});
    CHECK(answer.posts == whole({3, 0}));
    CHECK(answer.next == 1);
    CHECK(answer.last == 0);
    expect_valid(verify_marginal_division(gain, {.posts = 3}, answer));
}
