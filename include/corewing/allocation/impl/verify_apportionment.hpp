#pragma once

#include "corewing/allocation/verify_apportionment.hpp"

#include "corewing/allocation/apportionment.hpp"
#include "corewing/allocation/detail/rule_check.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

namespace corewing::allocation {
namespace detail {

/// Re-checks whole posts under nested rules. `worth(i, s)` orders the posts: that of the (s + 1)-th at place i.
template <class = void>
class PostCheck {
public:
    using Worth = std::tuple<double, double, Index>; ///< gain, weight, minus the index

    PostCheck(Index places, long posts, const Eigen::VectorX<long>& lower, const Eigen::VectorX<long>& upper,
              const std::vector<Group>& groups, base::Faults<>& faults)
        : n_(places), posts_(posts), lower_(lower), upper_(upper), groups_(groups), faults_(faults),
          family_(family(places, groups)) {}

    /// Whether the rules contradict each other.
    [[nodiscard]] bool broken() const {
        const Index root = groups_.size();
        std::vector<double> must(root + 1, 0.0);
        std::vector<double> can(root + 1, 0.0);
        for (Index i = 0; i < n_; ++i) {
            if (least(i) > most(i)) return true;
            must[family_.inner[i]] += static_cast<double>(least(i));
            can[family_.inner[i]] += static_cast<double>(most(i));
        }
        for (const Index g : family_.small_to_large) {
            must[g] = std::max(must[g], std::ceil(groups_[g].floor));
            can[g] = std::min(can[g], std::floor(groups_[g].cap));
            if (must[g] > can[g]) return true;
            must[family_.outer[g]] += must[g];
            can[family_.outer[g]] += can[g];
        }
        return must[root] > static_cast<double>(posts_) || can[root] < static_cast<double>(posts_);
    }

    void rules(const Eigen::VectorX<long>& posts, const Eigen::VectorX<long>& group_posts) {
        long total = 0;
        sum_.assign(groups_.size(), 0);
        for (Index i = 0; i < n_; ++i)
            if (posts(i) < 0 || posts(i) > posts_) { // sums of others might overflow
                faults_.expect(false, "posts[" + std::to_string(i) + "] is negative or more than there are");
                return;
            }
        for (Index i = 0; i < n_; ++i) {
            total += posts(i);
            if (posts(i) < least(i) || posts(i) > most(i))
                faults_.expect(false, "posts[" + std::to_string(i) + "] breaks its floor or cap");
        }
        faults_.expect(total == posts_, "the posts do not add up");
        for (Index g = 0; g < std::ssize(groups_); ++g) {
            for (const Index i : groups_[g].members) sum_[g] += posts(i);
            faults_.expect(group_posts(g) == sum_[g], "group_posts is not the sum");
            faults_.expect(static_cast<double>(sum_[g]) >= groups_[g].floor &&
                               static_cast<double>(sum_[g]) <= groups_[g].cap,
                           "group " + groups_[g].name + " breaks its floor or cap");
        }
    }

    /// No post would be worth more somewhere else, ties by weight and index; and who is next and last.
    /// @param scale  of what posts are worth, see base::equal()
    void exchange(const Eigen::VectorX<long>& posts, const std::function<Worth(Index, long)>& worth,
                  Index next, Index last, double scale = 0.0) {
        const Index root = groups_.size();
        std::vector<std::vector<Worth>> up(root + 1);
        std::vector<std::vector<Worth>> down(root + 1);
        for (Index i = 0; i < n_; ++i) {
            const Index g = family_.inner[i];
            if (posts(i) < most(i)) up[g].push_back(worth(i, posts(i)));
            if (posts(i) > least(i)) down[g].push_back(worth(i, posts(i) - 1));
        }
        // Only ties that are equal to the last digit are held to weight and index: of a chain of near ones each may be
        // chosen.
        const auto better = [&](const Worth& a, const Worth& b) {
            const auto [gain, weight, order] = a;
            const auto [other_gain, other_weight, other_order] = b;
            if (gain != other_gain) return base::above(gain, other_gain, scale);
            if (!base::equal(weight, other_weight)) return weight > other_weight;
            return order > other_order;
        };
        const auto settled = [&](Index node) {
            if (up[node].empty() || down[node].empty()) return true;
            const Worth& best = *std::max_element(up[node].begin(), up[node].end());
            const Worth& worst = *std::min_element(down[node].begin(), down[node].end());
            return !better(best, worst);
        };
        for (const Index g : family_.small_to_large) {
            faults_.expect(settled(g), "a post inside group " + groups_[g].name + " is worth more elsewhere");
            const Index out = family_.outer[g];
            if (static_cast<double>(sum_[g]) + 1.0 <= groups_[g].cap)
                up[out].insert(up[out].end(), up[g].begin(), up[g].end());
            if (static_cast<double>(sum_[g]) - 1.0 >= groups_[g].floor)
                down[out].insert(down[out].end(), down[g].begin(), down[g].end());
        }
        faults_.expect(settled(root), "a post is worth more elsewhere");
        const auto named = [&](Index place, const std::vector<Worth>& among, bool first) {
            if (among.empty() || place < 0) return among.empty() && place == -1;
            const auto own = std::find_if(among.begin(), among.end(),
                                          [&](const Worth& w) { return std::get<2>(w) == -place; });
            return own != among.end() && std::none_of(among.begin(), among.end(), [&](const Worth& w) {
                       return first ? better(w, *own) : better(*own, w);
                   });
        };
        faults_.expect(named(next, up[root], true), "next is wrong");
        faults_.expect(named(last, down[root], false), "last is wrong");
    }

    [[nodiscard]] const Family& nested() const { return family_; }
    [[nodiscard]] long least(Index i) const { return lower_.size() > 0 ? lower_(i) : 0; }
    [[nodiscard]] long most(Index i) const { return upper_.size() > 0 ? upper_(i) : most_posts; }

private:
    Index n_;
    long posts_;
    const Eigen::VectorX<long>& lower_;
    const Eigen::VectorX<long>& upper_;
    const std::vector<Group>& groups_;
    base::Faults<>& faults_;
    Family family_;
    std::vector<long> sum_ = {};
};

/// Quotas are proportional to the weights as far as the nested rules let them: no shift between two places would
/// bring their ratios closer.
/// @return weight over quota where one more post would go, the largest price where nobody has anything to give for it;
///         0 where it can go nowhere
template <class = void>
double check_quota(const Eigen::Ref<const Eigen::VectorXd>& weight, const ApportionmentOptions& options,
                   const PostCheck<>& check, const Eigen::VectorXd& quota, base::Faults<>& faults) {
    const Index root = options.groups.size();
    constexpr double fine = 1e-9;
    std::vector<double> up(root + 1, -infinite);
    std::vector<double> down(root + 1, infinite);
    std::vector<double> sum(root + 1, 0.0);
    std::vector<bool> from_nothing(root + 1, false);
    for (Index i = 0; i < weight.size(); ++i) {
        const Index g = check.nested().inner[i];
        const auto low = static_cast<double>(check.least(i));
        const auto high = static_cast<double>(check.most(i));
        sum[g] += quota(i);
        if (quota(i) < low * (1.0 - fine) || quota(i) > high * (1.0 + fine))
            faults.expect(false, "quota[" + std::to_string(i) + "] breaks its floor or cap");
        // Quotas below 1e-307 are known to a step of the smallest numbers.
        constexpr double step = std::numeric_limits<double>::denorm_min();
        const auto urge = [&](double has) {
            if (weight(i) == 0.0) return -infinite;
            return has > 0.0 ? std::log(weight(i)) - std::log(has) : infinite;
        };
        if (quota(i) < high * (1.0 - fine)) {
            up[g] = std::max(up[g], urge(quota(i) + step));
            from_nothing[g] = from_nothing[g] || (weight(i) > 0.0 && quota(i) == 0.0);
        }
        if (quota(i) * (1.0 - fine) > low) down[g] = std::min(down[g], urge(quota(i) - step));
    }
    for (const Index g : check.nested().small_to_large) {
        const Index out = check.nested().outer[g];
        const double floor = std::ceil(options.groups[g].floor);
        const double cap = std::floor(options.groups[g].cap);
        faults.expect(sum[g] >= floor * (1.0 - fine) && sum[g] <= cap * (1.0 + fine), "quotas break a group's rule");
        faults.expect(up[g] <= down[g] + fine || down[g] == infinite, "quotas inside a group are not proportional");
        if (sum[g] < cap * (1.0 - fine)) {
            up[out] = std::max(up[out], up[g]);
            from_nothing[out] = from_nothing[out] || from_nothing[g];
        }
        if (sum[g] * (1.0 - fine) > floor) down[out] = std::min(down[out], down[g]);
        sum[out] += sum[g];
    }
    faults.expect(up[root] <= down[root] + fine || down[root] == infinite, "quotas are not proportional");
    faults.expect_near(sum[root], static_cast<double>(options.posts), fine, "sum of quotas");
    return from_nothing[root] && down[root] == infinite ? 1e300 : std::min(1e300, std::exp(up[root]));
}

/// Hamilton: in every node each part has the whole part of its quota or one more, the largest remainders one more, of
/// equal ones the first, groups before places.
template <class = void>
void check_remainders(const Eigen::VectorXd& quota, const std::vector<Group>& groups, const PostCheck<>& check,
                      const Apportionment& answer, base::Faults<>& faults) {
    constexpr double equal = 1e-10; // remainders closer than this are the same
    struct Node {
        double worst_up = 2.0;   // the smallest remainder rounded up
        double best_down = -1.0; // the largest rounded down
        Index last_up = -1;      // of those as small
        Index first_down = -1;   // of those as large
    };
    const Index root = groups.size();
    std::vector<double> share(root, 0.0);
    for (Index g = 0; g < root; ++g)
        for (const Index i : groups[g].members) share[g] += quota(i);
    std::vector<Node> nodes(root + 1);
    const auto each = [&](const auto& act) {
        const auto part = [&](Index node, double exact, long posts, Index number) {
            const double whole = std::floor(exact + 1e-9);
            act(nodes[node], exact - whole, static_cast<double>(posts) - whole, number);
        };
        for (Index g = 0; g < root; ++g) part(check.nested().outer[g], share[g], answer.group_posts(g), g);
        for (Index i = 0; i < quota.size(); ++i) part(check.nested().inner[i], quota(i), answer.posts(i), root + i);
    };
    each([&](Node& node, double rest, double extra, Index) {
        faults.expect(extra == 0.0 || extra == 1.0, "posts are not a rounded quota");
        if (extra == 1.0) node.worst_up = std::min(node.worst_up, rest);
        if (extra == 0.0) node.best_down = std::max(node.best_down, rest);
    });
    each([&](Node& node, double rest, double extra, Index number) {
        if (extra == 1.0 && rest <= node.worst_up + equal) node.last_up = number;
        if (extra == 0.0 && rest >= node.best_down - equal && node.first_down < 0) node.first_down = number;
    });
    for (const Node& node : nodes) {
        faults.expect(node.worst_up >= node.best_down - 1e-8, "a smaller remainder is rounded up");
        faults.expect(std::abs(node.worst_up - node.best_down) > equal || node.last_up < node.first_down,
                      "of equal remainders a later one is rounded up");
    }
}

} // namespace detail

COREWING_BODY
base::Certificate verify_apportionment(const Eigen::Ref<const Eigen::VectorXd>& weight, const ApportionmentOptions& options,
                                 const Apportionment& answer) {
    base::Certificate certificate;
    base::Faults<> faults(certificate);
    const Index n = weight.size();
    detail::PostCheck<> check(n, options.posts, options.lower, options.upper, options.groups, faults);
    const Index groups = std::ssize(options.groups);
    faults.expect(answer.posts.size() == n && answer.quota.size() == n && answer.group_posts.size() == groups,
                  "a result has the wrong size");
    if (faults.clean() && answer.outcome.status == base::Status::infeasible) {
        base::check_no_answer(answer.outcome, faults);
        faults.expect(check.broken(), "called infeasible, but the rules can hold together");
        faults.expect(answer.posts.isZero() && answer.quota.isZero(0.0) && answer.group_posts.isZero() &&
                          answer.divisor == 0.0 && answer.next == -1 && answer.last == -1,
                      "without an answer there are no posts");
        faults.expect(std::ssize(answer.findings) == 1, "findings: one names the rules that clash");
    } else if (faults.clean()) {
        faults.expect(answer.outcome.status == base::Status::optimal, "outcome.status should be optimal");
        faults.expect(answer.findings.empty(), "findings: no rules clash");
        faults.expect(answer.quota.allFinite(), "a quota is not finite");
        check.rules(answer.posts, answer.group_posts);
        if (!faults.clean()) return certificate;
        const double fair = detail::check_quota(weight, options, check, answer.quota, faults);
        if (options.method == ApportionmentMethod::hamilton) {
            faults.expect(answer.next == -1 && answer.last == -1, "Hamilton has no next and last");
            detail::check_remainders(answer.quota, options.groups, check, answer, faults);
            faults.expect_near(answer.divisor, fair, 1e-8, "divisor");
        } else {
            const auto worth = [&](Index i, long s) {
                double d = static_cast<double>(s) + 0.5;
                if (options.method == ApportionmentMethod::jefferson) d = static_cast<double>(s) + 1.0;
                if (options.method == ApportionmentMethod::adams) d = static_cast<double>(s);
                if (options.method == ApportionmentMethod::hill)
                    d = std::sqrt(static_cast<double>(s) * (static_cast<double>(s) + 1.0));
                return detail::PostCheck<>::Worth{weight(i) > 0.0 ? weight(i) / d : 0.0, weight(i), -i};
            };
            check.exchange(answer.posts, worth, answer.next, answer.last);
            double divisor = 0.0;
            if (answer.last >= 0 && answer.last < n && answer.posts(answer.last) > 0)
                divisor = std::get<0>(worth(answer.last, answer.posts(answer.last) - 1));
            faults.expect_near(answer.divisor, std::isfinite(divisor) ? divisor : 0.0, 1e-12, "divisor");
        }
        const auto posts = static_cast<double>(options.posts);
        faults.expect(answer.outcome.bound == posts, "outcome.bound is not the number of posts");
        base::check_outcome(answer.outcome, posts, 0.0, faults);
        certificate.bound = posts;
        certificate.gap = 0.0;
    }
    certificate.holds = faults.clean();
    return certificate;
}

COREWING_BODY
base::Certificate verify_marginal_division(const Eigen::Ref<const Eigen::MatrixXd>& gain,
                                     const MarginalDivisionOptions& options, const MarginalDivision& answer) {
    base::Certificate certificate;
    base::Faults<> faults(certificate);
    const Index n = gain.rows();
    Eigen::VectorX<long> upper = Eigen::VectorX<long>::Constant(n, gain.cols());
    if (options.upper.size() > 0) upper = upper.cwiseMin(options.upper);
    detail::PostCheck<> check(n, options.posts, options.lower, upper, options.groups, faults);
    faults.expect(answer.posts.size() == n &&
                      answer.group_posts.size() == std::ssize(options.groups),
                  "a result has the wrong size");
    if (faults.clean() && answer.outcome.status == base::Status::infeasible) {
        base::check_no_answer(answer.outcome, faults);
        faults.expect(check.broken(), "called infeasible, but the rules can hold together");
        faults.expect(answer.posts.isZero() && answer.group_posts.isZero() && answer.next == -1 && answer.last == -1 &&
                          answer.next_gain == 0.0 && answer.last_gain == 0.0,
                      "without an answer there are no posts");
        faults.expect(std::ssize(answer.findings) == 1, "findings: one names the rules that clash");
    } else if (faults.clean()) {
        faults.expect(answer.outcome.status == base::Status::optimal, "outcome.status should be optimal");
        faults.expect(answer.findings.empty(), "findings: no rules clash");
        check.rules(answer.posts, answer.group_posts);
        if (faults.clean()) {
            check.exchange(
                answer.posts,
                [&](Index i, long s) {
                    return detail::PostCheck<>::Worth{gain(i, s), 0.0, -i};
                },
                answer.next, answer.last, base::scale_of(gain));
            double objective = 0.0;
            double size = 0.0; // gains of both signs may add up to nothing
            for (Index i = 0; i < n; ++i)
                for (long s = 0; s < answer.posts(i); ++s) {
                    objective += gain(i, s);
                    size += std::abs(gain(i, s));
                }
            certificate.bound = objective;
            certificate.gap = 0.0;
            base::check_outcome(answer.outcome, objective, 1e-9, faults, 1e-3 * size);
            faults.expect_near(answer.outcome.bound, objective, 1e-9, "outcome.bound", 1e-3 * size);
        }
        if (faults.clean()) {
            const double up = answer.next >= 0 ? gain(answer.next, answer.posts(answer.next)) : 0.0;
            const double down = answer.last >= 0 ? gain(answer.last, answer.posts(answer.last) - 1) : 0.0;
            faults.expect(answer.next_gain == up, "next_gain is wrong");
            faults.expect(answer.last_gain == down, "last_gain is wrong");
        }
    }
    certificate.holds = faults.clean();
    return certificate;
}

} // namespace corewing::allocation
