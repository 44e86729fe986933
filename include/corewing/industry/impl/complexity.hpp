#pragma once

#include "corewing/industry/complexity.hpp"

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/industry/relatedness.hpp"
#include "corewing/industry/detail/check_presence.hpp"

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include <cmath>
#include <string>

namespace corewing::industry {

COREWING_BODY
Complexity complexity(const Eigen::Ref<const Eigen::MatrixXd>& presence) {
    detail::check_presence(presence);
    const Index places = presence.rows(), industries = presence.cols();
    Complexity result;
    result.diversity = presence.rowwise().sum();
    result.ubiquity = presence.colwise().sum();
    result.eci.setZero(places);
    result.pci.setZero(industries);
    const auto warn = [&result](const std::string& text) {
        result.findings.push_back({base::Severity::warning, "complexity", "", text});
    };
    const Index counted = (result.diversity.array() > 0.0).count();
    if (counted < places) warn(std::to_string(places - counted) + " places have no industry; they do not count");
    if (const Index nowhere = (result.ubiquity.array() <= 0.0).count(); nowhere > 0)
        warn(std::to_string(nowhere) + " industries are in no place; they do not count");

    // B = D^-1/2 M U^-1/2: its singular vectors give both indices, its first pair is known and taken out.
    const auto inverse_root = [](double x) { return x > 0.0 ? 1.0 / std::sqrt(x) : 0.0; };
    const Eigen::VectorX<Double> d = result.diversity.unaryExpr(inverse_root),
                                 u = result.ubiquity.unaryExpr(inverse_root);
    Eigen::MatrixX<Double> b = d.asDiagonal() * presence * u.asDiagonal();
    const double total = result.diversity.sum();
    if (total > 0.0) b -= result.diversity.cwiseSqrt() * result.ubiquity.cwiseSqrt().transpose() / total;
    const bool by_place = places <= industries;
    const Eigen::MatrixX<Double> square =
        by_place ? Eigen::MatrixX<Double>(b * b.transpose()) : Eigen::MatrixX<Double>(b.transpose() * b);
    const Index size = square.rows();
    if (size == 0) return result;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixX<Double>> solver(square);
    const Eigen::VectorX<Double>& values = solver.eigenvalues(); // ascending
    result.second = std::min(1.0, std::max(0.0, values[size - 1]));
    result.third = size > 1 ? std::min(1.0, std::max(0.0, values[size - 2])) : 0.0;
    if (counted < 2 || result.second < 1e-12) {
        result.multiplicity = 0;
        warn("the places do not differ in what they have; all indices are 0");
        return result;
    }
    while (result.multiplicity < size && values[size - 1 - result.multiplicity] > result.second - 1e-9)
        ++result.multiplicity;
    Eigen::MatrixX<Double> space = solver.eigenvectors().rightCols(result.multiplicity);
    if (!by_place) space = b * space / std::sqrt(result.second);
    if (result.second > 1.0 - 1e-9)
        warn("the region falls into " + std::to_string(result.multiplicity + 1) +
             " parts without a common industry; the index tells the parts apart, not the places in them");
    else if (result.multiplicity > 1)
        warn(std::to_string(result.multiplicity) +
             " eigenvectors share the second eigenvalue; of them the one nearest to diversity was taken");

    // Back from D^1/2 ECI to ECI, among the places that count.
    Eigen::VectorX<Double> vector = space.rightCols(1);
    if (result.multiplicity > 1) {
        const Eigen::VectorX<Double> nearest = space * (space.transpose() * result.diversity.array().pow(1.5).matrix());
        if (nearest.norm() > 1e-9 * result.diversity.array().pow(1.5).matrix().norm()) vector = nearest.normalized();
    }
    Eigen::VectorX<Double> eci = d.asDiagonal() * vector;
    const Eigen::VectorX<Double> pci =
        u.cwiseAbs2().asDiagonal() * (presence.transpose() * eci) / result.second; // before scaling

    const Eigen::ArrayX<Double> live = (result.diversity.array() > 0.0).template cast<double>();
    const auto n = static_cast<double>(counted);
    const double mean = (eci.array() * live).sum() / n;
    const double deviation = std::sqrt(((eci.array() - mean).square() * live).sum() / n);
    const double diversity_mean = (result.diversity.array() * live).sum() / n;
    const Eigen::ArrayX<Double> excess = (result.diversity.array() - diversity_mean) * live;
    const double together = ((eci.array() - mean) * excess).sum();
    const double scale = deviation * std::sqrt(excess.square().sum() * n);
    double sign = 1.0;
    if (std::abs(together) > 1e-9 * scale) {
        sign = together > 0.0 ? 1.0 : -1.0;
    } else {
        for (Index i = 0; i < places; ++i)
            if (std::abs(eci[i] - mean) > 1e-9 * deviation && live[i] > 0.0) {
                sign = eci[i] > mean ? 1.0 : -1.0;
                break;
            }
    }
    result.eci = sign * (eci.array() - mean) / deviation * live;
    result.pci = sign * (pci.array() - mean) / deviation * (result.ubiquity.array() > 0.0).template cast<double>();
    return result;
}

} // namespace corewing::industry
