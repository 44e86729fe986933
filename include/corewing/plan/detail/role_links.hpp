#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/random.hpp"
#include "corewing/plan/roles.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

/// The links between the lines of a territory: observed, or made by a gravity model whose parameters can be drawn anew.
namespace corewing::plan::detail {

/// What a gravity model of the lines is made of.
struct LinkModel {
    Eigen::VectorXd log_size;         // lines x 1
    Eigen::VectorXd spread;           // lines x 1: relative error of filled sizes, 0 where nothing was filled
    Eigen::MatrixXd log_hours;        // lines x lines; infinite = no way
    double a = 1.0, b = 1.0, g = 2.0; // exponents of origin, destination and way
    double a_error = 0.1, b_error = 0.1, g_error = 0.5; // their standard errors
};

/// Hours between lines: the mean over their places, by size.
template <class = void>
Eigen::MatrixXd line_hours(const Basis& basis, const Territory& territory) {
    const Index n = std::ssize(territory.lines);
    Eigen::MatrixXd hours(n, n);
    const auto weight = [&](Index place) { return basis.size && (*basis.size)[place] ? *(*basis.size)[place] : 0.0; };
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < n; ++j) {
            double sum = 0.0, weights = 0.0;
            for (const Index p : territory.lines[i].places)
                for (const Index q : territory.lines[j].places) {
                    const double w = weight(p) * weight(q), h = basis.hours(p, q);
                    if (w <= 0.0 || !std::isfinite(h)) continue;
                    sum += w * h;
                    weights += w;
                }
            hours(i, j) = i == j ? 0.0 : weights > 0.0 ? sum / weights : std::numeric_limits<double>::infinity();
        }
    return hours;
}

/// Symmetric links by the model: (A_i B_j + A_j B_i) max(hours, least)^-g with A = size^a, B = size^b.
template <class = void>
Eigen::MatrixXd model_links(const LinkModel& m, const Eigen::VectorXd& log_size, double a, double b, double g,
                            double least) {
    const Index n = log_size.size();
    const Eigen::ArrayXd origin = (a * log_size.array()).exp(), destination = (b * log_size.array()).exp();
    const double log_least = std::log(std::max(least, 1e-6));
    Eigen::MatrixXd links = Eigen::MatrixXd::Zero(n, n);
    for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < j; ++i) {
            if (!std::isfinite(m.log_hours(i, j))) continue;
            links(i, j) = (origin[i] * destination[j] + origin[j] * destination[i]) *
                          std::exp(-g * std::max(m.log_hours(i, j), log_least));
            links(j, i) = links(i, j);
        }
    return links;
}

/// Links as they might be: everything that is not sure is drawn.
template <class = void>
Eigen::MatrixXd drawn_links(const LinkModel& m, base::Random& random) {
    Eigen::VectorXd log_size = m.log_size;
    for (Index i = 0; i < log_size.size(); ++i) log_size[i] += m.spread[i] * random.normal();
    const double a = m.a + m.a_error * random.normal(), b = m.b + m.b_error * random.normal();
    const double g = (m.g + m.g_error * random.normal()) * random.uniform(0.5, 1.5);
    return model_links(m, log_size, a, b, g, random.uniform(0.0, 0.5));
}

/// The chosen flows between lines where a complete layer knows every pair; nothing else.
template <class = void>
std::optional<Eigen::MatrixXd> observed_links(const Territory& territory, const Together& together) {
    if (together.flows.empty()) return std::nullopt;
    const FlowView& main = together.flows.front();
    const Index n = std::ssize(territory.lines);
    Eigen::MatrixXd links = Eigen::MatrixXd::Zero(n, n);
    for (Index i = 0; i < n; ++i)
        for (Index j = 0; j < n; ++j)
            for (const Index p : territory.lines[i].counted)
                for (const Index q : territory.lines[j].counted) {
                    if (i == j) continue;
                    const auto there = main.flow(p, q);
                    if (!there) return std::nullopt;
                    links(i, j) += *there;
                }
    if (links.sum() <= 0.0) return std::nullopt;
    return (links + links.transpose()) / 2.0;
}

/// The model on the calibrated parameters where flows are known, else on a common assumption.
template <class = void>
LinkModel link_model(const Basis& basis, const Territory& territory, const Together& together) {
    LinkModel m;
    const Index n = std::ssize(territory.lines);
    m.log_size.resize(n);
    m.spread = Eigen::VectorXd::Zero(n);
    double mean = 0.0;
    for (Index i = 0; i < n; ++i) mean += *territory.size[i] / static_cast<double>(n);
    for (Index i = 0; i < n; ++i) {
        m.log_size[i] = std::log(*territory.size[i] / mean);
        if (territory.size.mark(i) == base::Mark::imputed) m.spread[i] = std::max(0.05, basis.size_error);
    }
    m.log_hours = line_hours(basis, territory).array().max(1e-6).log().matrix();
    if (!together.flows.empty() && together.flows.front().model) {
        const auto& fit = *together.flows.front().model;
        m.a = fit.model.origin_exponent;
        m.b = fit.model.destination_exponent;
        m.g = fit.model.deterrence.rate;
        if (fit.fit.robust_error.size() == 4) {
            m.a_error = fit.fit.robust_error[1];
            m.b_error = fit.fit.robust_error[2];
            m.g_error = fit.fit.robust_error[3];
        }
    }
    return m;
}

} // namespace corewing::plan::detail
