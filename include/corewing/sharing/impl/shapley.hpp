#pragma once

#include "corewing/sharing/shapley.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/sharing/detail/game.hpp"
#include "corewing/sharing/detail/shapley.hpp"

#include <Eigen/Core>

#include <bit>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>

namespace corewing::sharing {

COREWING_BODY
Shapley shapley(const Eigen::Ref<const Eigen::VectorXd>& worth) {
    const int n = detail::players_of(worth, 25);
    const auto value = [&worth](std::uint64_t mask) { return worth[mask]; };
    return {.share = detail::shapley_by_subsets(n, value, 0), .standard_error = Eigen::VectorX<Double>::Zero(n)};
}

COREWING_BODY
Shapley shapley(Index players, const Worth& worth, const ShapleyOptions& options) {
    if (players < 1)
        throw base::bad_value("needs at least 1 player", {.field = "players", .value = std::to_string(players)});
    if (options.exact_to < 0 || options.exact_to > 25)
        throw base::bad_value(std::to_string(options.exact_to) + " is not in [0, 25]",
                              {.field = "exact_to", .value = std::to_string(options.exact_to)});
    if (options.orders < 4)
        throw base::bad_value(std::to_string(options.orders) + " is not at least 4",
                              {.field = "orders", .value = std::to_string(options.orders)});
    const auto checked = [&worth](std::span<const Index> set) {
        const double value = worth(set);
        if (std::isfinite(value)) return value;
        std::string names;
        for (const Index player : set) names += (names.empty() ? "" : " ") + std::to_string(player);
        throw base::bad_value("the players " + names + " are worth " + base::to_text(value),
                              {.field = "worth", .value = base::to_text(value), .remedy = "answer a finite number"});
    };
    if (players <= options.exact_to) {
        const auto value = [&checked](std::uint64_t mask) {
            Index set[64];
            Index size = 0;
            for (; mask != 0; mask &= mask - 1) set[size++] = std::countr_zero(mask);
            return checked(std::span<const Index>(set, size));
        };
        return {.share = detail::shapley_by_subsets(static_cast<int>(players), value, options.threads),
                .standard_error = Eigen::VectorX<Double>::Zero(players)};
    }
    const auto sampled =
        detail::shapley_by_orders(players, checked, (options.orders + 1) / 2, options.seed, options.threads);
    return {.share = sampled.share, .standard_error = sampled.standard_error, .exact = false};
}

} // namespace corewing::sharing
