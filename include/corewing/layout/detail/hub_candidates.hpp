#pragma once

#include "corewing/base/index.hpp"
#include "corewing/layout/detail/point_choice.hpp"
#include "corewing/layout/detail/role_problem.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <functional>
#include <type_traits>
#include <vector>

/// Candidates for core and wing in the search over hubs.
namespace corewing::layout::detail {

template <class = void>
double sum(const std::vector<double>& values) {
    double total = 0.0;
    for (const double value : values) total += value;
    return total;
}

/// A place that may become a hub, and what it adds at most.
struct Candidate {
    double bound = 0.0;
    Index place = 0;

    static bool before(const Candidate& a, const Candidate& b) {
        return a.bound != b.bound ? a.bound > b.bound : a.place < b.place;
    }
};

/// Candidates for one role in order, with the bound of each by place; no_value = not a candidate, or no longer one.
struct CandidatePool {
    std::vector<Candidate> list = {};
    std::vector<double> bound = {};
    Index begin = 0; ///< all before this one have had their turn

    void done(Index place) {
        bound[place] = no_value;
        while (begin < std::ssize(list) && bound[list[begin].place] == no_value) ++begin;
    }
};

/// The best sum of bounds of `wanted` partners of place c, unit * link with c included; `least` is the smallest of
/// them.
struct Partners {
    double sum = 0.0, least = 0.0;
    bool enough = true;
};

template <class Matrix>
Partners best_partners(const Matrix& w, Index c, double unit, const CandidatePool& pool, Index wanted) {
    Partners result;
    if (wanted == 0) return result;
    std::vector<double> best;
    const auto offer = [&](double value) {
        if (std::ssize(best) == wanted) {
            if (value <= best.back()) return;
            best.pop_back();
        }
        best.insert(std::upper_bound(best.begin(), best.end(), value, std::greater<>()), value);
    };
    each_link(w, c, [&](Index k, double value) {
        if (k != c && pool.bound[k] != no_value) offer(pool.bound[k] + unit * value);
    });
    if constexpr (!std::is_same_v<Matrix, Eigen::MatrixXd>) { // those without a link to c
        Index taken = 0;
        for (Index k = pool.begin; k < std::ssize(pool.list) && taken < wanted; ++k) {
            const Index place = pool.list[k].place;
            if (place == c || pool.bound[place] == no_value) continue;
            if (unit >= 0.0 && w.coeff(c, place) > 0.0) continue;
            offer(pool.list[k].bound);
            ++taken;
        }
    }
    result.enough = std::ssize(best) == wanted;
    if (!result.enough) return result;
    result.sum = sum(best);
    result.least = best.back();
    return result;
}

} // namespace corewing::layout::detail
