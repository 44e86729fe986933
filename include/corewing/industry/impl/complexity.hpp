#pragma once

#include "corewing/industry/complexity.hpp"

#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/industry/relatedness.hpp"
#include "corewing/industry/detail/check_presence.hpp"

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include <cmath>
#include <string>

namespace corewing::industry {
namespace detail {

template <class = void>
void warn_of(Complexity& result, const std::string& text) {
    result.findings.push_back({base::Severity::warning, "complexity", "", text});
}

/// B = D^-1/2 M U^-1/2: its singular vectors give both indices, its first pair is known and taken out.
template <class Double = double>
Eigen::MatrixX<Double> centred_presence(const Eigen::Ref<const Eigen::MatrixXd>& presence,
                                        const Eigen::VectorX<Double>& d, const Eigen::VectorX<Double>& u,
                                        const Complexity& result) {
    Eigen::MatrixX<Double> b = d.asDiagonal() * presence * u.asDiagonal();
    const double total = result.diversity.sum();
    if (total > 0.0) b -= result.diversity.cwiseSqrt() * result.ubiquity.cwiseSqrt().transpose() / total;
    return b;
}

/// The eigenvectors over places that belong to the second eigenvalue, which goes into the result with its
/// multiplicity; empty where all indices are 0.
template <class Double = double>
Eigen::MatrixX<Double> second_space(const Eigen::MatrixX<Double>& b, Index counted, Complexity& result) {
    const bool by_place = b.rows() <= b.cols();
    const Eigen::MatrixX<Double> square =
        by_place ? Eigen::MatrixX<Double>(b * b.transpose()) : Eigen::MatrixX<Double>(b.transpose() * b);
    const Index size = square.rows();
    if (size == 0) return {};
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixX<Double>> solver(square);
    const Eigen::VectorX<Double>& values = solver.eigenvalues(); // ascending
    result.second = std::min(1.0, std::max(0.0, values[size - 1]));
    result.third = size > 1 ? std::min(1.0, std::max(0.0, values[size - 2])) : 0.0;
    if (counted < 2 || !base::above(result.second, 0.0, 1.0)) {
        result.multiplicity = 0;
        warn_of(result, "the places do not differ in what they have; all indices are 0");
        return {};
    }
    while (result.multiplicity < size && base::at_least(values[size - 1 - result.multiplicity], result.second, 1.0))
        ++result.multiplicity;
    if (base::at_least(result.second, 1.0))
        warn_of(result, "the region falls into " + std::to_string(result.multiplicity + 1) +
                            " parts without a common industry; the index tells the parts apart, not the places in them");
    else if (result.multiplicity > 1)
        warn_of(result, std::to_string(result.multiplicity) +
                            " eigenvectors share the second eigenvalue; of them the one nearest to diversity was taken");
    Eigen::MatrixX<Double> space = solver.eigenvectors().rightCols(result.multiplicity);
    if (!by_place) space = b * space / std::sqrt(result.second);
    return space;
}

/// Of eigenvectors that share the second eigenvalue the one nearest to diversity.
template <class Double = double>
Eigen::VectorX<Double> one_of(const Eigen::MatrixX<Double>& space, const Eigen::VectorXd& diversity) {
    if (space.cols() > 1) {
        const Eigen::VectorX<Double> nearest = space * (space.transpose() * diversity.array().pow(1.5).matrix());
        if (base::above(nearest.norm(), 0.0, diversity.array().pow(1.5).matrix().norm())) return nearest.normalized();
    }
    return space.rightCols(1);
}

/// 1 or -1, so that complex places have more industries than others; where that does not tell, so that the first
/// place off the mean is above it.
template <class Double = double>
double sign_of(const Eigen::ArrayX<Double>& eci, double mean, double deviation, const Eigen::ArrayX<Double>& diversity,
               const Eigen::ArrayX<Double>& live, double n) {
    const double diversity_mean = (diversity * live).sum() / n;
    const Eigen::ArrayX<Double> excess = (diversity - diversity_mean) * live;
    const double together = ((eci - mean) * excess).sum();
    const double scale = deviation * std::sqrt(excess.square().sum() * n);
    if (base::above(std::abs(together), 0.0, scale)) return together > 0.0 ? 1.0 : -1.0;
    for (Index i = 0; i < eci.size(); ++i)
        if (base::above(std::abs(eci[i] - mean), 0.0, deviation) && live[i] > 0.0) return eci[i] > mean ? 1.0 : -1.0;
    return 1.0;
}

} // namespace detail

COREWING_BODY
Complexity complexity(const Eigen::Ref<const Eigen::MatrixXd>& presence) {
    detail::check_presence(presence);
    const Index places = presence.rows();
    Complexity result;
    result.diversity = presence.rowwise().sum();
    result.ubiquity = presence.colwise().sum();
    result.eci.setZero(places);
    result.pci.setZero(presence.cols());
    const Index counted = (result.diversity.array() > 0.0).count();
    if (counted < places)
        detail::warn_of(result, std::to_string(places - counted) + " places have no industry; they do not count");
    if (const Index nowhere = (result.ubiquity.array() <= 0.0).count(); nowhere > 0)
        detail::warn_of(result, std::to_string(nowhere) + " industries are in no place; they do not count");

    const auto inverse_root = [](double x) { return x > 0.0 ? 1.0 / std::sqrt(x) : 0.0; };
    const Eigen::VectorX<Double> d = result.diversity.unaryExpr(inverse_root);
    const Eigen::VectorX<Double> u = result.ubiquity.unaryExpr(inverse_root);
    const Eigen::MatrixX<Double> space =
        detail::second_space<Double>(detail::centred_presence<Double>(presence, d, u, result), counted, result);
    if (space.cols() == 0) return result;

    // Back from D^1/2 ECI to ECI, among the places that count.
    const Eigen::VectorX<Double> eci = d.asDiagonal() * detail::one_of<Double>(space, result.diversity);
    const Eigen::VectorX<Double> pci =
        u.cwiseAbs2().asDiagonal() * (presence.transpose() * eci) / result.second; // before scaling
    const Eigen::ArrayX<Double> live = (result.diversity.array() > 0.0).template cast<double>();
    const auto n = static_cast<double>(counted);
    const double mean = (eci.array() * live).sum() / n;
    const double deviation = std::sqrt(((eci.array() - mean).square() * live).sum() / n);
    const double sign = detail::sign_of<Double>(eci.array(), mean, deviation, result.diversity.array(), live, n);
    result.eci = sign * (eci.array() - mean) / deviation * live;
    result.pci = sign * (pci.array() - mean) / deviation * (result.ubiquity.array() > 0.0).template cast<double>();
    return result;
}

} // namespace corewing::industry
