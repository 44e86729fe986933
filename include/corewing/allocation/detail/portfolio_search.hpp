#pragma once

#include "corewing/allocation/detail/portfolio_bound.hpp"
#include "corewing/allocation/detail/portfolio_repair.hpp"
#include "corewing/allocation/detail/portfolio_rows.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace corewing::allocation::detail {

/// The largest number of which all worths are multiples, so that bounds may be rounded down to it; 0 where none is known.
template <class = void>
double grain_of(const Eigen::VectorXd& worth) {
    const double sum = worth.cwiseAbs().sum();
    for (const double parts : {1.0, 10.0, 100.0, 1000.0}) {
        if (!(sum * parts < 1e9)) return 0.0;
        std::int64_t grain = 0;
        bool whole = true;
        for (const double value : worth) {
            const std::int64_t times = std::llround(value * parts);
            whole = whole && base::equal(value * parts, static_cast<double>(times));
            grain = std::gcd(grain, times);
        }
        if (whole && grain > 0) return static_cast<double>(grain) / parts;
    }
    return 0.0;
}

/// What branching on a project has cost so far: bound lost per unit that it was moved.
struct BranchCost {
    std::array<double, 2> sum = {0.0, 0.0}; // down, up
    std::array<double, 2> count = {0.0, 0.0};
};

/// Depth first: one linear problem whose bounds change, no copies.
template <class Options>
class PortfolioSearch {
public:
    PortfolioSearch(const PortfolioRows& rows, const Options& options)
        : rows_(rows), options_(options), n_(rows.projects()), small_(scaled(rows.linear, scales_)), linear_(small_),
          grain_(grain_of(rows.linear.worth)), history_(n_) {
        for (Index j = 0; j < n_; ++j)
            if (rows.mandatory[j] || rows.forbidden[j]) linear_.set_bounds(j, rows.mandatory[j], rows.mandatory[j]);
    }

    void run() {
        visit(no_limit);
        while (!path_.empty() && !reached_limit()) {
            Branch& top = path_.back();
            undo(top.mark);
            if (top.left == 0) {
                path_.pop_back();
                continue;
            }
            --top.left;
            const bool up = top.left == 1 ? top.up_first : !top.up_first;
            const double before = top.bound;
            fix(top.project, up);
            came_from_ = {top.project, up, up ? 1.0 - top.part : top.part, before};
            visit(before);
        }
    }

    [[nodiscard]] bool found() const { return found_; }
    [[nodiscard]] bool finished() const { return !cut_; }
    [[nodiscard]] bool stopped() const { return stopped_; }
    [[nodiscard]] const std::vector<bool>& best() const { return best_; }
    [[nodiscard]] double value() const { return value_; }
    [[nodiscard]] long nodes() const { return nodes_; }
    [[nodiscard]] const PriceBound& root() const { return root_; }
    /// No choice is worth more.
    [[nodiscard]] double bound() const {
        double all = found_ ? std::max(value_, pruned_) : pruned_;
        for (const Branch& branch : path_)
            if (branch.left > 0) all = std::max(all, branch.bound);
        return all;
    }

private:
    struct Branch {
        Index project = -1, mark = 0;
        double part = 0.5, bound = 0.0;
        bool up_first = true;
        int left = 2;
    };
    struct Step {
        Index project = -1;
        bool up = false;
        double part = 1.0, bound = 0.0;
    };

    void fix(Index j, bool in) {
        trail_.push_back({j, {linear_.low(j), linear_.high(j)}});
        linear_.set_bounds(j, in, in);
    }
    void undo(Index mark) {
        while (std::ssize(trail_) > mark) {
            const auto& [j, bounds] = trail_.back();
            linear_.set_bounds(j, bounds.first, bounds.second);
            trail_.pop_back();
        }
    }
    [[nodiscard]] bool is_free(Index j) const { return linear_.low(j) < linear_.high(j); }

    /// A limit of values, rounded down to one that can occur.
    [[nodiscard]] double tight(double bound) const {
        return grain_ > 0.0 ? std::floor(bound / grain_ + 1e-6) * grain_ : bound;
    }
    /// Whether nothing better than the answer can lie under a bound; then the bound joins the proof.
    bool prune(double bound) {
        if (!found_) return false;
        const double limit = tight(bound);
        const double near = std::max({1e-10 * std::abs(value_), 1e-6 * grain_, options_.gap * std::abs(value_)});
        if (limit > value_ + near) return false;
        pruned_ = std::max(pruned_, limit);
        return true;
    }

    bool reached_limit() {
        stopped_ = options_.observer.stopped();
        cut_ = stopped_ || nodes_ >= options_.node_limit || clock_.seconds() >= options_.deadline;
        if (cut_ || told_.seconds() < 0.2) return cut_;
        told_ = base::Stopwatch();
        double open = 0.0, share = 1.0;
        for (const Branch& branch : path_) {
            share /= 2.0;
            open += share * branch.left;
        }
        done_ = std::max(done_, 1.0 - std::min(1.0, open));
        options_.observer.report("choosing projects", done_);
        return false;
    }

    /// Looks at the present node; where it has to be divided, a branch is put on the path.
    void visit(double above) {
        ++nodes_;
        const LinearEnd end = linear_.solve();
        const auto low = [&](Index j) { return linear_.low(j); };
        const auto high = [&](Index j) { return linear_.high(j); };
        if (end == LinearEnd::infeasible) {
            const Eigen::VectorXd ray = linear_.ray().cwiseQuotient(scales_.row);
            const Eigen::VectorXd nothing = Eigen::VectorXd::Zero(rows_.linear.worth.size());
            if (price_bound(rows_.linear, nothing, ray, low, high).value < 0.0) return;
        }
        const Eigen::VectorXd prices = linear_.prices().cwiseQuotient(scales_.row) * scales_.worth;
        PriceBound bound = price_bound(rows_.linear, rows_.linear.worth, prices, low, high);
        const double here = std::min(above, bound.value);
        learn(here);
        if (nodes_ == 1) root_ = bound;
        const bool solved = end == LinearEnd::solved;
        const Index open = solved ? most_open() : -1;
        try_rounding(bound.reduced, solved && open < 0);
        if (prune(here)) return;
        settle(bound);
        const Index project = open >= 0 && is_free(open) ? open : first_free(bound.reduced);
        if (project < 0) return finish();
        const double part = std::clamp(linear_.x(project), 0.0, 1.0);
        path_.push_back(
            {.project = project, .mark = std::ssize(trail_), .part = part, .bound = here, .up_first = part >= 0.5});
    }

    /// Every project is settled: the choice is one of the answers or none.
    void finish() {
        std::vector<bool> choice(n_);
        for (Index j = 0; j < n_; ++j) choice[j] = linear_.low(j) > 0.5;
        offer(choice);
    }

    void learn(double bound) {
        if (came_from_.project < 0) return;
        BranchCost& cost = history_[came_from_.project];
        if (std::isfinite(came_from_.bound) && came_from_.part > 1e-6) {
            cost.sum[came_from_.up] += (came_from_.bound - bound) / came_from_.part;
            cost.count[came_from_.up] += 1.0;
        }
        came_from_.project = -1;
    }

    /// Settles projects that no better answer can decide otherwise.
    void settle(const PriceBound& bound) {
        if (!found_) return;
        for (Index j = 0; j < n_; ++j) {
            const double reduced = bound.reduced[j];
            if (reduced != 0.0 && is_free(j) && prune(bound.value - std::abs(reduced))) fix(j, reduced > 0.0);
        }
    }

    /// The project whose branches promise to cost most; -1 where all are whole.
    [[nodiscard]] Index most_open() const {
        double sum = 0.0, count = 0.0;
        for (const BranchCost& cost : history_)
            for (const Index way : {0, 1})
                if (cost.count[way] > 0.0) {
                    sum += cost.sum[way] / cost.count[way];
                    count += 1.0;
                }
        const double usual = count > 0.0 ? sum / count : 1.0;
        Index best = -1;
        double best_score = -1.0;
        for (Index j = 0; j < n_; ++j) {
            if (!is_free(j)) continue;
            const double part = std::clamp(linear_.x(j), 0.0, 1.0), away = std::min(part, 1.0 - part);
            if (away < 1e-7) continue;
            const auto cost = [&](Index way) {
                return history_[j].count[way] > 0.0 ? history_[j].sum[way] / history_[j].count[way] : usual;
            };
            const double least = 1e-6 * std::max(usual, 1e-300);
            const double score = std::max(least, cost(0) * part) * std::max(least, cost(1) * (1.0 - part));
            if (score > best_score) {
                best_score = score;
                best = j;
            }
        }
        return best;
    }

    [[nodiscard]] Index first_free(const Eigen::VectorXd& reduced) const {
        Index best = -1;
        for (Index j = 0; j < n_; ++j)
            if (is_free(j) && (best < 0 || std::abs(reduced[j]) < std::abs(reduced[best]))) best = j;
        return best;
    }

    /// Answers near the linear one: at the root from several sides, later now and then, and wherever it is whole.
    void try_rounding(const Eigen::VectorXd& reduced, bool whole) {
        if (whole) {
            std::vector<bool> choice(n_);
            for (Index j = 0; j < n_; ++j) choice[j] = linear_.x(j) > 0.5;
            offer(choice);
        }
        const bool root = nodes_ == 1;
        if (!root && (nodes_ > 50 || found_) && nodes_ % 256 != 0) return;
        for (const double least : root ? std::vector{0.999, 0.5, 0.01} : std::vector{0.999}) {
            PortfolioChoice choice(rows_);
            for (Index j = 0; j < n_; ++j)
                if (linear_.x(j) >= least) choice.flip(j);
            const auto free = [&](Index j) { return is_free(j); };
            if (!repair(choice, rows_, free, reduced)) continue;
            improve(choice, rows_, free, reduced);
            std::vector<bool> in(n_);
            for (Index j = 0; j < n_; ++j) in[j] = choice.has(j);
            offer(in);
        }
    }

    /// Takes a choice that keeps all rules, by sums of its own, if it is better.
    void offer(const std::vector<bool>& choice) {
        for (Index r = 0; r < rows_.rules; ++r) {
            double sum = 0.0;
            for (Eigen::SparseMatrix<double, Eigen::RowMajor>::InnerIterator it(rows_.linear.rows, r); it; ++it)
                if (choice[it.col()]) sum += it.value();
            if (base::above(sum, rows_.linear.row_high[r]) || base::above(rows_.linear.row_low[r], sum)) return;
        }
        for (Index j = 0; j < n_; ++j)
            if ((rows_.mandatory[j] && !choice[j]) || (rows_.forbidden[j] && choice[j])) return;
        double value = 0.0;
        for (Index j = 0; j < n_; ++j)
            if (choice[j]) value += rows_.linear.worth[j];
        for (const PairColumn& pair : rows_.pairs)
            if (choice[pair.first] && choice[pair.second]) value += pair.benefit;
        if (found_ && value <= value_) return;
        found_ = true;
        value_ = value;
        best_ = choice;
    }

    const PortfolioRows& rows_;
    const Options& options_;
    Index n_;
    Scales scales_;
    LinearProblem small_;
    DualSimplex linear_;
    double grain_;
    std::vector<BranchCost> history_;
    std::vector<Branch> path_;
    std::vector<std::pair<Index, std::pair<double, double>>> trail_;
    Step came_from_;
    PriceBound root_;
    std::vector<bool> best_;
    double value_ = 0.0, pruned_ = -no_limit, done_ = 0.0;
    bool found_ = false, cut_ = false, stopped_ = false;
    long nodes_ = 0;
    base::Stopwatch clock_, told_;
};

} // namespace corewing::allocation::detail
