#pragma once

#include "corewing/allocation/conflict.hpp"
#include "corewing/allocation/detail/certificate.hpp"

#include <Eigen/Core>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace corewing::allocation {

/// Re-checks a conflict from the rules and the answer alone.
/// Every rule is quoted as it is. Each place occurs in the demands at most as often as in the limits, so that the
/// amounts in the demands add up to no more than those in the limits: as they must add up to more, nothing can keep all
/// these rules. Without any one of them they could be kept. With the relaxation all rules hold.
/// Complexity O(places + group members).
template <class Double = double>
Certificate verify_conflict(Eigen::Index places, const RuleBook& rules, const Conflict& conflict) {
    Certificate certificate;
    detail::Faults<> faults(certificate);
    const auto view = detail::RuleView::of(places, rules);
    const detail::Family nested = detail::family(static_cast<std::size_t>(places), rules.groups);
    if (!conflict.found) {
        faults.expect(!detail::contradict(view, nested), "the rules contradict each other");
        faults.expect(conflict.demands.empty() && conflict.limits.empty() && conflict.relaxation.empty() &&
                          conflict.change == 0.0 && conflict.demanded == 0.0 && conflict.allowed == 0.0,
                      "without a conflict there is nothing to say");
        certificate.holds = faults.clean();
        return certificate;
    }

    const auto is_group = [](RuleKind kind) { return kind == RuleKind::group_floor || kind == RuleKind::group_cap; };
    const auto quoted = [&](const Rule& rule) {
        const Eigen::Index count = is_group(rule.kind) ? static_cast<Eigen::Index>(rules.groups.size()) : places;
        if (rule.kind == RuleKind::budget) return rule.index == -1 && rule.amount == rules.budget;
        if (rule.index < 0 || rule.index >= count) return false;
        const auto k = static_cast<std::size_t>(rule.index);
        std::string title = k < rules.names.size() ? rules.names[k] : "";
        if (is_group(rule.kind)) title = rules.groups[k].name;
        if (!title.empty() && rule.name != title) return false;
        switch (rule.kind) {
        case RuleKind::place_floor: return rule.amount == view.floor_of(rule.index);
        case RuleKind::place_cap: return rule.amount == view.cap_of(rule.index);
        case RuleKind::group_floor: return rule.amount == rules.groups[k].floor;
        default: return rule.amount == rules.groups[k].cap;
        }
    };
    std::vector<int> balance(static_cast<std::size_t>(places), 0); // limits less demands that count a place
    const auto count = [&](const Rule& rule, int by) {
        if (rule.kind == RuleKind::budget)
            for (int& b : balance) b += by;
        else if (is_group(rule.kind))
            for (const Eigen::Index i : rules.groups[static_cast<std::size_t>(rule.index)].members)
                balance[static_cast<std::size_t>(i)] += by;
        else
            balance[static_cast<std::size_t>(rule.index)] += by;
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
    for (Eigen::Index i = 0; i < places; ++i) {
        relaxed.lower(i) = view.floor_of(i);
        relaxed.upper(i) = view.cap_of(i);
    }
    double change = 0.0;
    for (const Relaxation& give : conflict.relaxation) {
        faults.expect(quoted(give.rule), "relaxation of \"" + describe(give.rule) + "\", which is not among the rules");
        if (!faults.clean()) break;
        change += std::abs(give.to - give.rule.amount);
        const auto k = static_cast<std::size_t>(std::max<Eigen::Index>(0, give.rule.index));
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
    certificate.holds = faults.clean();
    return certificate;
}

} // namespace corewing::allocation
