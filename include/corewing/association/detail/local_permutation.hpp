#pragma once

#include "corewing/association/spatial_weights.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace corewing::association::detail {

/// Draws k distinct numbers out of 0 .. count-1 in random order, again and again.
class Draw {
public:
    explicit Draw(std::uint32_t count) : count_(count), reject_below_((0U - count) % count) {}

    void start(std::uint64_t seed, std::uint64_t stream) {
        random_ = base::Random(seed, stream);
        kept_ = false;
    }

    /// A whole number in [0, bound), without bias (Lemire 2019), from 32 bits.
    std::uint32_t below(std::uint32_t bound, std::uint32_t reject_below) {
        for (;;) {
            const std::uint64_t product = static_cast<std::uint64_t>(bits()) * bound;
            if (static_cast<std::uint32_t>(product) >= reject_below) return static_cast<std::uint32_t>(product >> 32);
        }
    }

    /// Few: draw anew while it is there already.
    void few(std::uint32_t* out, Index k) {
        for (Index a = 0; a < k; ++a) {
            std::uint32_t draw = below(count_, reject_below_);
            for (Index b = 0; b < a;) {
                if (out[b] == draw) {
                    draw = below(count_, reject_below_);
                    b = 0;
                } else {
                    ++b;
                }
            }
            out[a] = draw;
        }
    }

    /// Many: the first k steps of a Fisher-Yates shuffle; the pool stays in whatever order it is.
    void many(std::uint32_t* out, Index k, std::vector<std::uint32_t>& pool) {
        for (Index a = 0; a < k; ++a) {
            const auto left = static_cast<std::uint32_t>(count_ - a);
            const Index b = a + below(left, (0U - left) % left);
            std::swap(pool[a], pool[b]);
            out[a] = pool[a];
        }
    }

private:
    std::uint32_t bits() {
        if (kept_) {
            kept_ = false;
            return high_;
        }
        const std::uint64_t both = random_.bits();
        high_ = static_cast<std::uint32_t>(both >> 32);
        kept_ = true;
        return static_cast<std::uint32_t>(both);
    }

    base::Random random_{0};
    std::uint32_t count_;
    std::uint32_t reject_below_;
    std::uint32_t high_ = 0;
    bool kept_ = false;
};

/// How often the neighbours' sum is at least and at most the observed one on random maps.
struct LocalCounts {
    std::vector<std::uint32_t> at_least = {};
    std::vector<std::uint32_t> at_most = {};
};

/// Conditional permutation: place i keeps its value, its neighbours get values of k other places without replacement.
/// Place i draws from its own stream of the seed, so that the result does not depend on threads.
/// @param term      term(i, value): what a neighbour with this value adds, times its weight
/// @param values    of all places
/// @param observed  places x 1: the sum over the true neighbours
/// @param tie       places x 1: sums so near the observed one count as equal
template <class Term>
LocalCounts permute_neighbours(const SpatialWeights& weights, const Eigen::VectorXd& values,
                               const Eigen::VectorXd& observed, const Eigen::VectorXd& tie, Index permutations,
                               std::uint64_t seed, unsigned threads, const Term& term) {
    const Index n = values.size();
    LocalCounts counts;
    counts.at_least.assign(n, 0);
    counts.at_most.assign(n, 0);
    if (n < 2 || permutations == 0) return counts;
    constexpr Index few = 24;
    base::parallel_blocks(n,
                          [&](Index begin, Index end) {
                              Draw draw(static_cast<std::uint32_t>(n - 1));
                              std::vector<std::uint32_t> chosen;
                              std::vector<double> weight;
                              std::vector<std::uint32_t> pool;
                              for (Index place = begin; place < end; ++place) {
                                  weight.clear();
                                  for (SpatialWeights::InnerIterator cell(weights, place); cell; ++cell)
                                      if (cell.col() != place && cell.value() > 0.0) weight.push_back(cell.value());
                                  if (weight.empty()) continue;
                                  const bool crowd = weight.size() > few;
                                  chosen.resize(weight.size());
                                  if (crowd) {
                                      pool.resize(n - 1);
                                      for (Index k = 0; k < std::ssize(pool); ++k)
                                          pool[k] = static_cast<std::uint32_t>(k);
                                  }
                                  draw.start(seed, place);
                                  const auto own = static_cast<std::uint32_t>(place);
                                  const double low = observed[place] - tie[place];
                                  const double high = observed[place] + tie[place];
                                  std::uint32_t at_least = 0;
                                  std::uint32_t at_most = 0;
                                  for (Index r = 0; r < permutations; ++r) {
                                      if (crowd)
                                          draw.many(chosen.data(), chosen.size(), pool);
                                      else
                                          draw.few(chosen.data(), chosen.size());
                                      double sum = 0.0;
                                      for (Index k = 0; k < std::ssize(chosen); ++k) {
                                          const std::uint32_t other = chosen[k] + (chosen[k] >= own ? 1U : 0U);
                                          sum += weight[k] * term(place, values[other]);
                                      }
                                      at_least += sum >= low ? 1U : 0U;
                                      at_most += sum <= high ? 1U : 0U;
                                  }
                                  counts.at_least[place] = at_least;
                                  counts.at_most[place] = at_most;
                              }
                          },
                          {.threads = threads, .grain = 64});
    return counts;
}

} // namespace corewing::association::detail
