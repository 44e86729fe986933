#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace corewing::allocation::detail {

/// S = (I - r W)^-1 with W the link weights divided by their row sums, never formed: products with S and with its
/// transpose come from Gauss-Seidel sweeps, which converge because every row of r W sums to r < 1 at most.
template <class Double = double>
class Spillover {
public:
    Spillover(const Eigen::SparseMatrix<double>& link, double reach, Index places) {
        base::check_range(reach, 0.0, 0.99, "reach");
        base::check_shape(link, places, places, "link");
        std::vector<double> row_sum(places, 0.0);
        forward_.begin.assign(places + 1, 0); // at first the number of entries of the row before
        each_link(link, [&](Index i, Index j, double weight) {
            check_weight(i, j, weight);
            if (i == j || weight == 0.0) return;
            row_sum[i] += weight;
            ++forward_.begin[i + 1];
        });
        for (Index i = 0; i < places; ++i) forward_.begin[i + 1] += forward_.begin[i];
        forward_.entry.resize(forward_.begin[places]);
        backward_.begin.assign(places + 1, 0);
        backward_.entry.reserve(forward_.begin[places]);
        std::vector<Index> next(forward_.begin.begin(), forward_.begin.end() - 1);
        each_link(link, [&](Index i, Index j, double weight) {
            if (i == j || weight == 0.0) return;
            const double share = reach * weight / row_sum[i];
            forward_.entry[next[i]++] = {j, share};
            backward_.entry.push_back({i, share});
            ++backward_.begin[j + 1];
        });
        for (Index j = 0; j < places; ++j) backward_.begin[j + 1] += backward_.begin[j];
    }

    /// Solves z = x + r W z, starting from the z given, until a sweep changes less than `tolerance` of z: of each of its
    /// entries where none of x is negative, else of their sum.
    void spread(const Eigen::VectorX<Double>& x, Eigen::VectorX<Double>& z, double tolerance = 1e-14) const {
        sweep(forward_, x, z, tolerance);
    }

    /// Solves g = d + r W^T g in the same way.
    void gather(const Eigen::VectorX<Double>& d, Eigen::VectorX<Double>& g, double tolerance = 1e-14) const {
        sweep(backward_, d, g, tolerance);
    }

private:
    struct Entry {
        Index other = 0;
        double share = 0.0;
    };
    struct Rows {
        std::vector<Index> begin = {}; ///< first entry of each row, and one past the last
        std::vector<Entry> entry = {};
    };

    /// Calls visit(i, j, weight) for every entry, column by column.
    template <class Visit>
    static void each_link(const Eigen::SparseMatrix<double>& link, Visit&& visit) {
        for (Index j = 0; j < link.outerSize(); ++j)
            for (Eigen::SparseMatrix<double>::InnerIterator entry(link, j); entry; ++entry)
                visit(entry.row(), j, entry.value());
    }

    static void check_weight(Index i, Index j, double weight) {
        if (weight >= 0.0 && std::isfinite(weight)) return;
        throw base::bad_value(base::to_text(weight) + " is no link weight",
                              {.field = "link(" + std::to_string(i) + ',' + std::to_string(j) + ')',
                               .value = base::to_text(weight),
                               .remedy = "give finite weights of at least 0"});
    }

    static void sweep(const Rows& rows, const Eigen::VectorX<Double>& right, Eigen::VectorX<Double>& x,
                      double tolerance) {
        constexpr int most_sweeps = 4000; // at reach .99 about 3,500 end below the tolerance
        constexpr double least = 1e-290;  // below it the digits of a number get lost
        const Index n = right.size();
        const bool each = n > 0 && right.minCoeff() >= 0.0;
        for (int round = 0; round < most_sweeps; ++round) {
            double change = 0.0;
            double size = 0.0;
            bool settled = true;
            for (Index s = 0; s < n; ++s) {
                const Index i = round % 2 == 0 ? s : n - 1 - s;
                double value = right(i);
                for (Index k = rows.begin[i]; k < rows.begin[i + 1]; ++k)
                    value += rows.entry[k].share * x(rows.entry[k].other);
                const double step = std::abs(value - x(i));
                settled = settled && step <= tolerance * std::max(least, std::abs(value));
                change += step;
                size += std::abs(value);
                x(i) = value;
            }
            if (each ? settled : change <= tolerance * size) return;
        }
    }

    Rows forward_;
    Rows backward_;
};

} // namespace corewing::allocation::detail
