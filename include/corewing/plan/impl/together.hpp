#pragma once

#include "corewing/plan/together.hpp"

#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/model/linkage.hpp"
#include "corewing/model/shown_name.hpp"
#include "corewing/plan/detail/figures.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace corewing::plan {

namespace detail {

/// What passes between two places in both directions, or in the one that is known; nothing where none is.
inline std::optional<double> both_ways(const model::MarkedMatrix& flow, bool directed, Index i, Index j) {
    const auto there = flow(i, j), back = flow(j, i);
    if (!there && !back) return std::nullopt;
    if (!directed) return there ? there : back;
    return there.value_or(0.0) + back.value_or(0.0);
}

/// The strongest pairs first, ties in the order of the ids; at most ten.
inline void keep_strongest(std::vector<PairFlow>& pairs) {
    std::stable_sort(pairs.begin(), pairs.end(), [](const PairFlow& a, const PairFlow& b) { return a.flow > b.flow; });
    if (pairs.size() > 10) pairs.resize(10);
}

/// Fits gravity to the known flows between districts that have a size.
template <class = void>
void fit_model(FlowView& view, const Basis& basis) {
    const TogetherWords& words = basis.words.together;
    if (!basis.size)
        view.no_model = words.no_size;
    else if (basis.way == Way::none)
        view.no_model = words.no_ways;
    if (!view.no_model.empty()) return;
    for (const Index place : basis.districts.indices())
        if (const auto size = (*basis.size)[place]; size && *size > 0.0) view.modelled.push_back(place);
    const auto chosen = model::Selection(basis.region, view.modelled);
    const model::MarkedMatrix flow = chosen.pairs(view.flow);
    try {
        auto fit = interaction::calibrate_gravity(flow, chosen.rows(*basis.size).known(), chosen.pairs(basis.hours));
        if (fit.fit.observations < 10) {
            view.no_model = words.too_few;
            return;
        }
        const Index rate = std::ssize(fit.parameter) - 1;
        view.carries = base::at_least(fit.fit.pseudo_r2, carrying_share, 1.0) && fit.model.deterrence.rate > 0.0 &&
                       rate > 0 && fit.fit.not_identified.empty();
        view.model = std::move(fit);
    } catch (const base::bad_data&) { // no pair is known, or none above 0
        view.no_model = words.too_few;
    } catch (const base::bad_value&) { // two districts at the same spot
        view.no_model = words.no_ways;
    }
}

/// Lists the known pairs that stay further below the model than its own noise reaches.
template <class = void>
void find_under_used(FlowView& view, bool directed) {
    if (!view.carries) return;
    const double noise = std::max(1.0, view.model->fit.dispersion);
    std::vector<std::pair<double, PairFlow>> found;
    for (Index a = 0; a < std::ssize(view.modelled); ++a)
        for (Index b = a + 1; b < std::ssize(view.modelled); ++b) {
            const Index i = view.modelled[a], j = view.modelled[b];
            if (!view.flow(i, j) || !view.flow(j, i)) continue;
            const double observed = *both_ways(view.flow, directed, i, j);
            const double expected = directed ? view.model->flow(a, b) + view.model->flow(b, a) : view.model->flow(a, b);
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
            const auto flow = both_ways(view.flow, layer.directed, i, j);
            heard = heard || flow.has_value();
            if (i < j && flow && *flow > 0.0) view.strongest.push_back({i, j, *flow, 0.0});
        }
        if (!heard && districts.size() > 1) view.silent.push_back(i);
        for (Index j = 0; j < basis.region.size(); ++j)
            if (basis.region.place(j).kind == model::PlaceKind::partner)
                if (const auto flow = both_ways(view.flow, layer.directed, i, j); flow && *flow > 0.0)
                    view.outside.push_back({i, j, *flow, 0.0});
    }
    keep_strongest(view.strongest);
    keep_strongest(view.outside);
    fit_model(view, basis);
    find_under_used(view, layer.directed);
    return view;
}

/// "Yubei - Fuling 43, ...": at most `most` pairs.
template <class = void>
std::string pair_list(const Basis& basis, const std::vector<PairFlow>& pairs, Index most, bool with_expected) {
    const TogetherWords& words = basis.words.together;
    std::vector<std::string> texts;
    for (const PairFlow& pair : pairs)
        texts.push_back(
            phrase(with_expected ? words.pair_expected : words.pair_value, {{"a", basis.name(pair.first)},
                                                                            {"b", basis.name(pair.second)},
                                                                            {"value", amount(pair.flow)},
                                                                            {"expected", amount(pair.expected)}}));
    if (std::ssize(texts) > most) texts.resize(most);
    std::string text;
    for (const std::string& one : texts) text += (text.empty() ? "" : ", ") + one;
    return text;
}

/// Which kinds of flows the folder names, and of which it has figures.
template <class = void>
void sort_themes(Together& t, const model::Region& region) {
    std::vector<bool> linked(region.layers().size());
    const model::Graph& graph = region.graph();
    for (auto [edge, end] = boost::edges(graph); edge != end; ++edge) linked[graph[*edge].layer] = true;
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
        return all.empty() ? words.none : listed(all, 9, basis.words.common.last, basis.words.common.more);
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
        answer.why = phrase(words.why_no_model, {{"why", main.no_model}});
    }
    answer.rests_on = phrase(words.rests_on, {{"flow", main.name},
                                              {"unit", main.unit.empty() ? "" : " (" + main.unit + ")"},
                                              {"n", count_text(main.known)},
                                              {"all", counted(main.pairs, common.pair)},
                                              {"places", count_text(basis.districts.size() - std::ssize(main.silent))},
                                              {"districts", counted(basis.districts.size(), common.place)}});
    if (main.no_model == words.no_size) answer.needs.push_back(words.need_size);
    if (main.no_model == words.no_ways) answer.needs.push_back(words.need_ways);
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
