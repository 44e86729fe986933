#pragma once

#include "corewing/allocation/detail/portfolio_rows.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace corewing::allocation::detail {

/// A choice of projects that is changed one by one, with the sums of all rules.
class PortfolioChoice {
public:
    explicit PortfolioChoice(const PortfolioRows& rows)
        : rows_(&rows), in_(rows.projects(), false), sum_(Eigen::VectorXd::Zero(rows.rules)),
          partners_(rows.projects()) {
        for (const PairColumn& pair : rows.pairs) {
            partners_[pair.first].push_back({pair.second, pair.benefit});
            partners_[pair.second].push_back({pair.first, pair.benefit});
        }
    }

    [[nodiscard]] bool has(Index j) const { return in_[j]; }
    [[nodiscard]] double benefit() const { return benefit_; }

    /// What changing a project would add to the benefit.
    [[nodiscard]] double gain(Index j) const {
        double sum = rows_->linear.worth[j];
        for (const auto& [other, benefit] : partners_[j])
            if (in_[other]) sum += benefit;
        return in_[j] ? -sum : sum;
    }

    void flip(Index j) {
        benefit_ += gain(j);
        const double sign = in_[j] ? -1.0 : 1.0;
        in_[j] = !in_[j];
        for (Column it(rows_->linear.columns, j); it; ++it)
            if (it.row() < rows_->rules) sum_[it.row()] += sign * it.value();
    }

    /// Sum of breaches of the rules of a project if it changed, less their sum now; breaches relative to the rule.
    [[nodiscard]] double worse(Index j) const {
        const double sign = in_[j] ? -1.0 : 1.0;
        double change = 0.0;
        for (Column it(rows_->linear.columns, j); it; ++it)
            if (it.row() < rows_->rules)
                change += breach(it.row(), sum_[it.row()] + sign * it.value()) - breach(it.row(), sum_[it.row()]);
        return change;
    }

    /// A rule that is broken, or -1.
    [[nodiscard]] Index broken() const {
        for (Index r = 0; r < rows_->rules; ++r)
            if (breach(r, sum_[r]) > 0.0) return r;
        return -1;
    }

private:
    using Column = Eigen::SparseMatrix<double>::InnerIterator;

    [[nodiscard]] double breach(Index r, double sum) const {
        const double low = rows_->linear.row_low[r], high = rows_->linear.row_high[r];
        if (base::above(sum, high, drift(r))) return (sum - high) / unit(r);
        if (base::above(low, sum, drift(r))) return (low - sum) / unit(r);
        return 0.0;
    }
    /// Sums that come and go keep the rounding of what came.
    [[nodiscard]] double drift(Index r) const { return std::min(unit(r), 1e100) * 0.01; }
    [[nodiscard]] double unit(Index r) const {
        const double low = std::abs(rows_->linear.row_low[r]), high = std::abs(rows_->linear.row_high[r]);
        const double largest = std::max(std::isfinite(low) ? low : 0.0, std::isfinite(high) ? high : 0.0);
        return largest > 0.0 ? largest : 1.0;
    }

    const PortfolioRows* rows_;
    std::vector<bool> in_;
    Eigen::VectorXd sum_;
    std::vector<std::vector<std::pair<Index, double>>> partners_;
    double benefit_ = 0.0;
};

/// Makes a choice keep all rules, then better, by changing one project or two at a time.
/// @param free    whether a project may change, by column
/// @param appeal  order in which projects are tried, by column: the highest first
/// @return whether all rules are kept
template <class Free>
bool repair(PortfolioChoice& choice, const PortfolioRows& rows, Free free, const Eigen::VectorXd& appeal) {
    const Index n = rows.projects();
    for (Index tries = 0, r = choice.broken(); r >= 0; r = choice.broken()) {
        if (++tries > 2 * n + 10) return false;
        Index best = -1;
        double best_worse = 0.0, best_cost = 0.0;
        for (Eigen::SparseMatrix<double, Eigen::RowMajor>::InnerIterator it(rows.linear.rows, r); it; ++it) {
            const Index j = it.col();
            if (j >= n || !free(j)) continue;
            const double worse = choice.worse(j), cost = choice.has(j) ? appeal[j] : -appeal[j];
            if (worse >= 0.0) continue;
            if (best < 0 || cost * -best_worse < best_cost * -worse) {
                best = j;
                best_worse = worse;
                best_cost = cost;
            }
        }
        if (best < 0) return false;
        choice.flip(best);
    }
    return true;
}

/// Adds, drops and exchanges while that helps.
template <class Free>
void improve(PortfolioChoice& choice, const PortfolioRows& rows, Free free, const Eigen::VectorXd& appeal) {
    const Index n = rows.projects();
    std::vector<Index> order(n);
    std::iota(order.begin(), order.end(), Index{0});
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return appeal[a] > appeal[b]; });
    std::erase_if(order, [&](Index j) { return !free(j); });
    const auto single = [&] {
        bool moved = false;
        for (const Index j : order)
            if (choice.gain(j) > 0.0 && choice.worse(j) <= 0.0) {
                choice.flip(j);
                moved = true;
            }
        return moved;
    };
    std::vector<Index> near = order; // those about which there is most doubt
    std::stable_sort(near.begin(), near.end(),
                     [&](Index a, Index b) { return std::abs(appeal[a]) < std::abs(appeal[b]); });
    if (near.size() > 80) near.resize(80);
    const auto exchange = [&] {
        for (const Index out : near) {
            if (!choice.has(out)) continue;
            const double before = choice.benefit();
            choice.flip(out);
            for (const Index in : near)
                if (in != out && !choice.has(in) &&
                    base::above(choice.benefit() + choice.gain(in), before, std::abs(before)) &&
                    choice.worse(in) <= 0.0) {
                    choice.flip(in);
                    if (choice.broken() < 0) return true;
                    choice.flip(in);
                }
            choice.flip(out);
        }
        return false;
    };
    for (int round = 0; round < 40; ++round)
        if (!single() && !exchange()) return;
}

} // namespace corewing::allocation::detail
