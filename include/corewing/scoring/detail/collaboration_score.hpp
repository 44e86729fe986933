#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/scoring/collaboration_result.hpp"
#include "corewing/scoring/coupling.hpp"
#include "corewing/scoring/detail/midranks.hpp"
#include "corewing/scoring/detail/pair_coordination.hpp"
#include "corewing/model/pair_tiles.hpp"
#include "corewing/industry/shares.hpp"
#include "corewing/scoring/detail/weights.hpp"
#include "corewing/model/pairs.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

/// The inner loops of collaboration(): from checked matrices to packed parts and scores.
namespace corewing::scoring::detail {

/// A flow layer with its share in the linkage and its greatest pair.
struct ScaledFlow {
    const Eigen::MatrixXd* flow = nullptr;
    double weight = 0.0;
    double largest = 0.0;
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

template <class = void>
void sort_pairs(std::vector<model::PlacePair>& pairs) {
    std::sort(pairs.begin(), pairs.end(), [](const model::PlacePair& a, const model::PlacePair& b) {
        return a.first != b.first ? a.first < b.first : a.second < b.second;
    });
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

/// The greatest (F_ij + F_ji) / 2 over the counted pairs; halved so that it cannot overflow.
template <class Double>
double largest_pair(const Eigen::MatrixX<Double>& flow, const std::vector<model::PlacePair>& excluded, unsigned threads) {
    const Index n = flow.rows();
    Eigen::VectorX<Double> largest = Eigen::VectorX<Double>::Zero((n + model::tile_width - 1) / model::tile_width + 1);
    model::for_each_tile(n, threads, [&](Index block, const model::TileRange& t) {
        model::Panel<Double> tile, live;
        model::load_symmetric(flow, 0.5, t, tile);
        model::live_pairs(t, excluded, live);
        double& best = largest[block];
        best = std::max(best, (tile * live).maxCoeff());
    });
    return largest.maxCoeff();
}

/// Fills the columns of linkage and potential, before scaling: each in units of its greatest pair.
template <class Double = double>
void fill_flows(const PairInputs& in, unsigned threads, std::same_as<Collaboration> auto& result) {
    const Index linkage = result.column(Part::linkage), potential = result.column(Part::potential);
    if (linkage < 0 && potential < 0) return;
    model::for_each_tile(result.places, threads, [&](Index, const model::TileRange& t) {
        model::Panel<Double> tile, sum, live;
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
            sum.setZero(model::tile_width, model::tile_width);
            for (const ScaledFlow& flow : in.flows) {
                model::load_symmetric(*flow.flow, 0.5, t, tile);
                sum += tile / flow.largest * flow.weight;
            }
            store(linkage);
        }
        if (potential >= 0) {
            model::load_symmetric(*in.potential, 0.5, t, tile);
            sum = tile / in.largest_potential;
            store(potential);
        }
    });
}

/// Realisation from linkage and potential before scaling; notes what is odd.
template <class Double = double>
void fill_realisation(const PairChoices& choices, std::same_as<Collaboration> auto& result) {
    const auto linkage = result.parts.col(result.column(Part::linkage)).array();
    const auto potential = result.parts.col(result.column(Part::potential)).array();
    auto realisation = result.parts.col(result.column(Part::realisation)).array();
    result.expected_per_potential = linkage.sum() / potential.sum();
    base::parallel_blocks(result.score.size(),
                          [&](Index begin, Index end) {
                              const auto from = begin,
                                         length = end - begin;
                              model::Lane<Double> observed = model::Lane<Double>::Zero(), expected = model::Lane<Double>::Zero();
                              observed.head(length) = linkage.segment(from, length);
                              expected.head(length) = potential.segment(from, length) * result.expected_per_potential;
                              model::Lane<Double> share =
                                  observed / (observed + expected).max(std::numeric_limits<double>::min());
                              if (choices.steepness != 1.0 && !choices.rank_realisation) {
                                  const model::Lane<Double> raised = share.pow(choices.steepness);
                                  const model::Lane<Double> other = (1.0 - share).pow(choices.steepness);
                                  share = raised / (raised + other).max(std::numeric_limits<double>::min());
                              }
                              realisation.segment(from, length) = share.head(length);
                          },
                          {.threads = choices.threads, .grain = model::tile_width});

    const Index unforeseen = (linkage > 0.0 && potential <= 0.0).count();
    const Index idle = (linkage <= 0.0 && potential > 0.0).count();
    if (choices.rank_realisation) {
        const Index ranked = midranks(realisation, [&](Index p) { return potential[p] > 0.0; });
        if (ranked > 0)
            realisation = (realisation > 0.0).select((realisation - 0.5) / static_cast<double>(ranked), realisation);
        realisation = (linkage > 0.0 && potential <= 0.0).select(1.0, realisation);
    }
    const auto find = [&result](base::Severity severity, Index count, const std::string& text) {
        if (count > 0)
            result.findings.push_back({severity, "collaboration", "realisation", std::to_string(count) + text});
    };
    find(base::Severity::warning, unforeseen, " pairs have flow but no potential; their realisation is 1");
    find(base::Severity::note, idle, " pairs have potential but no flow; their realisation is 0");
}

/// Brings linkage and potential to [0, 1].
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
        model::Lane<Double> sum = model::Lane<Double>::Zero();
        for (Index k = 0; k < levels_.cols(); ++k)
            sum += in_.level_weights[k] * pair_coordination<model::Lane<Double>>(model::Lane<Double>::Constant((*in_.levels)(i_, k)),
                                                                          levels_.col(k), formula_);
        return sum.min(1.0);
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

/// Everything from checked inputs to sums by place and region.
template <class Double = double>
void score_pairs(const PairInputs& in, const PairChoices& choices, std::same_as<Collaboration> auto& result) {
    const Index n = result.places;
    const Index kept = std::ssize(result.kept);
    result.score.setZero(result.counted > 0 ? 0 : model::pair_count(n));
    result.parts.setZero(result.counted > 0 ? 0 : model::pair_count(n), kept);
    result.place.setZero(n);
    result.place_shortfall.setZero(n, kept);
    if (result.counted == 0) return;
    result.score.resize(model::pair_count(n));
    result.parts.resize(model::pair_count(n), kept);
    fill_flows(in, choices.threads, result);
    if (result.column(Part::realisation) >= 0) fill_realisation(choices, result);
    scale_flows(choices, result);

    // Each task adds up scores and shortfalls of its rows for all places from its first on; the sums are joined in
    // order.
    std::vector<Eigen::ArrayXX<Double>> sums((n + model::tile_width - 1) / model::tile_width);
    model::for_each_tile(n, choices.threads, [&](Index block, const model::TileRange& t) {
        Eigen::ArrayXX<Double>& sum = sums[block];
        if (sum.size() == 0) sum.setZero(n - t.i0, kept + 1);
        model::Panel<Double> live;
        model::live_pairs(t, result.excluded, live);
        PlaceParts<> parts(in, t, choices.coupling);
        std::array<model::Lane<Double>, part_count> loss{}; // each part's share in -ln score, or in 1 - score
        for (Index c = 0; c < t.rows; ++c) {
            const model::Segment s = model::segment_of(t, c, n);
            if (s.length == 0) continue;
            parts.place(t.i0 + c, c);
            model::Lane<Double> total = model::Lane<Double>::Zero();
            for (Index k = 0; k < kept; ++k) {
                auto column = result.parts.col(k).segment(s.pair, s.length).array();
                model::Lane<Double> value = model::Lane<Double>::Zero();
                switch (result.kept[k]) {
                case Part::linkage:
                case Part::potential:
                case Part::realisation: value.segment(s.from, s.length) = column; break;
                case Part::complementarity: value = parts.complementarity(); break;
                case Part::differentiation: value = parts.differentiation(); break;
                case Part::coordination: value = parts.coordination(); break;
                }
                value *= live.col(c);
                column = value.segment(s.from, s.length);
                model::Lane<Double>& part_loss = loss[k];
                if (choices.geometric)
                    part_loss = -in.weights[k] * value.max(choices.floor).log();
                else
                    part_loss = in.weights[k] * (1.0 - value);
                total += part_loss;
            }
            const model::Lane<Double> score =
                (choices.geometric ? model::Lane<Double>((-total).exp()) : model::Lane<Double>(1.0 - total)).max(0.0).min(1.0) *
                live.col(c);
            result.score.segment(s.pair, s.length) = score.matrix().segment(s.from, s.length);

            const model::Lane<Double> factor =
                live.col(c) * (choices.geometric
                                   ? model::Lane<Double>((1.0 - score) / total.max(std::numeric_limits<double>::min()))
                                   : model::Lane<Double>(model::Lane<Double>::Ones()));
            const Index offset = t.j0 - t.i0;
            sum(c, 0) += score.sum();
            sum.col(0).segment(offset, t.cols) += score.head(t.cols);
            for (Index k = 0; k < kept; ++k) {
                const model::Lane<Double> shortfall = loss[k] * factor;
                sum(c, k + 1) += shortfall.sum();
                sum.col(k + 1).segment(offset, t.cols) += shortfall.head(t.cols);
            }
        }
    });
    for (Index block = 0; block < std::ssize(sums); ++block) {
        const Index from = block * model::tile_width;
        result.place.tail(n - from) += sums[block].col(0).matrix();
        result.place_shortfall.bottomRows(n - from) += sums[block].rightCols(kept).matrix();
    }
    result.region = 0.5 * result.place.sum();
    result.mean = result.region / static_cast<double>(result.counted);
    const double average = result.place.mean();
    if (n > 1 && average > 0.0) {
        const Eigen::ArrayX<Double> ratio = result.place.array() / average;
        const double theil =
            (ratio > 0.0).select(ratio * ratio.max(std::numeric_limits<double>::min()).log(), 0.0).mean();
        result.balance = std::clamp(1.0 - theil / std::log(static_cast<double>(n)), 0.0, 1.0);
    }
}

} // namespace corewing::scoring::detail
