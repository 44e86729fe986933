#pragma once

#include "corewing/allocation/verify_portfolio.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::allocation {

namespace detail {

/// Looks at a choice of projects rule by rule.
class PortfolioCheck {
public:
    PortfolioCheck(const PortfolioProblem& problem, base::Faults<>& faults)
        : p_(problem), n_(std::ssize(problem.projects)), faults_(faults) {
        std::map<std::string_view, Index> number;
        for (Index j = 0; j < n_; ++j) number[p_.projects[j].id] = j;
        for (const bool needs : {true, false})
            for (Index j = 0; j < n_; ++j)
                for (const auto& id : needs ? p_.projects[j].prerequisites : p_.projects[j].exclusions)
                    (needs ? needs_ : excludes_).push_back({j, number.at(id)});
        for (const CandidateProject& project : p_.projects) scale_ = std::max(scale_, std::abs(project.benefit));
        for (const Synergy& pair : p_.synergies) scale_ = std::max(scale_, std::abs(pair.benefit));
    }

    [[nodiscard]] double scale() const { return scale_; }

    /// What the members of a quota count or cost.
    [[nodiscard]] double quota(Index q, const std::vector<bool>& in) const {
        double sum = 0.0;
        for (const Index j : p_.quotas[q].members)
            if (in[j]) sum += part(q, j);
        return sum;
    }
    [[nodiscard]] double spent(Index b, const std::vector<bool>& in) const {
        double sum = 0.0;
        for (Index j = 0; j < n_; ++j)
            if (in[j]) sum += p_.projects[j].cost[b];
        return sum;
    }
    [[nodiscard]] double benefit(const std::vector<bool>& in) const {
        double sum = 0.0;
        for (Index j = 0; j < n_; ++j)
            if (in[j]) sum += p_.projects[j].benefit;
        for (const Synergy& pair : p_.synergies)
            if (in[pair.first] && in[pair.second]) sum += pair.benefit;
        return sum;
    }

    /// The first rule that a choice breaks, in words; "" where it keeps all.
    [[nodiscard]] std::string broken(const std::vector<bool>& in) const {
        for (Index b = 0; b < std::ssize(p_.budgets); ++b)
            if (base::above(spent(b, in), p_.budgets[b].amount)) return "budget " + p_.budgets[b].name + " is exceeded";
        for (Index q = 0; q < std::ssize(p_.quotas); ++q) {
            const double sum = quota(q, in);
            if (base::above(p_.quotas[q].floor, sum)) return "quota " + p_.quotas[q].name + " is below its floor";
            if (base::above(sum, p_.quotas[q].cap)) return "quota " + p_.quotas[q].name + " is above its cap";
        }
        for (const auto& [j, other] : needs_)
            if (in[j] && !in[other]) return p_.projects[j].id + " lacks " + p_.projects[other].id;
        for (const auto& [j, other] : excludes_)
            if (in[j] && in[other]) return p_.projects[j].id + " excludes " + p_.projects[other].id;
        for (Index j = 0; j < n_; ++j)
            if ((p_.projects[j].mandatory && !in[j]) || (p_.projects[j].forbidden && in[j]))
                return p_.projects[j].id + (in[j] ? " is forbidden" : " is mandatory");
        return {};
    }

    /// Number of prices that an answer carries.
    [[nodiscard]] Index rules() const {
        Index links = 0;
        for (const Synergy& pair : p_.synergies) links += pair.benefit >= 0.0 ? 2 : 1;
        return std::ssize(p_.budgets) + std::ssize(p_.quotas) + std::ssize(needs_) + std::ssize(excludes_) + links;
    }

    /// The limit that prices prove; `reduced` takes what a project is worth beyond its price.
    double limit(const Eigen::VectorXd& prices, Eigen::VectorXd& reduced) {
        reduced.resize(n_);
        for (Index j = 0; j < n_; ++j) reduced[j] = p_.projects[j].benefit;
        total_ = size_ = 0.0;
        Index r = 0;
        for (Index b = 0; b < std::ssize(p_.budgets); ++b, ++r) {
            charge(prices[r], 0.0, p_.budgets[b].amount);
            for (Index j = 0; j < n_; ++j) reduced[j] -= prices[r] * p_.projects[j].cost[b];
        }
        for (Index q = 0; q < std::ssize(p_.quotas); ++q, ++r) {
            charge(prices[r], p_.quotas[q].floor, p_.quotas[q].cap);
            for (const Index j : p_.quotas[q].members) reduced[j] -= prices[r] * part(q, j);
        }
        for (const auto& [j, other] : needs_) {
            charge(prices[r], 0.0, 0.0, prices[r] < 0.0);
            reduced[j] -= prices[r];
            reduced[other] += prices[r++];
        }
        for (const auto& [j, other] : excludes_) {
            charge(prices[r], 0.0, 1.0, prices[r] < 0.0);
            reduced[j] -= prices[r];
            reduced[other] -= prices[r++];
        }
        for (const Synergy& pair : p_.synergies) {
            double own = pair.benefit;
            if (own < 0.0) {
                charge(prices[r], 0.0, 1.0, prices[r] < 0.0);
                reduced[pair.first] -= prices[r];
                reduced[pair.second] -= prices[r];
                own += prices[r++];
            } else
                for (const Index one : {pair.first, pair.second}) {
                    charge(prices[r], 0.0, 0.0, prices[r] < 0.0);
                    reduced[one] += prices[r];
                    own -= prices[r++];
                }
            add(std::max(0.0, own));
        }
        for (Index j = 0; j < n_; ++j)
            add(p_.projects[j].mandatory ? reduced[j] : p_.projects[j].forbidden ? 0.0 : std::max(0.0, reduced[j]));
        return total_ + 1e-12 * size_; // rules may be broken by as much
    }

    /// Goes through all choices that lose at most `spare` by their reduced cost.
    /// @return whether that was possible within the work; `better` is one that keeps the rules and is worth more
    bool enumerate(const Eigen::VectorXd& reduced, double spare, double bound, double work, std::vector<bool>& better) {
        order_.clear();
        std::vector<bool> in(n_);
        for (Index j = 0; j < n_; ++j) {
            in[j] = p_.projects[j].mandatory || (!p_.projects[j].forbidden && reduced[j] > 0.0);
            if (!p_.projects[j].mandatory && !p_.projects[j].forbidden && std::abs(reduced[j]) <= spare)
                order_.push_back(j);
        }
        std::sort(order_.begin(), order_.end(),
                  [&](Index a, Index b) { return std::abs(reduced[a]) > std::abs(reduced[b]); });
        work_ = work;
        visit(0, spare, reduced, bound, in, better);
        return work_ > 0.0;
    }

private:
    [[nodiscard]] double part(Index q, Index j) const {
        return p_.quotas[q].budget < 0 ? 1.0 : p_.projects[j].cost[p_.quotas[q].budget];
    }
    void add(double term) {
        total_ += term;
        size_ += std::abs(term);
    }
    void charge(double price, double low, double high, bool wrong = false) {
        faults_.expect(!wrong && (price <= 0.0 || std::isfinite(high)) && std::isfinite(price),
                       "a price stands on the wrong side of its rule");
        if (price != 0.0 && std::isfinite(price)) add(price * (price > 0.0 && std::isfinite(high) ? high : low));
    }
    void visit(Index depth, double spare, const Eigen::VectorXd& reduced, double bound, std::vector<bool>& in,
               std::vector<bool>& better) {
        work_ -= 1.0;
        if (work_ <= 0.0 || !better.empty()) return;
        if (depth == std::ssize(order_)) {
            work_ -= static_cast<double>(n_);
            if (base::above(benefit(in), bound, scale_) && broken(in).empty()) better = in;
            return;
        }
        const Index j = order_[depth];
        visit(depth + 1, spare, reduced, bound, in, better);
        if (std::abs(reduced[j]) > spare) return;
        in[j] = !in[j];
        visit(depth + 1, spare - std::abs(reduced[j]), reduced, bound, in, better);
        in[j] = !in[j];
    }

    const PortfolioProblem& p_;
    Index n_;
    base::Faults<>& faults_;
    std::vector<std::pair<Index, Index>> needs_, excludes_;
    std::vector<Index> order_;
    double scale_ = 0.0, total_ = 0.0, size_ = 0.0, work_ = 0.0;
};

/// The fields of an answer against the problem. @return whether what follows can be computed
template <class = void>
bool check_choice(PortfolioCheck& check, const PortfolioProblem& problem, const Portfolio& answer,
                  base::Faults<>& faults) {
    const Index n = std::ssize(problem.projects);
    std::vector<bool> in(n);
    for (Index k = 0; k < std::ssize(answer.chosen); ++k) {
        const Index j = answer.chosen[k];
        const bool fine = j >= 0 && j < n && (k == 0 || j > answer.chosen[k - 1]);
        faults.expect(fine, "chosen is not a list of projects, ascending");
        if (!fine) return false;
        in[j] = true;
    }
    const std::string broken = check.broken(in);
    faults.expect(broken.empty(), broken);
    base::check_outcome(answer.outcome, check.benefit(in), 1e-12, faults, check.scale());
    const bool sized = answer.spent.size() == std::ssize(problem.budgets) &&
                       answer.quota.size() == std::ssize(problem.quotas) &&
                       answer.price.size() == answer.spent.size() && answer.otherwise.size() == n &&
                       answer.prices.size() == check.rules();
    faults.expect(sized, "a list has the wrong length");
    if (!sized) return false;
    for (Index b = 0; b < answer.spent.size(); ++b) {
        faults.expect_near(answer.spent[b], check.spent(b, in), 1e-12, "spent");
        faults.expect(answer.price[b] == answer.prices[b], "price is not that of the budget");
    }
    for (Index q = 0; q < answer.quota.size(); ++q)
        faults.expect_near(answer.quota[q], check.quota(q, in), 1e-12, "quota");
    return true;
}

/// root_bound and `otherwise`, from the prices. @return the limit of the prices
template <class = void>
double check_prices(PortfolioCheck& check, const PortfolioProblem& problem, const Portfolio& answer,
                    Eigen::VectorXd& reduced, base::Faults<>& faults) {
    const double limit = check.limit(answer.prices, reduced);
    const double largest = std::max(limit, answer.outcome.objective);
    faults.expect_near(answer.root_bound, largest, 1e-9, "root_bound", check.scale());
    faults.expect(base::at_least(answer.root_bound, answer.outcome.bound), "outcome.bound is above root_bound");
    std::vector<bool> in(problem.projects.size());
    for (const Index j : answer.chosen) in[j] = true;
    for (Index j = 0; j < std::ssize(in); ++j) {
        const CandidateProject& project = problem.projects[j];
        const double other = limit - std::max(0.0, reduced[j]) + (in[j] ? 0.0 : reduced[j]);
        const bool ruled = project.mandatory || project.forbidden;
        faults.expect_near(answer.otherwise[j],
                           ruled ? -std::numeric_limits<double>::infinity() : std::min(other, answer.outcome.bound),
                           1e-9, "otherwise", std::max(check.scale(), std::abs(limit)));
    }
    return limit;
}

/// Whether the bound, or that there is no answer, is true.
template <class = void>
void prove_bound(PortfolioCheck& check, const Eigen::VectorXd& reduced, double limit, double bound, double work,
                 PortfolioCertificate& result, base::Faults<>& faults) {
    std::vector<bool> better;
    if (base::at_least(bound, limit, check.scale())) {
        result.proof = BoundProof::prices;
    } else if (check.enumerate(reduced, limit - bound, bound, work, better)) {
        result.proof = BoundProof::enumeration;
    }
    faults.expect(better.empty(), "a choice that keeps all rules is worth more than outcome.bound");
}

} // namespace detail

COREWING_BODY
PortfolioCertificate verify_portfolio(const PortfolioProblem& problem, const Portfolio& answer,
                                      const PortfolioCheckOptions& options) {
    check_portfolio_problem(problem);
    base::check_range(options.work_limit, 1.0, HUGE_VAL, "work_limit");
    PortfolioCertificate result;
    base::Faults faults(result);
    detail::PortfolioCheck check(problem, faults);
    const base::Outcome& outcome = answer.outcome;
    Eigen::VectorXd reduced = Eigen::VectorXd::Zero(std::ssize(problem.projects));
    if (!outcome.has_answer()) {
        base::check_no_answer(outcome, faults);
        faults.expect(outcome.status == base::Status::infeasible || outcome.status == base::Status::interrupted,
                      "outcome.status says nothing of an answer");
        faults.expect(answer.chosen.empty() &&
                          answer.spent.size() + answer.quota.size() + answer.price.size() + answer.otherwise.size() +
                                  answer.prices.size() ==
                              0 &&
                          answer.root_bound == 0.0,
                      "without an answer there is nothing else");
        if (faults.clean() && outcome.status == base::Status::infeasible)
            detail::prove_bound(check, reduced, std::numeric_limits<double>::infinity(),
                                -std::numeric_limits<double>::max(), options.work_limit, result, faults);
    } else if (detail::check_choice(check, problem, answer, faults)) {
        result.bound = detail::check_prices(check, problem, answer, reduced, faults);
        result.gap = base::relative_gap(outcome.objective, outcome.bound, check.scale());
        faults.expect(outcome.bound >= outcome.objective && std::isfinite(outcome.bound), "outcome.bound is no bound");
        faults.expect((outcome.status == base::Status::optimal) == (outcome.gap <= 1e-9) ||
                          outcome.status == base::Status::interrupted,
                      "outcome.status does not suit the gap");
        if (faults.clean())
            detail::prove_bound(check, reduced, result.bound, outcome.bound, options.work_limit, result, faults);
    }
    result.holds = faults.clean();
    return result;
}

} // namespace corewing::allocation
