#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/random.hpp"
#include "corewing/layout/detail/hub_search.hpp"
#include "corewing/layout/detail/layout_pool.hpp"
#include "corewing/layout/detail/role_positions.hpp"
#include "corewing/layout/detail/role_problem.hpp"
#include "corewing/layout/layout_value.hpp"
#include "corewing/layout/role_options.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

/// Role inference for images with links among points: exchanges of two roles from many starts, and a bound.
namespace corewing::layout::detail {

/// No layout is worth more: every share at its most.
template <class Matrix>
double highest_value(const RoleProblem<Matrix>& problem) {
    const auto wings = static_cast<double>(problem.count_of(model::Role::wing));
    return problem.link_unit * problem.link_scale + problem.capability_unit * problem.capability_scale +
           problem.spread_unit * static_cast<double>(problem.count_of(model::Role::core)) * wings * (wings - 1.0) / 2.0;
}

/// A layout that changes by exchanging the roles of two places.
template <class Matrix>
class RoleExchange {
public:
    struct Move {
        double gain = 0.0;
        Index p = -1, q = -1;
    };

    RoleExchange(const RoleProblem<Matrix>& problem, model::Roles roles) : problem_(problem) {
        reset(std::move(roles));
    }

    [[nodiscard]] const model::Roles& roles() const { return roles_; }

    void reset(model::Roles roles) {
        roles_ = std::move(roles);
        pull_ = Eigen::MatrixXd::Zero(problem_.n, 4);
        points_in_.assign(problem_.clusters, 0);
        for (Index j = 0; j < problem_.n; ++j) {
            each_link(problem_.w, j, [&](Index i, double value) {
                pull_.row(i) += value * problem_.image.row(base::position(roles_[j]));
            });
            if (problem_.clusters > 0 && roles_[j] == model::Role::point) ++points_in_[problem_.cluster[j]];
        }
    }

    [[nodiscard]] bool allowed(Index p, Index q) const {
        using model::Role;
        const Role a = roles_[p], b = roles_[q];
        if (a == b || !problem_.may(p, b) || !problem_.may(q, a)) return false;
        if (problem_.clusters == 0 || (a != Role::point && b != Role::point)) return true;
        const bool from_p = a == Role::point; // the cluster that loses a point
        const Index from = problem_.cluster[from_p ? p : q], to = problem_.cluster[from_p ? q : p];
        return from == to || (points_in_[from] - 1 >= problem_.least && points_in_[to] + 1 <= problem_.most);
    }

    /// What exchanging the roles of p and q adds to the value.
    [[nodiscard]] double gain(Index p, Index q) {
        const Index a = base::position(roles_[p]), b = base::position(roles_[q]);
        const double both =
            problem_.w.coeff(p, q) * (problem_.image(a, a) - 2.0 * problem_.image(a, b) + problem_.image(b, b));
        double value = lift(p, b) + lift(q, a) - problem_.link_unit * both;
        if (problem_.spread_unit > 0.0 && (is_hub(a) || is_hub(b))) {
            const double now = spread();
            std::swap(roles_[p], roles_[q]);
            value += spread() - now;
            std::swap(roles_[p], roles_[q]);
        }
        return value;
    }

    /// The best exchange among the places that stand to gain most from each change of role.
    [[nodiscard]] Move best_move(Index width) {
        std::array<std::array<std::vector<std::pair<double, Index>>, 4>, 4> movers;
        for (Index i = 0; i < problem_.n; ++i)
            for (Index r = 0; r < model::role_count; ++r)
                if (r != base::position(roles_[i]) && problem_.may(i, r))
                    movers[base::position(roles_[i])][r].emplace_back(lift(i, r), i);
        for (auto& row : movers)
            for (auto& list : row) {
                const auto better = [](const auto& x, const auto& y) {
                    return x.first != y.first ? x.first > y.first : x.second < y.second;
                };
                const auto keep = std::min(width, std::ssize(list));
                std::partial_sort(list.begin(), list.begin() + keep, list.end(), better);
                list.resize(keep);
            }
        Move best{.gain = no_value};
        for (Index a = 0; a < model::role_count; ++a)
            for (Index b = 0; b < a; ++b)
                for (const auto& [x, p] : movers[a][b])
                    for (const auto& [y, q] : movers[b][a]) {
                        if (!allowed(p, q)) continue;
                        const double value = gain(p, q);
                        if (value > best.gain) best = {value, p, q};
                    }
        return best;
    }

    void exchange(Index p, Index q) {
        const Index a = base::position(roles_[p]), b = base::position(roles_[q]);
        const Eigen::RowVector4d change = problem_.image.row(b) - problem_.image.row(a);
        each_link(problem_.w, p, [&](Index i, double value) { pull_.row(i) += value * change; });
        each_link(problem_.w, q, [&](Index i, double value) { pull_.row(i) -= value * change; });
        if (problem_.clusters > 0 && a == point_at)
            --points_in_[problem_.cluster[p]], ++points_in_[problem_.cluster[q]];
        if (problem_.clusters > 0 && b == point_at)
            --points_in_[problem_.cluster[q]], ++points_in_[problem_.cluster[p]];
        std::swap(roles_[p], roles_[q]);
    }

    /// Exchanges until none helps.
    void climb(Index width, const base::Observer& observer, long& steps) {
        while (!observer.stopped()) {
            const Move move = best_move(width);
            ++steps;
            if (move.p < 0 || move.gain <= 1e-12) return;
            exchange(move.p, move.q);
        }
    }

private:
    [[nodiscard]] double lift(Index i, Index role) const {
        const Index now = base::position(roles_[i]);
        return problem_.link_unit * (pull_(i, role) - pull_(i, now)) +
               problem_.capability_unit * problem_.capability[i] * (problem_.rank[role] - problem_.rank[now]);
    }
    [[nodiscard]] double spread() const {
        std::array<std::vector<Index>, 2> hubs;
        for (Index i = 0; i < problem_.n; ++i)
            if (is_hub(base::position(roles_[i]))) hubs[base::position(roles_[i])].push_back(i);
        double sum = 0.0;
        for (const Index c : hubs[core_at])
            for (Index a = 0; a < std::ssize(hubs[wing_at]); ++a)
                for (Index b = 0; b < a; ++b) sum += problem_.separation(c, hubs[wing_at][a], hubs[wing_at][b]);
        return problem_.spread_unit * sum;
    }

    const RoleProblem<Matrix>& problem_;
    model::Roles roles_ = {};
    Eigen::MatrixXd pull_ = {}; ///< places x 4: sum_k W_ik image[r][role_k]
    std::vector<Index> points_in_ = {};
};

/// A bound on any layout: each place takes its strongest links to whatever roles it likes (Gilmore & Lawler), and
/// prices on the four roles keep their numbers in hand. Any prices give a bound; a subgradient walk looks for good
/// ones.
template <class Matrix>
double assignment_bound(const RoleProblem<Matrix>& problem) {
    const Index n = problem.n;
    Eigen::MatrixXd worth(n, 4);
    std::vector<double> links;
    for (Index i = 0; i < n; ++i) {
        links.clear();
        each_link(problem.w, i, [&](Index, double value) {
            if (value > 0.0) links.push_back(value);
        });
        const auto each = [&](const auto& visit) { std::for_each(links.begin(), links.end(), visit); };
        for (Index r = 0; r < model::role_count; ++r) {
            std::vector<std::pair<double, double>> weights;
            for (Index s = 0; s < model::role_count; ++s)
                weights.emplace_back(problem.image(r, s), static_cast<double>(problem.count[s] - (r == s ? 1 : 0)));
            worth(i, r) = problem.may(i, r) && problem.count[r] > 0
                              ? 0.5 * problem.link_unit * best_match(each, weights) +
                                    problem.capability_unit * problem.capability[i] * problem.rank[r]
                              : no_value;
        }
    }
    Eigen::Vector4d price = Eigen::Vector4d::Zero(), count;
    for (Index r = 0; r < model::role_count; ++r) count[r] = static_cast<double>(problem.count[r]);
    double best = -no_value;
    double step = 0.0;
    for (Index i = 0; i < n; ++i) step = std::max(step, worth.row(i).maxCoeff());
    for (int round = 0; round < 300; ++round) {
        Eigen::Vector4d excess = -count;
        double value = price.dot(count);
        for (Index i = 0; i < n; ++i) {
            Index r = 0;
            value += (worth.row(i) - price.transpose()).maxCoeff(&r);
            excess[r] += 1.0;
        }
        best = std::min(best, value);
        const double length = excess.norm();
        if (length == 0.0) break;
        price += step / std::sqrt(1.0 + round) * excess / length;
    }
    return best + highest_value(problem) - problem.link_unit * problem.link_scale -
           problem.capability_unit * problem.capability_scale;
}

template <class Matrix, class Result>
void infer_by_exchange(RoleProblem<Matrix>& problem, const RoleOptions& options, Result& result) {
    // A start that keeps every rule: the exact answer without the links among points.
    const Image asked = problem.image;
    problem.image.block(2, 2, 2, 2).setZero();
    HubSearch<Matrix> search(problem, options.work_limit, options.observer);
    LayoutPool<> pool(1, problem.count_of(model::Role::core));
    const auto look = [&](const auto& leaf) {
        FoundLayout layout;
        Eigen::VectorXd score;
        if (complete(search, leaf, layout, score) && layout.value > pool.threshold()) pool.add(std::move(layout));
    };
    const double open = search.explore([&] { return pool.threshold(); }, look);
    problem.image = asked;
    result.outcome.iterations = search.nodes();
    if (pool.kept().empty()) {
        result.outcome.status = open == no_value ? base::Status::infeasible : base::Status::interrupted;
        return;
    }

    constexpr Index width = 64;
    const model::Roles start = roles_of(pool.kept().front(), problem.n, problem.count_of(model::Role::core));
    RoleExchange<Matrix> layout(problem, start);
    std::vector<std::pair<double, model::Roles>> found;
    const auto keep = [&] {
        const double value = value_of(problem, layout.roles()).total();
        for (const auto& [known, roles] : found)
            if (roles == layout.roles()) return;
        const auto place = std::upper_bound(found.begin(), found.end(), value,
                                            [](double x, const auto& entry) { return x > entry.first; });
        found.emplace(place, value, layout.roles());
        if (std::ssize(found) > 1 + options.runners_up) found.pop_back();
    };
    const Index holders = problem.n - problem.count_of(model::Role::other);
    for (int round = 0; round < options.restarts && !options.observer.stopped(); ++round) {
        options.observer.report("role inference", static_cast<double>(round) / options.restarts);
        if (round > 0) {
            base::Random random(options.seed, static_cast<std::uint64_t>(round));
            layout.reset(round % 4 == 3 ? start : found.front().second);
            const Index kicks = 2 + random.index(std::max<Index>(1, holders));
            for (Index k = 0; k < kicks; ++k) {
                const Index p = random.index(problem.n);
                const Index q = random.index(problem.n);
                if (p != q && layout.allowed(p, q)) layout.exchange(p, q);
            }
        }
        layout.climb(width, options.observer, result.outcome.iterations);
        keep();
    }
    if (found.empty()) keep(); // stopped before the first climb: the start

    const bool stopped = options.observer.stopped();
    result.roles = found.front().second;
    result.value = layout_value(problem, result.roles);
    for (Index k = 1; k < std::ssize(found); ++k)
        result.runners_up.push_back({.roles = found[k].second, .value = found[k].first});
    result.outcome.objective = result.value.value;
    const double highest = highest_value(problem); // the other bound takes as long as a few climbs
    result.outcome.bound = stopped ? highest : std::min(highest, assignment_bound(problem));
    result.outcome.bound = std::max(result.outcome.objective, result.outcome.bound);
    result.outcome.status = result.outcome.bound - result.outcome.objective <= 1e-12 ? base::Status::optimal
                            : stopped                                                ? base::Status::interrupted
                                                                                     : base::Status::feasible;
    if (options.margins == Margins::none || stopped) return;
    layout.reset(result.roles);
    result.margin = Eigen::VectorXd::Constant(problem.n, HUGE_VAL);
    result.margin_floor = Eigen::VectorXd::Zero(problem.n);
    for (Index p = 0; p < problem.n; ++p)
        for (Index q = 0; q < problem.n && result.roles[p] != model::Role::other; ++q) {
            if (!layout.allowed(p, q)) continue;
            const double loss = std::max(0.0, -layout.gain(p, q));
            result.margin[p] = std::min(result.margin[p], loss);
            result.margin[q] = std::min(result.margin[q], loss);
        }
}

} // namespace corewing::layout::detail
