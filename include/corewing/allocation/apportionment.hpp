#pragma once

#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/posts.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string_view>
#include <vector>

namespace corewing::allocation {

/// How fractions of a post become whole posts.
enum class ApportionmentMethod {
    hamilton,  ///< whole part of the quota, then the largest remainders (最大余额法)
    jefferson, ///< divisor s + 1 (d'Hondt), kind to the large
    webster,   ///< divisor s + 1/2 (Sainte-Lague), kind to nobody
    hill,      ///< divisor sqrt(s (s + 1)) (Huntington-Hill)
    adams,     ///< divisor s, kind to the small
};

/// One lower-case English word.
constexpr std::string_view name(ApportionmentMethod method) {
    switch (method) {
    case ApportionmentMethod::hamilton: return "hamilton";
    case ApportionmentMethod::jefferson: return "jefferson";
    case ApportionmentMethod::webster: return "webster";
    case ApportionmentMethod::hill: return "hill";
    case ApportionmentMethod::adams: return "adams";
    }
    return "unknown";
}

struct ApportionmentOptions {
    long posts = 0; ///< how many there are, 0 .. 1e12
    ApportionmentMethod method = ApportionmentMethod::webster;
    Eigen::VectorX<long> lower = {}; ///< places x 1, least posts of each place, >= 0; empty = 0
    Eigen::VectorX<long> upper = {}; ///< places x 1, most posts of each place, >= 0; empty = none
    std::vector<Group> groups = {};  ///< nested groups; floors are rounded up and caps down to whole posts
};

struct Apportionment {
    Eigen::VectorX<long> posts = {};       ///< places x 1, adding up to options.posts
    Eigen::VectorXd quota = {};            ///< places x 1, the exact shares under the same rules
    Eigen::VectorX<long> group_posts = {}; ///< groups x 1
    /// Weight that one post stands for: the claim w / d(s) of the last post given that no floor forces; for
    /// Hamilton the weight over the quota. 0 where there is none.
    double divisor = 0.0;
    Index next = -1;     ///< who would get one more post; -1 = nobody can. Hamilton has no such order: -1
    Index last = -1;     ///< who would give up a post first; -1 = nobody can
    base::Outcome outcome = {}; ///< objective and bound are the number of posts given
};

namespace detail {

/// Divisor d(s) for the step from s to s + 1 posts.
template <class = void>
double post_divisor(ApportionmentMethod method, long s) {
    const auto seats = static_cast<double>(s);
    switch (method) {
    case ApportionmentMethod::jefferson: return seats + 1.0;
    case ApportionmentMethod::hill: return std::sqrt(seats * (seats + 1.0));
    case ApportionmentMethod::adams: return seats;
    case ApportionmentMethod::webster:
    case ApportionmentMethod::hamilton: break;
    }
    return seats + 0.5;
}

/// Rounds nested quotas from the outermost node inwards: each part gets the whole part of its quota, and the
/// largest remainders get one more.
template <class = void>
std::vector<long> largest_remainders(const Eigen::VectorXd& quota, const Nesting& nest, long total) {
    const Index root = nest.root();
    const Index n = nest.owner.size();
    std::vector<double> share(root + n, 0.0); // of groups, then of places
    std::vector<std::vector<Index>> parts(root + 1);
    for (Index i = 0; i < n; ++i) {
        share[root + i] = quota(i);
        parts[nest.owner[i]].push_back(root + i);
        if (nest.owner[i] != root) share[nest.owner[i]] += share[root + i];
    }
    for (auto g = nest.inwards.rbegin(); g != nest.inwards.rend(); ++g) {
        if (nest.parent[*g] != root) share[nest.parent[*g]] += share[*g];
        parts[nest.parent[*g]].push_back(*g);
    }
    std::vector<long> whole(root + n, 0);
    const auto round = [&](Index node, long sum) {
        const auto remainder = [&](Index p) {
            return std::llround((share[p] - static_cast<double>(whole[p])) * 1e9);
        };
        for (const Index p : parts[node]) {
            whole[p] = static_cast<long>(std::floor(share[p] * (1.0 + 1e-14) + 1e-9));
            sum -= whole[p];
        }
        auto order = parts[node];
        std::sort(order.begin(), order.end(), [&](Index a, Index b) {
            return remainder(a) != remainder(b) ? remainder(a) > remainder(b) : a < b;
        });
        for (Index k = 0; k < std::ssize(order) && sum > 0; ++k, --sum) ++whole[order[k]];
    };
    round(root, total);
    for (const Index g : nest.inwards) round(g, whole[g]);
    return {whole.begin() + root, whole.end()};
}

} // namespace detail

/// Splits whole posts among places in proportion to their weights (编制分配).
///   divisor methods: one post at a time to the largest w_i / d(s_i), s_i the posts so far
///   Hamilton: whole parts of the quotas, then the largest remainders, group by group
/// Places of weight 0 get posts only where no other may have more. Where d(0) = 0 (Hill, Adams) every place
/// of some weight gets its first post before anybody gets a second, the heaviest first.
/// @param weight  places x 1, any unit, >= 0
/// @param options  posts, method, floors, caps and nested groups
/// @return posts, quotas, the divisor, and who is next; status `optimal`, or `infeasible` with no posts
/// @throws bad_value, bad_shape naming the entry or the group
/// Complexity O(n log n) for each level of nesting.
/// Source: Balinski & Young 2001, Fair Representation, ch. 4 and app. A.
template <class Double = double>
Apportionment apportionment(const Eigen::Ref<const Eigen::VectorXd>& weight, const ApportionmentOptions& options) {
    const base::Stopwatch watch;
    const Index n = weight.size();
    base::check_nonnegative(weight, "weight");
    const detail::Nesting nest = detail::nesting(n, options.groups);
    detail::PostRules rules = detail::post_rules(n, options.posts, options.lower, options.upper, options.groups, nest);

    Apportionment result;
    result.posts = Eigen::VectorX<long>::Zero(n);
    result.quota = Eigen::VectorX<Double>::Zero(n);
    result.group_posts = Eigen::VectorX<long>::Zero(std::ssize(options.groups));
    if (!rules.can_hold) {
        result.outcome.seconds = watch.seconds();
        return result;
    }

    const auto as_vector = [](const std::vector<long>& values) {
        return Eigen::Map<const Eigen::VectorX<long>>(values.data(), std::ssize(values))
            .template cast<double>()
            .eval();
    };
    FairDivisionOptions exact{.budget = static_cast<double>(options.posts),
                              .lower = as_vector(rules.low),
                              .upper = as_vector(rules.high),
                              .groups = options.groups};
    for (Index g = 0; g < std::ssize(options.groups); ++g) {
        exact.groups[g].floor = static_cast<double>(rules.floor[g]);
        exact.groups[g].cap = static_cast<double>(rules.cap[g]);
    }
    const FairDivision shares = fair_division(weight, exact);
    result.quota = shares.amount;

    std::vector<long> posts;
    if (options.method == ApportionmentMethod::hamilton) {
        posts = detail::largest_remainders(result.quota, nest, options.posts);
        result.divisor = shares.price;
    } else {
        const auto claim = [&](Index i, long s) {
            const double w = weight(i);
            return detail::Claim{w == 0.0 ? 0.0 : w / detail::post_divisor(options.method, s), w, i};
        };
        const auto start = [&](const std::vector<Index>& places, long share, std::vector<long>& guess) {
            double total = 0.0;
            for (const Index i : places) total += weight(i);
            const bool is_all = std::ssize(places) == n;
            for (const Index i : places) {
                const Index place = i;
                const double w = weight(place);
                if (is_all)
                    guess[i] = static_cast<long>(result.quota(place));
                else if (total > 0.0)
                    guess[i] = static_cast<long>(static_cast<double>(share) * w / total);
            }
        };
        posts = detail::give_nested_posts(rules, nest, options.posts, claim, start);
        const auto [next, last] =
            detail::next_and_last(posts, options.lower, options.upper, options.groups, nest, claim);
        result.next = next;
        result.last = last;
        const auto finite = [](double key) { return std::isfinite(key) ? key : 0.0; };
        if (last >= 0)
            result.divisor =
                finite(claim(last, posts[last] - 1).key);
    }
    for (Index i = 0; i < n; ++i) result.posts(i) = posts[i];
    for (Index g = 0; g < std::ssize(options.groups); ++g)
        for (const Index i : options.groups[g].members)
            result.group_posts(g) += result.posts(i);
    result.outcome = {.status = base::Status::optimal,
                      .objective = static_cast<double>(options.posts),
                      .bound = static_cast<double>(options.posts),
                      .gap = 0.0,
                      .iterations = options.posts,
                      .seconds = watch.seconds()};
    return result;
}

struct MarginalDivisionOptions {
    long posts = 0;                  ///< how many there are, 0 .. 1e12
    Eigen::VectorX<long> lower = {}; ///< places x 1, least posts of each place, >= 0; empty = 0
    Eigen::VectorX<long> upper = {}; ///< places x 1, most posts of each place, >= 0; empty = the columns of the table
    std::vector<Group> groups = {};  ///< nested groups; floors are rounded up and caps down to whole posts
};

struct MarginalDivision {
    Eigen::VectorX<long> posts = {};       ///< places x 1, adding up to options.posts
    Eigen::VectorX<long> group_posts = {}; ///< groups x 1
    Index next = -1;                ///< who would get one more post; -1 = nobody can
    double next_gain = 0.0;                ///< and what it would bring there
    Index last = -1;                ///< who would give up a post first; -1 = nobody can
    double last_gain = 0.0;                ///< and what it brings there
    base::Outcome outcome = {};            ///< objective = sum of all gains
};

/// Splits whole posts so that the sum of their gains is greatest.
///   maximise sum_i sum_{s < posts_i} gain(i, s)
/// The gains of a place must not rise with its posts; then taking the largest first is exact, also under
/// nested floors and caps.
/// @param gain  places x steps, gain(i, s) of the (s + 1)-th post at place i, any sign, every row falling
/// @param options  posts, floors, caps and nested groups
/// @return posts, who is next and what for; status `optimal`, or `infeasible` with no posts
/// @throws bad_value where a row rises; bad_shape
/// Complexity O(posts log n) for each level of nesting.
/// Source: Fox 1966; Federgruen & Groenevelt 1986 (nested rules).
template <class = void>
MarginalDivision marginal_division(const Eigen::Ref<const Eigen::MatrixXd>& gain,
                                   const MarginalDivisionOptions& options) {
    const base::Stopwatch watch;
    const Index n = gain.rows();
    base::check_finite(gain, "gain");
    for (Index i = 0; i < n; ++i)
        for (Index s = 1; s < gain.cols(); ++s)
            if (gain(i, s) > gain(i, s - 1))
                throw base::bad_value("rises above the gain of the post before, " + base::to_text(gain(i, s - 1)),
                                      {.field = "gain[" + std::to_string(i) + ',' + std::to_string(s) + ']',
                                       .value = base::to_text(gain(i, s)),
                                       .remedy = "let the gains of a place fall from post to post"});
    const detail::Nesting nest = detail::nesting(n, options.groups);
    detail::check_posts(options.upper, n, "upper");
    Eigen::VectorX<long> upper = Eigen::VectorX<long>::Constant(n, gain.cols());
    if (options.upper.size() > 0) upper = upper.cwiseMin(options.upper);
    detail::PostRules rules = detail::post_rules(n, options.posts, options.lower, upper, options.groups, nest);

    MarginalDivision result;
    result.posts = Eigen::VectorX<long>::Zero(n);
    result.group_posts = Eigen::VectorX<long>::Zero(std::ssize(options.groups));
    if (!rules.can_hold) {
        result.outcome.seconds = watch.seconds();
        return result;
    }
    const auto claim = [&](Index i, long s) {
        return detail::Claim{gain(i, s), 0.0, i};
    };
    const auto from_floor = [](const std::vector<Index>&, long, std::vector<long>&) {};
    const std::vector<long> posts = detail::give_nested_posts(rules, nest, options.posts, claim, from_floor);
    const auto [next, last] = detail::next_and_last(posts, options.lower, upper, options.groups, nest, claim);
    result.next = next;
    result.last = last;
    if (next >= 0) result.next_gain = gain(next, posts[next]);
    if (last >= 0) result.last_gain = gain(last, posts[last] - 1);
    double objective = 0.0;
    for (Index i = 0; i < n; ++i) {
        result.posts(i) = posts[i];
        objective += gain.row(i).head(result.posts(i)).sum();
    }
    for (Index g = 0; g < std::ssize(options.groups); ++g)
        for (const Index i : options.groups[g].members)
            result.group_posts(g) += result.posts(i);
    result.outcome = {.status = base::Status::optimal,
                      .objective = objective,
                      .bound = objective,
                      .gap = 0.0,
                      .iterations = options.posts,
                      .seconds = watch.seconds()};
    return result;
}

} // namespace corewing::allocation
