#pragma once

#include "corewing/allocation/detail/dual_simplex.hpp"
#include "corewing/allocation/detail/portfolio_parts.hpp"
#include "corewing/allocation/portfolio_problem.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

/// A choice of projects as rows of numbers.
namespace corewing::allocation::detail {

/// A pair of projects that are worth more, or less, together, in columns.
struct PairColumn {
    Index first = 0, second = 0; ///< columns
    double benefit = 0.0;        ///< not 0
};

/// The problem with one column a project, in the order of ids, then one a pair, and its rows in the order of
/// Portfolio::prices: budgets, quotas, prerequisites, exclusions, links of pairs.
struct PortfolioRows {
    LinearProblem linear = {};
    std::vector<Index> project = {};    ///< of each of the first columns
    std::vector<PairColumn> pairs = {}; ///< of the other columns
    Index rules = 0;                    ///< rows before the links of pairs
    std::vector<bool> mandatory = {};   ///< by project column
    std::vector<bool> forbidden = {};   ///< likewise

    [[nodiscard]] Index projects() const { return std::ssize(project); }
};

/// Collects rows.
class RowBuilder {
public:
    RowBuilder(Index columns) : columns_(columns) {}

    void add(const std::vector<std::pair<Index, double>>& terms, double low, double high) {
        for (const auto& [column, value] : terms)
            if (value != 0.0) entries_.emplace_back(std::ssize(low_), column, value);
        low_.push_back(low);
        high_.push_back(high);
    }
    [[nodiscard]] Index size() const { return std::ssize(low_); }

    [[nodiscard]] LinearProblem take(const Eigen::VectorXd& worth) const {
        LinearProblem p;
        p.columns.resize(size(), columns_);
        p.columns.setFromTriplets(entries_.begin(), entries_.end());
        p.rows = p.columns;
        p.worth = worth;
        p.row_low = Eigen::VectorXd::Map(low_.data(), size());
        p.row_high = Eigen::VectorXd::Map(high_.data(), size());
        return p;
    }

private:
    Index columns_;
    std::vector<Eigen::Triplet<double, Index>> entries_;
    std::vector<double> low_, high_;
};

inline constexpr double no_limit = std::numeric_limits<double>::infinity();

/// Prerequisites and exclusions: one row each, in the order of the projects.
template <class = void>
void add_relations(RowBuilder& rows, const PortfolioProblem& problem, const std::vector<Index>& column) {
    std::map<std::string_view, Index> number;
    for (Index j = 0; j < std::ssize(problem.projects); ++j) number[problem.projects[j].id] = column[j];
    for (Index j = 0; j < std::ssize(problem.projects); ++j)
        for (const auto& other : problem.projects[j].prerequisites)
            rows.add({{column[j], 1.0}, {number.at(other), -1.0}}, -no_limit, 0.0);
    for (Index j = 0; j < std::ssize(problem.projects); ++j)
        for (const auto& other : problem.projects[j].exclusions)
            rows.add({{column[j], 1.0}, {number.at(other), 1.0}}, -no_limit, 1.0);
}

/// Budgets and quotas: one row each.
template <class = void>
void add_amounts(RowBuilder& rows, const PortfolioProblem& problem, const std::vector<Index>& column) {
    std::vector<std::pair<Index, double>> terms;
    for (Index b = 0; b < std::ssize(problem.budgets); ++b) {
        terms.clear();
        for (Index j = 0; j < std::ssize(problem.projects); ++j)
            terms.emplace_back(column[j], problem.projects[j].cost[b]);
        rows.add(terms, -no_limit, problem.budgets[b].amount);
    }
    for (const Quota& quota : problem.quotas) {
        terms.clear();
        for (const Index j : quota.members) terms.emplace_back(column[j], quota_part(problem, quota, j));
        rows.add(terms, quota.floor > 0.0 ? quota.floor : -no_limit, quota.cap);
    }
}

/// The columns of the projects in the order of their ids.
template <class = void>
PortfolioRows portfolio_rows(const PortfolioProblem& problem) {
    PortfolioRows result;
    const Index n = std::ssize(problem.projects);
    result.project.resize(n);
    std::iota(result.project.begin(), result.project.end(), Index{0});
    std::sort(result.project.begin(), result.project.end(),
              [&](Index a, Index b) { return problem.projects[a].id < problem.projects[b].id; });
    std::vector<Index> column(n);
    for (Index c = 0; c < n; ++c) column[result.project[c]] = c;
    for (const Synergy& pair : problem.synergies)
        result.pairs.push_back({column[pair.first], column[pair.second], pair.benefit});
    const Index columns = n + std::ssize(result.pairs);
    Eigen::VectorXd worth(columns);
    for (Index c = 0; c < n; ++c) {
        const CandidateProject& project = problem.projects[result.project[c]];
        worth[c] = project.benefit;
        result.mandatory.push_back(project.mandatory);
        result.forbidden.push_back(project.forbidden);
    }
    RowBuilder rows(columns);
    add_amounts(rows, problem, column);
    add_relations(rows, problem, column);
    result.rules = rows.size();
    for (Index k = 0; k < std::ssize(result.pairs); ++k) {
        const auto [first, second, benefit] = result.pairs[k];
        worth[n + k] = benefit;
        if (benefit >= 0.0)
            for (const Index one : {first, second}) rows.add({{n + k, 1.0}, {one, -1.0}}, -no_limit, 0.0);
        else
            rows.add({{first, 1.0}, {second, 1.0}, {n + k, -1.0}}, -no_limit, 1.0);
    }
    result.linear = rows.take(worth);
    return result;
}

/// Powers of two that bring rows and worth to the size of 1.
struct Scales {
    Eigen::VectorXd row = {};
    double worth = 1.0;
};

inline double power_of_two(double largest) {
    return largest > 0.0 ? std::ldexp(1.0, std::ilogb(largest)) : 1.0;
}

/// The same problem in numbers of the size of 1.
template <class = void>
LinearProblem scaled(const LinearProblem& given, Scales& scales) {
    LinearProblem p = given;
    scales.row = Eigen::VectorXd::Ones(p.rows.rows());
    for (Index r = 0; r < p.rows.rows(); ++r) {
        double largest = 0.0;
        for (Eigen::SparseMatrix<double, Eigen::RowMajor>::InnerIterator it(p.rows, r); it; ++it)
            largest = std::max(largest, std::abs(it.value()));
        scales.row[r] = power_of_two(largest);
        p.row_low[r] /= scales.row[r];
        p.row_high[r] /= scales.row[r];
    }
    p.rows = scales.row.cwiseInverse().asDiagonal() * p.rows;
    p.columns = p.rows;
    scales.worth = power_of_two(p.worth.size() > 0 ? p.worth.cwiseAbs().maxCoeff() : 0.0);
    p.worth /= scales.worth;
    return p;
}

} // namespace corewing::allocation::detail
