#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/observer.hpp"
#include "corewing/base/random.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace corewing::layout {

/// What an ideal core and periphery look like, and how to look for them.
struct CorePeripheryOptions {
    double core_to_periphery = 1.0; ///< ideal link from core to periphery, [0, 1]; within the core it is 1, outside 0
    double periphery_to_core = 1.0; ///< ideal link from periphery to core, [0, 1]; differs only where directed
    bool ignore_between = false;    ///< true: pairs of one core and one periphery place do not count at all
    bool directed = false;          ///< true: every ordered pair on its own; false: W made symmetric first
    Index exact_up_to = 18;  ///< largest number of places for which every core is tried, 0 to 24
    int restarts = 20;              ///< starts of the search above that, >= 1
    int null_draws = 0;             ///< random regions the p-value is taken from, >= 0; 0 = no test
    std::uint64_t seed = 1;         ///< of restarts and random regions
    base::Observer observer = {};
};

namespace detail {

/// A division that changes place by place, with the sums of linkage and of its square in its four blocks.
template <class Double = double>
class Division {
public:
    Division(const Eigen::MatrixX<Double>& w, const CorePeripheryOptions& options)
        : w_(w), back_(w.transpose()), n_(w.rows()), options_(options), out_(w.rowwise().sum()),
          in_(w.colwise().sum().transpose()) {
        if (options_.ignore_between) {
            squares_ = w.cwiseAbs2();
            squares_back_ = squares_.transpose();
            square_out_ = squares_.rowwise().sum();
            square_in_ = squares_.colwise().sum().transpose();
        }
        all_ = w.sum();
        all_squares_ = w.squaredNorm();
        clear();
    }

    void clear() {
        inside_.assign(n_, false);
        size_ = 0;
        block_ = {0.0, 0.0, 0.0, all_};
        square_ = {0.0, 0.0, 0.0, all_squares_};
        to_core_ = from_core_ = square_to_ = square_from_ = Eigen::VectorX<Double>::Zero(n_);
    }

    [[nodiscard]] Index size() const { return size_; }
    [[nodiscard]] bool inside(Index v) const { return inside_[v]; }
    [[nodiscard]] std::vector<Index> core() const {
        std::vector<Index> places;
        for (Index v = 0; v < n_; ++v)
            if (inside(v)) places.push_back(v);
        return places;
    }
    [[nodiscard]] double fit() const { return correlation(size_, block_, square_); }
    /// Fit after place v has changed sides.
    [[nodiscard]] double fit_after(Index v) const {
        auto block = block_, square = square_;
        move(block, v, out_[v], in_[v], to_core_[v], from_core_[v]);
        if (options_.ignore_between) move(square, v, square_out_[v], square_in_[v], square_to_[v], square_from_[v]);
        return correlation(size_ + (inside(v) ? -1 : 1), block, square);
    }
    void change(Index v) {
        move(block_, v, out_[v], in_[v], to_core_[v], from_core_[v]);
        const double sign = inside(v) ? -1.0 : 1.0;
        to_core_ += sign * w_.col(v);
        from_core_ += sign * back_.col(v);
        if (options_.ignore_between) {
            move(square_, v, square_out_[v], square_in_[v], square_to_[v], square_from_[v]);
            square_to_ += sign * squares_.col(v);
            square_from_ += sign * squares_back_.col(v);
        }
        size_ += inside(v) ? -1 : 1;
        inside_[v] = !inside(v);
    }

private:
    /// Sums in the blocks core-core, core-periphery, periphery-core, periphery-periphery.
    using Blocks = std::array<double, 4>;

    void move(Blocks& block, Index v, double out, double in, double to_core, double from_core) const {
        const double sign = inside(v) ? -1.0 : 1.0;
        block[0] += sign * (to_core + from_core);
        block[1] += sign * (out - to_core - from_core);
        block[2] += sign * (in - from_core - to_core);
        block[3] -= sign * (out - to_core + in - from_core);
    }
    [[nodiscard]] double correlation(Index core_size, const Blocks& block, const Blocks& square) const {
        const auto k = static_cast<double>(core_size), rest = static_cast<double>(n_) - k;
        const bool between = !options_.ignore_between;
        const Blocks pairs{k * (k - 1.0), between ? k * rest : 0.0, between ? k * rest : 0.0, rest * (rest - 1.0)};
        const Blocks ideal{1.0, options_.core_to_periphery, options_.periphery_to_core, 0.0};
        double count = 0.0, x = 0.0, y = 0.0, yy = 0.0, xy = 0.0, xx = between ? all_squares_ : 0.0;
        for (Index b = 0; b < 4; ++b) {
            if (!between && (b == 1 || b == 2)) continue;
            count += pairs[b];
            x += block[b];
            y += pairs[b] * ideal[b];
            yy += pairs[b] * ideal[b] * ideal[b];
            xy += block[b] * ideal[b];
            if (!between) xx += square[b];
        }
        if (count <= 0.0) return 0.0;
        const double spread_x = xx - x * x / count, spread_y = yy - y * y / count;
        if (!base::above(xx, x * x / count) || !base::above(yy, y * y / count)) return 0.0;
        return std::clamp((xy - x * y / count) / std::sqrt(spread_x) / std::sqrt(spread_y), -1.0, 1.0);
    }

    const Eigen::MatrixX<Double>& w_;
    Eigen::MatrixX<Double> back_, squares_, squares_back_;
    Index n_;
    const CorePeripheryOptions& options_;
    Eigen::VectorX<Double> out_, in_, square_out_, square_in_;
    double all_ = 0.0, all_squares_ = 0.0;
    std::vector<bool> inside_;
    Index size_ = 0;
    Blocks block_{}, square_{};
    Eigen::VectorX<Double> to_core_, from_core_, square_to_, square_from_;
};

struct BestCore {
    double fit = -2.0;
    std::vector<Index> core = {};
    long steps = 0;
    bool complete = false;
};

/// Tries every core, neighbouring ones differing in one place (Gray code).
template <class = void>
BestCore every_core(const Eigen::MatrixXd& w, const CorePeripheryOptions& options) {
    BestCore best;
    Division<> division(w, options);
    const std::uint64_t count = std::uint64_t{1} << w.rows();
    for (std::uint64_t k = 1; k < count; ++k) {
        if (k % 4096 == 0 && options.observer.stopped()) return best;
        Index v = 0;
        while (((k >> v) & 1U) == 0) ++v;
        division.change(v);
        ++best.steps;
        if (division.size() == w.rows() || division.size() == 0) continue;
        const double fit = division.fit();
        if (base::above(fit, best.fit, 1.0)) {
            best.fit = fit;
            best.core = division.core();
        }
    }
    best.complete = true;
    return best;
}

/// Moves every place once in the order of best gain, keeps the best division on the way, and begins again from there
/// until that brings nothing (Kernighan & Lin 1970).
template <class = void>
void improve(Division<>& division, Index n, const base::Observer& observer, BestCore& best) {
    double fit = division.fit();
    for (bool better = true; better && !observer.stopped();) {
        better = false;
        std::vector<bool> moved(n, false);
        std::vector<Index> order;
        Index keep = 0;
        double best_fit = fit;
        for (Index step = 0; step < n; ++step) {
            Index choice = -1;
            double choice_fit = -2.0;
            for (Index v = 0; v < n; ++v) {
                if (moved[v]) continue;
                const Index size = division.size() + (division.inside(v) ? -1 : 1);
                if (size == 0 || size == n) continue;
                const double after = division.fit_after(v);
                if (base::above(after, choice_fit, 1.0)) choice_fit = after, choice = v;
            }
            if (choice < 0) break;
            moved[choice] = true;
            division.change(choice);
            order.push_back(choice);
            ++best.steps;
            if (base::above(choice_fit, best_fit, 1.0)) best_fit = choice_fit, keep = order.size();
        }
        while (std::ssize(order) > keep) {
            division.change(order.back());
            order.pop_back();
        }
        if (base::above(best_fit, fit, 1.0)) better = true;
        fit = best_fit;
    }
    if (base::above(fit, best.fit, 1.0)) {
        best.fit = fit;
        best.core = division.core();
    }
}

template <class Double = double>
BestCore search_cores(const Eigen::MatrixXd& w, const CorePeripheryOptions& options, int restarts) {
    const Index n = w.rows();
    BestCore best;
    Division<> division(w, options);
    const Eigen::VectorX<Double> strength = base::settled(w.rowwise().sum() + w.colwise().sum().transpose());
    std::vector<Index> order(n);
    for (Index v = 0; v < n; ++v) order[v] = v;
    std::stable_sort(order.begin(), order.end(),
                     [&](Index a, Index b) { return strength[a] > strength[b]; });
    for (int start = 0; start < restarts && !options.observer.stopped(); ++start) {
        division.clear();
        if (start == 0) { // the strongest places, as many as fit best
            double best_fit = -2.0;
            Index best_size = 1;
            for (Index k = 0; k + 1 < n; ++k) {
                division.change(order[k]);
                if (base::above(division.fit(), best_fit, 1.0)) best_fit = division.fit(), best_size = k + 1;
            }
            division.clear();
            for (Index k = 0; k < best_size; ++k) division.change(order[k]);
        } else {
            base::Random random(options.seed, static_cast<std::uint64_t>(start));
            auto places = random.permutation(n);
            places.resize(1 + random.index(n - 1));
            for (const Index v : places) division.change(v);
        }
        improve(division, n, options.observer, best);
    }
    return best;
}

/// A region of chance with as many links at each place: ends of links change places with each other, ten times as often
/// as there are links, then the weights are dealt anew over the links.
template <class Double = double>
Eigen::MatrixXd random_region(const Eigen::MatrixXd& w, bool directed, base::Random& random) {
    std::vector<std::pair<Index, Index>> links;
    std::vector<double> weights;
    for (Index j = 0; j < w.cols(); ++j)
        for (Index i = 0; i < w.rows(); ++i) {
            if (w(i, j) == 0.0 || i == j || (!directed && i > j)) continue;
            links.emplace_back(i, j);
            weights.push_back(w(i, j));
        }
    Eigen::MatrixX<Double> result = (w.array() != 0.0).template cast<double>();
    for (Index k = 0; std::ssize(links) > 1 && k < 10 * std::ssize(links); ++k) {
        auto& [a, b] = links[random.index(links.size())];
        auto& [c, d] = links[random.index(links.size())];
        if (!directed && random.index(2) == 1) std::swap(c, d);
        if (a == c || b == d || a == d || c == b || result(a, d) != 0.0 || result(c, b) != 0.0) continue;
        result(a, b) = result(c, d) = 0.0;
        if (!directed) result(b, a) = result(d, c) = 0.0;
        std::swap(b, d);
        result(a, b) = result(c, d) = 1.0;
        if (!directed) result(b, a) = result(d, c) = 1.0;
    }
    random.shuffle(weights);
    for (Index k = 0; k < std::ssize(links); ++k) {
        result(links[k].first, links[k].second) = weights[k];
        if (!directed) result(links[k].second, links[k].first) = weights[k];
    }
    return result;
}

template <class Double = double>
Eigen::MatrixXd core_matrix(const Eigen::Ref<const Eigen::MatrixXd>& linkage, bool directed) {
    base::check_shape(linkage, linkage.rows(), linkage.rows(), "linkage");
    base::check_range(linkage, 0.0, 1e150, "linkage");
    Eigen::MatrixX<Double> w = linkage;
    if (!directed) w = 0.5 * linkage + 0.5 * linkage.transpose();
    w.diagonal().setZero();
    const double largest = w.size() > 0 ? w.maxCoeff() : 0.0;
    if (largest > 0.0) w /= largest; // no unit: squares neither overflow nor vanish
    return w;
}

/// The least and the greatest linkage of two different places.
template <class = void>
Eigen::Vector2d pair_range(const Eigen::MatrixXd& w) {
    Eigen::Vector2d range(HUGE_VAL, -HUGE_VAL);
    for (Index j = 0; j < w.cols(); ++j)
        for (Index i = 0; i < w.rows(); ++i) {
            if (i == j) continue;
            range[0] = std::min(range[0], w(i, j));
            range[1] = std::max(range[1], w(i, j));
        }
    return range;
}

/// True where all pairs of different places are linked equally, but for rounding.
template <class = void>
bool constant_pairs(const Eigen::MatrixXd& w) {
    return w.rows() < 2 || base::is_constant(pair_range(w));
}

/// Linkage less what all pairs share: correlation ignores it, but sums of squares would lose their digits to it.
template <class Double = double>
Eigen::MatrixXd without_level(const Eigen::MatrixXd& w) {
    const Eigen::Vector2d range = pair_range(w);
    if (range[0] == 0.0 || range[0] == range[1]) return w;
    Eigen::MatrixX<Double> result = (w.array() - range[0]) / (range[1] - range[0]);
    result.diagonal().setZero();
    return result;
}

} // namespace detail
} // namespace corewing::layout
