#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <array>
#include <string_view>
#include <vector>

namespace corewing::association {

/// How the p-values of many tests may depend on each other.
enum class Dependence {
    positive, ///< independent or positively dependent tests: Benjamini & Hochberg 1995
    any,      ///< whatever the dependence: Benjamini & Yekutieli 2001, stricter by sum 1/k
};

/// What it is called in print.
/// @param dependence  of the tests
/// @return "positive" or "any"
constexpr std::string_view name(Dependence dependence) {
    constexpr std::array<std::string_view, 2> names{"positive", "any"};
    return names[base::position(dependence)];
}

using base::operator<<; // an enumerator prints as its name()

/// Choices of false_discovery().
struct FalseDiscoveryOptions {
    double rate = 0.05;                           ///< share of false alarms tolerated among all alarms, in [0, 1]
    Dependence dependence = Dependence::positive; ///< how the tests may depend on each other
};

/// What false_discovery() answers.
struct FalseDiscovery {
    double threshold = 0.0;             ///< largest p-value that still counts; 0 where none does
    std::vector<char> significant = {}; ///< 1 where p <= threshold and something counts
    Eigen::VectorXd adjusted = {};      ///< smallest rate at which each test counts, in [0, 1]
    Index count = 0;                    ///< how many tests count
};

/// Which of many tests count, if at most a given share of them may be false alarms (错误发现率).
///   threshold = largest p_(k) with p_(k) <= k rate / (m c),  c = 1 or sum_{l<=m} 1/l
/// @param p  tests x 1, in [0, 1]
/// @param options  rate, dependence
/// @return which tests count, and the p-value up to which they do
/// @throws bad_value
/// Complexity O(m log m). Source: Benjamini & Hochberg 1995, J. Royal Statistical Society B 57(1); Benjamini &
/// Yekutieli 2001, Annals of Statistics 29(4).
COREWING_ROUTINE
FalseDiscovery false_discovery(const Eigen::Ref<const Eigen::VectorXd>& p, const FalseDiscoveryOptions& options = {});

} // namespace corewing::association

#ifndef COREWING_COMPILED
#include "corewing/association/impl/false_discovery.hpp"
#endif
