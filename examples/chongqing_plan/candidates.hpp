#pragma once

#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <cstdint>
#include <string>
#include <vector>

using corewing::Index;

/// SYNTHETIC candidate projects. Of the 658 proposals of 2020 only their number, the number chosen (73) and
/// the sum of these (about 29.6 bn yuan) are public; everything else here is drawn at random from a seed.
namespace chongqing {

struct Candidate {
    std::string id = {};
    std::string theme = {};
    Index place = 0;
    double cost = 0.0;    ///< 100 million yuan
    double benefit = 0.0; ///< no unit
    bool chosen = false;
};

struct CandidateOptions {
    Index count = 658;
    Index chosen = 73;
    double total = 296.0; ///< 100 million yuan, of the chosen ones
    std::uint64_t seed = 20200622;
};

/// Draws candidates: places in proportion to `size`, themes of the 2020 call evenly, costs log-normal,
/// benefits rising less than cost; the best by benefit over cost count as chosen, and all costs are
/// scaled so that these add up to the total. SYNTHETIC.
/// @param places  indices of the places that may have a project
/// @param size    the same length, >= 0
std::vector<Candidate> synthetic_candidates(const std::vector<Index>& places, const Eigen::VectorXd& size,
                                            const CandidateOptions& options = {});

} // namespace chongqing
