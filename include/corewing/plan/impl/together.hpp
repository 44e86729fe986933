#pragma once

#include "corewing/plan/together.hpp"

#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/model/linkage.hpp"
#include "corewing/model/shown_name.hpp"
#include "corewing/plan/detail/derived.hpp"
#include "corewing/plan/detail/figures.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace corewing::plan {

namespace detail {

/// Fits gravity to the known flows between districts that have a size.
template <class = void>
void fit_model(FlowView& view, const Basis& basis) {
    view.no_model = !basis.size ? NoModel::size : basis.way == Way::none ? NoModel::ways : NoModel::no;
    if (view.no_model != NoModel::no) return;
    for (const Index place : basis.districts.indices())
        if (const auto size = (*basis.size)[place]; size && *size > 0.0) view.modelled.push_back(place);
    const auto chosen = model::Selection(basis.region, view.modelled);
    const model::MarkedMatrix flow = chosen.pairs(view.flow);
    try {
        auto fit = interaction::calibrate_gravity(flow, chosen.rows(*basis.size).known(), chosen.pairs(basis.hours));
        if (fit.fit.observations < 10) {
            view.no_model = NoModel::too_few;
            return;
        }
        const Index rate = std::ssize(fit.parameter) - 1;
        view.carries = base::at_least(fit.fit.pseudo_r2, carrying_share, 1.0) && fit.model.deterrence.rate > 0.0 &&
                       rate > 0 && fit.fit.not_identified.empty();
        view.model = std::move(fit);
    } catch (const base::bad_data&) { // no pair is known, or none above 0
        view.no_model = NoModel::too_few;
    } catch (const base::bad_value&) { // two districts at the same spot
        view.no_model = NoModel::ways;
    }
}

/// Lists the known pairs that stay further below the model than its own noise reaches.
template <class = void>
void find_under_used(FlowView& view) {
    if (!view.carries) return;
    const double noise = std::max(1.0, view.model->fit.dispersion);
    std::vector<std::pair<double, PairFlow>> found;
    for (Index a = 0; a < std::ssize(view.modelled); ++a)
        for (Index b = a + 1; b < std::ssize(view.modelled); ++b) {
            const Index i = view.modelled[a], j = view.modelled[b];
            if (!view.flow(i, j) || !view.flow(j, i)) continue;
            const double observed = *view.both_ways(i, j);
            const double expected =
                view.directed ? view.model->flow(a, b) + view.model->flow(b, a) : view.model->flow(a, b);
            const double shortfall = (expected - observed) / std::sqrt(noise * expected);
            if (expected > 0.0 && base::above(shortfall, 2.0, 2.0))
                found.push_back({shortfall, {i, j, observed, expected}});
        }
    std::stable_sort(found.begin(), found.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
    for (auto& [shortfall, pair] : found) view.under_used.push_back(pair);
}

template <class = void>
FlowView view_of(const Basis& basis, const model::Layer& layer) {
    FlowView view{.layer = layer.id,
                  .name = model::shown_name(layer),
                  .unit = layer.unit,
                  .directed = layer.directed,
                  .complete = layer.complete,
                  .flow = model::linkage(basis.region, layer.id)};
    const std::vector<Index>& districts = basis.districts.indices();
    for (const Index i : districts) {
        bool heard = false;
        for (const Index j : districts) {
            if (i == j) continue;
            if (layer.directed || i < j) {
                ++view.pairs;
                if (view.flow(i, j)) ++view.known;
            }
            const auto flow = view.both_ways(i, j);
            heard = heard || flow.has_value();
            if (i < j && flow && *flow > 0.0) keep_ten(view.strongest, {i, j, *flow, 0.0}, &PairFlow::flow);
        }
        if (!heard && districts.size() > 1) view.silent.push_back(i);
        for (Index j = 0; j < basis.region.size(); ++j)
            if (basis.region.place(j).kind == model::PlaceKind::partner)
                if (const auto flow = view.both_ways(i, j); flow && *flow > 0.0)
                    keep_ten(view.outside, {i, j, *flow, 0.0}, &PairFlow::flow);
    }
    fit_model(view, basis);
    find_under_used(view);
    return view;
}

/// "Yubei - Fuling 43, ...": at most `most` pairs.
template <class = void>
std::string pair_list(const Basis& basis, const std::vector<PairFlow>& pairs, Index most, bool with_expected) {
    const TogetherWords& words = basis.words.together;
    std::vector<std::string> texts;
    for (Index k = 0; k < std::min(most, std::ssize(pairs)); ++k)
        texts.push_back(
            phrase(with_expected ? words.pair_expected : words.pair_value, {{"a", basis.name(pairs[k].first)},
                                                                            {"b", basis.name(pairs[k].second)},
                                                                            {"value", amount(pairs[k].flow)},
                                                                            {"expected", amount(pairs[k].expected)}}));
    return joined(texts);
}

/// Which kinds of flows the folder names, and of which it has figures.
template <class = void>
void sort_themes(Together& t, const model::Region& region) {
    const std::vector<bool> linked = linked_layers(region, [](const model::Link&) { return true; });
    std::set<std::string> known, all;
    for (Index l = 0; l < std::ssize(region.layers()); ++l) {
        const std::string& theme = region.layers()[l].theme;
        if (theme.empty()) continue;
        all.insert(theme);
        if (linked[l]) known.insert(theme);
    }
    t.known_themes.assign(known.begin(), known.end());
    std::set_difference(all.begin(), all.end(), known.begin(), known.end(), std::back_inserter(t.unknown_themes));
}

template <class = void>
std::string together_sentence(const Basis& basis, const FlowView& main) {
    const TogetherWords& words = basis.words.together;
    const std::string first = pair_list(basis, main.strongest, 1, false);
    if (!main.model) return phrase(words.only_strongest, {{"flow", main.name}, {"first", first}});
    if (!main.carries) return phrase(words.follows_not, {{"flow", main.name}, {"first", first}});
    if (main.under_used.empty()) return phrase(words.follows_all, {{"flow", main.name}});
    return phrase(words.follows, {{"flow", main.name},
                                  {"n", counted(std::ssize(main.under_used), basis.words.common.pair)},
                                  {"first", basis.name(main.under_used.front().first) + " - " +
                                                basis.name(main.under_used.front().second)}});
}

template <class = void>
void together_lines(Answer& answer, const Basis& basis, const Together& t) {
    const TogetherWords& words = basis.words.together;
    const FlowView& main = t.flows.front();
    const auto line = [&](std::string text) { answer.lines.push_back(std::move(text)); };
    if (!main.under_used.empty())
        line(phrase(words.under_used, {{"pairs", pair_list(basis, main.under_used, 5, true)}}));
    line(phrase(words.strongest, {{"pairs", pair_list(basis, main.strongest, 5, false)}}));
    if (!main.outside.empty()) {
        const bool first = main.strongest.empty() || main.outside.front().flow > main.strongest.front().flow;
        line(
            phrase(first ? words.outside_first : words.outside, {{"pairs", pair_list(basis, main.outside, 3, false)}}));
    }
    if (main.model) {
        const auto& model = main.model->model;
        line(phrase(words.model, {{"size", basis.choices.size},
                                  {"a", report::fixed(model.origin_exponent, 2)},
                                  {"b", report::fixed(model.destination_exponent, 2)},
                                  {"way", basis.way == Way::time ? words.by_time : words.by_length},
                                  {"g", report::fixed(-model.deterrence.rate, 2)}}));
    }
    if (!main.silent.empty()) line(phrase(words.not_judged, {{"names", basis.names(main.silent)}}));
    const auto list = [&](const std::vector<std::string>& all) {
        return all.empty() ? words.none : in_a_row(basis, all, 9);
    };
    if (!t.unknown_themes.empty())
        line(phrase(words.flows_known, {{"known", list(t.known_themes)}, {"unknown", list(t.unknown_themes)}}));
    else if (!t.known_themes.empty())
        line(phrase(words.flows_all, {{"known", list(t.known_themes)}}));
}

template <class = void>
void together_grounds(Answer& answer, const Basis& basis, const FlowView& main) {
    const TogetherWords& words = basis.words.together;
    const CommonWords& common = basis.words.common;
    if (main.model) {
        answer.sure = Sure::yes;
        answer.why = phrase(words.why_fit, {{"share", report::percent(main.model->fit.pseudo_r2, 0)},
                                            {"n", counted(main.model->fit.observations, common.pair)},
                                            {"times", report::significant(main.model->fit.dispersion, 2)}});
    } else {
        answer.sure = Sure::partly;
        const std::string& why = main.no_model == NoModel::size   ? words.no_size
                                 : main.no_model == NoModel::ways ? words.no_ways
                                                                  : words.too_few;
        answer.why = phrase(words.why_no_model, {{"why", why}});
    }
    answer.rests_on = phrase(words.rests_on, {{"flow", main.name},
                                              {"unit", main.unit.empty() ? "" : " (" + main.unit + ")"},
                                              {"n", count_text(main.known)},
                                              {"all", counted(main.pairs, common.pair)},
                                              {"places", count_text(basis.districts.size() - std::ssize(main.silent))},
                                              {"districts", counted(basis.districts.size(), common.place)}});
    if (main.no_model == NoModel::size) answer.needs.push_back(words.need_size);
    if (main.no_model == NoModel::ways) answer.needs.push_back(words.need_ways);
    if (!main.complete) answer.needs.push_back(phrase(words.need_complete, {{"flow", main.name}}));
    if (main.model && !main.carries) answer.needs.push_back(words.need_better);
}

} // namespace detail

COREWING_BODY
Together together(const Basis& basis) {
    const TogetherWords& words = basis.words.together;
    Together t;
    t.answer = {.question = "together", .title = words.title};
    detail::sort_themes(t, basis.region);
    auto choices = basis.choices.flows;
    std::stable_sort(choices.begin(), choices.end(), [](const auto& a, const auto& b) { return a.weight > b.weight; });
    for (const FlowChoice& choice : choices) {
        FlowView view = detail::view_of(basis, basis.region.layers()[basis.region.layer(choice.layer)]);
        if (view.strongest.empty() && view.outside.empty()) continue;
        if (view.model)
            t.answer.findings.insert(t.answer.findings.end(), view.model->findings.begin(), view.model->findings.end());
        t.flows.push_back(std::move(view));
    }
    const auto inside =
        std::find_if(t.flows.begin(), t.flows.end(), [](const FlowView& v) { return !v.strongest.empty(); });
    if (inside == t.flows.end()) {
        detail::leave_open(t.answer, basis, words.no_flows, {words.need_flows});
        return t;
    }
    std::rotate(t.flows.begin(), inside, inside + 1);
    t.answer.answered = true;
    t.answer.sentence = detail::together_sentence(basis, t.flows.front());
    detail::together_grounds(t.answer, basis, t.flows.front());
    detail::together_lines(t.answer, basis, t);
    return t;
}

} // namespace corewing::plan
