#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <cstdint>
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
        const Index n = places;
        std::vector<double> row_sum(n, 0.0);
        std::vector<Index> entries(n, 0);
        for (Index j = 0; j < places; ++j)
            for (Eigen::SparseMatrix<double>::InnerIterator entry(link, j); entry; ++entry) {
                const Index i = entry.row();
                if (!(entry.value() >= 0.0) || !std::isfinite(entry.value()))
                    throw base::bad_value(base::to_text(entry.value()) + " is no link weight",
                                          {.field = "link(" + std::to_string(i) + ',' + std::to_string(j) + ')',
                                           .value = base::to_text(entry.value()),
                                           .remedy = "give finite weights of at least 0"});
                if (entry.row() == entry.col() || entry.value() == 0.0) continue;
                row_sum[i] += entry.value();
                ++entries[i];
            }
        forward_.begin.assign(n + 1, 0);
        backward_.begin.assign(n + 1, 0);
        for (Index i = 0; i < n; ++i) forward_.begin[i + 1] = forward_.begin[i] + entries[i];
        forward_.entry.resize(forward_.begin[n]);
        backward_.entry.reserve(forward_.begin[n]);
        std::vector<Index> cursor(forward_.begin.begin(), forward_.begin.end() - 1);
        for (Index j = 0; j < places; ++j) {
            for (Eigen::SparseMatrix<double>::InnerIterator entry(link, j); entry; ++entry) {
                if (entry.row() == entry.col() || entry.value() == 0.0) continue;
                const Index i = entry.row();
                const double share = reach * entry.value() / row_sum[i];
                forward_.entry[cursor[i]++] = {static_cast<std::int32_t>(j), share};
                backward_.entry.push_back({static_cast<std::int32_t>(i), share});
            }
            backward_.begin[j + 1] = backward_.entry.size();
        }
    }

    /// Solves z = x + r W z, starting from the z given, until a sweep changes less than `tolerance` of z.
    void spread(const Eigen::VectorX<Double>& x, Eigen::VectorX<Double>& z, double tolerance = 1e-14) const {
        sweep(forward_, x, z, tolerance);
    }

    /// Solves g = d + r W^T g in the same way.
    void gather(const Eigen::VectorX<Double>& d, Eigen::VectorX<Double>& g, double tolerance = 1e-14) const {
        sweep(backward_, d, g, tolerance);
    }

private:
    struct Entry {
        std::int32_t other = 0;
        double share = 0.0;
    };
    struct Rows {
        std::vector<Index> begin = {};
        std::vector<Entry> entry = {};
    };

    static void sweep(const Rows& rows, const Eigen::VectorX<Double>& right, Eigen::VectorX<Double>& x,
                      double tolerance) {
        constexpr int most_sweeps = 4000; // at reach .99 about 3,500 end below the tolerance
        const Index n = rows.begin.size() - 1;
        for (int round = 0; round < most_sweeps; ++round) {
            double change = 0.0;
            double size = 0.0;
            for (Index s = 0; s < n; ++s) {
                const Index i = round % 2 == 0 ? s : n - 1 - s;
                double value = right(i);
                for (Index k = rows.begin[i]; k < rows.begin[i + 1]; ++k)
                    value += rows.entry[k].share * x(rows.entry[k].other);
                double& old = x(i);
                change += std::abs(value - old);
                size += std::abs(value);
                old = value;
            }
            if (change <= tolerance * size) return;
        }
    }

    Rows forward_;
    Rows backward_;
};

} // namespace corewing::allocation::detail
