#pragma once

#include "corewing/industry/complementarity.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/industry/detail/half_distance.hpp"
#include "corewing/industry/shares.hpp"

#include <Eigen/Core>

#include <string>

namespace corewing::industry {

COREWING_BODY
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
