#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

/// Fitness of places and complexity of industries by the non-linear iteration.
namespace corewing::industry {

/// Choices of fitness().
struct FitnessOptions {
    double tolerance = 1e-10; ///< stop when no fitness changes by more, relative to the mean fitness of 1; > 0
    long iterations = 10000;  ///< stop at the latest after so many, >= 1
};

/// Fitness of places and complexity of industries by the non-linear iteration.
struct Fitness {
    Eigen::VectorXd place = {};    ///< fitness, mean 1 over the places that have an industry; 0 for the others
    Eigen::VectorXd industry = {}; ///< complexity, mean 1 over the industries that are somewhere; 0 for the others
    long iterations = 0;           ///< done
    bool converged = false;        ///< the tolerance was reached
    double change = 0.0;           ///< the last iteration's greatest change
    base::Findings findings = {};  ///< what has nothing; a tolerance that was not reached
};

/// Economic fitness: a place is fit by having many and complex industries; an industry is complex if no unfit place has
/// it.
///   F_i = sum_k M_ik Q_k,  Q_k = 1 / sum_i M_ik / F_i, each divided by its mean, from F = Q = 1
/// Stop: see FitnessOptions. In some matrices (few industries, far from nested) fitnesses sink to 0 for ever, slower
/// and slower; then `converged` may be false and the finding says so, but the order of the places settles long before.
/// @param presence  places x industries, 0 or 1, as from presence()
/// @param options  when to stop
/// @return fitness, complexity, and whether the tolerance was reached
/// @throws bad_value
/// Complexity O(places industries) an iteration.
/// Source: Tacchella et al. 2012, Scientific Reports 2:723; Pugliese, Zaccaria & Pietronero 2016 (convergence).
COREWING_ROUTINE
Fitness fitness(const Eigen::Ref<const Eigen::MatrixXd>& presence, const FitnessOptions& options = {});

} // namespace corewing::industry

#ifndef COREWING_COMPILED
#include "corewing/industry/impl/fitness.hpp"
#endif
