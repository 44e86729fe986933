#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/random.hpp"
#include "corewing/base/routine.hpp"
#include "corewing/layout/linkage.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/model/role.hpp"

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <cstdint>
#include <vector>

namespace corewing::layout {

/// How to measure the fit of a layout.
struct FitOptions {
    bool directed = false;            ///< true: every ordered pair on its own; false: W made symmetric first
    std::vector<PlacePair> skip = {}; ///< pairs whose linkage is not known, such as a zone and its own host
    Index permutations = 999;         ///< random layouts the p-value is taken from, >= 0; 0 = no test
    std::uint64_t seed = 1;           ///< of the permutations
    Index breaks = 10;                ///< length of each list of links that break the pattern, >= 0
};

/// A link that is stronger or weaker than the layout leads one to expect.
struct PatternBreak {
    Index from = 0;        ///< one end
    Index to = 0;          ///< the other end
    double linkage = 0.0;  ///< symmetrised unless directed
    double expected = 0.0; ///< what the line through linkage over pattern gives for this pair of roles

    bool operator==(const PatternBreak&) const = default;
};

/// How well a layout fits a pattern.
struct Fit {
    double fit = 0.0;                        ///< correlation in [-1, 1]; 0 where it is not defined
    double p_value = 1.0;                    ///< share of random layouts that fit at least as well, in (0, 1]
    double p_error = 0.0;                    ///< its standard error
    Index permutations = 0;                  ///< random layouts behind the p-value; 0 = not tested
    Image mean_linkage = Image::Zero();      ///< by pair of roles (from, to); 0 where there is no pair
    Image pairs = Image::Zero();             ///< number of ordered pairs behind each mean, without skipped ones
    double base = 0.0;                       ///< expected linkage = base + slope * image entry
    double slope = 0.0;                      ///< unit of linkage
    std::vector<PatternBreak> stronger = {}; ///< than expected, worst first
    std::vector<PatternBreak> weaker = {};   ///< than expected, worst first
    base::Findings findings = {};            ///< a layout or linkage without differences; counts that differ
};

/// Measures how well the linkage of a region follows a layout.
///   fit = correlation over pairs i < j of W_ij with D_ij = image[role_i][role_j], W <- (W + W') / 2
///   p   = (1 + number of random layouts with at least that fit) / (1 + permutations)
/// A random layout gives the same roles to places drawn by chance. With options.directed every ordered pair counts
/// and the image is read as [role_from][role_to]. A layout or linkage without differences has fit 0, p 1 and a finding.
/// A skipped pair neither helps nor harms a layout: it counts as half the mean linkage of each of its places over
/// their other pairs (of a place without others, as the mean of all), and is left out of the means and lists.
/// @param linkage  places x places, any unit, entries >= 0; the diagonal does not count
/// @param roles    one a place
/// @param pattern  its image; its counts are only compared with the layout's
/// @param options  direction, pairs, permutations
/// @return fit, p-value, means by pair of roles, and the links that break the pattern
/// @throws bad_shape, bad_value
/// Complexity O(n^2 + permutations * hubs * n); with links among points in the image, members * n a permutation.
/// Source: Borgatti & Everett 2000, Social Networks 21:375-395, section 4 (with a given image); Phipson & Smyth 2010
/// (the added one).
COREWING_ROUTINE
Fit fit(const Eigen::Ref<const Eigen::MatrixXd>& linkage, const model::Roles& roles, const Pattern& pattern,
        const FitOptions& options = {});

/// The same for a sparse linkage matrix; pairs without an entry have linkage 0 and count. Among those, only pairs with
/// a core or wing are looked at for the list `weaker`.
/// @param linkage  places x places, any unit, entries >= 0
/// @param roles    one a place
/// @param pattern  its image
/// @param options  direction, pairs, permutations
/// @return as above
/// Complexity O(links + permutations * (n + links of the hubs)).
COREWING_ROUTINE
Fit fit(const Eigen::SparseMatrix<double>& linkage, const model::Roles& roles, const Pattern& pattern,
        const FitOptions& options = {});

/// The fit of one layout to several layers of linkage.
struct LayeredFit {
    Fit combined = {};           ///< of the layers put together by combine_layers
    std::vector<Fit> layer = {}; ///< of each layer alone
};

/// Measures a layout against each layer of linkage and against all of them combined.
/// @param layers   one matrix a layer, places x places
/// @param weights  layers x 1, >= 0; empty = all equal
/// @param roles, pattern, options  as for fit()
/// @return one fit for all, and one a layer
/// @throws bad_shape, bad_value
/// Complexity: see fit, once a layer.
COREWING_ROUTINE
LayeredFit layered_fit(const std::vector<Eigen::MatrixXd>& layers, const Eigen::Ref<const Eigen::VectorXd>& weights,
                       const model::Roles& roles, const Pattern& pattern, const FitOptions& options = {});

} // namespace corewing::layout

#ifndef COREWING_COMPILED
#include "corewing/layout/impl/fit.hpp"
#endif
