#pragma once

#include "corewing/plan/projects.hpp"

#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/shown_name.hpp"
#include "corewing/plan/detail/figures.hpp"
#include "corewing/report/number.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace corewing::plan {

namespace detail {

/// How sure the choice is, and the figures behind it.
template <class = void>
void project_grounds(Projects& p, const Basis& basis) {
    const ProjectsWords& words = basis.words.projects;
    const auto& all = basis.region.projects();
    const auto with = [&](base::Mark mark) {
        return std::count_if(p.given.project.begin(), p.given.project.end(),
                             [&](Index j) { return all[j].mark == mark; });
    };
    const Index assumed = std::count(p.given.quota_assumed.begin(), p.given.quota_assumed.end(), true);
    const Index estimated = with(base::Mark::imputed), unknown = std::ssize(p.given.left_out);
    Answer& answer = p.answer;
    answer.answered = true;
    answer.sure = assumed > 0 || estimated > 0 || unknown > 0 ? Sure::partly : Sure::yes;
    answer.why = assumed > 0     ? phrase(words.why_assumed, {{"n", counted(assumed, words.rule)}})
                 : estimated > 0 ? phrase(words.why_estimated, {{"n", counted(estimated, words.project)}})
                 : unknown > 0   ? phrase(words.why_left_out, {{"n", counted(unknown, words.project)}})
                                 : words.why_measured;
    if (with(base::Mark::synthetic) > 0) {
        answer.sure = Sure::no;
        answer.why = words.why_synthetic;
    }
    answer.rests_on = phrase(words.rests_on, {{"n", count_text(std::ssize(p.given.project))},
                                              {"all", counted(std::ssize(all), words.project)},
                                              {"rules", counted(std::ssize(p.given.problem.quotas), words.rules)}});
    answer.findings = p.given.findings;
}

template <class = void>
void project_lines(Projects& p, const Basis& basis) {
    const ProjectsWords& words = basis.words.projects;
    const auto& problem = p.given.problem;
    const auto line = [&](std::string text) { p.answer.lines.push_back(std::move(text)); };
    std::map<std::string, Index> themes;
    for (const Index j : p.choice.chosen) ++themes[basis.region.projects()[p.given.project[j]].theme];
    std::vector<std::string> texts;
    for (const auto& [theme, count] : themes)
        texts.push_back(
            phrase(words.theme, {{"theme", theme.empty() ? words.no_theme : theme}, {"n", count_text(count)}}));
    if (!texts.empty()) line(phrase(words.themes, {{"all", joined(texts)}}));
    if (problem.budgets.size() > 1)
        for (Index b = 0; b < std::min<Index>(3, std::ssize(problem.budgets)); ++b)
            line(phrase(words.budget, {{"budget", problem.budgets[b].name},
                                       {"spent", amount(p.choice.spent[b])},
                                       {"amount", amount(problem.budgets[b].amount)},
                                       {"unit", p.given.unit}}));
    Index dearest = 0;
    p.choice.price.maxCoeff(&dearest);
    if (p.choice.price[dearest] > 0.0)
        line(phrase(words.price, {{"budget", problem.budgets[dearest].name},
                                  {"unit", p.given.unit},
                                  {"value", report::significant(p.choice.price[dearest], 2)}}));
    std::vector<std::string> held;
    for (Index q = 0; q < std::ssize(problem.quotas); ++q)
        if (const auto& quota = problem.quotas[q]; (quota.floor > 0.0 && base::equal(p.choice.quota[q], quota.floor)) ||
                                                   base::equal(p.choice.quota[q], quota.cap))
            held.push_back(quota.name);
    if (!held.empty()) line(phrase(words.at_limit, {{"names", in_a_row(basis, held, 8)}}));
    for (const base::Finding& finding : p.given.findings)
        if (p.answer.lines.size() < 7) line(warning_text(basis, finding));
    std::vector<std::string> unknown;
    for (const Index j : p.given.left_out) unknown.push_back(model::shown_name(basis.region.projects()[j]));
    if (unknown.empty()) return;
    line(phrase(words.left_out, {{"names", in_a_row(basis, unknown, 6)}}));
    p.answer.needs.push_back(phrase(words.need_rest, {{"names", in_a_row(basis, unknown, 3)}}));
}

template <class = void>
void say_projects(Projects& p, const Basis& basis) {
    const ProjectsWords& words = basis.words.projects;
    project_grounds(p, basis);
    if (!p.choice.outcome.has_answer()) {
        p.answer.sentence = words.impossible;
        return;
    }
    const Index last = std::ssize(p.given.problem.budgets) - 1; // all years together
    std::vector<Index> order = p.choice.chosen;
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) {
        return p.given.problem.projects[a].benefit > p.given.problem.projects[b].benefit;
    });
    std::vector<std::string> names;
    for (const Index j : order) names.push_back(model::shown_name(basis.region.projects()[p.given.project[j]]));
    const bool proven = p.choice.outcome.status == base::Status::optimal;
    p.answer.sentence = phrase(
        words.chosen,
        {{"n", count_text(std::ssize(names))},
         {"all", counted(std::ssize(p.given.project), words.project)},
         {"spent", amount(p.choice.spent[last])},
         {"amount", amount(p.given.problem.budgets[last].amount)},
         {"unit", p.given.unit},
         {"proof", proven ? words.proven : phrase(words.within, {{"gap", report::percent(p.choice.outcome.gap, 2)}})},
         {"names", in_a_row(basis, names, 8)}});
    project_lines(p, basis);
}

} // namespace detail

COREWING_BODY
Projects projects(const Basis& basis) {
    const ProjectsWords& words = basis.words.projects;
    Projects p;
    const bool spoken = basis.choices.questions.contains("projects");
    if (basis.region.projects().empty() && !spoken) return p;
    p.answer = {.question = "projects", .title = words.title};
    const std::string& resource = basis.choices.resource; // of the division; only money pays for projects
    const bool pays = !resource.empty() && basis.region.resource(resource).unit == basis.region.info().currency;
    p.given = allocation::region_portfolio(basis.region, pays ? resource : std::string());
    const bool figures = !p.given.project.empty(), budget = !p.given.problem.budgets.empty();
    if (!figures || !budget) {
        std::vector<std::string> needs;
        if (!figures) needs.push_back(words.need_figures);
        if (!budget) needs.push_back(phrase(words.need_budget, {{"currency", basis.region.info().currency}}));
        detail::leave_open(p.answer, basis, figures ? words.no_budget : words.no_figures, std::move(needs));
        return p;
    }
    p.choice =
        allocation::portfolio(p.given.problem, {.node_limit = 20'000, .observer = {.stop = basis.observer.stop}});
    const bool known = p.choice.outcome.has_answer() || p.choice.outcome.status == base::Status::infeasible;
    if (!known) {
        detail::leave_open(p.answer, basis, words.cut_short, {});
        return p;
    }
    detail::say_projects(p, basis);
    return p;
}

} // namespace corewing::plan
