#pragma once

#include "corewing/interaction/poisson_regression.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/interaction/detail/poisson_fit.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace corewing::interaction {
namespace detail {

/// The rows of a design matrix held in memory.
struct MatrixSource {
    const Eigen::Ref<const Eigen::MatrixXd>& design;
    const Eigen::Ref<const Eigen::VectorXd>& counts;
    const Eigen::VectorXd& offset;
    Eigen::VectorXd use;

    [[nodiscard]] Index rows() const { return design.rows(); }
    [[nodiscard]] Index columns() const { return design.cols(); }
    void drop(Index row) { use[row] = 0.0; }
    void fill(Index begin, PoissonRows& rows) const {
        const Index size = rows.count.size();
        rows.design = design.middleRows(begin, size);
        rows.count = counts.segment(begin, size);
        if (offset.size() > 0) rows.offset = offset.segment(begin, size);
        rows.use = use.segment(begin, size);
    }
};

/// Rows without a count that have a share in flat directions of the likelihood, and that share.
struct ZeroRows {
    std::vector<Index> row = {};
    std::vector<Eigen::VectorXd> value = {};
};

template <class Source>
ZeroRows zero_rows(const Source& source, const PoissonShape& data, const std::vector<Index>& kept,
                   const Eigen::MatrixXd& flat) {
    ZeroRows found;
    PoissonRows rows;
    for (Index begin = 0; begin < source.rows(); begin += poisson_block) {
        const Index size = std::min(poisson_block, source.rows() - begin);
        rows.design.setZero(size, source.columns());
        rows.count.setZero(size);
        rows.offset.setZero(size);
        rows.use.setZero(size);
        source.fill(begin, rows);
        for (Index i = 0; i < size; ++i) {
            if (rows.use[i] == 0.0 || rows.count[i] > 0.0) continue;
            Eigen::VectorXd value = Eigen::VectorXd::Zero(flat.cols());
            double length = 0.0;
            for (Index k = 0; k < std::ssize(kept); ++k) {
                const double entry = rows.design(i, kept[k]);
                value += entry * flat.row(k).transpose();
                length += std::abs(entry) / data.all.col(kept[k]).norm();
            }
            if (value.norm() <= 1e-9 * length) continue; // 0 up to rounding
            found.row.push_back(begin + i);
            found.value.push_back(value);
        }
    }
    return found;
}

/// Leaves out the rows whose mean the likelihood drives to 0, and says which.
/// Source: Correia, Guimaraes & Zylkin 2019, "Verifying the existence of maximum likelihood estimates for generalized
/// linear models", proposition 1: along z with x z = 0 where y > 0 and x z >= 0 where y = 0, the fit only gets better.
template <class Source>
std::vector<Index> drop_separated(Source& source, PoissonShape& data) {
    std::vector<Index> dropped;
    for (;;) {
        const auto kept = independent_columns(data.all);
        if (kept.empty()) return dropped;
        const Eigen::MatrixXd flat = flat_directions(data, kept);
        if (flat.cols() == 0) return dropped;
        const ZeroRows zero = zero_rows(source, data, kept, flat);
        Eigen::MatrixXd matrix(std::ssize(zero.value), flat.cols());
        for (Index i = 0; i < matrix.rows(); ++i) matrix.row(i) = zero.value[i].transpose();
        const auto direction = base::separating_direction(matrix);
        if (!direction) return dropped;
        const Eigen::VectorXd shift = matrix * *direction;
        bool any = false;
        for (Index i = 0; i < matrix.rows(); ++i)
            if (shift[i] > 1e-7 * zero.value[i].norm()) {
                source.drop(zero.row[i]);
                dropped.push_back(zero.row[i]);
                any = true;
            }
        if (!any) return dropped;
        data = shape(source);
    }
}

/// Newton's method on the coefficients that are kept, with the step halved until the deviance does not rise.
/// @return whether the deviance came to rest
template <class Source>
bool climb(const Source& source, const std::vector<Index>& kept, double tolerance, long steps,
           Eigen::VectorXd& coefficient, base::Outcome& outcome) {
    PoissonStep now = evaluate(source, kept, coefficient, 0.0, PoissonDepth::step);
    bool converged = kept.empty();
    while (!converged && outcome.iterations < steps) {
        ++outcome.iterations;
        // Newton on columns brought to one length
        const Eigen::VectorXd unit = now.normal.diagonal().cwiseSqrt().cwiseInverse();
        const Eigen::MatrixXd normal = unit.asDiagonal() * now.normal * unit.asDiagonal();
        const Eigen::VectorXd step = unit.cwiseProduct(normal.ldlt().solve(unit.cwiseProduct(now.score)));
        if (!step.allFinite()) break;
        double length = 1.0;
        PoissonStep next = evaluate(source, kept, coefficient + step, 0.0, PoissonDepth::step);
        while (!(next.deviance <= now.deviance * (1.0 + 1e-12) + 1e-12) && length > 1e-10) {
            length *= 0.5;
            next = evaluate(source, kept, coefficient + length * step, 0.0, PoissonDepth::step);
        }
        if (!std::isfinite(next.deviance)) break;
        coefficient += length * step;
        converged = std::abs(now.deviance - next.deviance) <= tolerance * (0.1 + std::abs(next.deviance));
        now = next;
    }
    return converged;
}

/// Coefficients, errors and covariances into their columns.
/// @return how much the likelihood could still rise to second order
template <class = void>
double give_coefficients(const PoissonStep& top, const std::vector<Index>& kept, const Eigen::VectorXd& coefficient,
                         PoissonFit& fit) {
    const Index size = std::ssize(kept);
    const Eigen::MatrixXd inverse =
        top.factor.template triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(size, size));
    const Eigen::MatrixXd covariance = inverse * inverse.transpose();
    const Eigen::MatrixXd robust = covariance * top.meat * covariance;
    for (Index a = 0; a < size; ++a) {
        const Index i = kept[a];
        fit.coefficient[i] = coefficient[a];
        fit.standard_error[i] = std::sqrt(covariance(a, a));
        fit.robust_error[i] = std::sqrt(std::max(robust(a, a), 0.0));
        for (Index b = 0; b < size; ++b) {
            fit.covariance(i, kept[b]) = covariance(a, b);
            fit.robust_covariance(i, kept[b]) = robust(a, b);
        }
        fit.score = std::max(fit.score, std::abs(top.score[a]) * std::sqrt(covariance(a, a)));
    }
    const double decrement = (inverse.transpose() * top.score).norm();
    return decrement * decrement;
}

/// How well the model fits, against the mean alone.
template <class = void>
void give_quality(const PoissonStep& top, const PoissonStep& mean_alone, const PoissonShape& data, Index size,
                  PoissonFit& fit) {
    fit.deviance = std::max(top.deviance, 0.0);
    fit.log_likelihood = top.log_likelihood - data.sum_ln_factorial;
    fit.null_deviance = std::max(mean_alone.deviance, 0.0);
    fit.null_log_likelihood = mean_alone.log_likelihood - data.sum_ln_factorial;
    if (base::above(fit.null_deviance, 0.0, data.sum_count)) fit.pseudo_r2 = 1.0 - fit.deviance / fit.null_deviance;
    if (fit.null_log_likelihood < 0.0) fit.mcfadden_r2 = 1.0 - fit.log_likelihood / fit.null_log_likelihood;
    const double freedom = data.observations - static_cast<double>(size);
    fit.dispersion = freedom > 0.0 ? top.pearson / freedom : 0.0;
}

template <class = void>
void poisson_findings(bool converged, bool at_the_top, PoissonFit& fit) {
    const auto warn = [&fit](std::string text) {
        fit.findings.push_back({.severity = base::Severity::warning, .topic = "poisson", .text = std::move(text)});
    };
    if (!converged) warn("the Newton steps were used up before the likelihood came to rest");
    if (converged && !at_the_top)
        warn(
            "the likelihood still rises, but rounding stops the steps: some columns are nearly combinations of others");
    if (!fit.separated.empty())
        warn(std::to_string(fit.separated.size()) +
             " rows with a count of 0 can be fitted ever better by infinite coefficients; they were left out");
    if (!fit.not_identified.empty())
        warn(std::to_string(fit.not_identified.size()) +
             " columns are combinations of earlier ones; their coefficients are not identified and given as 0");
    if (fit.dispersion > 2.0)
        warn("the counts vary more than a Poisson model says (dispersion " + base::to_text(fit.dispersion) +
             "); use the robust errors");
}

template <class Source>
PoissonFit fit_poisson(Source& source, double tolerance, long steps) {
    const base::Stopwatch watch;
    PoissonFit fit;
    const Index columns = source.columns();
    fit.coefficient.setZero(columns);
    fit.standard_error.setZero(columns);
    fit.robust_error.setZero(columns);
    fit.covariance.setZero(columns, columns);
    fit.robust_covariance.setZero(columns, columns);

    PoissonShape data = shape(source);
    if (!(data.sum_count > 0.0))
        throw base::bad_data("no row has a count above 0",
                             {.field = "counts", .remedy = "a Poisson model needs at least one positive count"});
    fit.separated = drop_separated(source, data);
    std::sort(fit.separated.begin(), fit.separated.end());
    fit.observations = std::llround(data.observations);
    const auto kept = independent_columns(data.all);
    for (Index j = 0; j < columns; ++j)
        if (!std::binary_search(kept.begin(), kept.end(), j)) fit.not_identified.push_back(j);

    Eigen::VectorXd coefficient = first_coefficients(source, kept, data.sum_count / data.observations);
    const bool converged = climb(source, kept, tolerance, steps, coefficient, fit.outcome);
    const PoissonStep top = evaluate(source, kept, coefficient, 0.0, PoissonDepth::errors);
    const double rise = give_coefficients(top, kept, coefficient, fit);
    const PoissonStep mean_alone =
        evaluate(source, {}, Eigen::VectorXd(0), std::log(data.sum_count / data.sum_exp_offset), PoissonDepth::fit);
    give_quality(top, mean_alone, data, std::ssize(kept), fit);

    // Where columns are nearly combinations of each other, rounding can bring the steps to rest before the top.
    const bool at_the_top = rise <= 1e-8 * (1.0 + std::abs(fit.log_likelihood));
    fit.outcome.status = converged && at_the_top ? base::Status::optimal : base::Status::interrupted;
    fit.outcome.objective = fit.log_likelihood;
    fit.outcome.bound = fit.log_likelihood + rise;
    fit.outcome.gap = converged ? base::relative_gap(fit.outcome.objective, fit.outcome.bound)
                                : std::numeric_limits<double>::infinity();
    poisson_findings(converged, at_the_top, fit);
    fit.outcome.seconds = watch.seconds();
    return fit;
}

} // namespace detail

COREWING_BODY
PoissonFit poisson_regression(const Eigen::Ref<const Eigen::MatrixXd>& design,
                              const Eigen::Ref<const Eigen::VectorXd>& counts, const PoissonOptions& options) {
    base::check_size(counts.size(), design.rows(), "counts");
    base::check_finite(design, "design");
    base::check_nonnegative(counts, "counts");
    base::check_range(options.tolerance, 1e-15, 1e-3, "tolerance");
    if (options.steps < 1) throw base::bad_value("needs at least 1 step", {.field = "steps"});
    if (options.offset.size() > 0) {
        base::check_size(options.offset.size(), counts.size(), "offset");
        base::check_range(options.offset, -700.0, 700.0, "offset");
    }
    detail::MatrixSource source{design, counts, options.offset, Eigen::VectorX<Double>::Ones(counts.size())};
    return detail::fit_poisson(source, options.tolerance, options.steps);
}

} // namespace corewing::interaction
