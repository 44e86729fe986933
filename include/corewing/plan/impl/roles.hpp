#pragma once

#include "corewing/plan/roles.hpp"

#include "corewing/base/comparison.hpp"
#include "corewing/model/stated_roles.hpp"
#include "corewing/plan/detail/hub_choices.hpp"
#include "corewing/plan/detail/role_links.hpp"
#include "corewing/plan/detail/roles_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace corewing::plan {

namespace detail {

/// The wished links of patterns.csv where it has some, else those of one core, two wings, many points.
template <class = void>
layout::Image image_of(const model::Region& region, const std::string& layout) {
    layout::Image image = layout::one_core_two_wings(0).image;
    Eigen::Matrix4d sum = Eigen::Matrix4d::Zero(), count = Eigen::Matrix4d::Zero();
    for (const model::PatternRow& row : region.patterns()) {
        if (row.layout != layout) continue;
        const std::array<std::optional<double>, 4> wished{row.core, row.wing, row.point, row.other};
        for (Index k = 0; k < 4; ++k)
            if (wished[k])
                for (const auto& [a, b] :
                     {std::pair(base::position(row.role), k), std::pair(k, base::position(row.role))}) {
                    sum(a, b) += *wished[k];
                    count(a, b) += 1.0;
                }
    }
    for (Index a = 0; a < 4; ++a)
        for (Index b = 0; b < 4; ++b)
            if (count(a, b) > 0.0) image(a, b) = sum(a, b) / count(a, b);
    return image;
}

/// How many places have a role by patterns.csv, or nothing.
template <class = void>
std::optional<Index> stated_count(const model::Region& region, const std::string& layout, model::Role role) {
    for (const model::PatternRow& row : region.patterns())
        if (row.layout == layout && row.role == role && row.count) return Index{*row.count};
    return std::nullopt;
}

/// A stated layout on lines: each line has the highest role of its places.
template <class = void>
std::optional<LayoutView> layout_on_lines(const Basis& basis, const Territory& territory, const std::string& id) {
    const model::StatedRoles stated = model::stated_roles(basis.region, id);
    LayoutView view{.layout = id};
    view.stated.assign(territory.lines.size(), model::Role::other);
    Index points = 0;
    for (Index g = 0; g < std::ssize(territory.lines); ++g)
        for (const Index place : territory.lines[g].places)
            view.stated[g] = std::min(view.stated[g], stated.roles[place]);
    for (Index g = 0; g < std::ssize(territory.lines); ++g)
        for (const Index place : territory.lines[g].places)
            if (stated.roles[place] == model::Role::point) {
                ++points;
                if (view.stated[g] != model::Role::point) view.inside.push_back(basis.name(place));
            }
    const auto lines_with = [&](model::Role role) { return std::count(view.stated.begin(), view.stated.end(), role); };
    if (lines_with(model::Role::core) == 0) return std::nullopt;
    const auto wanted = stated_count(basis.region, id, model::Role::point);
    view.count_known = wanted.has_value();
    view.sought = std::max<Index>(0, wanted.value_or(points) - points);
    view.pattern.core = lines_with(model::Role::core);
    view.pattern.wing = lines_with(model::Role::wing);
    const Index free = std::ssize(territory.lines) - view.pattern.core - view.pattern.wing;
    view.pattern.point = std::min(free, lines_with(model::Role::point) + view.sought);
    view.sought = view.pattern.point - lines_with(model::Role::point);
    view.pattern.image = image_of(basis.region, id);
    return view;
}

/// Standing of each line: the mean score of its ranked districts, by size; empty where none is ranked.
template <class = void>
Eigen::VectorXd line_standing(const Basis& basis, const Territory& territory, const Standing& standing) {
    if (!standing.answer.answered) return {};
    Eigen::VectorXd result = Eigen::VectorXd::Zero(std::ssize(territory.lines));
    for (Index g = 0; g < result.size(); ++g) {
        double weights = 0.0;
        for (const Index place : territory.lines[g].places) {
            const auto row = std::lower_bound(standing.places.begin(), standing.places.end(), place);
            if (row == standing.places.end() || *row != place || !(*basis.size)[place]) continue;
            const double weight = *(*basis.size)[place];
            result[g] += weight * std::max(0.0, standing.composite.score[row - standing.places.begin()]);
            weights += weight;
        }
        if (weights > 0.0) result[g] /= weights;
    }
    return result;
}

/// Who else could be a point, and how sure that is.
template <class = void>
void propose_points(LayoutView& view, const RolesAnswer& r, const LinkModel& links, const Basis& basis) {
    if (view.sought == 0) return;
    layout::RoleOptions rules{.capability = r.capability, .capability_weight = basis.choices.lambda};
    rules.margins = layout::Margins::none;
    rules.observer = basis.observer;
    for (Index i = 0; i < std::ssize(view.stated); ++i)
        if (view.stated[i] != model::Role::other) rules.fixed.push_back({i, view.stated[i]});
    view.proposal = layout::role_inference(r.linkage, view.pattern, rules);
    rules.observer = {};
    view.rules = rules;
    if (view.proposal.roles.empty()) return;
    const auto n = static_cast<double>(r.linkage.rows());
    view.runs = std::clamp<Index>(std::llround(1e8 / (n * n)), 20, 200);
    const auto draw = [&](Index, base::Random& random) {
        layout::RoleDraw drawn{.linkage = r.observed ? r.linkage : drawn_links(links, random)};
        drawn.capability_weight = std::clamp(basis.choices.lambda + random.uniform(-0.2, 0.2), 0.0, 1.0);
        drawn.image = view.pattern.image;
        for (Index a = 0; a < 4; ++a)
            for (Index b = a; b < 4; ++b) {
                double& entry = (*drawn.image)(a, b);
                entry = std::min(1.0, entry * random.uniform(0.75, 1.25));
                (*drawn.image)(b, a) = entry;
            }
        return drawn;
    };
    view.confidence = layout::role_confidence(
        view.proposal.roles, view.pattern, rules, draw,
        {.runs = view.runs, .seed = basis.choices.seed, .parallel = {.stop = basis.observer.stop}});
    std::vector<Index> order;
    for (Index i = 0; i < std::ssize(view.stated); ++i)
        if (view.stated[i] == model::Role::other && view.proposal.roles[i] == model::Role::point) order.push_back(i);
    const auto& kept = view.confidence.kept;
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return kept[a] > kept[b]; });
    for (const Index i : order) (base::at_least(kept[i], 0.95, 1.0) ? view.sure : view.likely).push_back(i);
}

/// How well the stated hubs suit the links, against the best there is.
template <class = void>
void judge(LayoutView& view, const RolesAnswer& r, const Basis& basis) {
    layout::RoleOptions rules{.capability_weight = 0.0};
    rules.margins = layout::Margins::none;
    rules.runners_up = 0;
    rules.work_limit = 2e8;
    rules.observer = basis.observer;
    view.best = layout::role_inference(r.linkage, view.pattern, rules);
    for (Index i = 0; i < std::ssize(view.stated); ++i)
        if (view.stated[i] < model::Role::point) rules.fixed.push_back({i, view.stated[i]});
    const auto own = layout::role_inference(r.linkage, view.pattern, rules);
    view.fit = own.fit;
    rank_hubs(view, r.linkage, basis.choices.seed);
    if (r.observed && view.sought == 0)
        view.test =
            layout::fit(r.linkage, view.stated, view.pattern, {.permutations = 999, .seed = basis.choices.seed});
}

} // namespace detail

COREWING_BODY
RolesAnswer roles(const Basis& basis, const Together& together, const Standing& standing) {
    const RolesWords& words = basis.words.roles;
    RolesAnswer r;
    r.answer = {.question = "roles", .title = words.title};
    if (basis.size) r.territory = territory(basis.region, *basis.size);
    for (const std::string& id : model::layout_names(basis.region))
        if (auto view = detail::layout_on_lines(basis, r.territory, id)) r.layouts.push_back(*std::move(view));
    const bool stated = !basis.region.layouts().empty();
    auto observed = detail::observed_links(r.territory, together);
    const bool can_model = basis.size && basis.way != Way::none && r.territory.lines.size() > 2;
    if (r.layouts.empty() || (!observed && !can_model)) {
        detail::leave_open(r.answer, basis, stated && !can_model ? words.no_links : words.no_layout,
                           {stated && !can_model ? words.need_links : words.need_layout});
        r.layouts.clear();
        return r;
    }
    detail::LinkModel links;
    r.observed = observed.has_value();
    if (observed)
        r.linkage = *std::move(observed);
    else {
        links = detail::link_model(basis, r.territory, together);
        r.linkage = detail::model_links(links, links.log_size, links.a, links.b, links.g, 0.0);
    }
    if (r.linkage.sum() <= 0.0) {
        detail::leave_open(r.answer, basis, words.no_links, {words.need_links});
        r.layouts.clear();
        return r;
    }
    r.capability = detail::line_standing(basis, r.territory, standing);
    for (LayoutView& view : r.layouts) {
        detail::judge(view, r, basis);
        detail::propose_points(view, r, links, basis);
    }
    detail::say_roles(r, basis, together, links);
    return r;
}

} // namespace corewing::plan
