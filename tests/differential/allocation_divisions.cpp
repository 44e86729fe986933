// Driver of allocation_divisions.py: reads problems from standard input, writes answers to standard output.
//   fair      n budget all alpha | need | lower | upper | stock | groups: count, then floor cap size members
//   spill     the same, then reach, then an n x n link matrix
//   multi     n m rho | need | use | budget | lower | upper
//   conflict  as fair
#include "corewing/allocation/conflict.hpp"
#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/multi_resource.hpp"
#include "corewing/allocation/spillover_division.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <cmath>
#include <iomanip>
#include <iostream>
#include <string>

using namespace corewing;
using Eigen::VectorXd;

namespace {

double number() {
    std::string word;
    std::cin >> word;
    return std::stod(word); // knows "inf"
}

Index count() {
    return std::lround(number());
}

VectorXd vector(Index n) {
    VectorXd values(n);
    for (double& v : values) v = number();
    return values;
}

Eigen::MatrixXd matrix(Index rows, Index cols) {
    Eigen::MatrixXd values(rows, cols);
    for (Index i = 0; i < rows; ++i)
        for (Index j = 0; j < cols; ++j) values(i, j) = number();
    return values;
}

void print(const VectorXd& values) {
    for (const double v : values) std::cout << v << ' ';
}

} // namespace

int main() {
    std::cout << std::setprecision(17);
    std::string kind;
    while (std::cin >> kind) {
        if (kind == "multi") {
            const Index n = count();
            const Index m = count();
            allocation::MultiResourceOptions options{.rho = number()};
            const VectorXd need = vector(n);
            const Eigen::MatrixXd use = matrix(n, m);
            options.budget = vector(m);
            options.lower = matrix(n, m);
            options.upper = matrix(n, m);
            const auto answer = allocation::multi_resource(need, use, options);
            std::cout << name(answer.outcome.status) << ' ' << answer.outcome.objective << ' ';
            print(answer.price);
            std::cout << '\n';
            continue;
        }
        const Index n = count();
        allocation::FairDivisionOptions options{.budget = number()};
        options.spend = number() > 0.0 ? allocation::Spend::all : allocation::Spend::at_most;
        options.alpha = number();
        const VectorXd need = vector(n);
        options.lower = vector(n);
        options.upper = vector(n);
        options.stock = vector(n);
        options.groups.resize(count());
        for (auto& group : options.groups) {
            group.floor = number();
            group.cap = number();
            group.members.resize(count());
            for (auto& i : group.members) i = count();
        }
        if (kind == "fair") {
            const auto answer = allocation::fair_division(need, options);
            std::cout << name(answer.outcome.status) << ' ' << answer.outcome.objective << ' ';
            print(answer.amount);
        } else if (kind == "spill") {
            const double reach = number();
            const Eigen::SparseMatrix<double> link = matrix(n, n).sparseView();
            const auto answer = allocation::spillover_division(need, link,
                                                               {.budget = options.budget,
                                                                .alpha = options.alpha,
                                                                .reach = reach,
                                                                .lower = options.lower,
                                                                .upper = options.upper,
                                                                .stock = options.stock,
                                                                .groups = options.groups,
                                                                .spend = options.spend,
                                                                .gap = 1e-9});
            std::cout << name(answer.outcome.status) << ' ' << answer.outcome.objective << ' ';
            print(answer.amount);
        } else {
            const auto answer = allocation::conflict(n, rule_book(options));
            std::cout << (answer.found ? "infeasible" : "feasible") << ' ' << answer.change << ' ';
        }
        std::cout << '\n';
    }
}
