#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/model/marked_matrix.hpp"
#include "corewing/model/place_pair.hpp"
#include "corewing/scoring/collaboration_result.hpp"
#include "corewing/scoring/coupling.hpp"

#include <Eigen/Core>

#include <array>
#include <string>
#include <string_view>
#include <vector>

/// How well the places of a region work together: by pair, by place, and as a whole.
namespace corewing::scoring {

/// One kind of observed flow between places: trains, trade, joint patents.
///
///     {.flow = towns.pairs(model::linkage(region, "trips"))}            // what is missing is not known
///     {.name = "survey", .flow = model::MarkedMatrix::observed(matrix)} // a bare matrix, all of it known
struct FlowLayer {
    std::string name = {};         ///< for findings and errors; empty = the name of the flows
    model::MarkedMatrix flow = {}; ///< places x places, >= 0, any unit; both directions are added, the diagonal is not
                                   ///< read; a pair with a direction missing is not known in this layer
    double weight = 1.0;           ///< in the linkage, relative to the other layers; >= 0
};

/// What is known about the region. An empty matrix means "not known": the parts that need it are left out.
struct CollaborationData {
    std::vector<FlowLayer> flows = {}; ///< for linkage and realisation
    Eigen::MatrixXd potential = {};    ///< places x places, >= 0, any unit; for potential and realisation: what a model
                                       ///< calibrated on the observed flows expects
    Eigen::MatrixXd levels = {};       ///< places x subsystems, each in [0, 1]; for coordination
    Eigen::MatrixXd supply = {};       ///< places x industries, >= 0; for differentiation and complementarity
    Eigen::MatrixXd demand = {};       ///< places x industries, >= 0; for complementarity
    Eigen::MatrixXd complementarity = {};        ///< places x places, each in [0, 1]: in place of supply against demand
    std::vector<model::PlacePair> excluded = {}; ///< pairs on the same ground (a zone and its host): not scored
};

/// How linkage and potential are brought to [0, 1].
enum class Scale {
    maximum, ///< divided by the greatest pair
    rank,    ///< mid-rank among the pairs above 0, divided by their number; 0 stays 0
};

/// What it is called in print.
/// @param scale  of linkage or potential
/// @return "maximum" or "rank"
constexpr std::string_view name(Scale scale) {
    constexpr std::array<std::string_view, 2> names{"maximum", "rank"};
    return names[base::position(scale)];
}

/// How observed over expected becomes a number in [0, 1].
enum class Realisation {
    logistic, ///< 1 / (1 + exp(-s log(observed / expected))): 1/2 = just as expected
    rank,     ///< mid-rank of observed / expected among the pairs with potential: (rank - 1/2) / number
};

/// What it is called in print.
/// @param realisation  of a potential
/// @return "logistic" or "rank"
constexpr std::string_view name(Realisation realisation) {
    constexpr std::array<std::string_view, 2> names{"logistic", "rank"};
    return names[base::position(realisation)];
}

using base::operator<<; // an enumerator prints as its name()

/// Weights are relative; a part that cannot be computed leaves its weight to the others. Potential and realisation are
/// diagnostics: computed where there are data, but without weight unless one is given, for linkage times potential
/// times realisation is hardly more than linkage squared.
struct CollaborationOptions {
    double linkage_weight = 1.0;         ///< >= 0
    double potential_weight = 0.0;       ///< >= 0
    double realisation_weight = 0.0;     ///< >= 0
    double complementarity_weight = 1.0; ///< >= 0
    double differentiation_weight = 1.0; ///< >= 0
    double coordination_weight = 1.0;    ///< >= 0
    Mean mean = Mean::geometric;         ///< how parts become a score
    double floor = 0.01; ///< least value of a part in the geometric mean, so that one 0 does not hide the rest; (0, 1]
    Scale scale = Scale::maximum;                    ///< of linkage and potential
    Realisation realisation = Realisation::logistic; ///< how observed over expected is told
    double steepness = 1.0; ///< s of the logistic, in (0, 100]; at 1 twice the expected gives 2/3, at 2 it gives 4/5
    Coupling coupling = Coupling::wang_2021; ///< formula of the coordination
    Eigen::VectorXd level_weights = {};      ///< one per subsystem, >= 0; empty = equal
    unsigned threads = 0;                    ///< 0 = as many as the machine has
};

/// Collaboration of all pairs of places, with its parts, and its sums by place and for the region.
///
///     const auto towns  = model::select(region, model::PlaceKind::district);
///     const auto hours  = towns.pairs(graph::travel_times(region, {.layers = {"road"}}));
///     const auto people = towns.rows(model::column(region, "people")).known();
///     const auto trips  = towns.pairs(model::linkage(region, "trips"));
///     const auto fit    = interaction::calibrate_gravity(trips, people, hours);
///     const auto together = scoring::collaboration({.flows = {{.flow = trips}}, .potential = fit.flow});
///     for (const auto& pair : towns.named(together.under_used(5))) { /* pair.first_name, pair.unused ... */ }
///
///   linkage         = sum_l w_l (F^l_ij + F^l_ji) / max over pairs of that layer; w = layer weights, with sum 1
///                     over the layers that know the pair; scaled
///   potential       = P_ij + P_ji, scaled
///   realisation     = r^s / (1 + r^s), r = linkage / (c potential) before scaling, c = sum linkage / sum potential
///   complementarity = 1 - (1/4) sum_k (|s_ik - d_jk| + |s_jk - d_ik|), s and d = shares in supply and demand
///   differentiation = (1/2) sum_k |s_ik - s_jk|
///   coordination    = sum_k a_k D(U_ik, U_jk), see pair_coordination()
///   score           = prod_p max(part_p, floor)^w_p, or sum_p w_p part_p; w with sum 1 over the known parts
///   shortfall_p     = (1 - score) w_p ln max(part_p, floor) / ln score, or w_p (1 - part_p); their sum is 1 - score
/// Nothing is not zero: a pair that no layer knows has no linkage, and only one that all layers know has a realisation;
/// maxima, totals and ranks are over known pairs. Its score rests on the other parts, and lies between `lowest` and
/// `highest`, where what is not known (layers too) is 0 and 1. A pair without any known part has no score.
/// Degenerate, with a finding where it matters: no flow: realisation 0 (with or without potential); flow where the
/// potential is 0: realisation 1; a place without supply or demand: complementarity 0 in that direction; without
/// supply: differentiation 0; a layer without any flow, or of which no pair is known, is left out and its weight goes
/// to the others; flows alone, and no pair known: no pair has a score.
/// @param data     matrices over the same places; at least one part must be computable
/// @param options  weights, mean, scaling
/// @return one score per pair i < j; memory is the pairs times (1 + kept parts), 8 bytes a number, and once more the
///         pairs where not all flows are known; findings: pairs not known, parts left out, pairs at the floor
/// @throws bad_shape, bad_value naming matrix, row and column; bad_data where no part with a weight can be computed
/// Complexity O(places^2 (layers + industries + subsystems)); each rank adds O(pairs log pairs).
/// Source: potential, Zipf 1946; differentiation, Krugman 1991; coordination, Wang et al. 2021; shortfalls are those of
/// the logarithmic mean (LMDI), Ang 2004, Energy Policy 32(9):1131-1139.
COREWING_ROUTINE
Collaboration collaboration(const CollaborationData& data, const CollaborationOptions& options = {});

} // namespace corewing::scoring

#ifndef COREWING_COMPILED
#include "corewing/scoring/impl/collaboration.hpp"
#endif
