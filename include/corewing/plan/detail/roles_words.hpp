#pragma once

#include "corewing/plan/detail/figures.hpp"
#include "corewing/model/shown_name.hpp"
#include "corewing/plan/detail/role_links.hpp"
#include "corewing/plan/roles.hpp"
#include "corewing/report/number.hpp"

#include <string>
#include <vector>

/// The answer to "who is core, wing and point" in words.
namespace corewing::plan::detail {

/// The names of lines with a role.
template <class = void>
std::string lines_with(const RolesAnswer& r, const Basis& basis, const model::Roles& roles, model::Role role) {
    std::vector<std::string> names;
    for (Index i = 0; i < std::ssize(roles); ++i)
        if (roles[i] == role) names.push_back(line_name(basis, r.territory.lines[i]));
    return in_a_row(basis, names, 6);
}

template <class = void>
std::string wings_of(const RolesAnswer& r, const Basis& basis, const model::Roles& roles) {
    const std::string names = lines_with(r, basis, roles, model::Role::wing);
    return names.empty() ? names : phrase(basis.words.roles.wings, {{"names", names}});
}

template <class = void>
std::string hub_rank(const LayoutView& view, const Basis& basis) {
    const RolesWords& words = basis.words.roles;
    if (!view.all_choices)
        return phrase(
            words.rank_sample,
            {{"share", report::percent(static_cast<double>(view.better) / static_cast<double>(view.choices), 1)}});
    if (view.better == 0) return words.rank_first;
    return phrase(words.rank_among, {{"better", count_text(view.better)}, {"all", count_text(view.choices)}});
}

template <class = void>
void layout_lines(Answer& answer, const RolesAnswer& r, const LayoutView& view, const Basis& basis) {
    const RolesWords& words = basis.words.roles;
    const auto line = [&](std::string text) { answer.lines.push_back(std::move(text)); };
    if (view.sought > 0 && view.runs > 0) {
        std::vector<std::string> sure, likely;
        for (const Index i : view.sure) sure.push_back(line_name(basis, r.territory.lines[i]));
        for (const Index i : view.likely)
            likely.push_back(phrase(words.place_share, {{"place", line_name(basis, r.territory.lines[i])},
                                                        {"share", report::percent(view.confidence.kept[i], 0)}}));
        line(phrase(words.sure_points, {{"layout", view.layout},
                                        {"runs", std::to_string(view.runs)},
                                        {"names", sure.empty() ? words.no_sure : in_a_row(basis, sure, 20)}}));
        if (!likely.empty())
            line(phrase(words.likely_points, {{"layout", view.layout}, {"names", in_a_row(basis, likely, 20)}}));
    }
    const bool proven = view.best.outcome.status == base::Status::optimal;
    line(phrase(
        proven ? words.fit : words.fit_open,
        {{"layout", view.layout}, {"fit", report::fixed(view.fit, 2)}, {"best", report::fixed(view.best.fit, 2)}}));
    if (view.better > 0 && !view.best.roles.empty())
        line(phrase(words.better_choice, {{"layout", view.layout},
                                          {"core", lines_with(r, basis, view.best.roles, model::Role::core)},
                                          {"wings", wings_of(r, basis, view.best.roles)}}));
    if (!view.inside.empty())
        line(phrase(words.inside, {{"layout", view.layout}, {"names", in_a_row(basis, view.inside, 8)}}));
    if (!view.count_known) answer.needs.push_back(phrase(words.no_count, {{"layout", view.layout}}));
}

/// What layouts and clusters are to concentrate on, as stated.
template <class = void>
void focus_line(Answer& answer, const Basis& basis) {
    const RolesWords& words = basis.words.roles;
    std::vector<std::string> all;
    const auto add = [&](const std::string& name, const std::string& focus) {
        if (!focus.empty()) all.push_back(phrase(words.one_focus, {{"name", name}, {"focus", focus}}));
    };
    for (const model::Assignment& row : basis.region.layouts())
        add(basis.name(basis.region.index(row.place)), row.focus);
    for (const model::Cluster& cluster : basis.region.clusters()) add(model::shown_name(cluster), cluster.focus);
    if (!all.empty()) answer.lines.push_back(phrase(words.focus, {{"all", joined(all, "; ")}}));
}

template <class = void>
void say_roles(RolesAnswer& r, const Basis& basis, const Together& together, const LinkModel& links) {
    const RolesWords& words = basis.words.roles;
    const TogetherWords& ways = basis.words.together;
    Answer& answer = r.answer;
    const std::string way = basis.way == Way::time ? ways.by_time : ways.by_length;
    const auto says_most = [](const LayoutView& a, const LayoutView& b) { return a.sought < b.sought; };
    const LayoutView& first = *std::max_element(r.layouts.begin(), r.layouts.end(), says_most);
    answer.answered = true;
    answer.sentence =
        phrase(words.sentence, {{"layout", first.layout},
                                {"core", lines_with(r, basis, first.stated, model::Role::core)},
                                {"wings", wings_of(r, basis, first.stated)},
                                {"rank", hub_rank(first, basis)},
                                {"points", first.sought == 0 || first.runs == 0
                                               ? std::string()
                                               : phrase(words.sought, {{"n", std::to_string(first.sought)},
                                                                       {"sure", std::to_string(first.sure.size())}})}});
    if (r.observed) {
        r.model = together.flows.front().name;
        answer.sure = first.sought == 0 && first.test.p_value <= 0.05 ? Sure::yes : Sure::partly;
        answer.why =
            first.sought == 0 ? phrase(words.why_observed, {{"p", report::percent(first.test.p_value, 1)}}) : "";
    } else {
        const bool fitted = !together.flows.empty() && together.flows.front().model;
        r.model = fitted ? phrase(words.modelled, {{"a", report::fixed(links.a, 2)},
                                                   {"b", report::fixed(links.b, 2)},
                                                   {"way", way},
                                                   {"g", report::fixed(-links.g, 2)}})
                         : phrase(words.assumed, {{"way", way}});
        answer.sure = Sure::no;
        answer.why = phrase(words.why_modelled, {{"way", way}});
        answer.needs.push_back(words.need_links);
    }
    answer.rests_on =
        phrase(words.rests_on, {{"links", r.model},
                                {"size", basis.region.indicator(basis.choices.size).name},
                                {"year", r.territory.size.year() ? std::to_string(*r.territory.size.year()) : ""},
                                {"n", counted(std::ssize(r.territory.lines), words.line)}});
    layout_lines(answer, r, first, basis);
    for (const LayoutView& view : r.layouts)
        if (&view != &first) layout_lines(answer, r, view, basis);
    focus_line(answer, basis);
}

} // namespace corewing::plan::detail
