#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/plan/answer.hpp"
#include "corewing/plan/basis.hpp"

#include <Eigen/Core>

#include <string>
#include <vector>

/// Who does the same, who completes whom, what is each place's own, and where chains have gaps.
namespace corewing::plan {

/// Two places and a number.
struct PlaceTie {
    Index first = 0;    ///< row of Industries::places
    Index second = 0;   ///< row of Industries::places
    double value = 0.0; ///< what the list says it is
};

/// Places with one profile: every two of them are at least `least` alike.
struct ProfileGroup {
    std::vector<Index> places = {};  ///< rows of Industries::places, ascending
    std::vector<Index> leading = {}; ///< columns: at most three industries that these places have more of than others
    double least = 1.0;              ///< the least likeness within the group
};

/// Named projects along a chain: how many at each stage, and where.
struct ChainProjects {
    std::string chain = {};               ///< its name in industries.csv
    std::vector<std::string> stages = {}; ///< names of its industries, in the order of their ids
    Eigen::MatrixXi count = {};           ///< places of the region x stages
    Eigen::VectorXi nowhere = {};         ///< stages x 1: projects of which no place is known
};

/// Who does the same, who completes whom.
struct Industries {
    Answer answer = {};                     ///< in words
    int year = 0;                           ///< of the amounts
    std::string unit = {};                  ///< of the amounts: money, workers, firms
    std::vector<Index> places = {};         ///< districts with figures in all columns: indices in the region
    std::vector<Index> industries = {};     ///< columns: rows of region.industries()
    base::Mark mark = base::Mark::observed; ///< the worst of the amounts
    Eigen::MatrixXd amounts = {};           ///< places x industries
    Eigen::MatrixXd shares = {};            ///< places x industries, rows sum to 1
    Eigen::MatrixXd quotient = {};          ///< location quotients
    Eigen::VectorXd hoover = {};            ///< per place, in [0, 1]: how far its mix is from the region's
    std::vector<PlaceTie> alike = {};       ///< at most ten, most alike first: 1 - differentiation, in [0, 1]
    std::vector<PlaceTie> completing = {};  ///< at most ten: min(hoover_i, hoover_j) - hoover of both together, > 0
    std::vector<ProfileGroup> groups = {};  ///< of two places or more, disjoint, the one most alike first
    int earlier_year = 0;                   ///< of the changes; 0 = there is no second year for the same places
    Eigen::VectorXd earlier_share = {};     ///< per column: its share in these places together in that year
    Eigen::VectorXd region_share = {};      ///< per column: its share in these places together
    std::vector<ChainProjects> chains = {}; ///< chains with projects whose theme is one of their industries
};

/// Compares what districts do, by shares of output.csv in its latest year (or the plan's).
/// Two districts do the same where they are at least `likeness` alike; groups are grown from the most alike pair by
/// adding the place that is most alike to its least alike member (complete linkage), as long as that holds.
/// Projects count along a chain where their theme is the id of one of its industries.
/// @param basis     of the region
/// @param likeness  in (0, 1]: from which 1 - differentiation on two places do the same
/// @return not answered where no district has figures
/// @throws bad_value for a likeness out of range
/// Complexity O(n^2 (industries + log n)).
/// Source: differentiation, Krugman 1991; Hoover & Giarratani 1985; complete linkage, Sorensen 1948.
COREWING_ROUTINE
Industries industries(const Basis& basis, double likeness = 0.9);

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/industries.hpp"
#endif
