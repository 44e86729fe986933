#pragma once

#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace corewing::allocation::detail {

/// What all places do at given prices.
struct Response {
    Eigen::MatrixXd amount = {}; ///< places x resources
    Eigen::MatrixXd bend = {};   ///< resources x resources, minus the slope of total demand in the prices
    double value = 0.0;          ///< sum of what each place gains: need log b - price . x
};

/// Places that buy resources: each one maximises need log b(x) - price . x between its floors and caps.
template <class Double = double>
struct PlaceDemand {
    Eigen::VectorX<Double> need = {};
    Eigen::MatrixX<Double> use = {};
    double rho = 0.0;
    Eigen::MatrixX<Double> lower = {};
    Eigen::MatrixX<Double> upper = {};

    [[nodiscard]] bool fixed_proportions() const { return rho == -infinite; }

    /// Sets the need of places that can have no benefit to 0. Their number, of those with a need.
    Index leave_out() {
        Index count = 0;
        for (Index i = 0; i < need.size(); ++i) {
            if (need(i) == 0.0) continue;
            bool some = false;
            bool all = true;
            for (Index k = 0; k < use.cols(); ++k) {
                if (use(i, k) == 0.0) continue;
                some = some || upper(i, k) > 0.0;
                all = all && upper(i, k) > 0.0;
            }
            if (some && (rho > 0.0 || all)) continue;
            need(i) = 0.0;
            ++count;
        }
        return count;
    }

    /// Prices near the right ones: as if every place spent its weight on resources as they count.
    Eigen::VectorX<Double> first_price(const Eigen::VectorX<Double>& budget) {
        Eigen::VectorX<Double> price = Eigen::VectorX<Double>::Zero(budget.size());
        for (Index i = 0; i < need.size(); ++i) {
            double total = 0.0;
            for (Index k = 0; k < use.cols(); ++k)
                total += fixed_proportions() ? (use(i, k) > 0.0 ? 1.0 : 0.0) : use(i, k);
            if (total == 0.0) continue;
            for (Index k = 0; k < use.cols(); ++k)
                price(k) += need(i) * (fixed_proportions() ? (use(i, k) > 0.0 ? 1.0 : 0.0) : use(i, k)) / total;
        }
        for (Index k = 0; k < budget.size(); ++k) {
            price(k) = budget(k) > 0.0 ? price(k) / budget(k) : 0.0;
            upper.col(k) = upper.col(k).cwiseMin(2.0 * budget(k)).cwiseMax(lower.col(k)); // more than anybody can have
        }
        return price;
    }

    /// The amount whose power is largest among those that count, so that powers relative to it are numbers; 0 = none.
    [[nodiscard]] double leading(Index i, const Eigen::VectorX<Double>& x) const {
        double result = 0.0;
        for (Index k = 0; k < x.size(); ++k)
            if (use(i, k) > 0.0 && x(k) > 0.0)
                result = result == 0.0 ? x(k) : rho < 0.0 ? std::min(result, x(k)) : std::max(result, x(k));
        return result;
    }

    [[nodiscard]] double benefit(Index i, const Eigen::VectorX<Double>& x) const {
        double result = fixed_proportions() ? infinite : 0.0;
        bool some = false;
        for (Index k = 0; k < x.size(); ++k) {
            if (use(i, k) == 0.0) continue;
            some = true;
            if (fixed_proportions()) result = std::min(result, x(k) / use(i, k));
            if (rho <= 0.0 && x(k) == 0.0) return 0.0;
        }
        const double unit = leading(i, x);
        if (!some || unit == 0.0) return 0.0;
        if (fixed_proportions()) return result;
        for (Index k = 0; k < x.size(); ++k) {
            if (use(i, k) == 0.0) continue;
            result += rho == 0.0 ? use(i, k) * std::log(x(k)) : use(i, k) * std::pow(x(k) / unit, rho);
        }
        return rho == 0.0 ? std::exp(result) : unit * std::pow(result, 1.0 / rho);
    }

    [[nodiscard]] double objective(const Eigen::MatrixX<Double>& amount) const {
        double sum = 0.0;
        for (Index i = 0; i < need.size(); ++i)
            if (need(i) > 0.0) sum += need(i) * std::log(benefit(i, amount.row(i).transpose()));
        return sum;
    }

    /// Percent of benefit for a percent of each resource.
    [[nodiscard]] Eigen::VectorX<Double> elasticity(Index i, const Eigen::VectorX<Double>& x,
                                                    const Eigen::VectorX<Double>& price) const {
        Eigen::VectorX<Double> share = Eigen::VectorX<Double>::Zero(x.size());
        if (rho == 0.0) return use.row(i).transpose();
        if (!fixed_proportions()) {
            const double unit = leading(i, x);
            for (Index k = 0; k < x.size(); ++k)
                if (use(i, k) > 0.0 && x(k) > 0.0) share(k) = use(i, k) * std::pow(x(k) / unit, rho);
            return share / share.sum();
        }
        // The resources that bind share the weight as their prices say; a cap that binds takes the rest. Amounts come
        // out of an iteration and stand a little off a floor or cap that they have reached.
        constexpr double close = 1e-6;
        const double t = benefit(i, x);
        Eigen::VectorX<Double> capped = share;
        Eigen::VectorX<Double> floored = share;
        Eigen::VectorX<Double> binding = share;
        for (Index k = 0; k < x.size(); ++k) {
            if (use(i, k) == 0.0 || x(k) > use(i, k) * t * (1.0 + close)) continue;
            binding(k) = 1.0;
            const double cost = price(k) * use(i, k) * t / need(i);
            if (x(k) > lower(i, k) * (1.0 + close))
                share(k) = cost;
            else
                floored(k) = cost;
            if (x(k) >= upper(i, k) * (1.0 - close)) capped(k) = 1.0;
        }
        const double rest = 1.0 - share.sum();
        if (rest > 1e-9) {
            if (capped.sum() > 0.0)
                share += capped * (rest / capped.sum());
            else if (floored.sum() > 0.0)
                share += floored * (rest / floored.sum());
        }
        if (share.sum() == 0.0) share = binding; // prices too small to tell
        return share / share.sum();
    }

    /// Complexity O(places * resources^2).
    [[nodiscard]] Response respond(const Eigen::VectorX<Double>& price, bool with_bend) const {
        const Index m = price.size();
        Response result;
        result.amount = lower;
        result.bend = Eigen::MatrixX<Double>::Zero(m, m);
        std::vector<Index> order;
        Eigen::VectorX<Double> log_part(m);
        for (Index i = 0; i < need.size(); ++i) {
            if (need(i) > 0.0) {
                if (fixed_proportions())
                    buy_in_proportion(i, price, order, with_bend, result);
                else
                    buy(i, price, log_part, with_bend, result);
                result.value += need(i) * std::log(benefit(i, result.amount.row(i).transpose()));
            }
            result.value -= result.amount.row(i).dot(price);
        }
        return result;
    }

private:
    /// t maximises need log t - sum of price_k max(lower_k, use_k t): the cost bends where a floor is used up.
    void buy_in_proportion(Index i, const Eigen::VectorX<Double>& price, std::vector<Index>& order,
                           bool with_bend, Response& result) const {
        order.clear();
        double most = infinite;
        for (Index k = 0; k < price.size(); ++k) {
            if (use(i, k) == 0.0) continue;
            order.push_back(k);
            most = std::min(most, upper(i, k) / use(i, k));
        }
        std::sort(order.begin(), order.end(), [&](Index a, Index b) {
            return std::pair(lower(i, a) / use(i, a), a) < std::pair(lower(i, b) / use(i, b), b);
        });
        double t = 0.0;
        double cost = 0.0; // of one more t
        Index active = 0;
        bool is_free = false;
        for (; active < std::ssize(order); ++active) {
            const Index k = order[active];
            const double corner = lower(i, k) / use(i, k);
            if (cost > 0.0 && need(i) / cost <= corner) break;
            t = corner;
            if (cost + price(k) * use(i, k) > 0.0 && need(i) / (cost + price(k) * use(i, k)) <= corner) {
                cost = 0.0; // more would cost too much, less would save too little
                break;
            }
            cost += price(k) * use(i, k);
        }
        if (active == std::ssize(order) || cost > 0.0) {
            t = cost > 0.0 ? need(i) / cost : most;
            is_free = cost > 0.0;
        }
        if (t >= most) {
            t = most;
            is_free = false;
        }
        for (const Index k : order) result.amount(i, k) = std::max(lower(i, k), use(i, k) * t);
        if (!is_free || !with_bend) return;
        for (Index a = 0; a < active; ++a)
            for (Index b = 0; b < active; ++b)
                result.bend(order[a], order[b]) += use(i, order[a]) * use(i, order[b]) * t * t / need(i);
    }

    /// x_k = (need use_k / (price_k S))^(1 / (1 - rho)) between floor and cap, S = sum use x^rho by Newton's method
    /// on log S, whose slope lies between -1 / (1 - rho) and -1 / (1 - |rho|).
    /// All in logarithms: far from the answer amounts are beyond the range of numbers.
    void buy(Index i, const Eigen::VectorX<Double>& price, Eigen::VectorX<Double>& log_part, bool with_bend,
             Response& result) const {
        const Index m = price.size();
        const double sigma = 1.0 / (1.0 - rho);
        double log_s = 0.0;
        const auto demand = [&](Index k) {
            if (price(k) <= 0.0) return std::log(upper(i, k));
            const double log_x = sigma * (std::log(need(i)) + std::log(use(i, k)) - std::log(price(k)) - log_s);
            return std::clamp(log_x, std::log(lower(i, k)), std::log(upper(i, k)));
        };
        double theta = 0.0; // share of S that reacts
        const auto read = [&] {
            double largest = -infinite;
            for (Index k = 0; k < m; ++k) {
                log_part(k) = -infinite;
                if (use(i, k) == 0.0) continue;
                const double log_x = demand(k);
                const bool is_low = log_x <= std::log(lower(i, k));
                const bool is_high = log_x >= std::log(upper(i, k));
                result.amount(i, k) = is_low    ? lower(i, k)
                                      : is_high ? upper(i, k)
                                                : std::clamp(std::exp(log_x), lower(i, k), upper(i, k));
                if (log_x > -infinite) log_part(k) = std::log(use(i, k)) + rho * log_x;
                largest = std::max(largest, log_part(k));
            }
            if (largest == -infinite) return largest;
            double sum = 0.0;
            double reacting = 0.0;
            for (Index k = 0; k < m; ++k) {
                const double part = std::exp(log_part(k) - largest);
                sum += part;
                if (result.amount(i, k) > lower(i, k) && result.amount(i, k) < upper(i, k)) reacting += part;
            }
            theta = reacting / sum;
            return std::log(sum) + largest;
        };
        if (rho == 0.0) {
            read();
            theta = 0.0;
        } else {
            double lo = -infinite;
            double hi = infinite;
            log_s = rho > 0.0 ? rho * std::log(need(i)) : 0.0;
            for (int round = 0; round < 200; ++round) {
                const double error = read() - log_s;
                if (!std::isfinite(error)) break; // nothing may be bought
                (error > 0.0 ? lo : hi) = log_s;
                if (std::abs(error) <= 1e-15 * std::max(1.0, std::abs(log_s))) break;
                double next = log_s + error / (1.0 + rho * sigma * theta);
                if (!(next > lo && next < hi)) next = 0.5 * (lo + hi);
                if (!std::isfinite(next) || next == log_s) break;
                log_s = next;
            }
            read();
        }
        if (!with_bend) return;
        const double inner = rho * sigma / (1.0 + rho * sigma * theta);
        for (Index k = 0; k < m; ++k) {
            const double x = result.amount(i, k);
            if (use(i, k) == 0.0 || price(k) <= 0.0 || x <= lower(i, k) || x >= upper(i, k)) continue;
            result.bend(k, k) += sigma * x / price(k);
            if (rho == 0.0) continue;
            for (Index l = 0; l < m; ++l) {
                const double y = result.amount(i, l);
                if (use(i, l) == 0.0 || price(l) <= 0.0 || y <= lower(i, l) || y >= upper(i, l)) continue;
                result.bend(k, l) -= sigma * inner * x * y / need(i);
            }
        }
    }
};

} // namespace corewing::allocation::detail
