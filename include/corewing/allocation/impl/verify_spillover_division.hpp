#pragma once

#include "corewing/allocation/verify_spillover_division.hpp"

#include "corewing/allocation/detail/rule_check.hpp"
#include "corewing/allocation/spillover_division.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace corewing::allocation {
namespace detail {

/// x + r W x + (r W)^2 x + ..., or with W transposed, term by term.
template <class Double = double>
Eigen::VectorXd neumann_sum(const Eigen::SparseMatrix<double>& link, double reach, const Eigen::VectorXd& x,
                            bool transposed) {
    const Index n = x.size();
    Eigen::VectorX<Double> row_sum = Eigen::VectorX<Double>::Zero(n);
    const auto each = [&](auto&& act) {
        for (Index j = 0; j < n; ++j)
            for (Eigen::SparseMatrix<double>::InnerIterator entry(link, j); entry; ++entry)
                if (entry.row() != entry.col() && entry.value() != 0.0) act(entry.row(), j, entry.value());
    };
    each([&](Index i, Index, double value) { row_sum(i) += value; });
    Eigen::VectorX<Double> sum = x;
    Eigen::VectorX<Double> term = x;
    Eigen::VectorX<Double> next(n);
    for (int k = 0; k < 5000 && term.template lpNorm<1>() > 1e-16 * sum.template lpNorm<1>(); ++k) {
        next.setZero();
        each([&](Index i, Index j, double value) {
            const double share = reach * value / row_sum(i);
            if (transposed)
                next(j) += share * term(i);
            else
                next(i) += share * term(j);
        });
        term.swap(next);
        sum += term;
    }
    return sum;
}

/// Whether `found` is `truth`, entry by entry.
template <class = void>
void check_vector(const Eigen::VectorXd& found, const Eigen::VectorXd& truth, double tolerance, const std::string& what,
                  base::Faults<>& faults) {
    const double scale = truth.size() > 0 ? 1e-3 * truth.cwiseAbs().mean() : 0.0;
    for (Index i = 0; i < truth.size(); ++i)
        if (found(i) != truth(i))
            faults.expect_near(found(i), truth(i), tolerance, what + '[' + std::to_string(i) + ']', scale);
}

} // namespace detail

COREWING_BODY
base::Certificate verify_spillover_division(const Eigen::Ref<const Eigen::VectorXd>& need,
                                      const Eigen::SparseMatrix<double>& link, const SpilloverOptions& options,
                                      const SpilloverDivision& division) {
    base::Certificate certificate;
    base::Faults<> faults(certificate);
    const Index n = need.size();
    const Index groups = std::ssize(options.groups);
    const detail::Family nested = detail::family(n, options.groups);
    const auto rules = detail::RuleView::of(n, options);
    const auto finish = [&] {
        certificate.holds = faults.clean();
        return certificate;
    };
    for (const auto* vector : {&division.amount, &division.benefit, &division.received, &division.marginal})
        faults.expect(vector->size() == n && vector->allFinite(), "a result has the wrong size or is not finite");
    for (const auto* vector : {&division.group_amount, &division.group_price})
        faults.expect(vector->size() == groups && vector->allFinite(), "a group result has the wrong size");
    faults.expect(std::ssize(division.reason) == n && std::isfinite(division.price),
                  "reasons or price are missing");
    if (!faults.clean()) return finish();

    const auto& outcome = division.outcome;
    if (outcome.status == base::Status::infeasible) {
        base::check_no_answer(outcome, faults);
        faults.expect(detail::contradict(rules, nested), "called infeasible, but the rules can hold together");
        faults.expect(division.amount.isZero(0.0) && division.benefit.isZero(0.0) && division.received.isZero(0.0) &&
                          division.marginal.isZero(0.0) && division.price == 0.0 && division.group_amount.isZero(0.0) &&
                          division.group_price.isZero(0.0),
                      "without an answer amounts and prices are 0");
        faults.expect(division.findings.empty(), "without an answer there are no findings");
        for (const Reason& reason : division.reason)
            faults.expect(reason.hold == Hold::at_price && reason.group == -1 && reason.marginal == 0.0,
                          "without an answer there are no reasons");
        return finish();
    }
    faults.expect(outcome.status != base::Status::unbounded, "a division is never unbounded");

    const auto sum = detail::check_rules(rules, division.amount, division.group_amount, faults);
    const Eigen::VectorX<Double> stock = options.stock.size() > 0 ? options.stock : Eigen::VectorX<Double>::Zero(n);
    const Eigen::VectorX<Double> spread = detail::neumann_sum(link, options.reach, division.amount, false);
    for (Index i = 0; i < n; ++i) // a small difference of large numbers
        faults.expect_near(division.received(i), spread(i) - division.amount(i), 1e-9,
                           "received[" + std::to_string(i) + ']', 1e-4 * spread.sum());
    detail::check_vector(division.benefit, spread + stock, 1e-9, "benefit", faults);

    // Below alpha = 1 the utility under 1e-9 of the mean benefit is replaced by its tangent, which
    // lies above it, so that the bound holds.
    const double tiny = options.alpha > 0.0 && options.alpha < 1.0 && n > 0
                            ? 1e-9 * (options.budget + stock.sum()) / static_cast<double>(n)
                            : 0.0;
    double missing = 0.0;
    double objective = 0.0;
    Index empty = 0;
    Eigen::VectorX<Double> slope = Eigen::VectorX<Double>::Zero(n);
    for (Index i = 0; i < n; ++i) {
        const double y = spread(i) + stock(i);
        if (need(i) == 0.0) continue;
        if (y == 0.0 && options.alpha >= 1.0) {
            ++empty;
            continue;
        }
        if (options.alpha == 1.0)
            objective += need(i) * std::log(y);
        else
            objective += need(i) * std::pow(y, 1.0 - options.alpha) / (1.0 - options.alpha);
        slope(i) = std::min(1e300, need(i) * std::pow(std::max(y, tiny), -options.alpha));
        if (y < tiny)
            missing += need(i) * (std::pow(tiny, 1.0 - options.alpha) - std::pow(y, 1.0 - options.alpha)) /
                           (1.0 - options.alpha) +
                       slope(i) * (y - tiny);
    }
    faults.expect(division.findings.empty() == (empty == 0), "findings: places are left out of the objective");
    const Eigen::VectorX<Double> marginal = detail::neumann_sum(link, options.reach, slope, true);
    detail::check_vector(division.marginal, marginal, 1e-8, "marginal", faults);

    // Weak duality: at the price in force nobody could do better by more than this.
    Eigen::VectorX<Double> in_force = Eigen::VectorX<Double>::Constant(n, division.price);
    const double unspent = options.budget - division.amount.sum();
    missing += division.price * unspent;
    faults.expect(division.price >= 0.0, "price is negative");
    for (Index g = 0; g < std::ssize(options.groups); ++g) {
        const Group& group = options.groups[g];
        const double price = division.group_price(g);
        for (const Index i : group.members) in_force(i) += price;
        if (price > 0.0) missing += price * (group.cap - sum[g]);
        if (price < 0.0) missing += price * (group.floor - sum[g]);
    }
    for (Index i = 0; i < n; ++i) {
        const double reduced = marginal(i) - in_force(i);
        const double most = std::max(rules.floor_of(i), std::min(rules.cap_of(i), options.budget));
        missing += reduced * ((reduced > 0.0 ? most : rules.floor_of(i)) - division.amount(i));
        if (rules.cap_of(i) == std::numeric_limits<double>::infinity() && reduced > 1e-7 * marginal(i))
            faults.expect(false, "at the price stated place " + std::to_string(i) + " would take without end");

        const Reason& reason = division.reason[i];
        const std::string who = "reason[" + std::to_string(i) + ']';
        Hold hold = reason.group >= 0 ? Hold::held_by_group : Hold::at_price;
        if (division.amount(i) >= rules.cap_of(i)) hold = Hold::at_cap;
        if (division.amount(i) <= rules.floor_of(i)) hold = Hold::at_floor;
        faults.expect(reason.hold == hold, who + ".hold is wrong");
        faults.expect(reason.marginal == division.marginal(i), who + ".marginal is not the marginal value");
        Index g = nested.inner[i];
        while (g != std::ssize(options.groups) && g != reason.group) g = nested.outer[g];
        if ((g == std::ssize(options.groups)) != (reason.group == -1)) faults.expect(false, who + ".group does not hold it");
        if (g != std::ssize(options.groups))
            faults.expect(sum[g] >= options.groups[g].cap * (1.0 - 1e-9) ||
                              sum[g] * (1.0 - 1e-9) <= options.groups[g].floor,
                          who + ".group does not bind");
    }
    certificate.bound = objective + std::max(0.0, missing);
    certificate.gap = base::relative_gap(objective, certificate.bound);
    base::check_outcome(outcome, objective, 1e-9, faults);
    faults.expect_near(outcome.bound, certificate.bound, 1e-9, "outcome.bound", 1e-3);
    if (outcome.status == base::Status::optimal)
        faults.expect(certificate.gap <= options.gap * 1.001 + 1e-12,
                      "called optimal, but the gap is larger than asked");
    return finish();
}

} // namespace corewing::allocation
