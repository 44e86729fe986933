#include "candidates.hpp"

#include "corewing/base/random.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

using corewing::Index;

namespace chongqing {

std::vector<Candidate> synthetic_candidates(const std::vector<Index>& places, const Eigen::VectorXd& size,
                                            const CandidateOptions& options) {
    static constexpr std::array themes{"AI infrastructure",         "R&D platform",        "public service platform",
                                       "application demonstration", "incubation and park", "major industrial project"};
    corewing::base::Random random(options.seed);
    const double sum = size.sum();
    std::vector<Candidate> candidates;
    for (Index k = 1; k <= options.count; ++k) {
        const std::string number = std::to_string(k);
        Candidate c{.id = "synthetic_" + std::string(3 - std::min<Index>(3, number.size()), '0') + number,
                    .theme = themes[random.index(themes.size())]};
        double left = random.uniform() * sum;
        Index at = 0;
        while (at + 1 < std::ssize(places) && left >= size[at])
            left -= size[at++];
        c.place = places[at];
        c.cost = std::exp(0.9 * random.normal());
        c.benefit = std::pow(c.cost, 0.9) * std::exp(0.4 * random.normal());
        candidates.push_back(std::move(c));
    }
    std::vector<Index> order(candidates.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) {
        return candidates[a].benefit * candidates[b].cost > candidates[b].benefit * candidates[a].cost;
    });
    double cost = 0.0;
    for (Index k = 0; k < std::min(options.chosen, std::ssize(order)); ++k) {
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
