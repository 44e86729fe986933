#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <array>
#include <string_view>

namespace corewing::indicator {

/// Which table of mean consistency of random judgements to compare with.
enum class RandomIndex {
    saaty,         ///< Saaty 1980: 0, 0, .58, .90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59
    alonso_lamata, ///< Alonso & Lamata 2006: (2.7699 n - 4.3513 - n) / (n - 1), any n
};

/// What it is called in print.
/// @param index  of consistency
/// @return "Saaty" or "Alonso-Lamata"
constexpr std::string_view name(RandomIndex index) {
    constexpr std::array<std::string_view, 2> names{"Saaty", "Alonso-Lamata"};
    return names[base::position(index)];
}

using base::operator<<; // an enumerator prints as its name()

/// Choices of ahp_weights().
struct AhpOptions {
    bool geometric = false;                        ///< weights from the rows' geometric means, not the eigenvector
    RandomIndex random_index = RandomIndex::saaty; ///< above 15 indicators always alonso_lamata
};

/// Weights, and how far the judgements contradict each other.
struct Ahp {
    Eigen::VectorXd weight = {};    ///< indicators x 1, sum 1
    double lambda_max = 0.0;        ///< principal eigenvalue, >= n (geometric: mean of (A w)_i / w_i)
    double consistency_index = 0.0; ///< (lambda_max - n) / (n - 1)
    double consistency_ratio = 0.0; ///< consistency index / random index; 0 for n <= 2
    Index row = 0;                  ///< the judgement that fits the weights least: its row ...
    Index column = 0;               ///< ... and column
    base::Findings findings = {};   ///< a consistency ratio above .1, with the judgement to think over
};

/// Weights from pairwise judgements by the analytic hierarchy process (层次分析法).
///   A w = lambda_max w,  CI = (lambda_max - n) / (n - 1),  CR = CI / RI
/// A consistency ratio above .1 is a finding that names the judgement to think over first, the one with the largest
/// |ln(a_ij w_j / w_i)|. Written decimals need not be exact reciprocals: sqrt(a_ij / a_ji) is used for a_ij.
/// @param judgements  n x n, a_ij = how many times i matters more than j, in [1e-4, 1e4]; a_ij a_ji = 1 within 5 %
/// @param options  eigenvector or geometric means; random index
/// @return weights and consistency
/// @throws bad_shape, bad_value
/// Complexity O(n^3).
/// Source: Saaty 1980, The Analytic Hierarchy Process; Crawford & Williams 1985 (geometric means).
COREWING_ROUTINE
Ahp ahp_weights(const Eigen::Ref<const Eigen::MatrixXd>& judgements, const AhpOptions& options = {});

} // namespace corewing::indicator

#ifndef COREWING_COMPILED
#include "corewing/indicator/impl/ahp.hpp"
#endif
