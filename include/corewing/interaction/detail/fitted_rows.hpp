#pragma once

#include "corewing/base/certificate.hpp"
#include "corewing/base/index.hpp"
#include "corewing/interaction/poisson_regression.hpp"

#include <Eigen/Core>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <vector>

/// Which rows and columns a Poisson fit rests on, and that it is right to leave the others out.
namespace corewing::interaction::detail {

/// The rows that were fitted and the columns that were kept, as the fit names them.
template <class Double = double>
struct FittedRows {
    Eigen::MatrixX<Double> design = {};   ///< rows fitted x columns
    Eigen::MatrixX<Double> left_out = {}; ///< rows left out x columns
    Eigen::VectorX<Double> count = {};    ///< rows fitted x 1
    Eigen::VectorX<Double> offset = {};   ///< rows fitted x 1
    std::vector<char> lost = {};          ///< one for each column: called not identified
    std::vector<Index> kept = {};         ///< the other columns
};

/// Means under the fit, and how far the likelihood still rises along each column.
template <class Double = double>
struct FitMoments {
    Eigen::VectorX<Double> predictor = {}; ///< rows fitted x 1, ln of the mean
    Eigen::VectorX<Double> mean = {};      ///< rows fitted x 1
    Eigen::VectorX<Double> miss = {};      ///< count - mean
    Eigen::VectorX<Double> score = {};     ///< columns x 1
    Eigen::VectorX<Double> scale = {};     ///< columns x 1, what the terms of the score add up to without their signs
};

/// Parts the rows and columns as the fit says; a row with a count may not be left out.
template <class Double = double>
FittedRows<Double> fitted_rows(const Eigen::Ref<const Eigen::MatrixXd>& design,
                               const Eigen::Ref<const Eigen::VectorXd>& counts, const PoissonFit& fit,
                               const Eigen::VectorXd& offset, base::Faults<>& faults) {
    std::vector<char> is_out(counts.size(), 0);
    for (const Index i : fit.separated) {
        faults.expect(counts[i] == 0.0, "row " + std::to_string(i) + " has a count but was left out");
        is_out[i] = 1;
    }
    FittedRows<Double> rows;
    rows.lost.assign(design.cols(), 0);
    for (const Index j : fit.not_identified) rows.lost[j] = 1;
    for (Index j = 0; j < design.cols(); ++j)
        if (rows.lost[j] == 0) rows.kept.push_back(j);

    const Index gone = std::ssize(fit.separated);
    const Index size = counts.size() - gone;
    rows.design.resize(size, design.cols());
    rows.left_out.resize(gone, design.cols());
    rows.count.resize(size);
    rows.offset.resize(size);
    for (Index i = 0, in = 0, out = 0; i < counts.size(); ++i) {
        if (is_out[i] != 0) {
            rows.left_out.row(out++) = design.row(i);
            continue;
        }
        rows.design.row(in) = design.row(i);
        rows.count[in] = counts[i];
        rows.offset[in++] = offset.size() > 0 ? offset[i] : 0.0;
    }
    return rows;
}

template <class Double>
FitMoments<Double> fit_moments(const FittedRows<Double>& rows, const Eigen::VectorX<Double>& coefficient) {
    FitMoments<Double> moments;
    moments.predictor = rows.design * coefficient + rows.offset;
    moments.mean = moments.predictor.array().exp();
    moments.miss = rows.count - moments.mean;
    moments.score = rows.design.transpose() * moments.miss;
    moments.scale = rows.design.transpose().cwiseAbs() * (rows.count + moments.mean);
    return moments;
}

/// At the maximum the likelihood rises along no column. The largest share of a score that is left.
template <class Double>
double check_flat(const FitMoments<Double>& moments, base::Faults<>& faults) {
    double largest = 0.0;
    for (Index j = 0; j < moments.score.size(); ++j) {
        const double share = moments.scale[j] > 0.0 ? std::abs(moments.score[j]) / moments.scale[j] : 0.0;
        largest = std::max(largest, share);
        faults.expect(share <= 1e-7, "the likelihood still rises along column " + std::to_string(j));
    }
    return largest;
}

/// The rows left out have no count, and could be moved without moving a row that was fitted. Where they can be moved
/// along one direction only, all must be movable to the same side, for their means to fall to 0 together.
template <class Double>
void check_separated(const FittedRows<Double>& rows, base::Faults<>& faults) {
    const Eigen::MatrixX<Double>& fitted = rows.design;
    const Eigen::MatrixX<Double>& left_out = rows.left_out;
    if (left_out.rows() == 0) return;
    // Columns of one length; directions along which the fitted rows stay where they are: the rest of a QR of their
    // rows.
    Eigen::VectorX<Double> length = (fitted.colwise().squaredNorm() + left_out.colwise().squaredNorm()).cwiseSqrt();
    for (double& l : length) l = l > 0.0 ? 1.0 / l : 0.0;
    const Eigen::MatrixX<Double> turned = (fitted * length.asDiagonal()).transpose();
    Eigen::ColPivHouseholderQR<Eigen::MatrixX<Double>> qr(turned);
    qr.setThreshold(1e-9);
    const Eigen::MatrixX<Double> q = qr.householderQ();
    const Eigen::MatrixX<Double> move = left_out * length.asDiagonal() * q.rightCols(q.cols() - qr.rank());
    Index first = 0;
    if (move.cols() > 0) move.rowwise().norm().maxCoeff(&first);
    bool movable = move.cols() > 0;
    bool one_line = true;
    bool same_side = true;
    for (Index i = 0; i < move.rows() && movable; ++i) {
        const double size = move.row(i).norm();
        movable = size > 1e-9 * (left_out.row(i) * length.asDiagonal()).norm();
        const Eigen::RowVectorX<Double> line = move.row(first).normalized();
        const double along = move.row(i).dot(line);
        one_line = one_line && (move.row(i) - along * line).norm() <= 1e-12 * size;
        same_side = same_side && along > 0.0;
    }
    faults.expect(movable && (!one_line || same_side), "a row was left out that the likelihood does not drive to 0");
}

/// Each column called not identified is a combination of earlier ones on the rows fitted.
template <class Double>
void check_not_identified(const FittedRows<Double>& rows, base::Faults<>& faults) {
    const Eigen::MatrixX<Double>& fitted = rows.design;
    for (Index j = 0; j < fitted.cols(); ++j) {
        if (rows.lost[j] == 0 || fitted.col(j).isZero(0.0)) continue;
        Eigen::MatrixX<Double> earlier(fitted.rows(), 0);
        for (const Index k : rows.kept) {
            if (k >= j) break;
            earlier.conservativeResize(Eigen::NoChange, earlier.cols() + 1);
            earlier.rightCols(1) = fitted.col(k) / std::max(fitted.col(k).norm(), 1e-300);
        }
        Eigen::VectorX<Double> rest = fitted.col(j);
        if (earlier.cols() > 0) rest -= earlier * earlier.colPivHouseholderQr().solve(rest);
        faults.expect(rest.norm() <= 1e-8 * fitted.col(j).norm(), "column " + std::to_string(j) + " is identified");
    }
}

} // namespace corewing::interaction::detail
