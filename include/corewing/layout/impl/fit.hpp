#pragma once

#include "corewing/layout/fit.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"
#include "corewing/layout/detail/link_unit.hpp"
#include "corewing/layout/detail/pair_table.hpp"
#include "corewing/layout/linkage.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/model/role.hpp"
#include "corewing/layout/detail/prepared_linkage.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace corewing::layout {
namespace detail {

/// Keeps the k first items of a stream under an order.
template <class Item, class Before>
class FirstFew {
public:
    FirstFew(Index count, Before before) : count_(count), before_(before) {}
    void add(const Item& item) {
        if (count_ == 0) return;
        if (std::ssize(items_) < count_) {
            items_.push_back(item);
            std::push_heap(items_.begin(), items_.end(), before_);
        } else if (before_(item, items_.front())) {
            std::pop_heap(items_.begin(), items_.end(), before_);
            items_.back() = item;
            std::push_heap(items_.begin(), items_.end(), before_);
        }
    }
    [[nodiscard]] std::vector<Item> sorted() {
        std::sort_heap(items_.begin(), items_.end(), before_);
        return std::move(items_);
    }

private:
    Index count_;
    Before before_;
    std::vector<Item> items_ = {};
};

/// Correlation of linkage and pattern from their sums by pair of roles.
template <class = void>
double table_fit(const Image& sums, const Image& counts, const Image& image, double mean, double spread) {
    const double pairs = counts.sum();
    const double image_mean = counts.cwiseProduct(image).sum() / pairs;
    const Image centred = image.array() - image_mean;
    const double image_spread = counts.cwiseProduct(centred.cwiseProduct(centred)).sum();
    if (!base::above(image_spread, 0.0, 1.0) || !(spread > 0.0)) return 0.0;
    const double common = (sums - mean * counts).cwiseProduct(centred).sum();
    return std::clamp(common / std::sqrt(image_spread) / std::sqrt(spread), -1.0, 1.0);
}

template <class Matrix>
void find_breaks(const PairMatrix<Matrix>& pairs, const model::Roles& roles, const Pattern& pattern,
                 const std::vector<Index>& members, Index wanted, Fit& result) {
    const auto earlier = [](const PatternBreak& a, const PatternBreak& b) {
        return a.from != b.from ? a.from < b.from : a.to < b.to;
    };
    const auto too_strong = [&](const PatternBreak& a, const PatternBreak& b) {
        const double x = a.linkage - a.expected, y = b.linkage - b.expected;
        return x != y ? x > y : earlier(a, b);
    };
    const auto too_weak = [&](const PatternBreak& a, const PatternBreak& b) {
        const double x = a.linkage - a.expected, y = b.linkage - b.expected;
        return x != y ? x < y : earlier(a, b);
    };
    FirstFew<PatternBreak, decltype(too_strong)> strong(wanted, too_strong);
    FirstFew<PatternBreak, decltype(too_weak)> weak(wanted, too_weak);
    const auto look = [&](Index i, Index j, double value) {
        if (!pairs.directed() && i > j) return;
        const double expected = result.base + result.slope * pattern.wanted(roles[i], roles[j]);
        const PatternBreak link{.from = i, .to = j, .linkage = value, .expected = expected};
        if (base::above(value, expected, result.base)) strong.add(link);
        if (base::above(expected, value, result.base)) weak.add(link);
    };
    pairs.each(look);
    pairs.each_absent(roles, members, [&](Index i, Index j) { look(i, j, 0.0); });
    result.stronger = strong.sorted();
    result.weaker = weak.sorted();
}

template <class Matrix>
void test_by_permutation(const PairMatrix<Matrix>& pairs, const model::Roles& roles, const Pattern& pattern,
                         const FitOptions& options, Fit& result) {
    const Index n = pairs.size();
    const bool hubs_only = leaves_alike(pattern.image);
    const Index rounds = options.permutations;
    std::vector<unsigned char> as_good(rounds, 0);
    base::parallel_blocks(rounds,
                          [&](Index begin, Index end) {
                              model::Roles shuffled;
                              std::vector<Index> members;
                              for (Index k = begin; k < end; ++k) {
                                  shuffled = roles;
                                  base::Random random(options.seed, k);
                                  random.shuffle(shuffled);
                                  members.clear();
                                  for (Index i = 0; i < n; ++i)
                                      if (shuffled[i] != model::Role::other)
                                          members.push_back(i);
                                  const double fit =
                                      table_fit(pairs.sums(shuffled, members, hubs_only), pairs.counts(shuffled),
                                                pattern.image, pairs.mean(), pairs.spread());
                                  as_good[k] = base::at_least(fit, result.fit, 1.0) ? 1 : 0;
                              }
                          },
                          {.grain = 16});
    const auto better = static_cast<double>(std::count(as_good.begin(), as_good.end(), 1));
    const double draws = static_cast<double>(rounds) + 1.0;
    result.permutations = rounds;
    result.p_value = (better + 1.0) / draws;
    result.p_error = std::sqrt(result.p_value * (1.0 - result.p_value) / draws);
}

template <class Matrix>
Fit fit(const PairMatrix<Matrix>& pairs, const model::Roles& roles, const Pattern& pattern, const FitOptions& options) {
    base::check_size(std::ssize(roles), pairs.size(), "roles");
    base::check_range(pattern.image, 0.0, 1.0, "pattern.image");
    if (!options.directed) check_pattern(pattern);
    base::check_range(static_cast<double>(options.permutations), 0.0, HUGE_VAL, "permutations");
    base::check_range(static_cast<double>(options.breaks), 0.0, HUGE_VAL, "breaks");

    Fit result;
    const auto note = [&](const std::string& text) {
        result.findings.push_back({.severity = base::Severity::warning, .topic = "layout fit", .text = text});
    };
    std::vector<Index> members;
    std::array<Index, model::role_count> size{};
    for (Index i = 0; i < std::ssize(roles); ++i) {
        ++size[base::position(roles[i])];
        if (roles[i] != model::Role::other) members.push_back(i);
    }
    for (Index r = 0; r + 1 < model::role_count; ++r) {
        const Index wanted = pattern.count(model::all_roles[r]);
        if (size[r] != wanted)
            note("the layout has " + std::to_string(size[r]) + " places as " + pattern.role_names[r] +
                 " where the pattern has " + std::to_string(wanted));
    }
    if (pairs.known() <= 0.0) {
        note("there is no pair of places to measure; the fit is set to 0");
        return result;
    }

    const Image sums = pairs.sums(roles, members, false), counts = pairs.counts(roles);
    Image known = sums;
    result.pairs = counts;
    pairs.only_known(roles, known, result.pairs);
    result.mean_linkage = (result.pairs.array() > 0.0).select(known.array() / result.pairs.array().max(1.0), 0.0);
    result.base = pairs.mean();
    if (pairs.constant()) {
        note("every pair of places is equally linked; the fit is set to 0");
        return result;
    }
    const double total = counts.sum();
    const Image centred = pattern.image.array() - counts.cwiseProduct(pattern.image).sum() / total;
    const double image_spread = counts.cwiseProduct(centred.cwiseProduct(centred)).sum();
    if (!base::above(image_spread, 0.0, 1.0)) {
        note("the pattern asks the same of every pair of places; the fit is set to 0");
        return result;
    }
    result.fit = table_fit(sums, counts, pattern.image, pairs.mean(), pairs.spread());
    result.slope = (sums - pairs.mean() * counts).cwiseProduct(centred).sum() / image_spread;
    result.base -= result.slope * counts.cwiseProduct(pattern.image).sum() / total;
    if (options.permutations > 0) test_by_permutation(pairs, roles, pattern, options, result);
    if (options.breaks > 0)
        find_breaks(pairs, roles, pattern, members, options.breaks, result);
    return result;
}

/// The fit of a matrix as given, found in a unit in which squares are numbers.
template <class Matrix>
Fit fit(Matrix w, const model::Roles& roles, const Pattern& pattern, const FitOptions& options) {
    const int exponent = take_unit(w, largest_link(w));
    Fit result = fit(PairMatrix<Matrix>(std::move(w), options.skip, options.directed), roles, pattern, options);
    if (exponent == 0) return result;
    const auto as_given = [exponent](double x) { return std::ldexp(x, exponent); };
    result.mean_linkage = result.mean_linkage.unaryExpr(as_given).eval();
    for (double* x : {&result.base, &result.slope}) *x = as_given(*x);
    for (auto* breaks : {&result.stronger, &result.weaker})
        for (PatternBreak& link : *breaks) {
            link.linkage = as_given(link.linkage);
            link.expected = as_given(link.expected);
        }
    return result;
}

} // namespace detail

COREWING_BODY
Fit fit(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const model::Roles& roles, const Pattern& pattern,
        const FitOptions& options) {
    return detail::fit<Eigen::MatrixX<Double>>(detail::prepare(linkage, options.skip, options.directed), roles, pattern,
                                               options);
}

COREWING_BODY
Fit fit(const Eigen::SparseMatrix<double>& linkage, const model::Roles& roles, const Pattern& pattern,
        const FitOptions& options) {
    return detail::fit<Eigen::SparseMatrix<double>>(detail::prepare(linkage, options.skip, options.directed), roles,
                                                    pattern, options);
}

COREWING_BODY
LayeredFit layered_fit(const std::vector<Eigen::MatrixXd>& layers, const Eigen::Ref<const Eigen::VectorXd>& weights,
                       const model::Roles& roles, const Pattern& pattern, const FitOptions& options) {
    LayeredFit result;
    result.combined = fit(combine_layers(layers, weights), roles, pattern, options);
    for (const auto& layer : layers) result.layer.push_back(fit(layer, roles, pattern, options));
    return result;
}

} // namespace corewing::layout
