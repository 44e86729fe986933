#include "candidates.hpp"

#include "corewing/base/random.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace chongqing {

std::vector<Candidate> synthetic_candidates(const std::vector<Eigen::Index>& places, const Eigen::VectorXd& size,
                                            const CandidateOptions& options) {
    static constexpr std::array themes{"AI infrastructure",         "R&D platform",        "public service platform",
                                       "application demonstration", "incubation and park", "major industrial project"};
    corewing::base::Random random(options.seed);
    const double sum = size.sum();
    std::vector<Candidate> candidates;
    for (std::size_t k = 1; k <= options.count; ++k) {
        const std::string number = std::to_string(k);
        Candidate c{.id = "synthetic_" + std::string(3 - std::min<std::size_t>(3, number.size()), '0') + number,
                    .theme = themes[random.index(themes.size())]};
        double left = random.uniform() * sum;
        std::size_t at = 0;
        while (at + 1 < places.size() && left >= size[static_cast<Eigen::Index>(at)])
            left -= size[static_cast<Eigen::Index>(at++)];
        c.place = places[at];
        c.cost = std::exp(0.9 * random.normal());
        c.benefit = std::pow(c.cost, 0.9) * std::exp(0.4 * random.normal());
        candidates.push_back(std::move(c));
    }
    std::vector<std::size_t> order(candidates.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return candidates[a].benefit * candidates[b].cost > candidates[b].benefit * candidates[a].cost;
    });
    double cost = 0.0;
    for (std::size_t k = 0; k < std::min(options.chosen, order.size()); ++k) {
        candidates[order[k]].chosen = true;
        cost += candidates[order[k]].cost;
    }
    for (Candidate& c : candidates) {
        c.cost *= options.total / cost;
        c.benefit *= options.total / cost;
    }
    return candidates;
}

} // namespace chongqing
