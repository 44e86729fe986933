#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"

#include <Eigen/Core>
#include <Eigen/LU>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

/// A linear program of few rows and any number of columns.
namespace corewing::sharing::detail {

/// The answer with its own proof: prices under which no column pays, and how well the equations hold.
struct SmallLinearAnswer {
    base::Status status = base::Status::infeasible;
    double objective = 0.0;
    Eigen::VectorXd value = {}; ///< columns x 1
    Eigen::VectorXd price = {}; ///< rows x 1
    double primal_error = 0.0;  ///< largest |A y - b| and largest negative part of y
    double dual_error = 0.0;    ///< largest c - A' price above 0
    long iterations = 0;
};

/// Revised simplex on max c'y, A y = b, y >= 0, with the basis factorised afresh in every step: few rows make that
/// cheap and keep the digits. Largest reduced cost first; Bland's rule whenever steps stop gaining, so it cannot cycle.
template <class Double = double>
class SmallSimplex {
public:
    /// @param matrix  rows x columns; @param right rows x 1; @param cost columns x 1; all about 1 in size
    SmallSimplex(const Eigen::MatrixX<Double>& matrix, const Eigen::VectorX<Double>& right,
                 const Eigen::VectorX<Double>& cost)
        : rows_(matrix.rows()), columns_(matrix.cols()), matrix_(matrix), right_(right), cost_(cost) {}

    SmallLinearAnswer maximise() {
        SmallLinearAnswer answer;
        // One artificial column for each row, of the sign of the right side.
        basis_.clear();
        for (Index r = 0; r < rows_; ++r) basis_.push_back(columns_ + r);
        answer.status = run(true, answer.iterations);
        if (answer.status == base::Status::optimal) {
            double missing = 0.0;
            for (Index r = 0; r < std::ssize(basis_); ++r)
                if (basis_[r] >= columns_) missing += std::abs(basic_[r]);
            if (missing > 1e-9 * (1.0 + right_.cwiseAbs().maxCoeff())) {
                answer.status = base::Status::infeasible;
                return answer;
            }
            answer.status = run(false, answer.iterations);
        }
        if (answer.status != base::Status::optimal) return answer;
        answer.value.setZero(columns_);
        for (Index r = 0; r < std::ssize(basis_); ++r)
            if (basis_[r] < columns_) answer.value[basis_[r]] = std::max(basic_[r], 0.0);
        answer.price = price_;
        answer.objective = cost_.dot(answer.value);
        answer.primal_error = (matrix_ * answer.value - right_).cwiseAbs().maxCoeff();
        answer.dual_error = std::max((cost_ - matrix_.transpose() * price_).maxCoeff(), 0.0);
        return answer;
    }

private:
    static constexpr double small = 1e-11;

    Eigen::VectorX<Double> column(Index j) const {
        if (j < columns_) return matrix_.col(j);
        Eigen::VectorX<Double> artificial = Eigen::VectorX<Double>::Zero(rows_);
        artificial[j - columns_] = right_[j - columns_] < 0.0 ? -1.0 : 1.0;
        return artificial;
    }
    double cost(Index j, bool first_phase) const {
        if (first_phase) return j < columns_ ? 0.0 : -1.0;
        return j < columns_ ? cost_[j] : 0.0;
    }

    base::Status run(bool first_phase, long& iterations) {
        long stalled = 0;
        for (long step = 0; step < 200000; ++step, ++iterations) {
            Eigen::MatrixX<Double> base(rows_, rows_);
            Eigen::VectorX<Double> base_cost(rows_);
            for (Index r = 0; r < rows_; ++r) {
                base.col(r) = column(basis_[r]);
                base_cost[r] = cost(basis_[r], first_phase);
            }
            const Eigen::PartialPivLU<Eigen::MatrixX<Double>> factor(base);
            basic_ = factor.solve(right_);
            price_ = factor.transpose().solve(base_cost);
            Eigen::VectorX<Double> reduced = -(matrix_.transpose() * price_);
            if (!first_phase) reduced += cost_;

            const bool bland = stalled > 2 * rows_;
            Index enter = -1;
            double best = 1e-10;
            for (Index j = 0; j < columns_; ++j)
                if (reduced[j] > best) {
                    enter = j;
                    if (bland) break;
                    best = reduced[j];
                }
            if (enter < 0) return base::Status::optimal;

            const Eigen::VectorX<Double> direction = factor.solve(matrix_.col(enter));
            Index leave = -1;
            double ratio = std::numeric_limits<double>::infinity();
            for (Index r = 0; r < rows_; ++r) {
                const Index variable = basis_[r];
                double limit = std::numeric_limits<double>::infinity();
                if (direction[r] > small)
                    limit = std::max(basic_[r], 0.0) / direction[r];
                else if (!first_phase && variable >= columns_ && direction[r] < -small)
                    limit = 0.0; // an artificial left over at 0 stays there
                if (limit == std::numeric_limits<double>::infinity()) continue;
                const bool tied = leave >= 0 && std::abs(limit - ratio) <= 1e-12;
                const bool wins =
                    tied ? (bland ? variable < basis_[leave] : std::abs(direction[r]) > std::abs(direction[leave]))
                         : limit < ratio;
                if (!wins) continue;
                leave = r;
                ratio = tied ? std::min(limit, ratio) : limit;
            }
            if (leave < 0) return base::Status::unbounded;
            stalled = ratio * reduced[enter] > 1e-12 ? 0 : stalled + 1;
            basis_[leave] = enter;
        }
        return base::Status::interrupted;
    }

    Index rows_;
    Index columns_;
    const Eigen::MatrixX<Double>& matrix_;
    const Eigen::VectorX<Double>& right_;
    const Eigen::VectorX<Double>& cost_;
    std::vector<Index> basis_ = {};
    Eigen::VectorX<Double> basic_ = {};
    Eigen::VectorX<Double> price_ = {};
};

} // namespace corewing::sharing::detail
