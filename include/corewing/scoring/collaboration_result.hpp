#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/pairs.hpp"
#include "corewing/scoring/detail/pair_lists.hpp"
#include "corewing/scoring/pair_score.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string>
#include <vector>

/// What collaboration() returns: scores of pairs, places and region that can be taken apart.
namespace corewing::scoring {

/// Scores of pairs, places and region. Pairs are numbered by model::pair_number().
struct Collaboration {
    Index places = 0;                     ///< number of places
    Index counted = 0;                    ///< pairs with a score: not excluded, some part with a weight known
    Index unknown = 0;                    ///< pairs without a score: not excluded, but no such part is known
    Index flows_known = 0;                ///< pairs, not excluded, whose flows are known in every layer
    Eigen::VectorXd score = {};           ///< one per pair, in [0, 1]; 0 for pairs without a score
    Eigen::MatrixXd parts = {};           ///< pairs x the parts in `kept`; 0 where not known
    Eigen::VectorXd flow_known = {};      ///< one per pair: PairScore::flow_known; empty where all flows are known
    std::vector<Part> kept = {};          ///< which part a column of `parts` is
    Eigen::VectorXd weights = {};         ///< of the kept parts, sum 1; 0 for a diagnostic
    Eigen::VectorXd place = {};           ///< per place: sum of its pairs' scores
    Eigen::MatrixXd place_shortfall = {}; ///< places x kept parts: place + row sum = number of its counted pairs
    double region = 0.0;                  ///< sum of all pairs' scores = half the sum of `place`
    double mean = 0.0;                    ///< region / counted, in [0, 1]
    double mean_lowest = 0.0;             ///< mean over counted and unknown pairs with what is unknown at its worst
    double mean_highest = 0.0;            ///< the same with what is unknown at its best
    double balance = 1.0;                 ///< 1 - Theil(place) / ln places: 1 = all alike, 0 = one place has all
    double expected_per_potential = 0.0;  ///< total linkage over total potential, over the pairs in flows_known
    std::vector<model::PlacePair> excluded = {}; ///< sorted, each with first < second
    Mean how = Mean::geometric;                  ///< how parts became scores
    double floor = 0.01;                         ///< least value of a part in the geometric mean
    base::Findings findings = {};                ///< what was left out, not known, or stands at the floor

    /// Column of a part in `parts`, or -1 where it is left out.
    [[nodiscard]] Index column(Part part) const {
        const auto at = std::find(kept.begin(), kept.end(), part);
        return at == kept.end() ? -1 : at - kept.begin();
    }

    /// Everything about the pair of two places, in either order.
    /// @throws bad_value unless they are two different places
    [[nodiscard]] PairScore pair(Index i, Index j) const {
        model::check_pair({i, j}, places, "pair");
        return detail::pair_score(*this, std::min(i, j), std::max(i, j));
    }

    /// The `count` pairs with the highest score, highest first, then by the weighted mean of their parts as they are
    /// (which orders the pairs that stand at the floor), then by index. A pair without a score, or whose parts are all
    /// 0, is never listed.
    /// @param count  how many at most, >= 0
    /// @throws bad_value for a negative count
    /// Complexity O(pairs log count).
    [[nodiscard]] std::vector<PairScore> strongest(Index count) const {
        return detail::top_pairs(
            *this, count, [this](Index p) { return detail::ranked_score(*this, p); },
            [this](Index p) { return detail::plain_mean(*this, p); });
    }

    /// The most under-used pairs: the observed flow far below what is to be expected. The `count` pairs with the
    /// highest potential x (1 - 2 realisation), highest first, ties by index; only pairs whose flows are known in every
    /// layer. Realisation 1/2 is "just as expected" (the middle of the ranks, where it is by rank), so pairs that come
    /// up to it are not listed; a pair known to be without flow has all its potential unused. Worth what the potential
    /// is worth: take it from a model calibrated on the observed flows (interaction/gravity_calibration.hpp).
    /// @param count  how many at most, >= 0
    /// @return empty where flows or potential are not known, or no pair falls short: ask empty() before front()
    /// @throws bad_value for a negative count
    /// Complexity O(pairs log count).
    [[nodiscard]] std::vector<PairScore> under_used(Index count) const {
        return detail::top_pairs(
            *this, count, [this](Index p) { return detail::unused_potential(*this, p); }, [](Index) { return 0.0; });
    }

    /// Scores as a symmetric matrix, places x places, diagonal 0; 0 for pairs without a score.
    [[nodiscard]] Eigen::MatrixXd score_matrix() const { return detail::unpacked(score, places); }

    /// One part as a symmetric matrix, places x places, diagonal 0; 0 where the part is not known.
    /// @throws bad_value if the part is left out
    [[nodiscard]] Eigen::MatrixXd part_matrix(Part part) const {
        if (column(part) < 0)
            throw base::bad_value("is left out of this result", {.field = std::string(scoring::name(part)),
                                                                 .remedy = "give collaboration() the data it needs"});
        return detail::unpacked(parts.col(column(part)), places);
    }
};

} // namespace corewing::scoring
