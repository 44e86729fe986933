#pragma once

#include "corewing/base/index.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace corewing::allocation::detail {

/// A linear problem: maximise c x with row_low <= A x <= row_high and 0 <= x <= 1.
struct LinearProblem {
    Eigen::SparseMatrix<double> columns = {};               ///< A by columns
    Eigen::SparseMatrix<double, Eigen::RowMajor> rows = {}; ///< A by rows
    Eigen::VectorXd worth = {};                             ///< c
    Eigen::VectorXd row_low = {};                           ///< may be minus infinity
    Eigen::VectorXd row_high = {};                          ///< may be infinity
};

/// How a linear problem ended.
enum class LinearEnd {
    solved,     ///< within the tolerance of the simplex
    infeasible, ///< `ray` of the rows shows it
    cut_short,  ///< too many steps; prices are as good as any
};

/// Dual simplex with bounded variables, started from where it stood: bounds of variables may change in between.
/// Row r has a variable s_r = a_r x of its own; the basis is kept as an explicit inverse, sparse in work.
/// Nothing rests on its rounding: whoever takes prices from it computes bounds afresh.
class DualSimplex {
public:
    explicit DualSimplex(const LinearProblem& problem)
        : p_(&problem), n_(problem.columns.cols()), m_(problem.columns.rows()), worth_(problem.worth), low_(n_ + m_),
          high_(n_ + m_), x_(n_ + m_), d_(n_ + m_), place_(n_ + m_, -1), basis_(m_), inverse_(m_, m_), alpha_(n_ + m_) {
        low_.head(n_).setZero();
        high_.head(n_).setOnes();
        low_.tail(m_) = problem.row_low;
        high_.tail(m_) = problem.row_high;
        for (Index r = 0; r < m_; ++r) basis_[r] = n_ + r;
        rebuild();
    }

    [[nodiscard]] double low(Index j) const { return low_[j]; }
    [[nodiscard]] double high(Index j) const { return high_[j]; }
    [[nodiscard]] double x(Index j) const { return place_[j] < 0 ? x_[j] : value_[place_[j]]; }
    /// Prices of the rows: those of their own variables.
    [[nodiscard]] Eigen::VectorXd prices() const { return d_.tail(m_); }
    /// After infeasible: weights of the rows whose sum no x can satisfy.
    [[nodiscard]] const Eigen::VectorXd& ray() const { return ray_; }

    void set_bounds(Index j, double low, double high) {
        low_[j] = low;
        high_[j] = high;
        if (place_[j] < 0) settle(j);
    }

    /// Where ties keep it from getting anywhere, it goes on with worths that differ a little, then with the true ones.
    LinearEnd solve() {
        const long few = 100 + 2 * m_;
        take_shifts();
        LinearEnd end = run(few);
        if (end != LinearEnd::cut_short) return end;
        std::uint64_t bits = 1;
        for (Index j = 0; j < n_; ++j) {
            bits = bits * 6364136223846793005u + 1442695040888963407u;
            worth_[j] += 1e-6 * (0.5 + std::ldexp(static_cast<double>(bits >> 32), -32));
        }
        rebuild();
        end = run(20 * (few + n_));
        worth_ = p_->worth;
        rebuild();
        return end == LinearEnd::solved ? run(few) : end;
    }

private:
    LinearEnd run(long steps) {
        for (const long most = steps_ + steps; steps_ < most;) {
            const Index row = leaving();
            if (row < 0) return LinearEnd::solved;
            if (since_rebuild_ >= 120) {
                rebuild();
                continue;
            }
            if (!step(row)) {
                if (since_rebuild_ == 1) return LinearEnd::infeasible; // with numbers just made
                rebuild();                                             // once more with fresh numbers
            }
        }
        return LinearEnd::cut_short;
    }

    static constexpr double slack = 1e-9; // of values, in [0, 1] or of rows scaled to a largest coefficient of 1

    /// Puts a variable that is not in the basis at the bound that its reduced cost asks for.
    void settle(Index j) {
        double at = x_[j];
        if (low_[j] == high_[j])
            at = low_[j];
        else if (d_[j] > 0.0 || (d_[j] == 0.0 && at >= high_[j]))
            at = std::isfinite(high_[j]) ? high_[j] : low_[j];
        else
            at = std::isfinite(low_[j]) ? low_[j] : high_[j];
        if (!std::isfinite(at)) at = 0.0;
        if (at == x_[j]) return;
        shift(j, at - x_[j]);
        x_[j] = at;
    }

    /// Notes that a variable outside the basis moved.
    void shift(Index j, double by) {
        if (j >= n_)
            shift_[j - n_] -= by;
        else
            for (Eigen::SparseMatrix<double>::InnerIterator it(p_->columns, j); it; ++it)
                shift_[it.row()] += it.value() * by;
        shifted_ = true;
    }

    void take_shifts() {
        if (!shifted_) return;
        for (Index r = 0; r < m_; ++r)
            if (shift_[r] != 0.0) value_ -= inverse_.col(r) * shift_[r];
        shift_.setZero();
        shifted_ = false;
    }

    /// The row whose variable is furthest outside its bounds; -1 where none is.
    [[nodiscard]] Index leaving() const {
        Index best = -1;
        double worst = slack;
        for (Index r = 0; r < m_; ++r) {
            const Index j = basis_[r];
            const double out = std::max(low_[j] - value_[r], value_[r] - high_[j]);
            if (out > worst) {
                worst = out;
                best = r;
            }
        }
        return best;
    }

    /// B^-1 times the column of a variable.
    [[nodiscard]] Eigen::VectorXd column(Index j) const {
        if (j >= n_) return -inverse_.col(j - n_);
        Eigen::VectorXd result = Eigen::VectorXd::Zero(m_);
        for (Eigen::SparseMatrix<double>::InnerIterator it(p_->columns, j); it; ++it)
            result += inverse_.col(it.row()) * it.value();
        return result;
    }

    /// Row of the tableau for all variables.
    void price_row(Index row) {
        alpha_.setZero();
        for (Index r = 0; r < m_; ++r) {
            const double weight = inverse_(row, r);
            if (weight == 0.0) continue;
            alpha_[n_ + r] = -weight;
            for (Eigen::SparseMatrix<double, Eigen::RowMajor>::InnerIterator it(p_->rows, r); it; ++it)
                alpha_[it.col()] += weight * it.value();
        }
    }

    /// One change of the basis. @return false where no variable can help: the rows contradict each other
    bool step(Index row) {
        const Index out = basis_[row];
        const bool up = value_[row] < low_[out]; // it must grow
        const double far = up ? low_[out] - value_[row] : value_[row] - high_[out];
        price_row(row);
        ++since_rebuild_;
        ++steps_;
        candidates_.clear();
        for (Index j = 0; j < n_ + m_; ++j) {
            if (place_[j] >= 0 || low_[j] == high_[j] || std::abs(alpha_[j]) < 1e-9) continue;
            const bool falls = up ? alpha_[j] < 0.0 : alpha_[j] > 0.0; // growing x_j brings the row nearer
            const bool at_high = x_[j] == high_[j];
            if (at_high != falls) candidates_.push_back({std::abs(d_[j]) / std::abs(alpha_[j]), j});
        }
        const Index in = entering(far);
        if (in < 0) {
            ray_ = inverse_.row(row).transpose() * (up ? 1.0 : -1.0);
            return false;
        }
        take_shifts();
        exchange(row, out, in, up ? low_[out] : high_[out]);
        return true;
    }

    /// The variable that enters: those before it in the order of ratios go to their other bound.
    Index entering(double far) {
        std::sort(candidates_.begin(), candidates_.end());
        const Index count = std::ssize(candidates_);
        Index k = 0;
        for (; k < count; ++k) {
            const Index j = candidates_[k].second;
            far -= std::abs(alpha_[j]) * (high_[j] - low_[j]);
            if (far <= 0.0) break;
        }
        if (k == count) return -1; // even all of them at their other bound do not reach it
        Index best = k;
        for (Index other = k; other-- > 0 && candidates_[other].first >= candidates_[k].first - 1e-12;)
            if (std::abs(alpha_[candidates_[other].second]) > std::abs(alpha_[candidates_[best].second])) best = other;
        for (Index other = 0; other < best; ++other) {
            const Index j = candidates_[other].second;
            const double to = x_[j] == high_[j] ? low_[j] : high_[j];
            shift(j, to - x_[j]);
            x_[j] = to;
        }
        return candidates_[best].second;
    }

    void exchange(Index row, Index out, Index in, double to) {
        const Eigen::VectorXd a = column(in);
        const double pivot = a[row], move = (value_[row] - to) / pivot, price = d_[in] / alpha_[in];
        value_ -= a * move;
        value_[row] = x_[in] + move;
        x_[out] = to;
        for (Index j = 0; j < n_ + m_; ++j)
            if (place_[j] < 0 && alpha_[j] != 0.0) d_[j] -= price * alpha_[j];
        d_[in] = 0.0;
        d_[out] = -price;
        place_[in] = row;
        place_[out] = -1;
        basis_[row] = in;
        pivot_inverse(row, a);
    }

    /// inverse := E inverse, where column `a` becomes the unit vector of the row.
    void pivot_inverse(Index row, const Eigen::VectorXd& a) {
        inverse_.row(row) /= a[row];
        filled_.clear();
        for (Index r = 0; r < m_; ++r)
            if (inverse_(row, r) != 0.0) filled_.push_back(r);
        for (const Index r : filled_) {
            const double weight = inverse_(row, r);
            inverse_.col(r) -= a * weight;
            inverse_(row, r) = weight;
        }
    }

    /// Everything anew from the basis and the bounds.
    void rebuild() {
        since_rebuild_ = 0;
        std::vector<Index> members;
        for (const Index j : basis_)
            if (j < n_) members.push_back(j);
        std::sort(members.begin(), members.end());
        std::vector<bool> own(m_, false), taken(m_, false); // rows whose own variable is in the basis
        for (const Index j : basis_)
            if (j >= n_) own[j - n_] = true;
        inverse_ = -Eigen::MatrixXd::Identity(m_, m_);
        std::fill(place_.begin(), place_.end(), Index{-1});
        for (Index r = 0; r < m_; ++r) basis_[r] = n_ + r;
        for (const Index j : members) {
            const Eigen::VectorXd a = column(j);
            Index row = -1;
            for (Index r = 0; r < m_; ++r)
                if (!own[r] && !taken[r] && (row < 0 || std::abs(a[r]) > std::abs(a[row]))) row = r;
            if (row < 0 || std::abs(a[row]) < 1e-9) continue; // it depends on the others: it leaves
            basis_[row] = j;
            taken[row] = true;
            pivot_inverse(row, a);
        }
        for (Index r = 0; r < m_; ++r) place_[basis_[r]] = r;
        shift_ = Eigen::VectorXd::Zero(m_);
        value_ = Eigen::VectorXd::Zero(m_);
        shifted_ = false;
        reprice();
        for (Index j = 0; j < n_ + m_; ++j)
            if (place_[j] < 0) {
                x_[j] = 0.0;
                settle(j);
            }
        take_shifts();
    }

    /// Reduced costs from the basis.
    void reprice() {
        Eigen::VectorXd y = Eigen::VectorXd::Zero(m_);
        for (Index r = 0; r < m_; ++r)
            if (basis_[r] < n_) y += inverse_.row(r).transpose() * worth_[basis_[r]];
        d_.head(n_) = worth_ - p_->columns.transpose() * y;
        d_.tail(m_) = y;
        for (const Index j : basis_) d_[j] = 0.0;
    }

    const LinearProblem* p_;
    Index n_, m_;
    Eigen::VectorXd worth_, low_, high_, x_, d_; // all variables; x_ of those outside the basis
    std::vector<Index> place_, basis_;           // row of a variable in the basis, or -1; variable of a row
    Eigen::MatrixXd inverse_;
    Eigen::VectorXd value_, shift_, ray_; // of the basis; moves not yet in it
    Eigen::VectorXd alpha_;               // row of the tableau
    std::vector<std::pair<double, Index>> candidates_;
    std::vector<Index> filled_;
    long steps_ = 0, since_rebuild_ = 0;
    bool shifted_ = false;
};

} // namespace corewing::allocation::detail
