#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/plan/answer.hpp"
#include "corewing/plan/basis.hpp"
#include "corewing/plan/figures.hpp"

#include <string>
#include <vector>

/// What is known of a region, and what is not.
namespace corewing::plan {

/// An indicator in the year that the plan takes.
struct Coverage {
    std::string id = {};   ///< of the indicator
    std::string name = {}; ///< as it is shown
    Figures figures = {};  ///< of all places of the region
    Index known = 0;       ///< districts with a figure as it was found
    Index synthetic = 0;   ///< districts whose figure is made up
};

/// What is known of a region.
struct DataAnswer {
    Answer answer = {};                    ///< in words
    std::vector<Coverage> indicators = {}; ///< measured ones with a figure of some district, in the order of their ids
    Index synthetic = 0;                   ///< rows of observations, output and projects that are made up
    base::Findings findings = {}; ///< of the folder (model::diagnose), the choices and the figures, warnings first
};

/// Counts what is known of the districts, in the plan's year of each indicator.
/// @param basis  of the region
/// @return not answered where no district has a figure
/// Complexity O(rows log rows), and the errors of filled columns (figures.hpp).
COREWING_ROUTINE
DataAnswer data(const Basis& basis);

} // namespace corewing::plan

#ifndef COREWING_COMPILED
#include "corewing/plan/impl/data.hpp"
#endif
