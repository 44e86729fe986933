#pragma once

#include "corewing/plan/progress.hpp"

#include "corewing/base/comparison.hpp"
#include "corewing/model/shown_name.hpp"
#include "corewing/plan/detail/figures.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace corewing::plan {

namespace detail {

/// What became of a target.
template <class = void>
TargetOutcome outcome_of(const model::Region& region, Index row) {
    const model::Target& target = region.targets()[row];
    TargetOutcome result{.target = row};
    const auto& all = region.observations();
    const auto key = [](const model::Observation& o) { return std::tie(o.indicator, o.place); };
    const auto wanted = std::tie(target.indicator, target.place);
    auto at = std::partition_point(all.begin(), all.end(), [&](const auto& o) { return key(o) < wanted; });
    for (; at != all.end() && key(*at) == wanted; ++at) { // years ascend
        if (result.outcome && result.year >= target.year) break;
        result.outcome = at->value;
        result.year = at->year;
        result.mark = at->mark;
    }
    if (!result.outcome) return result;
    const bool reached = target.sense == model::Sense::at_least ? base::at_least(*result.outcome, target.target)
                                                                : base::at_least(target.target, *result.outcome);
    result.state = result.year < target.year ? TargetState::before : reached ? TargetState::met : TargetState::missed;
    return result;
}

/// What the region as a whole reports in two years or more.
template <class = void>
void find_changes(Progress& p, const model::Region& region) {
    const auto& all = region.observations();
    for (auto row = all.begin(); row != all.end();) {
        auto last = row;
        while (last + 1 != all.end() && last[1].indicator == row->indicator && last[1].place == row->place) ++last;
        if (row->place.empty() && last != row)
            p.changes.push_back({row->indicator, row->year, last->year, row->value, last->value});
        row = last + 1;
    }
}

template <class = void>
void add_loads(Progress& p, const model::Region& region) {
    std::map<std::string, BodyLoad> loads;
    for (Index t = 0; t < std::ssize(region.tasks()); ++t) {
        const model::Task& task = region.tasks()[t];
        if (task.lead.empty())
            p.unknown_lead.push_back(t);
        else if (task.lead == "none")
            p.no_owner.push_back(t);
        else
            ++loads[task.lead].leads;
        for (const std::string& body : task.support) ++loads[body].supports;
    }
    for (auto& [body, load] : loads) {
        load.body = body;
        p.bodies.push_back(load);
    }
    std::stable_sort(p.bodies.begin(), p.bodies.end(), [](const BodyLoad& a, const BodyLoad& b) {
        return std::tie(a.leads, a.supports) > std::tie(b.leads, b.supports);
    });
}

/// The name of a target's indicator, and of its place where it has one.
template <class = void>
std::string target_name(const model::Region& region, const model::Target& target) {
    const model::Indicator& its = region.indicator(target.indicator);
    std::string name = model::shown_name(its);
    if (!target.place.empty()) {
        const model::Place& place = region.place(region.index(target.place));
        name += ", " + model::shown_name(place);
    }
    return name;
}

template <class = void>
void target_lines(Answer& answer, const Progress& p, const Basis& basis) {
    const ProgressWords& words = basis.words.progress;
    std::vector<std::string> without;
    for (const TargetOutcome& o : p.targets) {
        const model::Target& target = basis.region.targets()[o.target];
        const std::string name = target_name(basis.region, target);
        if (!o.outcome) {
            without.push_back(name);
            continue;
        }
        if (answer.lines.size() >= 4) continue;
        const std::string& unit = basis.region.indicator(target.indicator).unit;
        const std::string& status = o.state == TargetState::met      ? words.met
                                    : o.state == TargetState::missed ? words.missed
                                                                     : words.before;
        answer.lines.push_back(phrase(
            words.target_line,
            {{"status", status},
             {"name", name},
             {"sense", target.sense == model::Sense::at_least ? words.at_least : words.at_most},
             {"target", amount(target.target)},
             {"unit", unit.empty() ? "" : " " + unit},
             {"year", std::to_string(target.year)},
             {"outcome", phrase(words.outcome, {{"value", amount(*o.outcome)}, {"year", std::to_string(o.year)}})}}));
    }
    if (without.empty()) return;
    answer.lines.push_back(phrase(words.none_found, {{"names", in_a_row(basis, without, 6)}}));
    answer.needs.push_back(phrase(words.need_outcomes, {{"names", in_a_row(basis, without, 3)}}));
}

/// "A 6, B 5": the bodies with the highest counts.
template <class Count>
std::string body_list(const Progress& p, const Basis& basis, Index most, Count count) {
    std::vector<std::string> texts;
    for (const Index b :
         ordered(std::ssize(p.bodies), [&](Index x, Index y) { return count(p.bodies[x]) > count(p.bodies[y]); }))
        if (const Index tasks = count(p.bodies[b]); tasks > 0 && std::ssize(texts) < most)
            texts.push_back(phrase(basis.words.progress.body_count,
                                   {{"body", p.bodies[b].body}, {"count", std::to_string(tasks)}}));
    return joined(texts);
}

template <class = void>
void task_lines(Answer& answer, const Progress& p, const Basis& basis) {
    const ProgressWords& words = basis.words.progress;
    const auto& tasks = basis.region.tasks();
    if (tasks.empty()) {
        answer.needs.push_back(words.need_tasks);
        return;
    }
    const auto names = [&](const std::vector<Index>& rows, Index most) {
        std::vector<std::string> all;
        for (const Index t : rows) all.push_back(model::shown_name(tasks[t]));
        return in_a_row(basis, all, most);
    };
    const std::string lead = body_list(p, basis, 6, [](const BodyLoad& b) { return b.leads; });
    std::string line = phrase(words.leads, {{"n", counted(std::ssize(tasks), words.task)}, {"bodies", lead}});
    if (!p.unknown_lead.empty())
        line += phrase(words.leads_unknown, {{"unknown", std::to_string(p.unknown_lead.size())}});
    if (!lead.empty()) answer.lines.push_back(line);
    const std::string load = body_list(p, basis, 5, [](const BodyLoad& b) { return b.leads + b.supports; });
    if (!load.empty()) answer.lines.push_back(phrase(words.load, {{"bodies", load}}));
    if (!p.no_owner.empty()) answer.lines.push_back(phrase(words.no_owner, {{"names", names(p.no_owner, 6)}}));
    if (!p.unknown_lead.empty())
        answer.needs.push_back(phrase(words.need_leads, {{"names", names(p.unknown_lead, 3)}}));
}

/// Changes of the region as a whole, the latest first, at most five.
template <class = void>
void change_line(Answer& answer, const Progress& p, const Basis& basis) {
    std::vector<RegionChange> order = p.changes;
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.to > b.to; });
    if (order.size() > 5) order.resize(5);
    std::vector<std::string> texts;
    for (const RegionChange& change : order)
        texts.push_back(
            phrase(basis.words.progress.change, {{"name", model::shown_name(basis.region.indicator(change.indicator))},
                                                 {"then", amount(change.then)},
                                                 {"from", std::to_string(change.from)},
                                                 {"now", amount(change.now)},
                                                 {"to", std::to_string(change.to)}}));
    if (!texts.empty()) answer.lines.push_back(phrase(basis.words.progress.changed, {{"indicators", joined(texts)}}));
}

template <class = void>
void say_progress(Progress& p, const Basis& basis) {
    const ProgressWords& words = basis.words.progress;
    Answer& answer = p.answer;
    std::array<Index, 4> number{};
    for (const TargetOutcome& o : p.targets) ++number[base::position(o.state)];
    const Index judged = number[0] + number[1], targets = std::ssize(p.targets);
    const Index tasks = std::ssize(basis.region.tasks());
    answer.answered = true;
    if (targets > 0)
        answer.sentence = phrase(words.targets, {{"n", counted(targets, words.target)},
                                                 {"met", std::to_string(number[0])},
                                                 {"missed", std::to_string(number[1])},
                                                 {"open", std::to_string(number[2])},
                                                 {"none", std::to_string(number[3])}});
    else
        answer.sentence = phrase(words.tasks_only, {{"n", counted(tasks, words.task)},
                                                    {"known", std::to_string(tasks - std::ssize(p.unknown_lead))}});
    answer.sure = targets == 0 || judged == targets ? Sure::yes : judged > 0 ? Sure::partly : Sure::no;
    answer.why =
        judged > 0 || targets == 0 ? phrase(words.why_outcomes, {{"n", std::to_string(judged)}}) : words.why_none;
    if (targets == 0) answer.why.clear();
    answer.rests_on = phrase(words.rests_on, {{"n", counted(targets, words.target)},
                                              {"tasks", counted(tasks, words.task)},
                                              {"m", std::to_string(targets - number[3])}});
    if (targets == 0) answer.needs.push_back(words.need_targets);
    target_lines(answer, p, basis);
    change_line(answer, p, basis);
    task_lines(answer, p, basis);
}

} // namespace detail

COREWING_BODY
Progress progress(const Basis& basis) {
    const ProgressWords& words = basis.words.progress;
    Progress p;
    p.answer = {.question = "progress", .title = words.title};
    for (Index t = 0; t < std::ssize(basis.region.targets()); ++t)
        p.targets.push_back(detail::outcome_of(basis.region, t));
    detail::find_changes(p, basis.region);
    detail::add_loads(p, basis.region);
    if (p.targets.empty() && basis.region.tasks().empty())
        detail::leave_open(p.answer, basis, words.nothing, {words.need_targets, words.need_tasks});
    else
        detail::say_progress(p, basis);
    return p;
}

} // namespace corewing::plan
