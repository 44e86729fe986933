#pragma once

#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
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

/// How much a place wants its next post: compared by key, then by weight, then by index.
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

/// Gives `total` whole posts to the places listed, each between low and high, by the claims claim(place, posts).
/// The claims of a place never rise with its posts; so taking them in order is best, from any start.
/// @param posts  a start between low and high; the answer afterwards
/// Complexity O((places + |total - sum of start|) log places).
template <class Claims>
void give_posts(const std::vector<Index>& places, const std::vector<long>& low, const std::vector<long>& high,
                long total, const Claims& claim, std::vector<long>& posts) {
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
            if (next.empty()) return;
            change(next.top().claim.place, 1);
        } else if (sum > total) {
            if (last.empty()) return;
            change(last.top().claim.place, -1);
        } else {
            if (next.empty() || last.empty() || !next.top().claim.before(last.top().claim)) return;
            const Index loser = last.top().claim.place;
            change(next.top().claim.place, 1);
            change(loser, -1);
        }
    }
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

/// Gives posts under nested rules: what a group's floor or cap alone would give its places bounds them in the whole.
/// @param start  start(low, high, total, places) proposes posts for some places
/// Complexity that of give_posts for each level of nesting.
template <class Claims, class Start>
std::vector<long> give_nested_posts(PostRules& rules, const Nesting& nest, long total, const Claims& claim,
                                    const Start& start) {
    std::vector<long> posts(nest.place.size(), 0);
    const auto divide = [&](Index node, long share) {
        const std::vector<Index> places(nest.place.begin() + nest.begin[node], nest.place.begin() + nest.end[node]);
        for (const Index i : places) posts[i] = rules.low[i];
        start(places, share, posts);
        for (const Index i : places) posts[i] = std::clamp(posts[i], rules.low[i], rules.high[i]);
        give_posts(places, rules.low, rules.high, share, claim, posts);
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
                                      const Nesting& nest, const Claims& claim) {
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
    Index next = -1;
    Index last = -1;
    Claim best;
    Claim worst;
    for (Index i = 0; i < std::ssize(posts); ++i) {
        if (may_rise[nest.owner[i]] && (upper.size() == 0 || posts[i] < upper(i))) {
            const Claim wish = claim(i, posts[i]);
            if (next < 0 || wish.before(best)) {
                best = wish;
                next = i;
            }
        }
        if (may_fall[nest.owner[i]] && posts[i] > (lower.size() > 0 ? lower(i) : 0)) {
            const Claim held = claim(i, posts[i] - 1);
            if (last < 0 || worst.before(held)) {
                worst = held;
                last = i;
            }
        }
    }
    return {next, last};
}

} // namespace corewing::allocation::detail
