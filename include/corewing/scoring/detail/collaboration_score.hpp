#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/pair_tiles.hpp"
#include "corewing/model/pairs.hpp"
#include "corewing/scoring/collaboration_result.hpp"
#include "corewing/scoring/coupling.hpp"
#include "corewing/scoring/detail/collaboration_flows.hpp"
#include "corewing/scoring/detail/pair_coordination.hpp"
#include "corewing/scoring/detail/pair_lists.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <limits>
#include <string>
#include <vector>

/// The inner loops of collaboration(): from checked matrices to packed parts and scores.
namespace corewing::scoring::detail {

/// The lanes of one place with the 64 places of a panel, for the parts that are not flows.
template <class Double = double>
class PlaceParts {
public:
    PlaceParts(const PairInputs& in, const model::TileRange& t, Coupling formula) : in_(in), formula_(formula) {
        load(in.supply, t.j0, t.cols, supply_, has_supply_);
        load(in.demand, t.j0, t.cols, demand_, has_demand_);
        model::Lane<Double> unused;
        if (in.levels != nullptr) load(*in.levels, t.j0, t.cols, levels_, unused);
        if (in.complementarity != nullptr) model::load_symmetric(*in.complementarity, 0.5, t, given_);
    }

    /// @param i  the place, column c of the tile
    void place(Index i, Index c) {
        i_ = i;
        c_ = c;
        if (in_.supply.size() > 0) supply_row_ = in_.supply.row(i);
        if (in_.demand.size() > 0) demand_row_ = in_.demand.row(i);
    }

    [[nodiscard]] model::Lane<Double> complementarity() const {
        if (in_.complementarity != nullptr) return given_.col(c_);
        // A place that has no shares complements nobody.
        const auto direction = [](const Eigen::RowVectorX<Double>& row, const model::Panel<Double>& panel,
                                  const model::Lane<Double>& has) -> model::Lane<Double> {
            if (row.maxCoeff() <= 0.0) return model::Lane<Double>::Zero();
            return ((1.0 - 0.5 * model::absolute_differences(row.data(), panel)) * has).max(0.0);
        };
        return 0.5 * (direction(supply_row_, demand_, has_demand_) + direction(demand_row_, supply_, has_supply_));
    }

    [[nodiscard]] model::Lane<Double> differentiation() const {
        if (supply_row_.maxCoeff() <= 0.0) return model::Lane<Double>::Zero();
        return (0.5 * model::absolute_differences(supply_row_.data(), supply_) * has_supply_).min(1.0);
    }

    [[nodiscard]] model::Lane<Double> coordination() const {
        LaneMean<model::Lane<Double>> mean;
        for (Index k = 0; k < levels_.cols(); ++k)
            mean.add(in_.level_weights[k],
                     pair_coordination<model::Lane<Double>>(model::Lane<Double>::Constant((*in_.levels)(i_, k)),
                                                            levels_.col(k), formula_));
        return mean.value();
    }

private:
    /// The rows of 64 places; `has` is 1 for those with anything in their row, else 0.
    static void load(const Eigen::MatrixX<Double>& matrix, Index from, Index count, model::Panel<Double>& panel,
                     model::Lane<Double>& has) {
        has.setZero();
        if (matrix.size() == 0) return;
        panel.setZero(model::tile_width, matrix.cols());
        panel.topRows(count) = matrix.middleRows(from, count).array();
        has = (panel.rowwise().maxCoeff() > 0.0).template cast<double>();
    }

    const PairInputs& in_;
    Coupling formula_;
    Index i_ = 0, c_ = 0;
    model::Panel<Double> supply_ = {}, demand_ = {}, levels_ = {}, given_ = {};
    model::Lane<Double> has_supply_ = model::Lane<Double>::Zero(), has_demand_ = model::Lane<Double>::Zero();
    Eigen::RowVectorX<Double> supply_row_ = {}, demand_row_ = {};
};

/// What the known parts of the pairs of one place take from 1, lane by lane.
template <class Double>
struct LaneLoss {
    std::array<model::Lane<Double>, part_count> part = {}; ///< by kept part; in -ln score, or in 1 - score
    model::Lane<Double> total = {};
    model::Lane<Double> scored = {}; ///< 1 for pairs of which some part with a weight is known, else 0
};

/// Reads or makes the kept parts of the pairs of one place, stores them, and weighs what they take from 1. A part that
/// is not known of a pair takes nothing, and its weight goes to the others.
/// @param live  1 for the pairs that count, else 0
template <class Double>
void lose(const PairInputs& in, const PairChoices& choices, const PlaceParts<Double>& parts, const model::Segment& s,
          const model::Lane<Double>& live, std::same_as<Collaboration> auto& result, LaneLoss<Double>& loss) {
    const Index kept = std::ssize(result.kept);
    const bool gaps = result.flow_known.size() > 0;
    model::Lane<Double> flow = model::Lane<Double>::Ones(), weight = model::Lane<Double>::Zero();
    if (gaps) flow.segment(s.from, s.length) = result.flow_known.segment(s.pair, s.length).array();
    loss.total.setZero();
    for (Index k = 0; k < kept; ++k) {
        const Part part = result.kept[k];
        auto column = result.parts.col(k).segment(s.pair, s.length).array();
        model::Lane<Double> value = model::Lane<Double>::Zero(), known = model::Lane<Double>::Ones();
        switch (part) {
        case Part::linkage:
        case Part::potential:
        case Part::realisation: value.segment(s.from, s.length) = column; break;
        case Part::complementarity: value = parts.complementarity(); break;
        case Part::differentiation: value = parts.differentiation(); break;
        case Part::coordination: value = parts.coordination(); break;
        }
        value *= live;
        column = value.segment(s.from, s.length);
        if (choices.geometric)
            loss.part[k] = -in.weights[k] * value.max(choices.floor).log();
        else
            loss.part[k] = in.weights[k] * (1.0 - value);
        if (gaps) {
            for (Index r = 0; r < model::tile_width; ++r) known[r] = part_known(part, flow[r]) ? 1.0 : 0.0;
            loss.part[k] *= known;
            weight += in.weights[k] * known;
        }
        loss.total += loss.part[k];
    }
    loss.scored = live;
    if (!gaps) return;
    const model::Lane<Double> share = (flow >= 1.0 || weight <= 0.0).select(1.0, weight);
    for (Index k = 0; k < kept; ++k) loss.part[k] /= share;
    loss.total /= share;
    loss.scored *= (weight > 0.0).template cast<double>();
}

/// Fills scores and parts, and adds up scores and shortfalls by place: each task those of its rows, for all places from
/// its first on. Column 0 holds scores, column 1 + k the shortfalls of kept part k.
template <class Double = double>
std::vector<Eigen::ArrayXX<Double>> fill_scores(const PairInputs& in, const PairChoices& choices,
                                                std::same_as<Collaboration> auto& result) {
    const Index n = result.places, kept = std::ssize(result.kept);
    std::vector<Eigen::ArrayXX<Double>> sums((n + model::tile_width - 1) / model::tile_width);
    model::for_each_tile(n, choices.threads, [&](Index block, const model::TileRange& t) {
        Eigen::ArrayXX<Double>& sum = sums[block];
        if (sum.size() == 0) sum.setZero(n - t.i0, kept + 1);
        model::Panel<Double> live;
        model::live_pairs(t, result.excluded, live);
        PlaceParts<Double> parts(in, t, choices.coupling);
        LaneLoss<Double> loss;
        for (Index c = 0; c < t.rows; ++c) {
            const model::Segment s = model::segment_of(t, c, n);
            if (s.length == 0) continue;
            parts.place(t.i0 + c, c);
            lose<Double>(in, choices, parts, s, live.col(c), result, loss);
            const model::Lane<Double> score =
                (choices.geometric ? model::Lane<Double>((-loss.total).exp()) : model::Lane<Double>(1.0 - loss.total))
                    .max(0.0)
                    .min(1.0) *
                loss.scored;
            result.score.segment(s.pair, s.length) = score.matrix().segment(s.from, s.length);

            model::Lane<Double> factor = loss.scored;
            if (choices.geometric) factor *= (1.0 - score) / loss.total.max(std::numeric_limits<double>::min());
            const Index offset = t.j0 - t.i0;
            sum(c, 0) += score.sum();
            sum.col(0).segment(offset, t.cols) += score.head(t.cols);
            for (Index k = 0; k < kept; ++k) {
                const model::Lane<Double> shortfall = loss.part[k] * factor;
                sum(c, k + 1) += shortfall.sum();
                sum.col(k + 1).segment(offset, t.cols) += shortfall.head(t.cols);
            }
        }
    });
    return sums;
}

/// Mean and balance, and the bounds of the mean where not all is known.
template <class Double = double>
void sum_up(std::same_as<Collaboration> auto& result) {
    const Index n = result.places;
    result.region = 0.5 * result.place.sum();
    if (result.counted > 0) result.mean = result.region / static_cast<double>(result.counted);
    result.mean_lowest = result.mean_highest = result.mean;
    if (const Index pairs = result.counted + result.unknown;
        pairs > 0 && result.unknown + result.flow_known.size() > 0) {
        double lowest = 0.0, highest = 0.0;
        for (Index i = 0; i < n; ++i)
            for (Index j = i + 1; j < n; ++j) {
                const PairScore pair = pair_score(result, i, j);
                lowest += pair.lowest;
                highest += pair.highest;
            }
        result.mean_lowest = lowest / static_cast<double>(pairs);
        result.mean_highest = highest / static_cast<double>(pairs);
    }
    const double average = result.place.mean();
    if (n > 1 && average > 0.0) {
        const Eigen::ArrayX<Double> ratio = result.place.array() / average;
        const double theil =
            (ratio > 0.0).select(ratio * ratio.max(std::numeric_limits<double>::min()).log(), 0.0).mean();
        result.balance = std::clamp(1.0 - theil / std::log(static_cast<double>(n)), 0.0, 1.0);
    }
}

/// Says how many pairs stand at the floor.
template <class = void>
void note_floor(std::same_as<Collaboration> auto& result) {
    Index low = 0, nothing = 0;
    for (Index p = 0; p < result.score.size(); ++p) {
        if (result.score[p] <= 0.0 || !at_floor(result, p)) continue;
        ++(plain_mean(result, p) > 0.0 ? low : nothing);
    }
    if (low + nothing == 0) return;
    result.findings.push_back({base::Severity::note, "collaboration", "floor",
                               std::to_string(low + nothing) + " of " + std::to_string(result.counted) +
                                   " pairs stand at the floor of " + base::to_text(result.floor) + ": " +
                                   std::to_string(low) + " are ranked by their parts below it, " +
                                   std::to_string(nothing) + " have nothing and are not listed"});
}

/// Everything from checked inputs to sums by place and region.
template <class Double = double>
void score_pairs(const PairInputs& in, const PairChoices& choices, std::same_as<Collaboration> auto& result) {
    const Index n = result.places, kept = std::ssize(result.kept), pairs = model::pair_count(n);
    result.how = choices.geometric ? Mean::geometric : Mean::arithmetic;
    result.floor = choices.floor;
    result.weights = in.weights;
    result.score.setZero(pairs);
    result.parts.setZero(pairs, kept);
    result.place.setZero(n);
    result.place_shortfall.setZero(n, kept);
    if (kept > 0 && result.counted > 0) {
        fill_flows(in, choices.threads, result);
        if (result.column(Part::realisation) >= 0) fill_realisation(choices, result);
        scale_flows(choices, result);
        const auto sums = fill_scores(in, choices, result);
        for (Index block = 0; block < std::ssize(sums); ++block) { // joined in order
            const Index from = block * model::tile_width;
            result.place.tail(n - from) += sums[block].col(0).matrix();
            result.place_shortfall.bottomRows(n - from) += sums[block].rightCols(kept).matrix();
        }
        note_floor(result);
    }
    sum_up(result);
}

} // namespace corewing::scoring::detail
