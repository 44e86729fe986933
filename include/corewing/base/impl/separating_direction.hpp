#pragma once

#include "corewing/base/separating_direction.hpp"

#include "corewing/base/index.hpp"

#include <Eigen/Core>
#include <Eigen/QR>

#include <algorithm>
#include <optional>
#include <vector>

namespace corewing::base {

COREWING_BODY
std::optional<Eigen::VectorXd> separating_direction(const Eigen::MatrixXd& rows, const Eigen::MatrixXd& weak) {
    const Index columns = rows.cols();
    Eigen::MatrixX<Double> unit(rows.rows() + weak.rows(), columns);
    unit.topRows(rows.rows()) = rows;
    if (weak.rows() > 0) unit.bottomRows(weak.rows()) = weak;
    const Eigen::VectorX<Double> length = unit.rowwise().norm();
    const double largest = rows.rows() > 0 ? length.head(rows.rows()).maxCoeff() : 0.0;
    if (columns == 0 || !(largest > 0.0)) return std::nullopt;
    double count = 0.0;
    for (Index i = 0; i < unit.rows(); ++i) {
        if (length[i] > 1e-11 * largest) {
            unit.row(i) /= length[i];
            count += 1.0;
        } else {
            unit.row(i).setZero();
        }
    }

    // min | sum_i (1 + u_i) a_i + sum_k m_k w_k |, u, m >= 0
    const Eigen::VectorX<Double> sum = unit.topRows(rows.rows()).colwise().sum().transpose();
    std::vector<Index> active;
    Eigen::VectorX<Double> weight(0);
    Eigen::VectorX<Double> residual = sum;
    std::vector<char> chosen(unit.rows(), 0);
    for (Index step = 0; step < 50 * (columns + 1); ++step) {
        if (residual.norm() <= 1e-9 * (1.0 + count * 1e-4 + weight.sum())) return std::nullopt;
        const Eigen::VectorX<Double> product = unit * residual;
        Index next = -1;
        double lowest = -1e-9 * residual.norm();
        for (Index i = 0; i < product.size(); ++i)
            if (product[i] < lowest && chosen[i] == 0) {
                lowest = product[i];
                next = i;
            }
        if (next < 0) return residual.normalized();
        active.push_back(next);
        chosen[next] = 1;
        weight.conservativeResize(weight.size() + 1);
        weight[weight.size() - 1] = 0.0;
        for (;;) {
            Eigen::MatrixX<Double> basis(columns, std::ssize(active));
            for (Index k = 0; k < std::ssize(active); ++k)
                basis.col(k) = unit.row(active[k]).transpose();
            const Eigen::VectorX<Double> target = basis.colPivHouseholderQr().solve(-sum);
            double length_of_step = 1.0;
            for (Index k = 0; k < target.size(); ++k)
                if (target[k] <= 0.0) length_of_step = std::min(length_of_step, weight[k] / (weight[k] - target[k]));
            if (length_of_step >= 1.0) {
                weight = target;
                residual = sum + basis * weight;
                break;
            }
            weight += length_of_step * (target - weight);
            Index kept = 0;
            for (Index k = 0; k < target.size(); ++k) {
                const bool drops = target[k] <= 0.0 && weight[k] <= 1e-14 * (1.0 + weight.maxCoeff());
                if (drops) {
                    chosen[active[k]] = 0;
                    continue;
                }
                active[kept] = active[k];
                weight[kept++] = weight[k];
            }
            active.resize(kept);
            weight.conservativeResize(kept);
            if (active.empty()) {
                residual = sum;
                break;
            }
        }
    }
    return std::nullopt; // no progress left in doubles: not separable beyond rounding
}

} // namespace corewing::base
