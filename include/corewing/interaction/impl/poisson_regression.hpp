#pragma once

#include "corewing/interaction/poisson_regression.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/clock.hpp"
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
        // Rows without a count, in flat directions only.
        std::vector<Index> zero_rows;
        std::vector<Eigen::VectorXd> values;
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
                zero_rows.push_back(begin + i);
                values.push_back(value);
            }
        }
        Eigen::MatrixXd matrix(std::ssize(values), flat.cols());
        for (Index i = 0; i < std::ssize(values); ++i)
            matrix.row(i) = values[i].transpose();
        const auto direction = base::separating_direction(matrix);
        if (!direction) return dropped;
        const Eigen::VectorXd shift = matrix * *direction;
        bool any = false;
        for (Index i = 0; i < std::ssize(zero_rows); ++i)
            if (shift[i] > 1e-7 * values[i].norm()) {
                source.drop(zero_rows[i]);
                dropped.push_back(zero_rows[i]);
                any = true;
            }
        if (!any) return dropped;
        data = shape(source);
    }
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

    const double average = data.sum_count / data.observations;
    Eigen::VectorXd coefficient = first_coefficients(source, kept, average);
    PoissonStep now = evaluate(source, kept, coefficient, 0.0, PoissonDepth::step);
    bool converged = kept.empty();
    while (!converged && fit.outcome.iterations < steps) {
        ++fit.outcome.iterations;
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
    now = evaluate(source, kept, coefficient, 0.0, PoissonDepth::errors);

    const Index size = std::ssize(kept);
    const Eigen::MatrixXd inverse =
        now.factor.triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(size, size));
    const Eigen::MatrixXd covariance = inverse * inverse.transpose();
    const Eigen::MatrixXd robust = covariance * now.meat * covariance;
    for (Index a = 0; a < size; ++a) {
        const Index i = kept[a];
        fit.coefficient[i] = coefficient[a];
        fit.standard_error[i] = std::sqrt(covariance(a, a));
        fit.robust_error[i] = std::sqrt(std::max(robust(a, a), 0.0));
        for (Index b = 0; b < size; ++b) {
            fit.covariance(i, kept[b]) = covariance(a, b);
            fit.robust_covariance(i, kept[b]) = robust(a, b);
        }
    }
    const double decrement = (inverse.transpose() * now.score).norm();
    for (Index a = 0; a < size; ++a)
        fit.score = std::max(fit.score, std::abs(now.score[a]) * std::sqrt(covariance(a, a)));
    fit.deviance = std::max(now.deviance, 0.0);
    fit.log_likelihood = now.log_likelihood - data.sum_ln_factorial;
    const PoissonStep mean_alone =
        evaluate(source, {}, Eigen::VectorXd(0), std::log(data.sum_count / data.sum_exp_offset), PoissonDepth::fit);
    fit.null_deviance = std::max(mean_alone.deviance, 0.0);
    fit.null_log_likelihood = mean_alone.log_likelihood - data.sum_ln_factorial;
    if (fit.null_deviance > 1e-12 * data.sum_count) fit.pseudo_r2 = 1.0 - fit.deviance / fit.null_deviance;
    if (fit.null_log_likelihood < 0.0) fit.mcfadden_r2 = 1.0 - fit.log_likelihood / fit.null_log_likelihood;
    const double freedom = data.observations - static_cast<double>(size);
    fit.dispersion = freedom > 0.0 ? now.pearson / freedom : 0.0;
    // Where columns are nearly combinations of each other, rounding can bring the steps to rest before the top.
    const bool at_the_top = decrement * decrement <= 1e-8 * (1.0 + std::abs(fit.log_likelihood));
    fit.outcome.status = converged && at_the_top ? base::Status::optimal : base::Status::interrupted;
    fit.outcome.objective = fit.log_likelihood;
    fit.outcome.bound = fit.log_likelihood + decrement * decrement;
    fit.outcome.gap = converged ? base::relative_gap(fit.outcome.objective, fit.outcome.bound)
                                : std::numeric_limits<double>::infinity();
    fit.outcome.seconds = watch.seconds();

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
