#pragma once

#include "corewing/allocation/verify_conflict.hpp"

#include "corewing/allocation/conflict.hpp"
#include "corewing/allocation/detail/rule_check.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace corewing::allocation {
namespace detail {

/// The fewest rules that contradict each other, or most + 1 if it takes more than `most`.
/// For each node of the nest: the most that k floors inside ask for, and the least that k caps which cover it allow.
template <class = void>
Index fewest_contradictory(const RuleView& rules, const Family& nested, Index most) {
    const double none = std::numeric_limits<double>::infinity();
    using Sums = std::vector<double>; // by the number of rules, 0 .. most
    const auto join = [most](const Sums& a, const Sums& b, const auto& better) {
        Sums both(std::min(std::ssize(a) + std::ssize(b) - 1, most + 1), a[0] + b[0]);
        for (Index k = 0; k < std::ssize(both); ++k) {
            bool first = true;
            for (Index i = k + 1 > std::ssize(b) ? k + 1 - std::ssize(b) : 0; i <= k && i < std::ssize(a); ++i) {
                const double sum = a[i] + b[k - i];
                both[k] = first || better(sum, both[k]) ? sum : both[k];
                first = false;
            }
        }
        return both;
    };
    Index fewest = most + 1;
    const auto clash = [&fewest](double asked, double allowed, Index count) {
        if (asked > allowed && asked - allowed > 1e-12 * asked) fewest = std::min(fewest, count);
    };
    const Index root = rules.groups->size();
    std::vector<Sums> asks(root + 1, Sums{0.0});
    std::vector<Sums> allows(root + 1, Sums{0.0});
    const auto add = [&](Index node, const Sums& ask, const Sums& allow) {
        asks[node] = join(asks[node], ask, std::greater<>());
        allows[node] = join(allows[node], allow, std::less<>());
    };
    // A node's own floor and cap, against what lies inside, then as one rule in place of several.
    const auto close = [&](Sums& ask, Sums& allow, double floor, double cap) {
        clash(floor, cap, 2);
        for (Index k = 0; k < std::ssize(ask); ++k) clash(ask[k], cap, k + 1);
        for (Index k = 0; k < std::ssize(allow); ++k) clash(floor, allow[k], k + 1);
        if (ask.size() < 2) ask.push_back(0.0);
        if (allow.size() < 2) allow.push_back(none);
        ask[1] = std::max(ask[1], floor);
        allow[1] = std::min(allow[1], cap);
    };
    for (Index i = 0; i < rules.places; ++i) {
        clash(rules.floor_of(i), rules.cap_of(i), 2);
        add(nested.inner[i], {0.0, rules.floor_of(i)}, {none, rules.cap_of(i)});
    }
    for (const Index g : nested.small_to_large) {
        close(asks[g], allows[g], (*rules.groups)[g].floor, (*rules.groups)[g].cap);
        add(nested.outer[g], asks[g], allows[g]);
    }
    close(asks[root], allows[root], rules.spend == Spend::all ? rules.budget : 0.0, rules.budget);
    return fewest;
}

/// The least sum of changes that lets all rules hold, by duality: the most that some floors (and the budget, if it must
/// be spent) ask for beyond some caps (and the budget), where each place is in no more floors than caps. Every sum of
/// changes is at least as large, for each rule changed by 1 moves the difference by at most 1; as the rules are nested
/// some choice reaches the least.
/// For each node of the nest: the best choice inside if b more caps than floors are chosen around it.
template <class = void>
double least_change(const RuleView& rules, const Family& nested) {
    const double none = -std::numeric_limits<double>::infinity();
    const Index root = rules.groups->size();
    std::vector<Index> depth(root + 1, 0);
    Index deepest = 0;
    for (auto g = nested.small_to_large.rbegin(); g != nested.small_to_large.rend(); ++g)
        deepest = std::max(deepest, depth[*g] = depth[nested.outer[*g]] + 1);
    const Index middle = deepest + 2; // where b = 0 is kept
    const Index width = 2 * middle + 1;
    std::vector<std::vector<double>> inside(root + 1, std::vector<double>(width, 0.0));
    // A node's own floor takes one from b, its cap gives one.
    const auto choose = [&](const std::vector<double>& best, double floor, double cap) {
        std::vector<double> result(best.size(), none);
        for (Index k = 0; k < width; ++k) {
            const double neither = std::max(best[k], best[k] + floor - cap);
            const double low = k > 0 ? best[k - 1] + floor : none;
            const double high = k + 1 < width ? best[k + 1] - cap : none;
            result[k] = std::max({neither, low, high});
        }
        return result;
    };
    const auto add = [](std::vector<double>& sum, const std::vector<double>& part) {
        for (Index k = 0; k < std::ssize(sum); ++k) sum[k] += part[k];
    };
    std::vector<double> covered(width, 0.0);
    for (Index k = 0; k < middle; ++k) covered[k] = none;
    for (Index i = 0; i < rules.places; ++i)
        add(inside[nested.inner[i]], choose(covered, rules.floor_of(i), rules.cap_of(i)));
    for (const Index g : nested.small_to_large)
        add(inside[nested.outer[g]], choose(inside[g], (*rules.groups)[g].floor, (*rules.groups)[g].cap));
    const double asked = rules.spend == Spend::all ? rules.budget : none;
    return choose(inside[root], asked, rules.budget)[middle];
}

} // namespace detail

COREWING_BODY
base::Certificate verify_conflict(Index places, const RuleBook& rules, const Conflict& conflict) {
    base::Certificate certificate;
    base::Faults<> faults(certificate);
    const auto view = detail::RuleView::of(places, rules);
    const detail::Family nested = detail::family(places, rules.groups);
    if (!conflict.found) {
        faults.expect(!detail::contradict(view, nested), "the rules contradict each other");
        faults.expect(conflict.demands.empty() && conflict.limits.empty() && conflict.relaxation.empty() &&
                          !conflict.smallest && conflict.change == 0.0 && conflict.demanded == 0.0 &&
                          conflict.allowed == 0.0,
                      "without a conflict there is nothing to say");
        certificate.holds = faults.clean();
        return certificate;
    }

    const auto is_group = [](RuleKind kind) { return kind == RuleKind::group_floor || kind == RuleKind::group_cap; };
    const auto quoted = [&](const Rule& rule) {
        const Index count = is_group(rule.kind) ? std::ssize(rules.groups) : places;
        if (rule.resource != -1) return false;
        if (rule.kind == RuleKind::budget) return rule.index == -1 && rule.name.empty() && rule.amount == rules.budget;
        if (rule.index < 0 || rule.index >= count) return false;
        const Index k = rule.index;
        std::string title = k < std::ssize(rules.names) ? rules.names[k] : "";
        if (is_group(rule.kind)) title = rules.groups[k].name;
        if (title.empty()) title = (is_group(rule.kind) ? "group " : "place ") + std::to_string(rule.index);
        if (rule.name != title) return false;
        switch (rule.kind) {
        case RuleKind::place_floor: return rule.amount == view.floor_of(rule.index);
        case RuleKind::place_cap: return rule.amount == view.cap_of(rule.index);
        case RuleKind::group_floor: return rule.amount == rules.groups[k].floor;
        default: return rule.amount == rules.groups[k].cap;
        }
    };
    std::vector<int> balance(places, 0); // limits less demands that count a place
    const auto count = [&](const Rule& rule, int by) {
        if (rule.kind == RuleKind::budget)
            for (int& b : balance) b += by;
        else if (is_group(rule.kind))
            for (const Index i : rules.groups[rule.index].members)
                balance[i] += by;
        else
            balance[rule.index] += by;
    };
    double demanded = 0.0;
    double allowed = 0.0;
    for (const Rule& rule : conflict.demands) {
        const bool asks = rule.kind == RuleKind::place_floor || rule.kind == RuleKind::group_floor ||
                          (rule.kind == RuleKind::budget && rules.spend == Spend::all);
        faults.expect(asks && quoted(rule), "demand \"" + describe(rule) + "\" is not among the rules");
        demanded += rule.amount;
    }
    for (const Rule& rule : conflict.limits) {
        const bool limits =
            rule.kind == RuleKind::place_cap || rule.kind == RuleKind::group_cap || rule.kind == RuleKind::budget;
        faults.expect(limits && quoted(rule), "limit \"" + describe(rule) + "\" is not among the rules");
        allowed += rule.amount;
    }
    if (faults.clean()) {
        for (const Rule& rule : conflict.demands) count(rule, -1);
        for (const Rule& rule : conflict.limits) count(rule, 1);
        bool covered = true;
        for (const int b : balance) covered = covered && b >= 0;
        faults.expect(covered, "the limits do not cover what is demanded");
        faults.expect(demanded > allowed, "the demands are within the limits");
        for (const Rule& rule : conflict.demands)
            faults.expect(demanded - rule.amount <= allowed * (1.0 + 1e-9) + 1e-300, "a demand is not needed");
        for (const Rule& rule : conflict.limits) { // without it some demanded place would be free
            count(rule, -1);
            bool opened = conflict.limits.size() == 1;
            for (const int b : balance) opened = opened || b < 0;
            count(rule, 1);
            faults.expect(opened || rule.amount == 0.0, "a limit is not needed");
        }
    }
    faults.expect_near(conflict.demanded, demanded, 1e-12, "demanded");
    faults.expect_near(conflict.allowed, allowed, 1e-12, "allowed");

    RuleBook relaxed = rules;
    relaxed.lower = Eigen::VectorX<Double>(places);
    relaxed.upper = Eigen::VectorX<Double>(places);
    for (Index i = 0; i < places; ++i) {
        relaxed.lower(i) = view.floor_of(i);
        relaxed.upper(i) = view.cap_of(i);
    }
    double change = 0.0;
    for (const Relaxation& give : conflict.relaxation) {
        faults.expect(quoted(give.rule), "relaxation of \"" + describe(give.rule) + "\", which is not among the rules");
        if (!faults.clean()) break;
        change += std::abs(give.to - give.rule.amount);
        const Index k = std::max<Index>(0, give.rule.index);
        switch (give.rule.kind) {
        case RuleKind::budget: relaxed.budget = give.to; break;
        case RuleKind::place_floor: relaxed.lower(give.rule.index) = give.to; break;
        case RuleKind::place_cap: relaxed.upper(give.rule.index) = give.to; break;
        case RuleKind::group_floor: relaxed.groups[k].floor = give.to; break;
        case RuleKind::group_cap: relaxed.groups[k].cap = give.to; break;
        }
    }
    faults.expect_near(conflict.change, change, 1e-9, "change");
    // A little room for rounding: the relaxed rules just meet.
    relaxed.budget *= 1.0 + (rules.spend == Spend::all ? 0.0 : 1e-10);
    for (Group& group : relaxed.groups) group.floor *= 1.0 - 1e-10, group.cap *= 1.0 + 1e-10;
    relaxed.lower *= 1.0 - 1e-10;
    relaxed.upper *= 1.0 + 1e-10;
    faults.expect(!detail::contradict(detail::RuleView::of(places, relaxed), nested),
                  "the relaxed rules still contradict each other");
    // That a conflict must be relaxed by what it asks too much is a limit from below.
    faults.expect(conflict.change >= (demanded - allowed) * (1.0 - 1e-9), "the relaxation is less than the conflict");
    certificate.bound = detail::least_change(view, nested);
    certificate.gap = base::relative_gap(change, certificate.bound);
    faults.expect(change <= certificate.bound * (1.0 + 1e-9) + 1e-12 * (demanded + allowed),
                  "the relaxation is larger than the least, " + base::to_text(certificate.bound));
    if (conflict.smallest && faults.clean()) {
        const Index shown = conflict.demands.size() + conflict.limits.size();
        const Index fewest = detail::fewest_contradictory(view, nested, shown - 1);
        faults.expect(fewest >= shown, std::to_string(fewest) + " rules contradict each other already");
    }
    certificate.holds = faults.clean();
    return certificate;
}

} // namespace corewing::allocation
