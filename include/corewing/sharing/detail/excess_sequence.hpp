#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/sharing/detail/game.hpp"
#include "corewing/sharing/detail/small_simplex.hpp"

#include <Eigen/Core>
#include <Eigen/QR>

#include <algorithm>
#include <vector>

namespace corewing::sharing::detail {

/// One step of the sequence: the least largest excess of the coalitions still open, and the weights that prove it.
struct ExcessStep {
    double excess = 0.0;
    std::vector<Coalition> coalitions = {}; ///< with a positive weight: their excess is the same in every best answer
    std::vector<double> weights = {};
    double error = 0.0;
};

/// Solves min e, x(S) + e >= worth(S) for open S, x(S) as fixed for the others, by a sequence of linear programs in
/// their dual form: as many rows as players and one, a column for each open coalition.
template <class Double = double>
class ExcessSequence {
public:
    /// @param worth        2^n worths, largest about 1 in size
    /// @param imputations  also x_i >= worth(i)
    ExcessSequence(const Eigen::VectorX<Double>& worth, int players, bool imputations)
        : worth_(worth), n_(players), imputations_(imputations), basis_(players, 0) {
        const auto everybody = static_cast<Coalition>(worth.size() - 1);
        for (Coalition s = 1; s < everybody; ++s) open_.push_back(s);
        fix(everybody, worth[worth.size() - 1]);
    }

    [[nodiscard]] bool finished() const { return basis_.cols() == n_; }
    [[nodiscard]] base::Status status() const { return status_; }
    [[nodiscard]] long iterations() const { return iterations_; }

    ExcessStep step() {
        const Index open = std::ssize(open_);
        const Index fixed = std::ssize(fixed_);
        const Index singles = imputations_ ? n_ : 0;
        Eigen::MatrixX<Double> matrix = Eigen::MatrixX<Double>::Zero(n_ + 1, open + 2 * fixed + singles);
        Eigen::VectorX<Double> cost(matrix.cols());
        for (Index k = 0; k < open; ++k) {
            matrix.col(k).head(n_) = indicator(open_[k]);
            matrix(n_, k) = 1.0;
            cost[k] = worth_[open_[k]];
        }
        for (Index k = 0; k < fixed; ++k) {
            matrix.col(open + 2 * k).head(n_) = indicator(fixed_[k]);
            matrix.col(open + 2 * k + 1).head(n_) = -matrix.col(open + 2 * k).head(n_);
            cost[open + 2 * k] = total_[k];
            cost[open + 2 * k + 1] = -total_[k];
        }
        for (Index i = 0; i < singles; ++i) {
            matrix(i, open + 2 * fixed + i) = 1.0;
            cost[open + 2 * fixed + i] = worth_[Index{1} << i];
        }
        const Eigen::VectorX<Double> right = Eigen::VectorX<Double>::Unit(n_ + 1, n_);
        const SmallLinearAnswer answer = SmallSimplex<>(matrix, right, cost).maximise();
        iterations_ += answer.iterations;
        status_ = answer.status;
        ExcessStep result;
        if (status_ != base::Status::optimal) return result;
        result.excess = answer.objective;
        result.error = std::max(answer.primal_error, answer.dual_error);
        for (Index k = 0; k < open; ++k)
            if (answer.value[k] > 1e-9) {
                result.coalitions.push_back(open_[k]);
                result.weights.push_back(answer.value[k]);
            }
        share_ = answer.price.head(n_);
        for (const Coalition s : result.coalitions) fix(s, worth_[s] - result.excess);
        for (Index i = 0; i < singles; ++i)
            if (answer.value[open + 2 * fixed + i] > 1e-9) fix(Coalition{1} << i, worth_[Index{1} << i]);
        std::vector<Coalition> left;
        for (const Coalition s : open_)
            if (!settled(s)) left.push_back(s);
        open_ = left;
        return result;
    }

    /// The shares: while the sequence runs one of the best so far, at its end the only one.
    [[nodiscard]] Eigen::VectorX<Double> share() const {
        if (!finished()) return share_;
        Eigen::MatrixX<Double> rows(n_, n_);
        Eigen::VectorX<Double> totals(n_);
        for (Index k = 0; k < n_; ++k) {
            rows.row(k) = indicator(fixed_[k]).transpose();
            totals[k] = total_[k];
        }
        return rows.colPivHouseholderQr().solve(totals);
    }

private:
    Eigen::VectorX<Double> indicator(Coalition s) const {
        Eigen::VectorX<Double> result = Eigen::VectorX<Double>::Zero(n_);
        for (int i = 0; i < n_; ++i)
            if ((s >> i & 1U) != 0) result[i] = 1.0;
        return result;
    }
    Eigen::VectorX<Double> rest(Coalition s) const {
        Eigen::VectorX<Double> result = indicator(s);
        for (int twice = 0; twice < 2; ++twice)
            for (Index k = 0; k < basis_.cols(); ++k) result -= basis_.col(k).dot(result) * basis_.col(k);
        return result;
    }
    /// Whether what S gets follows from what is fixed.
    bool settled(Coalition s) const { return rest(s).norm() < 1e-8; }

    void fix(Coalition s, double total) {
        const Eigen::VectorX<Double> beyond = rest(s);
        if (beyond.norm() < 1e-8) return;
        basis_.conservativeResize(Eigen::NoChange, basis_.cols() + 1);
        basis_.rightCols(1) = beyond.normalized();
        fixed_.push_back(s);
        total_.push_back(total);
    }

    const Eigen::VectorX<Double>& worth_;
    int n_;
    bool imputations_;
    Eigen::MatrixX<Double> basis_; ///< orthonormal, spans the fixed coalitions
    std::vector<Coalition> fixed_ = {};
    std::vector<double> total_ = {};
    std::vector<Coalition> open_ = {};
    Eigen::VectorX<Double> share_ = {};
    base::Status status_ = base::Status::optimal;
    long iterations_ = 0;
};

} // namespace corewing::sharing::detail
