#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/pairs.hpp"
#include "corewing/scoring/pair_score.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <vector>

/// One pair taken apart, and lists of the foremost pairs. Result is Collaboration.
namespace corewing::scoring::detail {

/// Orders pairs by their places.
inline bool before(const model::PlacePair& a, const model::PlacePair& b) {
    return a.first != b.first ? a.first < b.first : a.second < b.second;
}

/// The share of the layers, by weight, that know pair p.
template <class Result>
double flow_known(const Result& result, Index p) {
    return result.flow_known.size() > 0 ? result.flow_known[p] : 1.0;
}

/// Whether a part is known of a pair of which the share `flow` of the layers is known.
inline bool part_known(Part part, double flow) {
    if (part == Part::linkage) return flow > 0.0;
    return part != Part::realisation || flow >= 1.0;
}

/// The worst and the best that a part can be.
struct PartBounds {
    double worst = 0.0, best = 1.0;
};

/// Layers that do not know the pair may have nothing there, or as much as the greatest pair.
inline PartBounds part_bounds(Part part, double value, double flow) {
    if (flow >= 1.0 || (part != Part::linkage && part != Part::realisation)) return {value, value};
    return part == Part::linkage ? PartBounds{flow * value, flow * value + (1.0 - flow)} : PartBounds{};
}

/// The weights of the parts known of a pair, summed.
template <class Result>
double known_weight(const Result& result, double flow) {
    double sum = 0.0;
    for (Index k = 0; k < std::ssize(result.kept); ++k)
        if (part_known(result.kept[k], flow)) sum += result.weights[k];
    return sum;
}

/// Whether pair p has parts with a weight, none of them above the floor: its score is the floor, whatever they are.
template <class Result>
bool at_floor(const Result& result, Index p) {
    if (result.how != Mean::geometric) return false;
    const double flow = flow_known(result, p);
    bool any = false;
    for (Index k = 0; k < std::ssize(result.kept); ++k) {
        if (result.weights[k] <= 0.0 || !part_known(result.kept[k], flow)) continue;
        if (base::above(result.parts(p, k), result.floor, 1.0)) return false;
        any = true;
    }
    return any;
}

/// The weighted mean of the known parts of pair p as they are.
template <class Result>
double plain_mean(const Result& result, Index p) {
    const double flow = flow_known(result, p);
    double sum = 0.0, weight = 0.0;
    for (Index k = 0; k < std::ssize(result.kept); ++k) {
        if (!part_known(result.kept[k], flow)) continue;
        sum += result.weights[k] * result.parts(p, k);
        weight += result.weights[k];
    }
    return weight > 0.0 ? sum / weight : 0.0;
}

/// The score by which pair p is ranked; 0 where it has nothing. All pairs at the floor get the same number.
template <class Result>
double ranked_score(const Result& result, Index p) {
    if (result.score[p] <= 0.0 || !at_floor(result, p)) return result.score[p];
    return plain_mean(result, p) > 0.0 ? result.floor : 0.0;
}

/// The potential that pair p leaves unused; 0 where that is not known.
template <class Result>
double unused_potential(const Result& result, Index p) {
    const Index potential = result.column(Part::potential), realisation = result.column(Part::realisation);
    if (potential < 0 || realisation < 0 || flow_known(result, p) < 1.0) return 0.0;
    return result.parts(p, potential) * std::max(0.0, 1.0 - 2.0 * result.parts(p, realisation));
}

/// Fills in the parts of pair p, what each takes away, and the bounds of the score.
template <class Result>
void take_apart(const Result& result, Index p, PairScore& pair) {
    const bool geometric = result.how == Mean::geometric;
    const auto loss = [&](double value) { return geometric ? -std::log(std::max(value, result.floor)) : 1.0 - value; };
    const double flow = pair.flow_known;
    const double known = flow < 1.0 ? known_weight(result, flow) : 1.0;
    double logs = 0.0, worst = 0.0, best = 0.0;
    for (Index k = 0; k < std::ssize(result.kept); ++k) {
        const double weight = result.weights[k], value = result.parts(p, k);
        const PartBounds bounds = part_bounds(result.kept[k], value, flow);
        worst += weight * loss(bounds.worst);
        best += weight * loss(bounds.best);
        if (!part_known(result.kept[k], flow)) continue;
        const Index at = base::position(result.kept[k]);
        pair.known[at] = true;
        pair.part[at] = value;
        if (weight <= 0.0 || known <= 0.0) continue;
        ++pair.parts_known;
        pair.shortfall[at] = weight / known * loss(value);
        logs += pair.shortfall[at];
    }
    if (geometric && logs > 0.0)
        for (double& shortfall : pair.shortfall) shortfall *= -std::expm1(-logs) / logs;
    pair.lowest = pair.highest = pair.score;
    if (result.kept.empty()) pair.highest = 1.0; // nothing at all is known
    if (flow >= 1.0) return;
    const auto score = [&](double lost) { return std::clamp(geometric ? std::exp(-lost) : 1.0 - lost, 0.0, 1.0); };
    pair.lowest = pair.parts_known > 0 ? std::min(score(worst), pair.score) : score(worst);
    pair.highest = std::max(score(best), pair.score);
}

/// Everything about the pair i < j.
template <class Result>
PairScore pair_score(const Result& result, Index i, Index j) {
    const Index p = model::pair_number(i, j, result.places);
    PairScore pair{.first = i, .second = j, .score = result.score[p]};
    if (std::binary_search(result.excluded.begin(), result.excluded.end(), model::PlacePair{i, j}, before)) return pair;
    pair.flow_known = flow_known(result, p);
    pair.unused = unused_potential(result, p);
    take_apart(result, p, pair);
    return pair;
}

/// The `count` pairs with the greatest key above 0; of those that tie those with the greater second key, then by index.
template <class Result, class Key, class Second>
std::vector<PairScore> top_pairs(const Result& result, Index count, Key key, Second second) {
    struct Entry {
        double key, second_key;
        Index first, second;
    };
    const auto better = [](const Entry& a, const Entry& b) {
        if (a.key != b.key) return a.key > b.key;
        if (a.second_key != b.second_key) return a.second_key > b.second_key;
        return before({a.first, a.second}, {b.first, b.second});
    };
    base::check_range(static_cast<double>(count), 0.0, HUGE_VAL, "count");
    std::vector<Entry> best; // a heap with the weakest on top
    Eigen::VectorXd keys(count > 0 ? result.score.size() : 0), seconds(keys.size());
    for (Index p = 0; p < keys.size(); ++p) keys[p] = key(p), seconds[p] = second(p);
    const Eigen::VectorXd settled = base::settled(keys);
    seconds = base::settled(seconds);
    if (count > 0)
        for (Index i = 0, p = 0; i < result.places; ++i)
            for (Index j = i + 1; j < result.places; ++j, ++p) {
                const double value = settled[p];
                const bool full = std::ssize(best) == count;
                if (keys[p] <= 0.0 || (full && value < best.front().key)) continue;
                const Entry entry{value, seconds[p], i, j};
                if (full && !better(entry, best.front())) continue;
                if (full) {
                    std::pop_heap(best.begin(), best.end(), better);
                    best.pop_back();
                }
                best.push_back(entry);
                std::push_heap(best.begin(), best.end(), better);
            }
    std::sort_heap(best.begin(), best.end(), better);
    std::vector<PairScore> list;
    list.reserve(best.size());
    for (const Entry& entry : best) list.push_back(pair_score(result, entry.first, entry.second));
    return list;
}

/// One number per pair as a symmetric matrix with diagonal 0.
template <class Double = double>
Eigen::MatrixXd unpacked(const Eigen::Ref<const Eigen::VectorXd>& packed, Index places) {
    Eigen::MatrixX<Double> matrix = Eigen::MatrixX<Double>::Zero(places, places);
    for (Index i = 0, p = 0; i < places; ++i)
        for (Index j = i + 1; j < places; ++j, ++p) matrix(i, j) = matrix(j, i) = packed[p];
    return matrix;
}

} // namespace corewing::scoring::detail
