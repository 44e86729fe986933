#pragma once

#include "corewing/allocation/apportionment.hpp"

#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/posts.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/comparison.hpp"
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
        Eigen::VectorXd rest(std::ssize(parts[node]));
        double largest = 0.0;
        for (Index k = 0; k < rest.size(); ++k) {
            const Index p = parts[node][k];
            double down = std::floor(share[p]);
            if (base::equal(share[p], down + 1.0)) down += 1.0;
            whole[p] = static_cast<long>(down);
            sum -= whole[p];
            rest[k] = share[p] - down;
            largest = std::max(largest, share[p]);
        }
        for (auto& group : base::tie_groups(rest, largest)) {
            std::sort(group.begin(), group.end(), [&](Index a, Index b) { return parts[node][a] < parts[node][b]; });
            for (Index k = 0; k < std::ssize(group) && sum > 0; ++k, --sum) ++whole[parts[node][group[k]]];
        }
    };
    round(root, total);
    for (const Index g : nest.inwards) round(g, whole[g]);
    return {whole.begin() + root, whole.end()};
}

} // namespace detail

COREWING_BODY
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
        result.findings.push_back(
            detail::post_clash("apportionment", options.posts, options.lower, options.upper, options.groups, nest));
        result.outcome.seconds = watch.seconds();
        return result;
    }

    const auto as_vector = [](const std::vector<long>& values) {
        return Eigen::Map<const Eigen::VectorX<long>>(values.data(), std::ssize(values)).template cast<double>().eval();
    };
    // A cap is what was asked for, not what there is: at the latter it would set a price of its own.
    FairDivisionOptions exact{
        .budget = static_cast<double>(options.posts), .lower = as_vector(rules.low), .groups = options.groups};
    if (options.upper.size() > 0) exact.upper = options.upper.template cast<double>().eval();
    for (Group& group : exact.groups) {
        group.floor = std::ceil(group.floor);
        group.cap = std::floor(group.cap);
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
                const double w = weight(i);
                if (is_all)
                    guess[i] = static_cast<long>(result.quota(i));
                else if (total > 0.0)
                    guess[i] = static_cast<long>(static_cast<double>(share) * w / total);
            }
        };
        posts = detail::give_nested_posts(rules, nest, options.posts, claim, 0.0, start);
        const auto [next, last] =
            detail::next_and_last(posts, options.lower, options.upper, options.groups, nest, claim, 0.0);
        result.next = next;
        result.last = last;
        const auto finite = [](double key) { return std::isfinite(key) ? key : 0.0; };
        if (last >= 0) result.divisor = finite(claim(last, posts[last] - 1).key);
    }
    for (Index i = 0; i < n; ++i) result.posts(i) = posts[i];
    for (Index g = 0; g < std::ssize(options.groups); ++g)
        for (const Index i : options.groups[g].members) result.group_posts(g) += result.posts(i);
    result.outcome = {.status = base::Status::optimal,
                      .objective = static_cast<double>(options.posts),
                      .bound = static_cast<double>(options.posts),
                      .gap = 0.0,
                      .iterations = options.posts,
                      .seconds = watch.seconds()};
    return result;
}

COREWING_BODY
MarginalDivision marginal_division(const Eigen::Ref<const Eigen::MatrixXd>& gain,
                                   const MarginalDivisionOptions& options) {
    const base::Stopwatch watch;
    const Index n = gain.rows();
    base::check_finite(gain, "gain");
    const double scale = base::scale_of(gain);
    Eigen::MatrixX<Double> falling = gain; // without what rises by rounding alone
    for (Index i = 0; i < n; ++i)
        for (Index s = 1; s < gain.cols(); ++s) {
            if (base::above(gain(i, s), gain(i, s - 1), scale))
                throw base::bad_value("rises above the gain of the post before, " + base::to_text(gain(i, s - 1)),
                                      {.field = "gain[" + std::to_string(i) + ',' + std::to_string(s) + ']',
                                       .value = base::to_text(gain(i, s)),
                                       .remedy = "let the gains of a place fall from post to post"});
            falling(i, s) = std::min(gain(i, s), falling(i, s - 1));
        }
    const detail::Nesting nest = detail::nesting(n, options.groups);
    detail::check_posts(options.upper, n, "upper");
    Eigen::VectorX<long> upper = Eigen::VectorX<long>::Constant(n, gain.cols());
    if (options.upper.size() > 0) upper = upper.cwiseMin(options.upper);
    detail::PostRules rules = detail::post_rules(n, options.posts, options.lower, upper, options.groups, nest);

    MarginalDivision result;
    result.posts = Eigen::VectorX<long>::Zero(n);
    result.group_posts = Eigen::VectorX<long>::Zero(std::ssize(options.groups));
    if (!rules.can_hold) {
        result.findings.push_back(
            detail::post_clash("marginal_division", options.posts, options.lower, upper, options.groups, nest));
        result.outcome.seconds = watch.seconds();
        return result;
    }
    const auto claim = [&](Index i, long s) { return detail::Claim{falling(i, s), 0.0, i}; };
    const auto from_floor = [](const std::vector<Index>&, long, std::vector<long>&) {};
    const std::vector<long> posts = detail::give_nested_posts(rules, nest, options.posts, claim, scale, from_floor);
    const auto [next, last] = detail::next_and_last(posts, options.lower, upper, options.groups, nest, claim, scale);
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
        for (const Index i : options.groups[g].members) result.group_posts(g) += result.posts(i);
    result.outcome = {.status = base::Status::optimal,
                      .objective = objective,
                      .bound = objective,
                      .gap = 0.0,
                      .iterations = options.posts,
                      .seconds = watch.seconds()};
    return result;
}

} // namespace corewing::allocation
