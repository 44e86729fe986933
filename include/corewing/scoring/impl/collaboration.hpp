#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/industry/shares.hpp"
#include "corewing/model/marked_matrix.hpp"
#include "corewing/model/pairs.hpp"
#include "corewing/scoring/collaboration.hpp"
#include "corewing/scoring/collaboration_result.hpp"
#include "corewing/scoring/coupling.hpp"
#include "corewing/scoring/detail/collaboration_flows.hpp"
#include "corewing/scoring/detail/collaboration_score.hpp"
#include "corewing/scoring/detail/weights.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace corewing::scoring {
namespace detail {

/// The name of a layer, or that of its flows where it has none.
template <class = void>
const std::string& layer_name(const FlowLayer& layer) {
    return layer.name.empty() ? layer.flow.name() : layer.name;
}

/// Adds a finding.
template <class = void>
void note(Collaboration& result, base::Severity severity, const std::string& subject, const std::string& text) {
    result.findings.push_back({severity, "collaboration", subject, text});
}

/// The number of places, which every matrix must have as its number of rows.
/// @throws bad_shape, bad_value where matrices do not stand on the same places
template <class Double = double>
Index place_count(const CollaborationData& data) {
    Index places = 0;
    const auto take = [&places](const Eigen::MatrixX<Double>& matrix, const std::string& field) {
        if (matrix.size() == 0) return;
        if (places == 0) places = matrix.rows();
        base::check_shape(matrix, places, matrix.cols(), field);
    };
    for (const FlowLayer& layer : data.flows) {
        const std::string field = "flows[" + layer_name(layer) + ']';
        take(layer.flow.values(), field);
        const auto &here = layer.flow.places(), &there = data.flows.front().flow.places();
        if (const Index row = here.first_difference(there); row >= 0)
            throw base::bad_value("stands on other places than flows[" + layer_name(data.flows.front()) + ']',
                                  {.field = field, .remedy = "cut both with the same selection"});
    }
    take(data.potential, "potential");
    take(data.levels, "levels");
    take(data.supply, "supply");
    take(data.demand, "demand");
    take(data.complementarity, "complementarity");
    if (places == 0)
        throw base::bad_shape("every matrix is empty",
                              {.field = "data", .remedy = "give flows, potential, levels, or supply"});
    return places;
}

/// Checks the excluded pairs, and counts the others.
template <class = void>
void exclude(const std::vector<model::PlacePair>& pairs, Collaboration& result) {
    for (model::PlacePair pair : pairs) {
        model::check_pair(pair, result.places, "excluded");
        if (pair.first > pair.second) std::swap(pair.first, pair.second);
        result.excluded.push_back(pair);
    }
    std::sort(result.excluded.begin(), result.excluded.end(), before);
    result.excluded.erase(std::unique(result.excluded.begin(), result.excluded.end()), result.excluded.end());
    result.counted = model::pair_count(result.places) - std::ssize(result.excluded);
    if (result.counted == 0) note(result, base::Severity::warning, "", "there is no pair to score");
}

/// Readies the flows. Layers without any flow cannot be scaled and are left out; says which pairs are not known.
/// @return whether there is a layer of which no pair is known
template <class Double = double>
bool take_flows(const CollaborationData& data, unsigned threads, PairInputs& in, Collaboration& result) {
    const Index n = result.places, pairs = result.counted;
    bool silent = false;
    for (const FlowLayer& layer : data.flows) {
        const std::string& layer_id = layer_name(layer);
        const std::string field = "flows[" + layer_id + ']';
        const Eigen::MatrixX<Double>& flow = layer.flow.values();
        base::check_shape(flow, n, n, field);
        if (!layer.flow.of_pairs())
            throw base::bad_value("has columns of its own", {.field = field, .remedy = "give places x places"});
        check_amounts(flow, field);
        base::check_range(layer.weight, 0.0, HUGE_VAL, field + ".weight");
        if (layer.weight == 0.0 || pairs == 0) continue;
        const base::Marks* marks = layer.flow.known_pairs() < model::pair_count(n) ? &layer.flow.marks() : nullptr;
        const Index known = known_pairs(marks, n, result.excluded);
        if (known == pairs) marks = nullptr;
        const double largest = largest_pair(flow, marks, result.excluded, threads);
        if (largest > 0.0) in.flows.push_back({&flow, marks, layer.weight, largest});
        silent = silent || known == 0;
        if (known == 0)
            note(result, base::Severity::warning, layer_id, "no pair is known in this layer; it is left out");
        else if (known < pairs)
            note(result, base::Severity::warning, layer_id,
                 std::to_string(known) + " of " + std::to_string(pairs) +
                     " pairs are known in this layer; it counts only these");
        if (largest <= 0.0 && known > 0)
            note(result, base::Severity::warning, layer_id, "no pair has any flow in this layer; it is left out");
    }
    if (in.flows.empty() && silent)
        note(result, base::Severity::warning, "",
             "no pair's flows are known: nothing can be said of linkage, or of what is under-used");
    double layer_weight = 0.0;
    for (const ScaledFlow& flow : in.flows) layer_weight += flow.weight;
    for (ScaledFlow& flow : in.flows) flow.weight /= layer_weight;
    result.flow_known = known_shares(in.flows, n, threads);
    if (!in.flows.empty()) result.flows_known = result.counted;
    for (Index i = 0, p = 0; result.flow_known.size() > 0 && i < n; ++i)
        for (Index j = i + 1; j < n; ++j, ++p) result.flows_known -= result.flow_known[p] < 1.0 ? 1 : 0;
    for (const auto& [i, j] : result.excluded)
        if (flow_known(result, model::pair_number(i, j, n)) < 1.0) ++result.flows_known;
    return silent;
}

/// Readies the potential.
template <class = void>
void take_potential(const CollaborationData& data, unsigned threads, PairInputs& in, Collaboration& result) {
    if (data.potential.size() == 0) return;
    base::check_shape(data.potential, result.places, result.places, "potential");
    check_amounts(data.potential, "potential");
    in.largest_potential = largest_pair(data.potential, nullptr, result.excluded, threads);
    if (in.largest_potential > 0.0)
        in.potential = &data.potential;
    else if (result.counted > 0)
        note(result, base::Severity::warning, "", "no pair has any potential; it is treated as not given");
}

/// Readies levels, supply, demand and complementarity.
template <class Double = double>
void take_places(const CollaborationData& data, const CollaborationOptions& options, PairInputs& in,
                 Collaboration& result) {
    if (data.levels.size() > 0) {
        base::check_range(data.levels, 0.0, 1.0, "levels");
        in.levels = &data.levels;
        in.level_weights = unit_weights(options.level_weights, data.levels.cols(), "level_weights");
    }
    const auto shares_of = [&](const Eigen::MatrixX<Double>& amounts, const std::string& field) {
        check_amounts(amounts, field);
        const Eigen::MatrixX<Double> shares = industry::row_shares(amounts);
        const auto empty_rows = (amounts.rowwise().maxCoeff().array() <= 0.0).count();
        if (empty_rows > 0)
            note(result, base::Severity::warning, field,
                 std::to_string(empty_rows) + " places have none; their parts from it are 0");
        return shares;
    };
    if (data.supply.size() > 0) in.supply = shares_of(data.supply, "supply");
    if (data.complementarity.size() > 0) {
        base::check_shape(data.complementarity, result.places, result.places, "complementarity");
        base::check_range(data.complementarity, 0.0, 1.0, "complementarity");
        in.complementarity = &data.complementarity;
    } else if (data.demand.size() > 0 && data.supply.size() > 0) {
        base::check_shape(data.demand, result.places, data.supply.cols(), "demand");
        in.demand = shares_of(data.demand, "demand");
    }
}

/// Decides which parts there are, and their weights.
/// @param silent  whether flows were given of which nothing is known: then a result without any part is legal
template <class = void>
void choose_parts(const CollaborationOptions& options, bool silent, PairInputs& in, Collaboration& result) {
    const auto decide = [&](Part part, double weight, bool known, const std::string& missing) {
        base::check_range(weight, 0.0, HUGE_VAL, std::string(name(part)) + "_weight");
        if (known) {
            result.kept.push_back(part);
            in.weights.conservativeResize(in.weights.size() + 1);
            in.weights[in.weights.size() - 1] = weight;
        } else if (weight > 0.0 && result.counted > 0) {
            note(result, base::Severity::note, std::string(name(part)),
                 "left out for want of " + missing + "; its weight goes to the other parts");
        }
    };
    const bool flows = !in.flows.empty(), potential = in.potential != nullptr;
    decide(Part::linkage, options.linkage_weight, flows, "flows");
    decide(Part::potential, options.potential_weight, potential, "potential");
    decide(Part::realisation, options.realisation_weight, result.flows_known > 0 && potential,
           "flows and potential together");
    decide(Part::complementarity, options.complementarity_weight, in.complementarity != nullptr || in.demand.size() > 0,
           "supply and demand");
    decide(Part::differentiation, options.differentiation_weight, in.supply.size() > 0, "supply");
    decide(Part::coordination, options.coordination_weight, in.levels != nullptr, "levels");
    if (result.kept == std::vector<Part>{Part::potential} && in.weights[0] == 0.0) {
        if (!silent)
            throw base::bad_data("only the potential is known, and it has no weight",
                                 {.field = "data", .remedy = "give flows, levels, or supply, or set potential_weight"});
        result.kept.clear();
        in.weights.resize(0);
    }
    if (result.kept.empty() && result.counted > 0 && !silent)
        throw base::bad_data(
            "no part can be computed",
            {.field = "data", .remedy = "give flows, potential, levels, or supply that are not all 0"});
    if (!result.kept.empty()) in.weights = unit_weights(in.weights, in.weights.size(), "weights of the parts");
}

/// Takes the pairs of which no part with a weight is known from those that count.
template <class = void>
void count_unknown(const PairInputs& in, Collaboration& result) {
    result.weights = in.weights;
    const Index all = result.counted;
    for (Index i = 0, p = 0; i < result.places; ++i)
        for (Index j = i + 1; j < result.places && result.flow_known.size() > 0; ++j, ++p)
            if (known_weight(result, result.flow_known[p]) <= 0.0) ++result.unknown;
    for (const auto& [i, j] : result.excluded)
        if (known_weight(result, flow_known(result, model::pair_number(i, j, result.places))) <= 0.0) --result.unknown;
    if (result.kept.empty()) result.unknown = all;
    result.counted -= result.unknown;
    if (result.unknown > 0)
        note(result, base::Severity::warning, "",
             std::to_string(result.unknown) + " of " + std::to_string(all) +
                 " pairs have no score: none of their parts is known");
}

} // namespace detail

COREWING_BODY
Collaboration collaboration(const CollaborationData& data, const CollaborationOptions& options) {
    base::check_range(options.floor, 1e-300, 1.0, "floor");
    base::check_range(options.steepness, 1e-9, 100.0, "steepness");
    Collaboration result;
    detail::PairInputs in;
    result.places = detail::place_count(data);
    detail::exclude(data.excluded, result);
    const bool silent = detail::take_flows(data, options.threads, in, result);
    detail::take_potential(data, options.threads, in, result);
    detail::take_places(data, options, in, result);
    detail::choose_parts(options, silent, in, result);
    detail::count_unknown(in, result);
    detail::score_pairs(in,
                        {.geometric = options.mean == Mean::geometric,
                         .floor = options.floor,
                         .rank_scale = options.scale == Scale::rank,
                         .rank_realisation = options.realisation == Realisation::rank,
                         .steepness = options.steepness,
                         .coupling = options.coupling,
                         .threads = options.threads},
                        result);
    return result;
}

} // namespace corewing::scoring
