#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/model/marked_matrix.hpp"
#include "corewing/model/pair_tiles.hpp"
#include "corewing/scoring/collaboration_result.hpp"
#include "corewing/scoring/coupling.hpp"
#include "corewing/scoring/detail/midranks.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

/// The parts of collaboration() that come from flows: linkage, potential and realisation.
namespace corewing::scoring::detail {

/// A flow layer with its share in the linkage and its greatest pair.
struct ScaledFlow {
    const Eigen::MatrixXd* flow = nullptr;
    const base::Marks* marks = nullptr; ///< null where all pairs are known
    double weight = 0.0;
    double largest = 0.0; ///< over the known pairs
};

/// What is known, checked. Null or empty means not known.
struct PairInputs {
    std::vector<ScaledFlow> flows = {};
    const Eigen::MatrixXd* potential = nullptr;
    double largest_potential = 0.0;
    const Eigen::MatrixXd* levels = nullptr;
    Eigen::VectorXd level_weights = {};
    Eigen::MatrixXd supply = {}; ///< shares
    Eigen::MatrixXd demand = {}; ///< shares
    const Eigen::MatrixXd* complementarity = nullptr;
    Eigen::VectorXd weights = {}; ///< of the kept parts
};

/// The choices of CollaborationOptions that the loops need.
struct PairChoices {
    bool geometric = true;
    double floor = 0.01;
    bool rank_scale = false;
    bool rank_realisation = false;
    double steepness = 1.0;
    Coupling coupling = Coupling::wang_2021;
    unsigned threads = 0;
};

/// As base::check_nonnegative, but a matrix without fault is passed at the speed of memory.
template <class Double>
void check_amounts(const Eigen::MatrixX<Double>& values, std::string_view field) {
    if (values.size() == 0 || (values.minCoeff() >= 0.0 && std::isfinite(values.sum()))) return;
    base::check_nonnegative(values, field);
}

/// 1 for the pairs of the tile that are known in both directions, else 0; all 1 without marks.
template <class Double>
void load_known(const base::Marks* marks, const model::TileRange& t, model::Panel<Double>& known) {
    known.setOnes(model::tile_width, model::tile_width);
    if (marks == nullptr) return;
    for (Index c = 0; c < t.rows; ++c)
        for (Index r = 0; r < t.cols; ++r)
            if ((*marks)(t.i0 + c, t.j0 + r) == base::Mark::missing ||
                (*marks)(t.j0 + r, t.i0 + c) == base::Mark::missing)
                known(r, c) = 0.0;
}

/// The greatest (F_ij + F_ji) / 2 over the counted pairs that are known; halved so that it cannot overflow.
template <class Double>
double largest_pair(const Eigen::MatrixX<Double>& flow, const base::Marks* marks,
                    const std::vector<model::PlacePair>& excluded, unsigned threads) {
    const Index n = flow.rows();
    Eigen::VectorX<Double> largest = Eigen::VectorX<Double>::Zero((n + model::tile_width - 1) / model::tile_width + 1);
    model::for_each_tile(n, threads, [&](Index block, const model::TileRange& t) {
        model::Panel<Double> tile, live, known;
        model::load_symmetric(flow, 0.5, t, tile);
        model::live_pairs(t, excluded, live);
        load_known(marks, t, known);
        double& best = largest[block];
        best = std::max(best, (tile * live * known).maxCoeff());
    });
    return largest.maxCoeff();
}

/// How many pairs are not excluded and known in this layer.
template <class = void>
Index known_pairs(const base::Marks* marks, Index places, const std::vector<model::PlacePair>& excluded) {
    Index known = model::pair_count(places) - std::ssize(excluded);
    if (marks == nullptr) return known;
    const auto missing = [marks](Index i, Index j) {
        return (*marks)(i, j) == base::Mark::missing || (*marks)(j, i) == base::Mark::missing;
    };
    for (Index j = 0; j < places; ++j)
        for (Index i = 0; i < j; ++i) known -= missing(i, j) ? 1 : 0;
    for (const auto& [i, j] : excluded) known += missing(i, j) ? 1 : 0;
    return known;
}

/// The share of the layers, by weight, that know each pair: exactly 0 where none does, exactly 1 where all do.
/// @return one per pair; empty where every layer knows every pair
template <class Double = double>
Eigen::VectorXd known_shares(const std::vector<ScaledFlow>& flows, Index places, unsigned threads) {
    if (std::all_of(flows.begin(), flows.end(), [](const ScaledFlow& flow) { return flow.marks == nullptr; }))
        return {};
    Eigen::VectorX<Double> shares(model::pair_count(places));
    model::for_each_tile(places, threads, [&](Index, const model::TileRange& t) {
        model::Panel<Double> known;
        model::Panel<Double> share = model::Panel<Double>::Zero(model::tile_width, model::tile_width), layers = share;
        for (const ScaledFlow& flow : flows) {
            load_known(flow.marks, t, known);
            share += flow.weight * known;
            layers += known;
        }
        share = (layers >= static_cast<double>(flows.size())).select(1.0, share.min(1.0));
        for (Index c = 0; c < t.rows; ++c) {
            const model::Segment s = model::segment_of(t, c, places);
            if (s.length > 0) shares.segment(s.pair, s.length) = share.col(c).segment(s.from, s.length).matrix();
        }
    });
    return shares;
}

/// The linkage of a tile before scaling: the weighted mean of the layers that know the pair, each in units of its
/// greatest pair; 0 where none does.
template <class Double = double>
void load_linkage(const std::vector<ScaledFlow>& flows, bool gaps, const model::TileRange& t,
                  model::Panel<Double>& sum) {
    model::Panel<Double> tile, known;
    sum.setZero(model::tile_width, model::tile_width);
    if (!gaps) {
        for (const ScaledFlow& flow : flows) {
            model::load_symmetric(*flow.flow, 0.5, t, tile);
            sum += tile / flow.largest * flow.weight;
        }
        return;
    }
    model::Panel<Double> weight = sum, layers = sum;
    for (const ScaledFlow& flow : flows) {
        model::load_symmetric(*flow.flow, 0.5, t, tile);
        load_known(flow.marks, t, known);
        sum += tile * known / flow.largest * flow.weight;
        weight += known * flow.weight;
        layers += known;
    }
    const auto partly = layers > 0.0 && layers < static_cast<double>(flows.size());
    sum /= partly.select(weight, 1.0);
}

/// Fills the columns of linkage and potential, before scaling: each in units of its greatest pair.
template <class Double = double>
void fill_flows(const PairInputs& in, unsigned threads, std::same_as<Collaboration> auto& result) {
    const Index linkage = result.column(Part::linkage), potential = result.column(Part::potential);
    if (linkage < 0 && potential < 0) return;
    model::for_each_tile(result.places, threads, [&](Index, const model::TileRange& t) {
        model::Panel<Double> sum, live;
        model::live_pairs(t, result.excluded, live);
        const auto store = [&](Index column) {
            for (Index c = 0; c < t.rows; ++c) {
                const model::Segment s = model::segment_of(t, c, result.places);
                if (s.length > 0)
                    result.parts.col(column).segment(s.pair, s.length) =
                        (sum.col(c) * live.col(c)).segment(s.from, s.length).min(1.0);
            }
        };
        if (linkage >= 0) {
            load_linkage(in.flows, result.flow_known.size() > 0, t, sum);
            store(linkage);
        }
        if (potential >= 0) {
            model::Panel<Double> tile;
            model::load_symmetric(*in.potential, 0.5, t, tile);
            sum = tile / in.largest_potential;
            store(potential);
        }
    });
}

/// Says how many pairs have flow and no potential, or the other way round.
template <class = void>
void note_odd_pairs(Index unforeseen, Index idle, std::same_as<Collaboration> auto& result) {
    const auto find = [&result](base::Severity severity, Index count, const std::string& text) {
        if (count > 0)
            result.findings.push_back({severity, "collaboration", "realisation", std::to_string(count) + text});
    };
    find(base::Severity::warning, unforeseen, " pairs have flow but no potential; their realisation is 1");
    find(base::Severity::note, idle, " pairs have potential but no flow; their realisation is 0");
}

/// Realisation from linkage and potential before scaling; notes what is odd. Where both are 0 it is 0.
template <class Double>
void realise(const Eigen::Ref<const Eigen::VectorX<Double>>& linkage,
             const Eigen::Ref<const Eigen::VectorX<Double>>& expected_flow, const PairChoices& choices,
             std::same_as<Collaboration> auto& result) {
    const auto observed = linkage.array(), potential = expected_flow.array();
    auto realisation = result.parts.col(result.column(Part::realisation)).array();
    const double all_potential = potential.sum();
    result.expected_per_potential = all_potential > 0.0 ? observed.sum() / all_potential : 0.0;
    base::parallel_blocks(result.score.size(),
                          [&](Index begin, Index end) {
                              const Index length = end - begin;
                              model::Lane<Double> seen = model::Lane<Double>::Zero(),
                                                  expected = model::Lane<Double>::Zero();
                              seen.head(length) = observed.segment(begin, length);
                              expected.head(length) = potential.segment(begin, length) * result.expected_per_potential;
                              model::Lane<Double> share =
                                  seen / (seen + expected).max(std::numeric_limits<double>::min());
                              if (choices.steepness != 1.0 && !choices.rank_realisation) {
                                  const model::Lane<Double> raised = share.pow(choices.steepness);
                                  const model::Lane<Double> other = (1.0 - share).pow(choices.steepness);
                                  share = raised / (raised + other).max(std::numeric_limits<double>::min());
                              }
                              realisation.segment(begin, length) = share.head(length);
                          },
                          {.threads = choices.threads, .grain = model::tile_width});

    if (choices.rank_realisation) {
        const Index ranked = midranks(realisation, [&](Index p) { return potential[p] > 0.0; });
        if (ranked > 0)
            realisation = (realisation > 0.0).select((realisation - 0.5) / static_cast<double>(ranked), realisation);
        realisation = (observed > 0.0 && potential <= 0.0).select(1.0, realisation);
    }
    note_odd_pairs((observed > 0.0 && potential <= 0.0).count(), (observed <= 0.0 && potential > 0.0).count(), result);
}

/// Realisation of the pairs that every layer knows; 0 for the others, which enter no total and no rank.
template <class Double = double>
void fill_realisation(const PairChoices& choices, std::same_as<Collaboration> auto& result) {
    const auto linkage = result.parts.col(result.column(Part::linkage));
    const auto potential = result.parts.col(result.column(Part::potential));
    if (result.flow_known.size() == 0) return realise<Double>(linkage, potential, choices, result);
    const auto gap = result.flow_known.array() < 1.0;
    const Eigen::VectorX<Double> observed = gap.select(0.0, linkage.array()).matrix();
    const Eigen::VectorX<Double> expected = gap.select(0.0, potential.array()).matrix();
    realise<Double>(observed, expected, choices, result);
}

/// Brings linkage and potential to [0, 1].
template <class = void>
void scale_flows(const PairChoices& choices, std::same_as<Collaboration> auto& result) {
    for (const Part part : {Part::linkage, Part::potential}) {
        if (result.column(part) < 0) continue;
        auto values = result.parts.col(result.column(part)).array();
        if (choices.rank_scale) {
            const Index ranked = midranks(values, [&](Index p) { return values[p] > 0.0; });
            if (ranked > 0) values /= static_cast<double>(ranked);
        } else if (const double largest = values.maxCoeff(); largest > 0.0 && largest != 1.0) {
            values /= largest;
        }
    }
}

} // namespace corewing::scoring::detail
