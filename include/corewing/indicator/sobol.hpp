#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/random.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <cstdint>
#include <functional>

namespace corewing::indicator {

/// Choices of sobol().
struct SobolOptions {
    int samples = 1024;           ///< base points of each repeat, >= 2; a power of two balances best
    int repeats = 4;              ///< independent repeats, from which the standard errors come, >= 1
    std::uint64_t seed = 1;       ///< of the shifts
    base::Parallel parallel = {}; ///< its grain is not used
};

/// What part of each output's variance each factor answers for.
struct SobolIndices {
    Eigen::MatrixXd first = {};       ///< factors x outputs: by the factor alone
    Eigen::MatrixXd total = {};       ///< factors x outputs: by the factor and all it does together with others
    Eigen::MatrixXd first_error = {}; ///< standard errors over the repeats; 0 with one repeat
    Eigen::MatrixXd total_error = {}; ///< likewise
    Eigen::VectorXd mean = {};        ///< outputs x 1
    Eigen::VectorXd variance = {};    ///< outputs x 1
    long evaluations = 0;             ///< repeats * samples * (factors + 2)
    base::Findings findings = {};     ///< subject = the output's number
};

/// Sobol indices of any model whose factors are independent and uniform in [0, 1).
///   S_i = (1/N) sum_j f(B)_j (f(AB_i)_j - f(A)_j) / V,   S_Ti = (1/2N) sum_j (f(A)_j - f(AB_i)_j)^2 / V
/// A and B are the halves of a Sobol sequence in 2 x factors dimensions, shifted at random (by digits) in each repeat;
/// AB_i is A with column i of B. f(B) is taken less its mean, which leaves the expectation and lowers the error. Above
/// 40 dimensions the further ones are plain random. Outputs that never change have indices 0 and a finding.
/// @param model    factors x 1 in [0, 1) -> outputs x 1, always as many; called from several threads at once
/// @param factors  how many, >= 1
/// @param options  samples, repeats, seed, threads
/// @return factors x outputs, with standard errors
/// @throws bad_value for options out of range or an output that is not finite or beyond 1e150
/// @throws bad_shape if the outputs' number changes
/// Complexity repeats * samples * (factors + 2) calls. The result does not depend on the thread count.
/// Source: Saltelli et al. 2010, Computer Physics Communications 181, table 2 (b) and (f); Jansen 1999; Joe & Kuo 2008.
COREWING_ROUTINE
SobolIndices sobol(const std::function<Eigen::VectorXd(const Eigen::VectorXd&)>& model, Index factors,
                   const SobolOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/sobol.hpp"
#endif
