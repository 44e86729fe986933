#pragma once

#include "corewing/base/index.hpp"
#include "corewing/layout/linkage.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

/// Links as the check of a layout reads them. Written to share nothing with the solver.
namespace corewing::layout::detail {

/// Of each place, to whom and how strong.
using CertificateLinks = std::vector<std::vector<std::pair<Index, double>>>;

/// A number in the unit, a power of two, in which the largest is about 1; 0 where the largest is 0.
inline double about_one(double value, double largest) {
    return largest > 0.0 ? std::ldexp(value, -std::ilogb(largest)) : 0.0;
}

template <class Double, class Visit>
void each_cell(const Eigen::Ref<const Eigen::MatrixX<Double>>& linkage, Visit&& visit) {
    for (Index i = 0; i < linkage.rows(); ++i)
        for (Index j = 0; j < linkage.cols(); ++j) visit(i, j, linkage(i, j));
}
template <class Double, class Visit>
void each_cell(const Eigen::SparseMatrix<double>& linkage, Visit&& visit) {
    for (Index j = 0; j < linkage.outerSize(); ++j)
        for (Eigen::SparseMatrix<double>::InnerIterator it(linkage, j); it; ++it) visit(it.row(), it.col(), it.value());
}

/// Symmetrised and in the unit in which the strongest link is about 1. A skipped pair has half of each place's average
/// over its other pairs; a place without another pair has the average of all.
template <class Double, class Input>
CertificateLinks certificate_links(const Input& linkage, const std::vector<PlacePair>& skip) {
    std::vector<std::map<Index, double>> links(linkage.rows());
    each_cell<Double>(linkage, [&](Index i, Index j, double value) {
        if (i == j || value == 0.0) return;
        links[i][j] += value / 2.0;
        links[j][i] += value / 2.0;
    });
    std::map<Index, std::set<Index>> hidden;
    for (const auto& [i, j] : skip) {
        links[i].erase(j);
        links[j].erase(i);
        hidden[i].insert(j);
        hidden[j].insert(i);
    }
    double strongest = 0.0;
    for (const auto& row : links)
        for (const auto& link : row) strongest = std::max(strongest, link.second);
    for (auto& row : links)
        for (auto& link : row) link.second = about_one(link.second, strongest);
    const auto others = static_cast<double>(linkage.rows()) - 1.0;
    double sum = 0.0, count = others * static_cast<double>(linkage.rows());
    std::map<Index, double> average;
    for (const auto& row : links)
        for (const auto& link : row) sum += link.second;
    for (const auto& [i, partners] : hidden) count -= static_cast<double>(partners.size());
    for (const auto& [i, partners] : hidden) {
        const double seen = others - static_cast<double>(partners.size());
        for (const auto& link : links[i]) average[i] += link.second / seen;
        if (seen == 0.0) average[i] = count > 0.0 ? sum / count : 0.0;
    }
    for (const auto& [i, partners] : hidden)
        for (const Index j : partners) links[i][j] = (average[i] + average[j]) / 2.0;
    CertificateLinks result(linkage.rows());
    for (Index i = 0; i < linkage.rows(); ++i) result[i].assign(links[i].begin(), links[i].end());
    return result;
}

} // namespace corewing::layout::detail
