#pragma once

#include "corewing/scoring/collaboration.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/pairs.hpp"
#include "corewing/scoring/collaboration_result.hpp"
#include "corewing/scoring/coupling.hpp"
#include "corewing/scoring/detail/collaboration_score.hpp"

#include <Eigen/Core>

#include <string>
#include <utility>
#include <vector>

namespace corewing::scoring {
namespace detail {

/// Checks everything, decides which parts there are, and readies their inputs.
template <class Double = double>
PairInputs pair_inputs(const CollaborationData& data, const CollaborationOptions& options, Collaboration& result) {
    PairInputs in;
    const auto take = [&result](const Eigen::MatrixX<Double>& matrix, const std::string& field) {
        if (matrix.size() == 0) return;
        if (result.places == 0) result.places = matrix.rows();
        base::check_shape(matrix, result.places, matrix.cols(), field);
    };
    for (const FlowLayer& layer : data.flows) take(layer.flow, "flows[" + layer.name + ']');
    take(data.potential, "potential");
    take(data.levels, "levels");
    take(data.supply, "supply");
    take(data.demand, "demand");
    take(data.complementarity, "complementarity");
    const Index n = result.places;
    if (n == 0)
        throw base::bad_shape("every matrix is empty",
                              {.field = "data", .remedy = "give flows, potential, levels, or supply"});

    const auto note = [&result](const std::string& subject, const std::string& text) {
        result.findings.push_back({base::Severity::note, "collaboration", subject, text});
    };
    const auto warn = [&result](const std::string& subject, const std::string& text) {
        result.findings.push_back({base::Severity::warning, "collaboration", subject, text});
    };

    for (model::PlacePair pair : data.excluded) {
        model::check_pair(pair, n, "excluded");
        if (pair.first > pair.second) std::swap(pair.first, pair.second);
        result.excluded.push_back(pair);
    }
    sort_pairs(result.excluded);
    result.counted = model::pair_count(n) - std::ssize(result.excluded);
    if (result.counted == 0) warn("", "there is no pair to score");

    // Flows: layers without any flow cannot be scaled and are left out.
    for (const FlowLayer& layer : data.flows) {
        const std::string field = "flows[" + layer.name + ']';
        base::check_shape(layer.flow, n, n, field);
        check_amounts(layer.flow, field);
        base::check_range(layer.weight, 0.0, HUGE_VAL, field + ".weight");
        const double largest = largest_pair(layer.flow, result.excluded, options.threads);
        if (largest > 0.0 && layer.weight > 0.0) {
            in.flows.push_back({&layer.flow, layer.weight, largest});
        } else if (layer.weight > 0.0 && result.counted > 0) {
            warn(layer.name, "no pair has any flow in this layer; it is left out");
        }
    }
    double layer_weight = 0.0;
    for (const ScaledFlow& flow : in.flows) layer_weight += flow.weight;
    for (ScaledFlow& flow : in.flows) flow.weight /= layer_weight;

    if (data.potential.size() > 0) {
        base::check_shape(data.potential, n, n, "potential");
        check_amounts(data.potential, "potential");
        in.largest_potential = largest_pair(data.potential, result.excluded, options.threads);
        if (in.largest_potential > 0.0)
            in.potential = &data.potential;
        else if (result.counted > 0)
            warn("", "no pair has any potential; it is treated as not given");
    }
    if (data.levels.size() > 0) {
        base::check_range(data.levels, 0.0, 1.0, "levels");
        in.levels = &data.levels;
        in.level_weights = unit_weights(options.level_weights, data.levels.cols(), "level_weights");
    }
    const auto shares_of = [&](const Eigen::MatrixX<Double>& amounts, const std::string& field) {
        check_amounts(amounts, field);
        const Eigen::MatrixX<Double> shares = industry::row_shares(amounts);
        const auto empty_rows = (amounts.rowwise().maxCoeff().array() <= 0.0).count();
        if (empty_rows > 0) warn(field, std::to_string(empty_rows) + " places have none; their parts from it are 0");
        return shares;
    };
    if (data.supply.size() > 0) in.supply = shares_of(data.supply, "supply");
    if (data.complementarity.size() > 0) {
        base::check_shape(data.complementarity, n, n, "complementarity");
        base::check_range(data.complementarity, 0.0, 1.0, "complementarity");
        in.complementarity = &data.complementarity;
    } else if (data.demand.size() > 0 && data.supply.size() > 0) {
        base::check_shape(data.demand, n, data.supply.cols(), "demand");
        in.demand = shares_of(data.demand, "demand");
    }

    const auto decide = [&](Part part, double weight, bool known, const std::string& missing) {
        base::check_range(weight, 0.0, HUGE_VAL, std::string(name(part)) + "_weight");
        if (known) {
            result.kept.push_back(part);
            in.weights.conservativeResize(in.weights.size() + 1);
            in.weights[in.weights.size() - 1] = weight;
        } else if (weight > 0.0 && result.counted > 0) {
            note(std::string(name(part)), "left out for want of " + missing + "; its weight goes to the other parts");
        }
    };
    const bool flows = !in.flows.empty(), potential = in.potential != nullptr;
    decide(Part::linkage, options.linkage_weight, flows, "flows");
    decide(Part::potential, options.potential_weight, potential, "potential");
    decide(Part::realisation, options.realisation_weight, flows && potential, "flows and potential together");
    decide(Part::complementarity, options.complementarity_weight, in.complementarity != nullptr || in.demand.size() > 0,
           "supply and demand");
    decide(Part::differentiation, options.differentiation_weight, in.supply.size() > 0, "supply");
    decide(Part::coordination, options.coordination_weight, in.levels != nullptr, "levels");
    if (!result.kept.empty()) in.weights = unit_weights(in.weights, in.weights.size(), "weights of the parts");
    if (result.kept.empty() && result.counted > 0)
        throw base::bad_data(
            "no part can be computed",
            {.field = "data", .remedy = "give flows, potential, levels, or supply that are not all 0"});
    return in;
}

} // namespace detail

COREWING_BODY
Collaboration collaboration(const CollaborationData& data, const CollaborationOptions& options) {
    base::check_range(options.floor, 1e-300, 1.0, "floor");
    base::check_range(options.steepness, 1e-9, 100.0, "steepness");
    Collaboration result;
    const detail::PairInputs in = detail::pair_inputs(data, options, result);
    result.how = options.mean;
    result.floor = options.floor;
    result.weights = in.weights;
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
