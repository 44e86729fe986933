#pragma once

#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <vector>

/// Can row and column totals be met on a given support? A maximum flow answers, and names the rows that block.
namespace corewing::interaction::detail {

struct SupportFlow {
    bool feasible = false;
    std::vector<Index> rows = {};    ///< infeasible: rows whose totals exceed the columns they can use
    std::vector<Index> columns = {}; ///< infeasible: all columns those rows can use
    /// feasible: rows x columns; 1 where the cell is in the support and can be positive in some solution
    Eigen::Array<unsigned char, Eigen::Dynamic, Eigen::Dynamic> open = {};
};

/// Maximum flow by blocking flows (Dinic) on the bipartite graph of rows and columns, and after it the strongly
/// connected components of the residual graph (Tarjan): a cell can be positive in some solution exactly if it carries
/// flow or if its row and column lie in one component.
template <class Double = double>
class SupportFlowSolver {
public:
    /// @param weight  a cell belongs to the support where it is > 0
    /// Row and column totals have equal sums.
    SupportFlowSolver(const Eigen::MatrixX<Double>& weight, const Eigen::VectorX<Double>& row_total,
                      const Eigen::VectorX<Double>& column_total)
        : weight_(weight), n_(weight.rows()), m_(weight.cols()), row_left_(row_total), column_left_(column_total),
          flow_(Eigen::MatrixX<Double>::Zero(n_, m_)), small_(1e-13 * row_total.sum()) {}

    SupportFlow solve() {
        const double total = row_left_.sum();
        for (Index j = 0; j < m_; ++j)
            for (Index i = 0; i < n_ && column_left_[j] > small_; ++i)
                if (weight_(i, j) > 0.0) push(i, j, std::min(row_left_[i], column_left_[j]));
        while (levels()) {
            next_.assign(n_ + m_, 0);
            for (Index i = 0; i < n_; ++i)
                while (row_left_[i] > small_ && augment(i)) {
                }
        }
        SupportFlow result;
        result.feasible = row_left_.sum() <= 1e-9 * total;
        if (result.feasible) {
            components();
            result.open.resize(n_, m_);
            for (Index j = 0; j < m_; ++j)
                for (Index i = 0; i < n_; ++i)
                    result.open(i, j) = weight_(i, j) > 0.0 &&
                                        (flow_(i, j) > small_ || component_[node(i)] == component_[node(n_ + j)]);
            return result;
        }
        for (Index i = 0; i < n_; ++i)
            if (level_[node(i)] >= 0) result.rows.push_back(i);
        for (Index j = 0; j < m_; ++j)
            if (level_[node(n_ + j)] >= 0) result.columns.push_back(j);
        return result;
    }

private:
    static Index node(Index index) { return index; }

    void push(Index i, Index j, double amount) {
        flow_(i, j) += amount;
        row_left_[i] -= amount;
        column_left_[j] -= amount;
    }

    /// Residual arc from node a to node b: row to column on the support, column to row where flow can be taken back.
    bool arc(Index a, Index b) const {
        return a < n_ ? weight_(a, b - n_) > 0.0 : flow_(b, a - n_) > small_;
    }
    Index first(Index a) const { return a < n_ ? n_ : 0; }
    Index last(Index a) const { return a < n_ ? n_ + m_ : n_; }

    /// Breadth-first levels from all rows with something left; true if a column with room is reached.
    bool levels() {
        level_.assign(n_ + m_, -1);
        std::vector<Index> queue;
        for (Index i = 0; i < n_; ++i)
            if (row_left_[i] > small_) {
                level_[node(i)] = 0;
                queue.push_back(i);
            }
        bool reached = false;
        for (Index head = 0; head < std::ssize(queue); ++head) {
            const Index a = queue[head];
            if (a >= n_ && column_left_[a - n_] > small_) reached = true;
            for (Index b = first(a); b < last(a); ++b)
                if (level_[node(b)] < 0 && arc(a, b)) {
                    level_[node(b)] = level_[node(a)] + 1;
                    queue.push_back(b);
                }
        }
        return reached;
    }

    /// One augmenting path in the level graph from row `source`; false if there is none left.
    bool augment(Index source) {
        std::vector<Index> path{source};
        while (!path.empty()) {
            const Index a = path.back();
            if (a >= n_ && column_left_[a - n_] > small_) {
                double amount = std::min(row_left_[source], column_left_[a - n_]);
                for (Index k = 1; k + 1 < std::ssize(path); k += 2)
                    amount = std::min(amount, flow_(path[k + 1], path[k] - n_));
                for (Index k = 0; k + 1 < std::ssize(path); ++k) {
                    if (path[k] < n_)
                        flow_(path[k], path[k + 1] - n_) += amount;
                    else
                        flow_(path[k + 1], path[k] - n_) -= amount;
                }
                row_left_[source] -= amount;
                column_left_[a - n_] -= amount;
                return true;
            }
            Index& step = next_[node(a)];
            const Index end = last(a) - first(a);
            while (step < end) {
                const Index b = first(a) + step;
                if (level_[node(b)] == level_[node(a)] + 1 && arc(a, b)) break;
                ++step;
            }
            if (step < end) {
                path.push_back(first(a) + step);
            } else {
                path.pop_back();
                if (!path.empty()) ++next_[node(path.back())];
            }
        }
        return false;
    }

    /// Strongly connected components of the residual graph (Tarjan, without recursion).
    void components() {
        const Index nodes = n_ + m_;
        component_.assign(nodes, -1);
        std::vector<long> found(nodes, -1);
        std::vector<long> low(nodes, 0);
        std::vector<Index> open;
        next_.assign(nodes, 0);
        long clock = 0;
        long count = 0;
        for (Index root = 0; root < n_ + m_; ++root) {
            if (found[node(root)] >= 0) continue;
            std::vector<Index> path{root};
            while (!path.empty()) {
                const Index a = path.back();
                if (found[node(a)] < 0) {
                    found[node(a)] = low[node(a)] = clock++;
                    open.push_back(a);
                }
                bool descended = false;
                for (Index& step = next_[node(a)]; step < last(a) - first(a); ++step) {
                    const Index b = first(a) + step;
                    if (component_[node(b)] >= 0 || !arc(a, b)) continue;
                    if (found[node(b)] < 0) {
                        path.push_back(b);
                        descended = true;
                        break;
                    }
                    low[node(a)] = std::min(low[node(a)], low[node(b)]);
                }
                if (descended) continue;
                path.pop_back();
                if (low[node(a)] == found[node(a)]) {
                    while (component_[node(a)] < 0) {
                        component_[node(open.back())] = count;
                        open.pop_back();
                    }
                    ++count;
                } else if (!path.empty()) {
                    low[node(path.back())] = std::min(low[node(path.back())], low[node(a)]);
                }
            }
        }
    }

    const Eigen::MatrixX<Double>& weight_;
    Index n_;
    Index m_;
    Eigen::VectorX<Double> row_left_;
    Eigen::VectorX<Double> column_left_;
    Eigen::MatrixX<Double> flow_;
    double small_;
    std::vector<long> level_ = {};
    std::vector<long> component_ = {};
    std::vector<Index> next_ = {};
};

} // namespace corewing::interaction::detail
