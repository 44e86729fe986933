#pragma once

#include "corewing/base/index.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace corewing::indicator::detail {

/// Direction numbers of one dimension: a primitive polynomial of the given degree and its first odd numbers.
struct SobolDirection {
    unsigned degree;
    unsigned polynomial; ///< inner coefficients, as bits
    std::array<std::uint32_t, 9> start;
};

/// Dimensions 2 to 40. Source: Joe & Kuo 2008, SIAM J. Sci. Comput. 30(5), file new-joe-kuo-6.21201.
inline constexpr std::array<SobolDirection, 39> sobol_directions = {{{1, 0, {1}},
                                                                     {2, 1, {1, 3}},
                                                                     {3, 1, {1, 3, 1}},
                                                                     {3, 2, {1, 1, 1}},
                                                                     {4, 1, {1, 1, 3, 3}},
                                                                     {4, 4, {1, 3, 5, 13}},
                                                                     {5, 2, {1, 1, 5, 5, 17}},
                                                                     {5, 4, {1, 1, 5, 5, 5}},
                                                                     {5, 7, {1, 1, 7, 11, 19}},
                                                                     {5, 11, {1, 1, 5, 1, 1}},
                                                                     {5, 13, {1, 1, 1, 3, 11}},
                                                                     {5, 14, {1, 3, 5, 5, 31}},
                                                                     {6, 1, {1, 3, 3, 9, 7, 49}},
                                                                     {6, 13, {1, 1, 1, 15, 21, 21}},
                                                                     {6, 16, {1, 3, 1, 13, 27, 49}},
                                                                     {6, 19, {1, 1, 1, 15, 7, 5}},
                                                                     {6, 22, {1, 3, 1, 15, 13, 25}},
                                                                     {6, 25, {1, 1, 5, 5, 19, 61}},
                                                                     {7, 1, {1, 3, 7, 11, 23, 15, 103}},
                                                                     {7, 4, {1, 3, 7, 13, 13, 15, 69}},
                                                                     {7, 7, {1, 1, 3, 13, 7, 35, 63}},
                                                                     {7, 8, {1, 3, 5, 9, 1, 25, 53}},
                                                                     {7, 14, {1, 3, 1, 13, 9, 35, 107}},
                                                                     {7, 19, {1, 3, 1, 5, 27, 61, 31}},
                                                                     {7, 21, {1, 1, 5, 11, 19, 41, 61}},
                                                                     {7, 28, {1, 3, 5, 3, 3, 13, 69}},
                                                                     {7, 31, {1, 1, 7, 13, 1, 19, 1}},
                                                                     {7, 32, {1, 3, 7, 5, 13, 19, 59}},
                                                                     {7, 37, {1, 1, 3, 9, 25, 29, 41}},
                                                                     {7, 41, {1, 3, 5, 13, 23, 1, 55}},
                                                                     {7, 42, {1, 3, 7, 3, 13, 59, 17}},
                                                                     {7, 50, {1, 3, 1, 3, 5, 53, 69}},
                                                                     {7, 55, {1, 1, 5, 5, 23, 33, 13}},
                                                                     {7, 56, {1, 1, 7, 7, 1, 61, 123}},
                                                                     {7, 59, {1, 1, 7, 9, 13, 61, 49}},
                                                                     {7, 62, {1, 3, 3, 5, 3, 55, 33}},
                                                                     {8, 14, {1, 3, 1, 15, 31, 13, 49, 245}},
                                                                     {8, 21, {1, 3, 5, 15, 31, 59, 63, 97}},
                                                                     {8, 22, {1, 3, 1, 11, 11, 11, 77, 249}}}};

/// The Sobol sequence, 52 binary digits deep; every point by its number, so that threads need no common state.
template <class = void>
class SobolSequence {
public:
    /// @param dimensions  1 to 40
    explicit SobolSequence(Index dimensions) : direction_(dimensions) {
        for (Index d = 0; d < dimensions; ++d) {
            auto& v = direction_[d];
            if (d == 0) {
                for (unsigned k = 0; k < digits; ++k) v[k] = std::uint64_t{1} << (digits - 1 - k);
                continue;
            }
            const SobolDirection& source = sobol_directions[d - 1];
            for (unsigned k = 0; k < digits; ++k) {
                if (k < source.degree) {
                    v[k] = std::uint64_t{source.start[k]} << (digits - 1 - k);
                    continue;
                }
                v[k] = v[k - source.degree] ^ (v[k - source.degree] >> source.degree);
                for (unsigned i = 1; i < source.degree; ++i)
                    if ((source.polynomial >> (source.degree - 1 - i)) & 1U) v[k] ^= v[k - i];
            }
        }
    }

    [[nodiscard]] Index dimensions() const { return direction_.size(); }

    /// Coordinate of point `number` (0 is the origin), its digits shifted by the upper bits of `shift`; in [0, 1).
    [[nodiscard]] double at(Index number, Index dimension, std::uint64_t shift = 0) const {
        std::uint64_t x = shift >> (64 - digits);
        std::uint64_t gray = number ^ (number >> 1);
        for (Index k = 0; gray != 0 && k < digits; gray >>= 1, ++k)
            if (gray & 1U) x ^= direction_[dimension][k];
        return static_cast<double>(x) * 0x1.0p-52;
    }

private:
    static constexpr unsigned digits = 52;
    std::vector<std::array<std::uint64_t, digits>> direction_;
};

} // namespace corewing::indicator::detail
