#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/industry/detail/half_distance.hpp"
#include "corewing/industry/shares.hpp"

#include <Eigen/Core>

#include <string>

/// Complementarity 互补: what one place supplies, the other demands.
namespace corewing::industry {

struct Complementarity {
    Eigen::MatrixXd value = {};    ///< places x places, symmetric: the mean of both directions, in [0, 1]
    Eigen::MatrixXd directed = {}; ///< (i, j): how well the supply of i meets the demand of j, in [0, 1]
    base::Findings findings = {};
};

/// Complementarity of every two places; on the diagonal, how far a place supplies itself.
///   directed_ij = 1 - (1/2) sum_k |s_ik - d_jk|,  value_ij = (directed_ij + directed_ji) / 2
/// @param supply  places x industries, >= 0: output or exports; rows become shares s
/// @param demand  places x industries, >= 0: use or imports; rows become shares d
/// @return 0 in a direction whose supply or demand is all 0, which is a finding
/// @throws bad_value naming row and column; bad_shape
/// Complexity O(places^2 industries). Source: trade complementarity index, Michaely 1996 (World Bank WPS 1583).
template <class Double = double>
Complementarity complementarity(const Eigen::Ref<const Eigen::MatrixXd>& supply,
                                const Eigen::Ref<const Eigen::MatrixXd>& demand) {
    base::check_nonnegative(supply, "supply");
    base::check_shape(demand, supply.rows(), supply.cols(), "demand");
    base::check_nonnegative(demand, "demand");
    const Eigen::MatrixX<Double> s = row_shares(supply), d = row_shares(demand);
    Complementarity result;
    result.directed = (1.0 - detail::half_distance(s, d).array()).max(0.0);
    Index without_supply = 0, without_demand = 0;
    for (Index i = 0; i < s.rows(); ++i) {
        if (s.cols() == 0 || s.row(i).maxCoeff() <= 0.0) {
            result.directed.row(i).setZero();
            ++without_supply;
        }
        if (d.cols() == 0 || d.row(i).maxCoeff() <= 0.0) {
            result.directed.col(i).setZero();
            ++without_demand;
        }
    }
    result.value = 0.5 * (result.directed + result.directed.transpose());
    const auto find = [&result](Index count, const std::string& what) {
        if (count > 0)
            result.findings.push_back(
                {base::Severity::warning, "complementarity", what,
                 std::to_string(count) + " places have no " + what + "; they complement nobody by it"});
    };
    find(without_supply, "supply");
    find(without_demand, "demand");
    return result;
}

} // namespace corewing::industry
