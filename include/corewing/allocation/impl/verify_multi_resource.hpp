#pragma once

#include "corewing/allocation/verify_multi_resource.hpp"

#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/base/certificate.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>

namespace corewing::allocation {
namespace detail {

/// Re-checks a division of several resources. What a place gains at given prices is found by plain bisection.
template <class Double = double>
class MultiResourceCheck {
public:
    MultiResourceCheck(const Eigen::Ref<const Eigen::VectorX<Double>>& need,
                       const Eigen::Ref<const Eigen::MatrixX<Double>>& use, const MultiResourceOptions& options,
                       const MultiResource& answer)
        : need_(need), use_(use), options_(options), answer_(answer), faults_(certificate_), n_(need.size()),
          m_(options.budget.size()), leontief_(std::isinf(options.rho)) {}

    base::Certificate run() {
        for (const auto* matrix : {&answer_.amount, &answer_.marginal, &answer_.elasticity})
            faults_.expect(matrix->rows() == n_ && matrix->cols() == m_ && matrix->allFinite(),
                           "a table has the wrong shape or is not finite");
        for (const auto* vector : {&answer_.price, &answer_.unused})
            faults_.expect(vector->size() == m_ && vector->allFinite(), "a vector has the wrong size or is not finite");
        faults_.expect(std::ssize(answer_.benefit) == n_ && std::ssize(answer_.bottleneck) == n_,
                       "benefit or bottleneck has the wrong size");
        if (faults_.clean()) {
            if (answer_.outcome.status == base::Status::infeasible)
                nothing_possible();
            else
                something();
        }
        certificate_.holds = faults_.clean();
        return certificate_;
    }

private:
    [[nodiscard]] double low(Index i, Index k) const {
        return options_.lower.size() > 0 ? options_.lower(i, k) : 0.0;
    }
    [[nodiscard]] double high(Index i, Index k) const {
        const double beyond = 2.0 * options_.budget(k); // more than anybody can have
        return std::max(low(i, k), options_.upper.size() > 0 ? std::min(beyond, options_.upper(i, k)) : beyond);
    }
    [[nodiscard]] double counts(Index i, Index k) const {
        return options_.rho == 0.0 ? use_(i, k) / use_.row(i).sum() : use_(i, k);
    }

    void nothing_possible() {
        base::check_no_answer(answer_.outcome, faults_);
        bool broken = false;
        for (Index k = 0; k < m_; ++k) {
            double sum = 0.0;
            for (Index i = 0; i < n_; ++i) {
                sum += low(i, k);
                broken = broken || (options_.upper.size() > 0 && low(i, k) > options_.upper(i, k));
            }
            broken = broken || sum > options_.budget(k) * (1.0 + 1e-13);
        }
        faults_.expect(broken, "called infeasible, but the rules can hold together");
        faults_.expect(answer_.amount.isZero(0.0) && answer_.benefit.isZero(0.0) && answer_.price.isZero(0.0) &&
                           answer_.marginal.isZero(0.0) && answer_.elasticity.isZero(0.0) && answer_.unused.isZero(0.0),
                       "without an answer amounts and prices are 0");
        for (const Index worst : answer_.bottleneck)
            faults_.expect(worst == -1, "without an answer there is no bottleneck");
        faults_.expect(std::ssize(answer_.findings) == 1, "findings: one names the rules that clash");
    }

    /// log of use x^rho
    [[nodiscard]] double log_part(Index i, Index k, double x) const {
        return std::log(use_(i, k)) + options_.rho * std::log(x);
    }
    /// The same, of the sum over what is used.
    [[nodiscard]] double log_sum(Index i, const Eigen::VectorX<Double>& x) const {
        double largest = -infinite, sum = 0.0;
        for (Index k = 0; k < m_; ++k)
            if (use_(i, k) > 0.0 && x(k) > 0.0) largest = std::max(largest, log_part(i, k, x(k)));
        for (Index k = 0; k < m_; ++k)
            if (use_(i, k) > 0.0 && x(k) > 0.0) sum += std::exp(log_part(i, k, x(k)) - largest);
        return largest + std::log(sum);
    }

    [[nodiscard]] double log_benefit(Index i, const Eigen::VectorX<Double>& x) const {
        double least = infinite;
        double sum = 0.0;
        bool some = false, all = true;
        for (Index k = 0; k < m_; ++k) {
            if (use_(i, k) == 0.0) continue;
            some = some || x(k) > 0.0;
            all = all && x(k) > 0.0;
            least = std::min(least, x(k) / use_(i, k));
            if (options_.rho == 0.0) sum += counts(i, k) * std::log(x(k));
        }
        if (!some || (!all && options_.rho <= 0.0)) return -infinite;
        if (leontief_) return std::log(least);
        return options_.rho == 0.0 ? sum : log_sum(i, x) / options_.rho;
    }

    /// max of need log b(x) - price . x over the box of place i
    [[nodiscard]] double gain(Index i) const {
        Eigen::VectorX<Double> x(m_);
        const auto worth = [&] { return need_(i) * log_benefit(i, x) - answer_.price.dot(x); };
        const auto fill = [&](double t) {
            for (Index k = 0; k < m_; ++k) {
                x(k) = low(i, k);
                if (use_(i, k) == 0.0) continue;
                if (leontief_) {
                    x(k) = std::max(x(k), use_(i, k) * std::exp(t));
                } else { // t is the logarithm of sum use x^rho
                    const double p = answer_.price(k);
                    const double wanted =
                        p > 0.0 ? std::exp((std::log(need_(i) * counts(i, k) / p) - t) / (1.0 - options_.rho))
                                : infinite;
                    x(k) = std::min(std::max(wanted, x(k)), high(i, k));
                }
            }
        };
        if (leontief_) { // golden section on a concave function of t = log b
            double top = infinite;
            for (Index k = 0; k < m_; ++k)
                if (use_(i, k) > 0.0) top = std::min(top, std::log(high(i, k) / use_(i, k)));
            double a = top - 800.0;
            double b = top;
            const double ratio = 0.5 * (std::sqrt(5.0) - 1.0);
            double best = -infinite;
            for (int round = 0; round < 130; ++round) {
                const double c = b - ratio * (b - a);
                const double d = a + ratio * (b - a);
                fill(c);
                const double left = worth();
                fill(d);
                const double right = worth();
                best = std::max({best, left, right});
                (left > right ? b : a) = left > right ? d : c;
            }
            fill(top);
            return std::max(best, worth());
        }
        double a = -9000.0; // a number to the power of rho is within e^7500
        double b = 9000.0;
        for (int round = 0; round < 200 && options_.rho != 0.0; ++round) {
            const double middle = 0.5 * (a + b);
            fill(middle);
            (log_sum(i, x) > middle ? a : b) = middle;
        }
        fill(options_.rho == 0.0 ? 0.0 : 0.5 * (a + b));
        return worth();
    }

    void something() {
        const auto& x = answer_.amount;
        for (Index k = 0; k < m_; ++k) {
            for (Index i = 0; i < n_; ++i) {
                const std::string who = "amount[" + std::to_string(i) + ',' + std::to_string(k) + ']';
                faults_.expect_at_most(low(i, k), x(i, k), 1e-9, who + " below its floor");
                faults_.expect_at_most(x(i, k), high(i, k), 1e-9, who + " above its cap");
                faults_.expect(x(i, k) >= 0.0, who + " is negative");
            }
            faults_.expect_at_most(x.col(k).sum(), options_.budget(k), 1e-9, "more than the budget is given");
            faults_.expect_near(answer_.unused(k), std::max(0.0, options_.budget(k) - x.col(k).sum()), 1e-9, "unused",
                                options_.budget(k));
            faults_.expect(answer_.unused(k) >= 0.0, "unused is negative");
            faults_.expect(answer_.price(k) >= 0.0, "a price is negative");
        }
        double objective = 0.0;
        double counted_need = 0.0; // the scale of the objective: logarithms may add up to nothing
        double bound = answer_.price.dot(options_.budget);
        Index empty = 0;
        Eigen::VectorX<Double> asked = Eigen::VectorX<Double>::Zero(m_); // by places that count
        for (Index i = 0; i < n_; ++i) {
            const std::string who = '[' + std::to_string(i) + ']';
            const double level = log_benefit(i, x.row(i).transpose());
            faults_.expect_near(answer_.benefit(i), std::exp(level), 1e-9, "benefit" + who);
            const bool counted = need_(i) > 0.0 && level > -infinite;
            if (need_(i) > 0.0 && !counted) ++empty;
            const Eigen::VectorX<Double> share = answer_.elasticity.row(i).transpose();
            if (!counted) {
                for (Index k = 0; k < m_; ++k) {
                    bound -= answer_.price(k) * low(i, k);
                    faults_.expect_near(x(i, k), low(i, k), 1e-9, "amount" + who + " of a place that does not count");
                }
                faults_.expect(share.isZero(0.0) && answer_.marginal.row(i).isZero(0.0) &&
                                   answer_.bottleneck[i] == -1,
                               "a place without benefit has no marginal values");
                continue;
            }
            objective += need_(i) * level;
            counted_need += need_(i);
            asked += use_.row(i).transpose();
            bound += gain(i);
            faults_.expect_near(share.sum(), 1.0, 1e-9, "sum of elasticity" + who);
            const double whole = leontief_ ? 0.0 : log_sum(i, x.row(i).transpose());
            for (Index k = 0; k < m_; ++k) {
                if (leontief_) {
                    const bool binds = use_(i, k) > 0.0 && x(i, k) <= use_(i, k) * std::exp(level) * (1.0 + 2e-6);
                    faults_.expect(share(k) >= 0.0 && (binds || share(k) == 0.0), "elasticity" + who + " is wrong");
                    // Where no cap or floor interferes, the price says how much a resource counts.
                    if (binds && x(i, k) > low(i, k) * (1.0 + 1e-4) && x(i, k) < high(i, k) * (1.0 - 1e-4) &&
                        answer_.outcome.gap < 1e-9) {
                        const double off = (need_(i) * share(k) / x(i, k) - answer_.price(k)) * (x(i, k) - low(i, k));
                        faults_.expect(std::abs(off) < 1e-3 * need_.sum(),
                                       "elasticity" + who + " does not follow the prices");
                    }
                } else {
                    const double part =
                        use_(i, k) > 0.0 && x(i, k) > 0.0 ? std::exp(log_part(i, k, x(i, k)) - whole) : 0.0;
                    faults_.expect_near(share(k), part, 1e-9, "elasticity" + who, 1e-6);
                }
                const double marginal = x(i, k) > 0.0 ? need_(i) * share(k) / x(i, k) : 0.0;
                faults_.expect_near(answer_.marginal(i, k), marginal, 1e-9, "marginal" + who);
            }
            const Index worst = answer_.bottleneck[i];
            faults_.expect(worst >= 0 && worst < m_ && share(worst) == share.maxCoeff(), "bottleneck" + who);
        }
        for (Index k = 0; k < m_; ++k)
            faults_.expect(asked(k) > 0.0 || answer_.price(k) == 0.0, "a resource that nobody asks for has a price");
        faults_.expect(answer_.findings.empty() == (empty == 0), "findings: places are left out of the objective");
        certificate_.bound = std::max(bound, objective);
        certificate_.gap = base::relative_gap(objective, certificate_.bound, counted_need);
        base::check_outcome(answer_.outcome, objective, 1e-9, faults_, counted_need);
        faults_.expect_near(answer_.outcome.bound, certificate_.bound, 1e-9, "outcome.bound", counted_need);
        if (answer_.outcome.status == base::Status::optimal)
            faults_.expect(certificate_.gap <= options_.gap + 1e-10,
                           "called optimal, but the gap is larger than asked");
        else
            faults_.expect(answer_.outcome.status == base::Status::feasible && answer_.outcome.gap > options_.gap,
                           "outcome.status is neither optimal nor that of a larger gap");
    }

    const Eigen::Ref<const Eigen::VectorX<Double>>& need_;
    const Eigen::Ref<const Eigen::MatrixX<Double>>& use_;
    const MultiResourceOptions& options_;
    const MultiResource& answer_;
    base::Certificate certificate_ = {};
    base::Faults<> faults_;
    Index n_;
    Index m_;
    bool leontief_;
};

} // namespace detail

COREWING_BODY
base::Certificate verify_multi_resource(const Eigen::Ref<const Eigen::VectorXd>& need,
                                        const Eigen::Ref<const Eigen::MatrixXd>& use,
                                        const MultiResourceOptions& options, const MultiResource& answer) {
    return detail::MultiResourceCheck<>(need, use, options, answer).run();
}

} // namespace corewing::allocation
