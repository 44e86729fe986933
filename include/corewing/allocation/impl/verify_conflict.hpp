#pragma once

#include "corewing/allocation/verify_conflict.hpp"

#include "corewing/allocation/conflict.hpp"
#include "corewing/allocation/detail/rule_check.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/check.hpp"
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

/// Checks what a conflict says about rules that contradict each other.
template <class Double = double>
class ConflictCheck {
public:
    ConflictCheck(Index places, const RuleBook& rules, const Conflict& conflict)
        : places_(places), rules_(rules), conflict_(conflict), view_(RuleView::of(places, rules)),
          family_(family(places, rules.groups)) {}

    base::Certificate run() {
        if (!conflict_.found) {
            faults_.expect(!contradict(view_, family_), "the rules contradict each other");
            faults_.expect(conflict_.demands.empty() && conflict_.limits.empty() && conflict_.relaxation.empty() &&
                               !conflict_.smallest && conflict_.change == 0.0 && conflict_.demanded == 0.0 &&
                               conflict_.allowed == 0.0,
                           "without a conflict there is nothing to say");
        } else {
            quotes();
            if (faults_.clean()) contradiction();
            faults_.expect_near(conflict_.demanded, demanded_, 1e-12, "demanded");
            faults_.expect_near(conflict_.allowed, allowed_, 1e-12, "allowed");
            relaxation();
            smallest();
        }
        certificate_.holds = faults_.clean();
        return certificate_;
    }

private:
    static bool is_group(RuleKind kind) { return kind == RuleKind::group_floor || kind == RuleKind::group_cap; }

    /// Whether a rule stands among the rules, with its name and amount.
    [[nodiscard]] bool quoted(const Rule& rule) const {
        const Index count = is_group(rule.kind) ? std::ssize(rules_.groups) : places_;
        if (rule.resource != -1) return false;
        if (rule.kind == RuleKind::budget) return rule.index == -1 && rule.name.empty() && rule.amount == rules_.budget;
        if (rule.index < 0 || rule.index >= count) return false;
        const Index k = rule.index;
        std::string title = k < std::ssize(rules_.names) ? rules_.names[k] : "";
        if (is_group(rule.kind)) title = rules_.groups[k].name;
        if (title.empty()) title = (is_group(rule.kind) ? "group " : "place ") + std::to_string(k);
        if (rule.name != title) return false;
        switch (rule.kind) {
        case RuleKind::place_floor: return rule.amount == view_.floor_of(k);
        case RuleKind::place_cap: return rule.amount == view_.cap_of(k);
        case RuleKind::group_floor: return rule.amount == rules_.groups[k].floor;
        default: return rule.amount == rules_.groups[k].cap;
        }
    }

    /// Demands and limits are rules of the right kinds.
    void quotes() {
        for (const Rule& rule : conflict_.demands) {
            const bool asks = rule.kind == RuleKind::place_floor || rule.kind == RuleKind::group_floor ||
                              (rule.kind == RuleKind::budget && rules_.spend == Spend::all);
            faults_.expect(asks && quoted(rule), "demand \"" + describe(rule) + "\" is not among the rules");
            demanded_ += rule.amount;
        }
        for (const Rule& rule : conflict_.limits) {
            const bool limits =
                rule.kind == RuleKind::place_cap || rule.kind == RuleKind::group_cap || rule.kind == RuleKind::budget;
            faults_.expect(limits && quoted(rule), "limit \"" + describe(rule) + "\" is not among the rules");
            allowed_ += rule.amount;
        }
    }

    /// Adds to the balance of every place that a rule counts.
    void count(const Rule& rule, int by) {
        if (rule.kind == RuleKind::budget)
            for (int& b : balance_) b += by;
        else if (is_group(rule.kind))
            for (const Index i : rules_.groups[rule.index].members) balance_[i] += by;
        else
            balance_[rule.index] += by;
    }

    [[nodiscard]] bool covered() const {
        return std::all_of(balance_.begin(), balance_.end(), [](int b) { return b >= 0; });
    }

    /// The limits cover what is demanded and allow less; no rule can be spared.
    void contradiction() {
        balance_.assign(places_, 0);
        for (const Rule& rule : conflict_.demands) count(rule, -1);
        for (const Rule& rule : conflict_.limits) count(rule, 1);
        faults_.expect(covered(), "the limits do not cover what is demanded");
        faults_.expect(demanded_ > allowed_, "the demands are within the limits");
        for (const Rule& rule : conflict_.demands)
            faults_.expect(demanded_ - rule.amount <= allowed_ * (1.0 + 1e-9) + 1e-300, "a demand is not needed");
        for (const Rule& rule : conflict_.limits) { // without it some demanded place would be free
            count(rule, -1);
            const bool opened = conflict_.limits.size() == 1 || !covered();
            count(rule, 1);
            faults_.expect(opened || rule.amount == 0.0, "a limit is not needed");
        }
    }

    /// The rules after the changes proposed, up to the first that is none; floors and caps of places with room for rounding.
    RuleBook relaxed(double& change) {
        RuleBook book = rules_;
        Eigen::VectorX<Double> lower = view_.lower;
        Eigen::VectorX<Double> upper = view_.upper;
        for (const Relaxation& give : conflict_.relaxation) {
            const Index k = give.rule.index;
            faults_.expect(quoted(give.rule),
                           "relaxation of \"" + describe(give.rule) + "\", which is not among the rules");
            if (!faults_.clean()) break;
            change += std::abs(give.to - give.rule.amount);
            switch (give.rule.kind) {
            case RuleKind::budget: book.budget = give.to; break;
            case RuleKind::place_floor: lower(k) = give.to; break;
            case RuleKind::place_cap: upper(k) = give.to; break;
            case RuleKind::group_floor: book.groups[k].floor = give.to; break;
            case RuleKind::group_cap: book.groups[k].cap = give.to; break;
            }
        }
        // A little room for rounding: the relaxed rules just meet.
        book.lower = lower * (1.0 - 1e-10);
        book.upper = upper * (1.0 + 1e-10);
        return book;
    }

    /// The relaxed rules can hold together, and no smaller change would do.
    void relaxation() {
        double change = 0.0;
        RuleBook book = relaxed(change);
        faults_.expect_near(conflict_.change, change, 1e-9, "change");
        book.budget *= 1.0 + (rules_.spend == Spend::all ? 0.0 : 1e-10);
        for (Group& group : book.groups) group.floor *= 1.0 - 1e-10, group.cap *= 1.0 + 1e-10;
        faults_.expect(!contradict(RuleView::of(places_, book), family_),
                       "the relaxed rules still contradict each other");
        // That a conflict must be relaxed by what it asks too much is a limit from below.
        faults_.expect(conflict_.change >= (demanded_ - allowed_) * (1.0 - 1e-9),
                       "the relaxation is less than the conflict");
        certificate_.bound = least_change(view_, family_);
        certificate_.gap = base::relative_gap(change, certificate_.bound);
        faults_.expect(change <= certificate_.bound * (1.0 + 1e-9) + 1e-12 * (demanded_ + allowed_),
                       "the relaxation is larger than the least, " + base::to_text(certificate_.bound));
    }

    /// No fewer rules contradict each other, if and only if that is said. Of more than 64 rules it need not be known.
    void smallest() {
        const Index shown = std::ssize(conflict_.demands) + std::ssize(conflict_.limits);
        if (!faults_.clean() || (!conflict_.smallest && shown > 64)) return;
        const Index fewest = fewest_contradictory(view_, family_, shown - 1);
        if (conflict_.smallest)
            faults_.expect(fewest >= shown, std::to_string(fewest) + " rules contradict each other already");
        else
            faults_.expect(fewest < shown, "no fewer rules contradict each other, but it is not called smallest");
    }

    Index places_;
    const RuleBook& rules_;
    const Conflict& conflict_;
    RuleView view_;
    Family family_;
    base::Certificate certificate_ = {};
    base::Faults<> faults_{certificate_};
    std::vector<int> balance_ = {}; // limits less demands that count a place
    double demanded_ = 0.0;
    double allowed_ = 0.0;
};

} // namespace detail

COREWING_BODY
base::Certificate verify_conflict(Index places, const RuleBook& rules, const Conflict& conflict) {
    base::check_range(static_cast<double>(places), 0.0, HUGE_VAL, "places");
    return detail::ConflictCheck<>(places, rules, conflict).run();
}

} // namespace corewing::allocation
