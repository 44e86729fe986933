#pragma once

#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"
#include "corewing/layout/detail/prepared_linkage.hpp"
#include "corewing/layout/detail/role_positions.hpp"
#include "corewing/layout/linkage.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <utility>
#include <vector>

/// Sums of linkage by pair of roles: all that the fit of a layout needs to know of a matrix.
namespace corewing::layout::detail {

/// True where the image treats every pair of places that are neither core nor wing alike, so that their links
/// need not be looked at one by one.
inline bool leaves_alike(const Image& image) {
    return (image.bottomRightCorner<2, 2>().array() == image(other_at, other_at)).all();
}

/// A prepared matrix with quick access to the links that leave and reach a place.
template <class Matrix>
class PairMatrix {
    static constexpr bool sparse = std::is_base_of_v<Eigen::SparseMatrixBase<Matrix>, Matrix>;

public:
    PairMatrix(Matrix w, std::vector<PlacePair> skip, bool directed)
        : w_(std::move(w)), skip_(unique_pairs(std::move(skip))), directed_(directed) {
        if (directed_) transposed_ = w_.transpose();
        const auto n = static_cast<double>(w_.rows());
        pairs_ = n * (n - 1.0);
        known_ = pairs_ - 2.0 * static_cast<double>(skip_.size());
        total_ = w_.sum();
        double low = HUGE_VAL, high = 0.0, present = 0.0;
        each([&](Index, Index, double value) {
            present += 1.0;
            low = std::min(low, value);
            high = std::max(high, value);
        });
        if (present < known_) low = 0.0;
        constant_ = known_ <= 0.0 || base::is_constant(Eigen::Vector2d(low, high));
        mean_ = pairs_ > 0.0 ? total_ / pairs_ : 0.0;
        const auto add = [&](double value) { spread_ += (value - mean_) * (value - mean_); };
        each([&](Index, Index, double value) { add(value); });
        spread_ += std::max(0.0, known_ - present) * mean_ * mean_;
        for (const auto& [i, j] : skip_) add(at(i, j)), add(at(j, i));
    }

    [[nodiscard]] Index size() const { return w_.rows(); }
    [[nodiscard]] double known() const { return known_; }     ///< ordered pairs that are not skipped
    [[nodiscard]] double mean() const { return mean_; }       ///< over all ordered pairs
    [[nodiscard]] double spread() const { return spread_; }   ///< sum of squared differences from the mean
    [[nodiscard]] bool constant() const { return constant_; } ///< every known pair equally linked
    [[nodiscard]] bool directed() const { return directed_; }
    [[nodiscard]] const std::vector<PlacePair>& skip() const { return skip_; } ///< each pair once
    [[nodiscard]] double at(Index i, Index j) const { return w_.coeff(i, j); }

    /// visit(i, j, value) for every stored ordered pair that is known: all of them where the matrix is dense,
    /// those with a link where it is sparse.
    template <class Visit>
    void each(Visit&& visit) const {
        if constexpr (!sparse) {
            if (skip_.empty()) { // plain loops
                for (Index j = 0; j < w_.cols(); ++j) {
                    for (Index i = 0; i < j; ++i) visit(i, j, w_(i, j));
                    for (Index i = j + 1; i < w_.rows(); ++i) visit(i, j, w_(i, j));
                }
                return;
            }
        }
        for (Index j = 0; j < w_.outerSize(); ++j) {
            auto hidden = hidden_in(j);
            for (Eigen::InnerIterator<Matrix> it(w_, j); it; ++it) {
                const Index i = it.index();
                if (i == j) continue;
                if (!hidden.empty() && std::find(hidden.begin(), hidden.end(), i) != hidden.end()) continue;
                visit(i, j, it.value());
            }
        }
    }

    /// visit(i, j) for ordered pairs that are known, have no entry in a sparse matrix, and hold a core or wing.
    template <class Visit>
    void each_absent(const model::Roles& roles, const std::vector<Index>& members, Visit&& visit) const {
        if constexpr (!sparse) return;
        std::vector<unsigned char> present(size());
        const auto column = [&](const Matrix& matrix, Index hub, bool hub_is_target) {
            std::fill(present.begin(), present.end(), static_cast<unsigned char>(0));
            for (Eigen::InnerIterator<Matrix> it(matrix, hub); it; ++it) present[it.index()] = 1;
            for (const Index i : hidden_in(hub)) present[i] = 1;
            for (Index i = 0; i < size(); ++i) {
                if (i == hub || present[i]) continue;
                if (hub_is_target)
                    visit(i, hub);
                else if (!is_hub(base::position(roles[i])))
                    visit(hub, i);
            }
        };
        for (const Index hub : members) {
            if (!is_hub(base::position(roles[hub]))) continue;
            column(w_, hub, true);
            column(directed_ ? transposed_ : w_, hub, false);
        }
    }

    /// Sum of linkage by ordered pair of roles. With hubs_only, pairs of two leaves all go to (other, other).
    [[nodiscard]] Image sums(const model::Roles& roles, const std::vector<Index>& members, bool hubs_only) const {
        Image table = Image::Zero();
        for (const Index i : members) {
            const Index r = base::position(roles[i]);
            if (hubs_only && !is_hub(r)) continue;
            const auto also_back = [&](Index s) { return s == other_at || (hubs_only && !is_hub(s)); };
            for (Eigen::InnerIterator<Matrix> it(w_, i); it; ++it) { // links j -> i
                const Index s = base::position(roles[it.index()]);
                table(s, r) += it.value();
                if (!directed_ && also_back(s)) table(r, s) += it.value();
            }
            if (!directed_) continue;
            for (Eigen::InnerIterator<Matrix> it(transposed_, i); it; ++it) { // links i -> j
                const Index s = base::position(roles[it.index()]);
                if (also_back(s)) table(r, s) += it.value();
            }
        }
        table(other_at, other_at) += total_ - table.sum();
        return table;
    }

    /// Number of ordered pairs, by pair of roles.
    [[nodiscard]] Image counts(const model::Roles& roles) const {
        Eigen::Vector4d size = Eigen::Vector4d::Zero();
        for (const model::Role role : roles) size[base::position(role)] += 1.0;
        Image table = size * size.transpose();
        table.diagonal() -= size;
        return table;
    }

    /// Takes the skipped pairs out of sums and counts.
    void only_known(const model::Roles& roles, Image& sums, Image& counts) const {
        const auto take = [&](Index i, Index j) {
            const Index r = base::position(roles[i]), s = base::position(roles[j]);
            counts(r, s) -= 1.0;
            sums(r, s) = counts(r, s) > 0.0 ? std::max(0.0, sums(r, s) - at(i, j)) : 0.0;
        };
        for (const auto& [i, j] : skip_) take(i, j), take(j, i);
    }

private:
    [[nodiscard]] std::vector<Index> hidden_in(Index j) const {
        std::vector<Index> hidden;
        for (const auto& [a, b] : skip_) {
            if (a == j) hidden.push_back(b);
            if (b == j) hidden.push_back(a);
        }
        return hidden;
    }

    Matrix w_, transposed_;
    std::vector<PlacePair> skip_;
    bool directed_ = false;
    bool constant_ = true;
    double pairs_ = 0.0, known_ = 0.0, total_ = 0.0, mean_ = 0.0, spread_ = 0.0;
};

} // namespace corewing::layout::detail
