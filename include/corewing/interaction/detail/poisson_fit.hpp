#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"
#include "corewing/base/separating_direction.hpp"

#include <Eigen/Core>
#include <Eigen/QR>
#include <Eigen/SVD>

#include <algorithm>
#include <cmath>
#include <vector>

/// Poisson regression on rows that a source writes block by block, so that millions of pairs need no design matrix.
namespace corewing::interaction::detail {

/// Some rows of the regression. A row with use = 0 is left out.
struct PoissonRows {
    Eigen::MatrixXd design = {}; ///< rows x columns
    Eigen::VectorXd count = {};
    Eigen::VectorXd offset = {};
    Eigen::VectorXd use = {}; ///< 1 or 0
};

inline constexpr Index poisson_block = 2048;

/// Calls body(block, rows) for every block in parallel; what bodies write must belong to their block.
template <class Source, class Body>
void for_each_block(const Source& source, Body&& body) {
    const Index total = source.rows();
    const Index blocks = (total + poisson_block - 1) / poisson_block;
    base::parallel_for(blocks,
                       [&](Index block) {
                           const Index begin = block * poisson_block;
                           const Index size = std::min(poisson_block, total - begin);
                           PoissonRows rows;
                           rows.design.setZero(size, source.columns());
                           rows.count.setZero(size);
                           rows.offset.setZero(size);
                           rows.use.setZero(size);
                           source.fill(begin, rows);
                           body(block, rows);
                       },
                       {.grain = 8});
}

template <class Source>
Index block_count(const Source& source) {
    return (source.rows() + poisson_block - 1) / poisson_block;
}

/// Triangular factors stacked and factorised again: the R of all rows from the R of the blocks.
template <class Double = double>
Eigen::MatrixXd merge_triangles(const std::vector<Eigen::MatrixXd>& parts, Index columns) {
    Eigen::MatrixX<Double> merged = Eigen::MatrixX<Double>::Zero(columns, columns);
    Eigen::MatrixX<Double> stacked(2 * columns, columns);
    for (const auto& part : parts) {
        if (part.size() == 0) continue;
        stacked << merged, part;
        merged = stacked.householderQr().matrixQR().topRows(columns).template triangularView<Eigen::Upper>();
    }
    return merged;
}

/// R (columns x columns) of a tall matrix, padded with 0 rows if it is not tall.
template <class Double = double>
Eigen::MatrixXd triangle(const Eigen::MatrixXd& matrix) {
    const Index columns = matrix.cols();
    Eigen::MatrixX<Double> tall = Eigen::MatrixX<Double>::Zero(std::max(matrix.rows(), columns), columns);
    tall.topRows(matrix.rows()) = matrix;
    return tall.householderQr().matrixQR().topRows(columns).template triangularView<Eigen::Upper>();
}

/// Columns of R that are no combination of earlier ones, to 1e-10 of their length.
template <class Double = double>
std::vector<Index> independent_columns(const Eigen::MatrixXd& r) {
    std::vector<Index> kept;
    Eigen::MatrixX<Double> basis(r.rows(), 0);
    for (Index j = 0; j < r.cols(); ++j) {
        Eigen::VectorX<Double> rest = r.col(j);
        const double length = rest.norm();
        for (int twice = 0; twice < 2; ++twice)
            for (Index k = 0; k < basis.cols(); ++k) rest -= basis.col(k).dot(rest) * basis.col(k);
        if (!(rest.norm() > 1e-10 * length) || length == 0.0) continue;
        kept.push_back(j);
        basis.conservativeResize(Eigen::NoChange, basis.cols() + 1);
        basis.rightCols(1) = rest.normalized();
    }
    return kept;
}

/// What the data of the rows still in use say before any fitting.
struct PoissonShape {
    double observations = 0.0;
    double sum_count = 0.0;
    double sum_exp_offset = 0.0;
    double sum_ln_factorial = 0.0;
    Eigen::MatrixXd all = {};      ///< R of all rows in use
    Eigen::MatrixXd positive = {}; ///< R of the rows with a count above 0
};

template <class Source>
PoissonShape shape(const Source& source) {
    const Index blocks = block_count(source);
    std::vector<Eigen::MatrixXd> all(blocks);
    std::vector<Eigen::MatrixXd> positive(blocks);
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(blocks, 4);
    for_each_block(source, [&](Index block, const PoissonRows& rows) {
        const Eigen::VectorXd counted = (rows.count.array() > 0.0).template cast<double>() * rows.use.array();
        all[block] = triangle(rows.use.asDiagonal() * rows.design);
        positive[block] = triangle(counted.asDiagonal() * rows.design);
        sums(block, 0) = rows.use.sum();
        sums(block, 1) = rows.use.dot(rows.count);
        sums(block, 2) = (rows.use.array() * rows.offset.array().exp()).sum();
        for (Index i = 0; i < rows.count.size(); ++i)
            if (rows.use[i] > 0.0 && rows.count[i] > 0.0) sums(block, 3) += std::lgamma(rows.count[i] + 1.0);
    });
    PoissonShape result;
    const Eigen::RowVectorXd total = sums.colwise().sum();
    result.observations = total[0];
    result.sum_count = total[1];
    result.sum_exp_offset = total[2];
    result.sum_ln_factorial = total[3];
    result.all = merge_triangles(all, source.columns());
    result.positive = merge_triangles(positive, source.columns());
    return result;
}

/// Directions in which the linear predictor does not change where counts are positive.
template <class Double = double>
Eigen::MatrixXd flat_directions(const PoissonShape& data, const std::vector<Index>& kept) {
    const Index columns = std::ssize(kept);
    Eigen::MatrixX<Double> positive(data.positive.rows(), columns);
    Eigen::VectorX<Double> length(columns);
    for (Index k = 0; k < columns; ++k) {
        length[k] = data.all.col(kept[k]).norm();
        positive.col(k) = data.positive.col(kept[k]) / length[k];
    }
    const Eigen::JacobiSVD<Eigen::MatrixX<Double>> svd(positive, Eigen::ComputeFullV);
    const auto values = svd.singularValues();
    Index rank = 0;
    while (rank < values.size() && values[rank] > 1e-10) ++rank;
    return length.cwiseInverse().asDiagonal() * svd.matrixV().rightCols(columns - rank);
}

/// How much of a PoissonStep is wanted.
enum class PoissonDepth {
    fit,    ///< deviance and likelihood
    step,   ///< and score and normal matrix
    errors, ///< and score, factor and meat
};

/// Deviance, likelihood and the next weighted least-squares step at one coefficient vector.
struct PoissonStep {
    double deviance = 0.0;
    double log_likelihood = 0.0; ///< without the constant -ln(count!)
    double pearson = 0.0;
    Eigen::VectorXd score = {};  ///< X' (count - mean)
    Eigen::MatrixXd normal = {}; ///< X' diag(mean) X
    Eigen::MatrixXd factor = {}; ///< R of sqrt(mean) X
    Eigen::MatrixXd meat = {};   ///< X' diag((count - mean)^2) X
};

/// count ln(count / mean) - (count - mean), without the loss of digits where the two are close.
template <class = void>
double half_deviance(double count, double mean, double predictor) {
    if (count == 0.0) return mean;
    const double apart = (mean - count) / count;
    if (std::abs(apart) < 0.1) return count * (apart - std::log1p(apart));
    return count * (std::log(count) - predictor) - (count - mean);
}

/// @param shift  added to every linear predictor
/// @param depth  what to compute besides deviance and likelihood
template <class Source>
PoissonStep evaluate(const Source& source, const std::vector<Index>& kept, const Eigen::VectorXd& coefficient,
                     double shift, PoissonDepth depth) {
    const Index blocks = block_count(source);
    const Index columns = std::ssize(kept);
    std::vector<PoissonStep> parts(blocks);
    for_each_block(source, [&](Index block, const PoissonRows& rows) {
        PoissonStep& part = parts[block];
        Eigen::MatrixXd design(rows.design.rows(), columns);
        for (Index k = 0; k < columns; ++k) design.col(k) = rows.design.col(kept[k]);
        const Eigen::VectorXd predictor = (design * coefficient + rows.offset).array() + shift;
        Eigen::VectorXd mean = predictor.array().exp() * rows.use.array();
        Eigen::VectorXd miss(mean.size());
        for (Index i = 0; i < mean.size(); ++i) {
            miss[i] = rows.use[i] > 0.0 ? rows.count[i] - mean[i] : 0.0;
            if (rows.use[i] == 0.0) continue;
            part.deviance += 2.0 * half_deviance(rows.count[i], mean[i], predictor[i]);
            part.log_likelihood += rows.count[i] * predictor[i] - mean[i];
            if (mean[i] > 0.0) part.pearson += miss[i] * miss[i] / mean[i];
        }
        if (depth == PoissonDepth::fit) return;
        part.score = design.transpose() * miss;
        if (depth == PoissonDepth::step) {
            part.normal = design.transpose() * mean.asDiagonal() * design;
            return;
        }
        part.factor = triangle(mean.cwiseSqrt().asDiagonal() * design);
        part.meat = design.transpose() * miss.cwiseAbs2().asDiagonal() * design;
    });
    PoissonStep sum;
    std::vector<Eigen::MatrixXd> factors(blocks);
    sum.score.setZero(columns);
    sum.normal.setZero(columns, columns);
    sum.meat.setZero(columns, columns);
    for (Index block = 0; block < blocks; ++block) {
        sum.deviance += parts[block].deviance;
        sum.log_likelihood += parts[block].log_likelihood;
        sum.pearson += parts[block].pearson;
        if (depth == PoissonDepth::fit) continue;
        sum.score += parts[block].score;
        if (depth == PoissonDepth::step) {
            sum.normal += parts[block].normal;
            continue;
        }
        sum.meat += parts[block].meat;
        factors[block] = parts[block].factor;
    }
    if (depth == PoissonDepth::errors) sum.factor = merge_triangles(factors, columns);
    return sum;
}

/// First coefficients: weighted least squares of ln(mean) + (count - mean) / mean at mean = (count + average) / 2.
template <class Source>
Eigen::VectorXd first_coefficients(const Source& source, const std::vector<Index>& kept, double average) {
    const Index blocks = block_count(source);
    const Index columns = std::ssize(kept);
    std::vector<Eigen::MatrixXd> parts(blocks);
    for_each_block(source, [&](Index block, const PoissonRows& rows) {
        Eigen::MatrixXd joined(rows.design.rows(), columns + 1);
        for (Index k = 0; k < columns; ++k) joined.col(k) = rows.design.col(kept[k]);
        Eigen::VectorXd root(rows.count.size());
        for (Index i = 0; i < rows.count.size(); ++i) {
            const double mean = 0.5 * (rows.count[i] + average);
            joined(i, columns) = std::log(mean) + (rows.count[i] - mean) / mean - rows.offset[i];
            root[i] = rows.use[i] > 0.0 ? std::sqrt(mean) : 0.0;
        }
        parts[block] = triangle(root.asDiagonal() * joined);
    });
    const Eigen::MatrixXd r = merge_triangles(parts, columns + 1);
    return r.topLeftCorner(columns, columns).triangularView<Eigen::Upper>().solve(r.topRightCorner(columns, 1));
}

} // namespace corewing::interaction::detail
