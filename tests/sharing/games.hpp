#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/random.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <bit>
#include <vector>

namespace corewing::sharing {

/// Any two of three players are worth as much as all of them: 1.
inline Eigen::VectorXd majority() {
    return (Eigen::VectorXd(8) << 0, 0, 0, 1, 0, 1, 1, 1).finished();
}

/// A table from values listed by size of the coalition, then in order of its members, as R packages list them.
inline Eigen::VectorXd by_size(int players, std::vector<double> listed) {
    std::vector<Index> masks;
    for (Index s = 1; s < (Index{1} << players); ++s) masks.push_back(s);
    const auto list = [players](Index s) {
        std::vector<int> members;
        for (int i = 0; i < players; ++i)
            if ((s >> i & 1) != 0) members.push_back(i);
        return members;
    };
    std::sort(masks.begin(), masks.end(), [&](Index a, Index b) {
        const auto x = list(a);
        const auto y = list(b);
        return x.size() < y.size() || (x.size() == y.size() && x < y);
    });
    Eigen::VectorXd worth = Eigen::VectorXd::Zero(Index{1} << players);
    for (Index k = 0; k < std::ssize(masks); ++k) worth[masks[k]] = listed[k];
    return worth;
}

inline Eigen::VectorXd random_game(base::Random& random, int players, int kind) {
    Eigen::VectorXd worth(Index{1} << players);
    worth[0] = 0.0;
    for (Index s = 1; s < worth.size(); ++s) {
        const int size = std::popcount(static_cast<unsigned>(s));
        if (kind == 0)
            worth[s] = random.uniform(0.0, 10.0);
        else if (kind == 1)
            worth[s] = static_cast<double>(random.index(4)); // many ties
        else if (kind == 2)
            worth[s] = static_cast<double>(size * size) + random.uniform(0.0, 0.5);
        else
            worth[s] = random.normal();
    }
    return worth;
}

} // namespace corewing::sharing
