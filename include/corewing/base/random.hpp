#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace corewing::base {

/// The library's own source of chance: one seed gives one sequence on every compiler and platform.
///
/// Generator xoshiro256++, started by SplitMix64. `stream` gives independent sequences under one
/// seed: number the scenarios, resamples or threads and give each its number, then the result does
/// not depend on who computes what. Whole numbers, uniform numbers and permutations are equal bit
/// for bit everywhere; normal, exponential and gamma up to the last digit of the system's log and cos.
/// Source: Blackman & Vigna 2021, ACM TOMS 47(4); Steele, Lea & Flood 2014 (SplitMix64).
class Random {
public:
    /// @param seed  any number; the same seed gives the same sequence
    /// @param stream  which of the independent sequences under that seed
    explicit Random(std::uint64_t seed, std::uint64_t stream = 0) {
        std::uint64_t z = seed;
        const std::uint64_t salt = split_mix(z) ^ (stream * 0x9E3779B97F4A7C15ULL);
        z = salt;
        for (auto& word : state_) word = split_mix(z);
    }

    /// @return 64 random bits
    std::uint64_t bits() {
        const std::uint64_t result = rotate(state_[0] + state_[3], 23) + state_[0];
        const std::uint64_t t = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= t;
        state_[3] = rotate(state_[3], 45);
        return result;
    }

    /// @return a number in [0, 1), every multiple of 2^-53 equally likely
    double uniform() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }

    /// @param low  least number
    /// @param high  end of the range, > low
    /// @return a number in [low, high)
    double uniform(double low, double high) { return low + (high - low) * uniform(); }

    /// A whole number in [0, count), without bias.
    /// @param count  > 0
    /// @return 0 .. count-1
    /// @throws bad_value if count is not
    Index index(Index count) {
        if (count <= 0)
            throw bad_value("cannot draw from " + std::to_string(count) + " items",
                            {.field = "count", .value = std::to_string(count)});
        const std::uint64_t n = count;
        const std::uint64_t reject_below = (0 - n) % n; // 2^64 mod n
        std::uint64_t draw = bits();
        while (draw < reject_below) draw = bits();
        return draw % n;
    }

    /// Standard normal (Box-Muller; the second number of a pair is not kept, so a draw has no memory).
    /// @return mean 0, standard deviation 1
    double normal() {
        const double radius = std::sqrt(-2.0 * std::log1p(-uniform()));
        return radius * std::cos(2.0 * std::numbers::pi * uniform());
    }

    /// @return exponential with mean 1, >= 0
    double exponential() { return -std::log1p(-uniform()); }

    /// Gamma with the given shape > 0 and scale 1 (Marsaglia & Tsang 2000).
    /// @param shape  > 0, finite
    /// @return a number > 0
    /// @throws bad_value if the shape is not
    double gamma(double shape) {
        if (!(shape > 0.0) || !std::isfinite(shape))
            throw bad_value("shape must be positive and finite", {.field = "shape", .value = std::to_string(shape)});
        if (shape < 1.0) return gamma(shape + 1.0) * std::pow(1.0 - uniform(), 1.0 / shape);
        const double d = shape - 1.0 / 3.0;
        const double c = 1.0 / std::sqrt(9.0 * d);
        for (;;) {
            const double x = normal();
            const double root = 1.0 + c * x;
            if (root <= 0.0) continue;
            const double v = root * root * root;
            const double u = 1.0 - uniform();
            if (std::log(u) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
        }
    }

    /// Shuffles in place, every order equally likely (Fisher-Yates).
    /// @tparam Container  with size() and operator[]
    /// @param items  put into random order
    template <class Container>
    void shuffle(Container& items) {
        for (Index i = items.size(); i > 1; --i) {
            using std::swap;
            swap(items[i - 1], items[index(i)]);
        }
    }

    /// The numbers 0 .. count-1 in random order.
    /// @param count  >= 0
    /// @return each number once
    /// @throws bad_value if count is negative
    std::vector<Index> permutation(Index count) {
        if (count < 0)
            throw bad_value("there are no " + std::to_string(count) + " items to put in order",
                            {.field = "count", .value = std::to_string(count)});
        std::vector<Index> order(count);
        for (Index i = 0; i < count; ++i) order[i] = i;
        shuffle(order);
        return order;
    }

private:
    static std::uint64_t rotate(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

    static std::uint64_t split_mix(std::uint64_t& z) {
        z += 0x9E3779B97F4A7C15ULL;
        std::uint64_t x = z;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
        return x ^ (x >> 31);
    }

    std::array<std::uint64_t, 4> state_{};
};

} // namespace corewing::base
