#pragma once

#include "corewing/indicator/best_worst.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace corewing::indicator {
namespace detail {

/// Solves the linear Best-Worst model for judgements that are not consistent.
///
/// The model is homogeneous but for sum w = 1, so that min xi is the same as xi = 1, max sum w. Every other weight then
/// stands at its upper limit min((w_B + 1) / a_Bj, a_jW w_W + 1), and what is left is concave and piecewise linear in
/// w_B and w_W: its maximum is at a crossing of two of the lines where a limit changes or a constraint binds.
template <class Double = double>
Eigen::VectorXd best_worst_crossing(const Eigen::VectorXd& from_best, const Eigen::VectorXd& to_worst,
                                    Index best, Index worst) {
    struct Line {
        double b, w, c; // b w_B + w w_W = c
    };
    const double span = from_best[worst];
    std::vector<Line> lines = {{1, 0, 0}, {0, 1, 0}, {1, -span, 1}, {1, -span, -1}};
    for (Index j = 0; j < from_best.size(); ++j) {
        if (j == best || j == worst) continue;
        const double x = from_best[j];
        const double y = from_best[j] * to_worst[j];
        lines.push_back({1, -y, x - 1});  // both upper limits equal
        lines.push_back({1, -y, x + 1});  // lower limit from best = upper limit from worst
        lines.push_back({1, -y, -x - 1}); // lower limit from worst = upper limit from best
    }
    Eigen::VectorX<Double> top;
    double most = -1.0;
    Eigen::VectorX<Double> weight(from_best.size());
    for (Index p = 0; p < std::ssize(lines); ++p)
        for (Index q = p + 1; q < std::ssize(lines); ++q) {
            const double det = lines[p].b * lines[q].w - lines[q].b * lines[p].w;
            if (base::equal(lines[p].b * lines[q].w, lines[q].b * lines[p].w, 1.0)) continue;
            const double b = (lines[p].c * lines[q].w - lines[q].c * lines[p].w) / det;
            const double w = (lines[p].b * lines[q].c - lines[q].b * lines[p].c) / det;
            const double slack = 1e-9 * (1.0 + std::abs(b) + span * std::abs(w));
            bool allowed = b >= -slack && w >= -slack && std::abs(b - span * w) <= 1.0 + slack;
            weight[best] = std::max(0.0, b);
            weight[worst] = std::max(0.0, w);
            for (Index j = 0; j < weight.size() && allowed; ++j) {
                if (j == best || j == worst) continue;
                const double high = std::min((b + 1.0) / from_best[j], to_worst[j] * w + 1.0);
                const double low = std::max((b - 1.0) / from_best[j], to_worst[j] * w - 1.0);
                allowed = low <= high + slack && high >= -slack;
                weight[j] = std::max(0.0, high);
            }
            if (allowed && base::above(weight.sum(), most)) {
                most = weight.sum();
                top = weight;
            }
        }
    return top;
}

} // namespace detail

COREWING_BODY
BestWorst best_worst_weights(const Eigen::Ref<const Eigen::VectorXd>& from_best,
                             const Eigen::Ref<const Eigen::VectorXd>& to_worst) {
    const Index n = from_best.size();
    if (n == 0) throw base::bad_shape("has no entries", {.field = "from_best"});
    base::check_size(to_worst.size(), n, "to_worst");
    base::check_range(from_best, 1.0, 1000.0, "from_best");
    base::check_range(to_worst, 1.0, 1000.0, "to_worst");
    BestWorst result;
    if (from_best.minCoeff(&result.best) > 1.0)
        throw base::bad_value("has no 1", {.field = "from_best", .remedy = "write 1 for the best indicator itself"});
    // Of several that are as unimportant as the worst, the one farthest from the best.
    result.worst = -1;
    for (Index j = 0; j < n; ++j)
        if (to_worst[j] == 1.0 && (result.worst < 0 || from_best[j] > from_best[result.worst])) result.worst = j;
    if (result.worst < 0)
        throw base::bad_value("has no 1", {.field = "to_worst", .remedy = "write 1 for the worst indicator itself"});
    const double span = from_best[result.worst];
    if (span != to_worst[result.best])
        throw base::bad_value(
            "best against worst is " + base::to_text(span) + " in from_best but " +
                base::to_text(to_worst[result.best]) + " in to_worst",
            {.field = "to_worst[" + std::to_string(result.best) + ']', .value = base::to_text(to_worst[result.best])});
    if (result.best == result.worst || span == 1.0) {
        for (Index j = 0; j < n; ++j)
            if (from_best[j] != 1.0 || to_worst[j] != 1.0)
                throw base::bad_value(
                    "best and worst matter alike, but not the others",
                    {.field = "from_best[" + std::to_string(j) + ']', .value = base::to_text(from_best[j])});
        result.weight = Eigen::VectorX<Double>::Constant(n, 1.0 / static_cast<double>(n));
        return result;
    }
    const Eigen::ArrayX<Double> off = (from_best.array() * to_worst.array() - span).abs();
    double most_off = 0.0;
    Index least_fit = -1;
    for (Index j = 0; j < n; ++j)
        if (j != result.best && j != result.worst && base::above(off[j], most_off, span)) {
            most_off = off[j];
            least_fit = j;
        }
    if (!(most_off > 0.0)) {
        result.weight = from_best.cwiseInverse();
        result.weight /= result.weight.sum();
        return result;
    }
    result.weight = detail::best_worst_crossing(from_best, to_worst, result.best, result.worst);
    const double sum = result.weight.sum();
    result.weight /= sum;
    result.deviation = 1.0 / sum;
    result.consistency_ratio = most_off / (span * span - span);
    if (base::above(result.consistency_ratio, 0.1))
        result.findings.push_back({base::Severity::warning, "Best-Worst", std::to_string(least_fit),
                                   "the judgements contradict each other, consistency ratio " +
                                       base::to_text(result.consistency_ratio) + " > 0.1; think over indicator " +
                                       std::to_string(least_fit) + " first"});
    return result;
}

} // namespace corewing::indicator
