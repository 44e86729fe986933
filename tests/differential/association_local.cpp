// Driver of association_local.py: reads cases from standard input, writes answers with 17 digits.
#include "corewing/association/inequality.hpp"
#include "corewing/association/local_association.hpp"
#include "corewing/association/spatial_association.hpp"
#include "corewing/base/clock.hpp"
#include "corewing/base/random.hpp"

#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

using corewing::Index;

namespace association = corewing::association;

namespace {

Eigen::MatrixXd matrix(Index rows, Index cols) {
    Eigen::MatrixXd result(rows, cols);
    for (Index i = 0; i < rows; ++i)
        for (Index j = 0; j < cols; ++j) std::cin >> result(i, j);
    return result;
}

void write(const Eigen::VectorXd& values) {
    for (const double value : values) std::cout << value << ' ';
}

/// Seconds of a local Moran on a ring where everybody has k neighbours.
void speed(Index n, Index k) {
    corewing::base::Random random(1);
    std::vector<Eigen::Triplet<double>> cells;
    for (Index i = 0; i < n; ++i)
        for (Index a = 1; a <= k / 2; ++a) {
            cells.emplace_back(i, (i + a) % n, 1.0);
            cells.emplace_back((i + a) % n, i, 1.0);
        }
    association::SpatialWeights weights(n, n);
    weights.setFromTriplets(cells.begin(), cells.end());
    Eigen::VectorXd values(n);
    for (auto& value : values) value = random.normal();
    const corewing::base::Stopwatch watch;
    const auto local = association::local_moran(values, association::row_standardised(weights));
    std::cout << watch.seconds() << ' ' << local.p.mean() << '\n';
}

} // namespace

int main() {
    std::cout << std::setprecision(17);
    for (std::string what; std::cin >> what;) {
        Index n = 0;
        Index k = 0;
        std::cin >> n >> k;
        if (what == "speed") {
            speed(n, k);
            continue;
        }
        const Eigen::VectorXd x = matrix(n, 1);
        const Eigen::MatrixXd dense = matrix(n, n);
        const association::SpatialWeights weights = dense.sparseView();
        for (const auto& result : {association::moran(x, weights, {.permutations = 99}),
                                   association::geary(x, weights, {.permutations = 99}),
                                   association::getis_ord(x, weights, {.permutations = 99})})
            std::cout << result.statistic << ' ' << result.expectation << ' ' << result.normality.variance << ' '
                      << result.randomisation.variance << ' ';
        const association::LocalAssociationOptions options{.permutations = k};
        for (const auto& result :
             {association::local_moran(x, weights, options), association::local_geary(x, weights, options),
              association::local_getis_ord(x, weights, options)}) {
            write(result.statistic);
            write(result.z);
            write(result.p);
        }
        std::cout << association::gini(x) << ' ' << association::theil(x) << ' ' << association::atkinson(x) << ' '
                  << association::coefficient_of_variation(x) << '\n';
    }
}
