#pragma once

#include "corewing/base/mark.hpp"
#include "corewing/base/random.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/sobol.hpp"
#include "corewing/indicator/uncertainty.hpp"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace corewing::indicator {

/// Which choice moves an index.
struct Sensitivity {
    std::vector<std::string> factors = {}; ///< of "imputation", "outliers", "normalisation", "weighing", "aggregation",
                                           ///< "weights": those that can vary
    Eigen::VectorXd first = {};            ///< factors x 1: part of the variance of the mean rank shift, alone
    Eigen::VectorXd total = {};            ///< factors x 1: together with the other choices
    Eigen::VectorXd first_error = {};      ///< standard errors
    Eigen::VectorXd total_error = {};      ///< likewise
    Eigen::MatrixXd place_first = {};      ///< factors x places: the same for the variance of each place's rank
    Eigen::MatrixXd place_total = {};      ///< likewise, together with the other choices
    base::Findings findings = {};          ///< ranks that never change
};

/// Sobol indices of the choices behind an index: how much of the ranks' uncertainty comes from normalisation, how much
/// from weights, and so on. The factors are the stages with more than one alternative, and the spread of the weights as
/// one factor. The main output is the mean shift of ranks against the index itself, as in Saisana et al. 2005.
/// @param values     places x leaves, in the order of the leaves in the tree
/// @param marks      places x leaves; Mark::missing where a cell is not known
/// @param tree       nodes by id, of any depth
/// @param uncertain  alternatives, weight_spread and seed; runs and level are not used
/// @param options    of the index itself
/// @param sampling   samples and repeats; its seed and threads are taken from `uncertain`
/// @return part of the variance by choice, for all places together and for each
/// @throws as composite(); bad_value if nothing can vary
/// Complexity O(repeats x samples x (factors + 2)) indices.
/// Source: Saisana, Saltelli & Tarantola 2005, JRSS A 168(2); see sobol().
COREWING_ROUTINE
Sensitivity sensitivity(const Eigen::Ref<const Eigen::MatrixXd>& values, const base::Marks& marks, const Tree& tree,
                        const CompositeOptions& options, const UncertaintyOptions& uncertain,
                        SobolOptions sampling = {.samples = 128});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/sensitivity.hpp"
#endif
