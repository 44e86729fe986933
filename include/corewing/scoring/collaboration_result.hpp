#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/model/pairs.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What collaboration() returns: scores of pairs, places and region that can be taken apart.
namespace corewing::scoring {

/// What the collaboration of a pair is made of. Each part is in [0, 1].
enum class Part {
    linkage,         ///< 联系: observed flows
    potential,       ///< 潜力: what size and distance let one expect
    realisation,     ///< 实现: how far the observed comes up to the expected
    complementarity, ///< 互补: what one supplies, the other demands
    differentiation, ///< 错位: the two do not make the same things
    coordination,    ///< 协调: both are developed, and equally so
};
inline constexpr Index part_count = 6;

/// The part as one lower-case English word.
constexpr std::string_view name(Part part) {
    constexpr std::array<std::string_view, part_count> names{"linkage",         "potential",       "realisation",
                                                             "complementarity", "differentiation", "coordination"};
    return names[base::position(part)];
}

using base::operator<<; // an enumerator prints as its name()

/// How parts become a score.
enum class Mean { geometric, arithmetic };

/// One pair with all that is known about it.
struct PairScore {
    Index first = 0;
    Index second = 0;
    double score = 0.0;
    double unused = 0.0;                           ///< potential x (1 - 2 realisation), not below 0; 0 where left out
    std::array<double, part_count> part = {};      ///< by Part; 0 where left out
    std::array<double, part_count> shortfall = {}; ///< by Part: what it takes from 1; their sum is 1 - score
};

/// Scores of pairs, places and region. Pairs are numbered by pair_number().
struct Collaboration {
    Index places = 0;
    Index counted = 0;             ///< pairs that are not excluded
    Eigen::VectorXd score = {};           ///< one per pair, in [0, 1]; 0 for excluded pairs
    Eigen::MatrixXd parts = {};           ///< pairs x the parts in `kept`
    std::vector<Part> kept = {};          ///< which part a column of `parts` is
    Eigen::VectorXd weights = {};         ///< of the kept parts, sum 1
    Eigen::VectorXd place = {};           ///< per place: sum of its pairs' scores
    Eigen::MatrixXd place_shortfall = {}; ///< places x kept parts: place + row sum = number of its counted pairs
    double region = 0.0;                  ///< sum of all pairs' scores = half the sum of `place`
    double mean = 0.0;                    ///< region / counted, in [0, 1]
    double balance = 1.0;                 ///< 1 - Theil(place) / ln places: 1 = all alike, 0 = one place has all
    double expected_per_potential = 0.0;  ///< total linkage over total potential
    std::vector<model::PlacePair> excluded = {}; ///< sorted, each with first < second
    Mean how = Mean::geometric;
    double floor = 0.01;
    base::Findings findings = {};

    /// Column of a part in `parts`, or -1 where it is left out.
    [[nodiscard]] Index column(Part part) const {
        const auto at = std::find(kept.begin(), kept.end(), part);
        return at == kept.end() ? -1 : (at - kept.begin());
    }

    /// Everything about the pair of two places, in either order.
    /// @throws bad_value unless they are two different places
    [[nodiscard]] PairScore pair(Index i, Index j) const {
        model::check_pair({i, j}, places, "pair");
        if (i > j) std::swap(i, j);
        const Index p = model::pair_number(i, j, places);
        PairScore result{.first = i, .second = j, .score = score[p], .unused = unused(p)};
        if (std::binary_search(excluded.begin(), excluded.end(), model::PlacePair{i, j}, before)) return result;

        double logs = 0.0;
        for (Index k = 0; k < std::ssize(kept); ++k) {
            const Index column_k = k;
            const Index at = base::position(kept[k]);
            const double value = parts(p, column_k);
            result.part[at] = value;
            result.shortfall[at] =
                weights[column_k] * (how == Mean::geometric ? -std::log(std::max(value, floor)) : 1.0 - value);
            logs += result.shortfall[at];
        }
        if (how == Mean::geometric && logs > 0.0)
            for (double& shortfall : result.shortfall) shortfall *= -std::expm1(-logs) / logs;
        return result;
    }

    /// The `count` pairs with the highest score, highest first, ties by index; pairs at 0 are not listed.
    /// Complexity O(pairs log count).
    [[nodiscard]] std::vector<PairScore> strongest(Index count) const {
        return top(count, [this](Index p) { return score[p]; });
    }

    /// The most under-used pairs: much to be expected, little of it there. The `count` pairs with the highest
    /// potential x (1 - 2 realisation), highest first, ties by index. Realisation 1/2 is "just as expected" (the middle
    /// of the ranks, where it is by rank), so pairs that come up to it have nothing unused and are not listed; a pair
    /// without any flow has all its potential unused. Empty where flows or potential are not known. Complexity O(pairs
    /// log count).
    [[nodiscard]] std::vector<PairScore> under_used(Index count) const {
        return top(count, [this](Index p) { return unused(p); });
    }

    /// Scores as a symmetric matrix, places x places, diagonal 0.
    [[nodiscard]] Eigen::MatrixXd score_matrix() const { return unpacked(score); }

    /// One part as a symmetric matrix, places x places, diagonal 0.
    /// @throws bad_value if the part is left out
    [[nodiscard]] Eigen::MatrixXd part_matrix(Part part) const {
        if (column(part) < 0)
            throw base::bad_value("is left out of this result", {.field = std::string(scoring::name(part)),
                                                                 .remedy = "give collaboration() the data it needs"});
        return unpacked(parts.col(column(part)));
    }

private:
    static bool before(const model::PlacePair& a, const model::PlacePair& b) {
        return a.first != b.first ? a.first < b.first : a.second < b.second;
    }

    [[nodiscard]] double unused(Index p) const {
        const Index potential = column(Part::potential), realisation = column(Part::realisation);
        if (potential < 0 || realisation < 0) return 0.0;
        return parts(p, potential) * std::max(0.0, 1.0 - 2.0 * parts(p, realisation));
    }

    [[nodiscard]] Eigen::MatrixXd unpacked(const Eigen::Ref<const Eigen::VectorXd>& packed) const {
        Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(places, places);
        for (Index i = 0, p = 0; i < places; ++i)
            for (Index j = i + 1; j < places; ++j, ++p) matrix(i, j) = matrix(j, i) = packed[p];
        return matrix;
    }

    template <class Key>
    [[nodiscard]] std::vector<PairScore> top(Index count, Key key) const {
        struct Entry {
            double key;
            Index first, second;
        };
        // Pairs come in index order, so among equals the earlier one is kept.
        const auto better = [](const Entry& a, const Entry& b) {
            if (a.key != b.key) return a.key > b.key;
            return a.first != b.first ? a.first < b.first : a.second < b.second;
        };
        std::vector<Entry> best; // a heap with the weakest on top
        if (count > 0)
            for (Index i = 0, p = 0; i < places; ++i)
                for (Index j = i + 1; j < places; ++j, ++p) {
                    const Entry entry{key(p), i, j};
                    if (entry.key <= 0.0 || (std::ssize(best) == count && !better(entry, best.front()))) continue;
                    if (std::ssize(best) == count) {
                        std::pop_heap(best.begin(), best.end(), better);
                        best.pop_back();
                    }
                    best.push_back(entry);
                    std::push_heap(best.begin(), best.end(), better);
                }
        std::sort_heap(best.begin(), best.end(), better);
        std::vector<PairScore> list;
        list.reserve(best.size());
        for (const Entry& entry : best) list.push_back(pair(entry.first, entry.second));
        return list;
    }
};

} // namespace corewing::scoring
