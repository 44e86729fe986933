#pragma once

#include "corewing/allocation/detail/contradiction.hpp"
#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <queue>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::allocation::detail {

/// How much a place wants its next post: the greater key first; of those that tie the greater weight, then the lower
/// index. before() orders exactly, so that heaps work; settle_ties() and first_claim() then see to the ties.
struct Claim {
    double key = 0.0;
    double weight = 0.0;
    Index place = 0;

    [[nodiscard]] bool before(const Claim& other) const {
        if (key != other.key) return key > other.key;
        if (weight != other.weight) return weight > other.weight;
        return place < other.place;
    }
};

/// Of claims the one that comes first (or last): ties in key by weight, ties in weight by index.
/// @return position in the list; -1 for none
template <class Double = double>
Index first_claim(const std::vector<Claim>& claims, double scale, bool last = false) {
    const double sign = last ? -1.0 : 1.0;
    double key = 0.0;
    for (Index k = 0; k < std::ssize(claims); ++k)
        key = k == 0 ? sign * claims[k].key : std::max(key, sign * claims[k].key);
    const auto ties = [&](const Claim& c) { return base::equal(key, sign * c.key, scale); };
    double weight = 0.0;
    bool any = false;
    for (const Claim& c : claims) {
        if (!ties(c)) continue;
        weight = any ? std::max(weight, sign * c.weight) : sign * c.weight;
        any = true;
    }
    Index best = -1;
    for (Index k = 0; k < std::ssize(claims); ++k)
        if (ties(claims[k]) && base::equal(weight, sign * claims[k].weight) &&
            (best < 0 || (claims[k].place < claims[best].place) != last))
            best = k;
    return best;
}

/// Where the last claims that were met tie with the first that were not: meets as many of them, by weight, then by
/// index. The group of ties opens at the greatest claim met that ties with the first not met.
/// @param posts  met in exact order
/// @param scale  of the claims, see base::equal()
/// Complexity O(places log places + ties).
template <class Claims>
void settle_ties(const std::vector<Index>& places, const std::vector<long>& low, const std::vector<long>& high,
                 const Claims& claim, double scale, std::vector<long>& posts) {
    double unmet = -infinite;
    for (const Index i : places)
        if (posts[i] < high[i]) unmet = std::max(unmet, claim(i, posts[i]).key);
    double open = -infinite;
    for (const Index i : places)
        for (long s = posts[i]; s > low[i] && base::equal(claim(i, s - 1).key, unmet, scale); --s)
            open = std::max(open, claim(i, s - 1).key);
    if (open == -infinite) return;
    std::vector<Index> tied;
    std::vector<long> room;
    long met = 0;
    for (const Index i : places) {
        long first = posts[i];
        long end = posts[i];
        while (first > low[i] && base::equal(claim(i, first - 1).key, open, scale)) --first;
        while (end < high[i] && base::equal(claim(i, end).key, open, scale)) ++end;
        if (first == end) continue;
        met += posts[i] - first;
        posts[i] = first;
        tied.push_back(i);
        room.push_back(end - first);
    }
    Eigen::VectorXd weight(std::ssize(tied));
    for (Index k = 0; k < weight.size(); ++k) weight[k] = claim(tied[k], posts[tied[k]]).weight;
    std::vector<Index> order;
    for (auto& group : base::tie_groups(weight, 0.0)) {
        std::sort(group.begin(), group.end(), [&](Index a, Index b) { return tied[a] < tied[b]; });
        order.insert(order.end(), group.begin(), group.end());
    }
    for (const Index k : order) {
        const long given = std::min(met, room[k]);
        posts[tied[k]] += given;
        met -= given;
    }
}

/// Gives `total` whole posts to the places listed, each between low and high, by the claims claim(place, posts).
/// The claims of a place never rise with its posts; so taking them in order is best, from any start.
/// @param scale  of the claims, see base::equal()
/// @param posts  a start between low and high; the answer afterwards
/// Complexity O((places + |total - sum of start|) log places).
template <class Claims>
void give_posts(const std::vector<Index>& places, const std::vector<long>& low, const std::vector<long>& high,
                long total, const Claims& claim, double scale, std::vector<long>& posts) {
    struct Entry {
        Claim claim;
        long posts;
    };
    const auto later = [](const Entry& a, const Entry& b) { return b.claim.before(a.claim); };
    const auto sooner = [](const Entry& a, const Entry& b) { return a.claim.before(b.claim); };
    std::vector<Entry> wanting;
    std::vector<Entry> having;
    long sum = 0;
    for (const Index i : places) {
        sum += posts[i];
        if (posts[i] < high[i]) wanting.push_back({claim(i, posts[i]), posts[i]});
        if (posts[i] > low[i]) having.push_back({claim(i, posts[i] - 1), posts[i]});
    }
    std::priority_queue<Entry, std::vector<Entry>, decltype(later)> next(later, std::move(wanting));
    std::priority_queue<Entry, std::vector<Entry>, decltype(sooner)> last(sooner, std::move(having));
    const auto change = [&](Index i, long by) {
        posts[i] += by;
        sum += by;
        if (posts[i] < high[i]) next.push({claim(i, posts[i]), posts[i]});
        if (posts[i] > low[i]) last.push({claim(i, posts[i] - 1), posts[i]});
    };
    for (;;) {
        while (!next.empty() && posts[next.top().claim.place] != next.top().posts) next.pop();
        while (!last.empty() && posts[last.top().claim.place] != last.top().posts) last.pop();
        if (sum < total) {
            if (next.empty()) break;
            change(next.top().claim.place, 1);
        } else if (sum > total) {
            if (last.empty()) break;
            change(last.top().claim.place, -1);
        } else {
            if (next.empty() || last.empty() || !next.top().claim.before(last.top().claim)) break;
            const Index loser = last.top().claim.place;
            change(next.top().claim.place, 1);
            change(loser, -1);
        }
    }
    settle_ties(places, low, high, claim, scale, posts);
}

/// Whole floors and caps of places and groups, checked.
struct PostRules {
    std::vector<long> low = {};
    std::vector<long> high = {};  ///< at most what there is to give
    std::vector<long> floor = {}; ///< of each group, rounded up
    std::vector<long> cap = {};   ///< of each group, rounded down, at most what there is to give
    bool can_hold = false;
};

inline constexpr long most_posts = 1'000'000'000'000L;

template <class = void>
void check_posts(const Eigen::VectorX<long>& posts, Index places, std::string_view field) {
    if (posts.size() == 0) return;
    base::check_size(posts.size(), places, field);
    base::check_range(posts.cast<double>(), 0.0, static_cast<double>(most_posts), field);
}

template <class = void>
PostRules post_rules(Index places, long total, const Eigen::VectorX<long>& lower, const Eigen::VectorX<long>& upper,
                     const std::vector<Group>& groups, const Nesting& nest) {
    base::check_range(static_cast<double>(total), 0.0, static_cast<double>(most_posts), "posts");
    check_posts(lower, places, "lower");
    check_posts(upper, places, "upper");
    PostRules result;
    result.low.assign(places, 0);
    result.high.assign(places, total);
    const Index root = nest.root();
    std::vector<long> least(root + 1, 0);
    std::vector<long> most(root + 1, 0);
    bool good = true;
    for (Index i = 0; i < places; ++i) {
        if (lower.size() > 0) result.low[i] = lower(i);
        if (upper.size() > 0) result.high[i] = std::min(total, upper(i));
        good = good && result.low[i] <= result.high[i];
        least[nest.owner[i]] = std::min(most_posts, least[nest.owner[i]] + result.low[i]);
        most[nest.owner[i]] = std::min(total, most[nest.owner[i]] + result.high[i]);
    }
    const auto whole = [](double value) { return static_cast<long>(std::min(value, static_cast<double>(most_posts))); };
    for (const Group& group : groups) {
        result.floor.push_back(whole(std::ceil(group.floor)));
        result.cap.push_back(std::min(total, whole(std::floor(group.cap))));
    }
    for (auto g = nest.inwards.rbegin(); g != nest.inwards.rend(); ++g) {
        least[*g] = std::max(least[*g], result.floor[*g]);
        most[*g] = std::min(most[*g], result.cap[*g]);
        good = good && least[*g] <= most[*g];
        least[nest.parent[*g]] = std::min(most_posts, least[nest.parent[*g]] + least[*g]);
        most[nest.parent[*g]] = std::min(total, most[nest.parent[*g]] + most[*g]);
    }
    result.can_hold = good && least[root] <= total && most[root] >= total;
    return result;
}

/// The finding where whole floors and caps cannot hold together.
/// @param lower, upper  places x 1; empty = none
template <class = void>
base::Finding post_clash(std::string_view topic, long total, const Eigen::VectorX<long>& lower,
                         const Eigen::VectorX<long>& upper, std::vector<Group> groups, const Nesting& nest) {
    const Index n = std::ssize(nest.owner);
    Rules rules{.lower = Eigen::VectorXd::Zero(n), .upper = Eigen::VectorXd::Constant(n, infinite)};
    if (lower.size() > 0) rules.lower = lower.cast<double>();
    if (upper.size() > 0) rules.upper = upper.cast<double>();
    for (Group& group : groups) {
        group.floor = std::ceil(group.floor);
        group.cap = std::floor(group.cap);
    }
    return clash_finding(topic, rule_clash(rules, nest, groups, static_cast<double>(total), Spend::all, {}));
}

/// Gives posts under nested rules: what a group's floor or cap alone would give its places bounds them in the whole.
/// @param start  start(low, high, total, places) proposes posts for some places
/// Complexity that of give_posts for each level of nesting.
template <class Claims, class Start>
std::vector<long> give_nested_posts(PostRules& rules, const Nesting& nest, long total, const Claims& claim,
                                    double scale, const Start& start) {
    std::vector<long> posts(nest.place.size(), 0);
    const auto divide = [&](Index node, long share) {
        const std::vector<Index> places(nest.place.begin() + nest.begin[node], nest.place.begin() + nest.end[node]);
        for (const Index i : places) posts[i] = rules.low[i];
        start(places, share, posts);
        for (const Index i : places) posts[i] = std::clamp(posts[i], rules.low[i], rules.high[i]);
        give_posts(places, rules.low, rules.high, share, claim, scale, posts);
    };
    for (auto g = nest.inwards.rbegin(); g != nest.inwards.rend(); ++g) {
        long low = 0;
        double high = 0.0;
        for (Index k = nest.begin[*g]; k < nest.end[*g]; ++k) {
            low += rules.low[nest.place[k]];
            high += static_cast<double>(rules.high[nest.place[k]]);
        }
        const auto settle = [&](std::vector<long>& bound, long share) {
            divide(*g, share);
            for (Index k = nest.begin[*g]; k < nest.end[*g]; ++k) bound[nest.place[k]] = posts[nest.place[k]];
        };
        if (static_cast<double>(rules.cap[*g]) < high) settle(rules.high, rules.cap[*g]);
        if (rules.floor[*g] > low) settle(rules.low, rules.floor[*g]);
    }
    divide(nest.root(), total);
    return posts;
}

/// Who would get one more post, and who would give one back, with the room that groups leave. -1 = nobody.
template <class Claims>
std::pair<Index, Index> next_and_last(const std::vector<long>& posts, const Eigen::VectorX<long>& lower,
                                      const Eigen::VectorX<long>& upper, const std::vector<Group>& groups,
                                      const Nesting& nest, const Claims& claim, double scale) {
    const Index root = nest.root();
    std::vector<double> sum(root + 1, 0.0);
    for (Index i = 0; i < std::ssize(posts); ++i) sum[nest.owner[i]] += static_cast<double>(posts[i]);
    for (auto g = nest.inwards.rbegin(); g != nest.inwards.rend(); ++g) sum[nest.parent[*g]] += sum[*g];
    std::vector<bool> may_rise(root + 1, true);
    std::vector<bool> may_fall(root + 1, true);
    for (const Index g : nest.inwards) {
        may_rise[g] = may_rise[nest.parent[g]] && sum[g] + 1.0 <= groups[g].cap;
        may_fall[g] = may_fall[nest.parent[g]] && sum[g] - 1.0 >= groups[g].floor;
    }
    std::vector<Claim> wishes;
    std::vector<Claim> held;
    for (Index i = 0; i < std::ssize(posts); ++i) {
        if (may_rise[nest.owner[i]] && (upper.size() == 0 || posts[i] < upper(i))) wishes.push_back(claim(i, posts[i]));
        if (may_fall[nest.owner[i]] && posts[i] > (lower.size() > 0 ? lower(i) : 0))
            held.push_back(claim(i, posts[i] - 1));
    }
    const Index next = first_claim(wishes, scale);
    const Index last = first_claim(held, scale, true);
    return {next < 0 ? -1 : wishes[next].place, last < 0 ? -1 : held[last].place};
}

} // namespace corewing::allocation::detail
