#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/tree.hpp"
#include "corewing/indicator/uncertainty.hpp"
#include "corewing/model/marked_matrix.hpp"
#include "corewing/plan/answer.hpp"
#include "corewing/plan/basis.hpp"
#include "corewing/scoring/coupling.hpp"

#include <Eigen/Core>

#include <string>
#include <vector>

/// How the districts stand: an index with the span of every rank, and whether its sides keep step.
namespace corewing::plan {

/// An indicator of the index.
struct LeafFigures {
    std::string id = {};   ///< of the indicator
    std::string name = {}; ///< as it is shown
    Figures figures = {};  ///< of all places of the region
    Index known = 0;       ///< districts with a figure, filled ones included
    bool used = false;     ///< whether it is in the index
};

/// How the districts stand.
struct Standing {
    Answer answer = {};     ///< in words
    std::string index = {}; ///< name of the index
    std::vector<LeafFigures> leaves =
        {};                         ///< all leaves of its tree with a figure, used or not, in the order of their ids
    std::vector<Index> places = {}; ///< ranked districts: indices in the region
    std::vector<Index> not_ranked = {};    ///< the other districts: indices in the region
    indicator::Tree tree = {};             ///< of the leaves that are used
    Eigen::MatrixXd values = {};           ///< places x used leaves, in the order of indicator::leaves(tree)
    base::Marks marks = {};                ///< places x used leaves
    indicator::Composite composite = {};   ///< rows as in `places`
    indicator::Uncertainty spans = {};     ///< of scores and ranks: 90 % of the runs
    int runs = 0;                          ///< of the spans
    std::vector<std::string> sides = {};   ///< names of the subsystems under the root
    Eigen::MatrixXd levels = {};           ///< places x sides, in [0, 1], lifted: (level + .01) / 1.01
    scoring::CouplingDegree coupling = {}; ///< of the sides; empty with fewer than two
};

/// Ranks the districts by the index of choices.index. Used are the leaves and ranked the districts for which the number of
/// known cells is greatest, of leaves known for at least half of the districts: leaves enter in the order of how many
/// districts know them, and a district is ranked if it knows all of them. Leaves are scaled from the worst to the best
/// of these districts and averaged with the tree's weights (equal where it has none). Spans come from runs that draw the
/// scale (min-max, percentile), the weights (those, equal, entropy) and the mean (arithmetic, geometric) anew
/// and spread all weights by a quarter.
/// @param basis  of the region
/// @return not answered where fewer than two districts or two leaves have figures
/// @throws interrupted if the observer asks to stop
/// Complexity that of indicator::uncertainty() with 400 runs (100 from 1000 districts on).
/// Source: OECD & JRC 2008; Saisana, Saltelli & Tarantola 2005; coupling, Wang et al. 2021.
COREWING_ROUTINE
Standing standing(const Basis& basis);

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/standing.hpp"
#endif
