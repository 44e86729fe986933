#pragma once

#include "corewing/base/certificate.hpp"
#include "corewing/base/index.hpp"
#include "corewing/layout/linkage.hpp"
#include "corewing/layout/pattern.hpp"
#include "corewing/model/role.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace corewing::layout::detail {

/// Every entry of an image, and how many pairs of places have it.
/// @param size  places of each role
template <class = void>
std::vector<std::pair<double, double>> pairs_by_entry(const Pattern& pattern,
                                                      const std::array<double, model::role_count>& size) {
    std::vector<std::pair<double, double>> entries;
    for (Index r = 0; r < model::role_count; ++r) {
        for (Index s = 0; s < r; ++s) entries.emplace_back(pattern.image(r, s), size[r] * size[s]);
        entries.emplace_back(pattern.image(r, r), size[r] * (size[r] - 1.0) / 2.0);
    }
    return entries;
}

/// Checks a claimed fit: the correlation of linkage and image over all pairs i < j. Where the linkage is constant but
/// for rounding, any correlation may come out.
/// @param links  of each place, to whom and how strong, symmetrised
template <class = void>
void check_certified_fit(const std::vector<std::vector<std::pair<Index, double>>>& links, const model::Roles& roles,
                         const Pattern& pattern, double claimed, base::Faults<>& faults) {
    const Index n = std::ssize(roles);
    std::array<double, model::role_count> size{};
    for (const model::Role role : roles) size[base::position(role)] += 1.0;
    const auto wanted = pairs_by_entry(pattern, size);
    const double pairs = static_cast<double>(n) * (static_cast<double>(n) - 1.0) / 2.0;
    double mean = 0.0, middle = 0.0, linked = 0.0; // of linkage and image; pairs with a link
    for (const auto& [entry, count] : wanted) middle += entry * count / std::max(1.0, pairs);
    const auto each = [&](const auto& act) {
        for (Index i = 0; i < n; ++i)
            for (const auto& [j, w] : links[i])
                if (j < i) act(w, pattern.wanted(roles[i], roles[j]) - middle);
    };
    each([&](double w, double) { mean += w / std::max(1.0, pairs), linked += 1.0; });
    double both = 0.0, linkage_spread = (pairs - linked) * mean * mean, image_spread = 0.0;
    each([&](double w, double d) { both += (w - mean) * d + mean * d, linkage_spread += (w - mean) * (w - mean); });
    for (const auto& [entry, count] : wanted) image_spread += count * (entry - middle) * (entry - middle);

    faults.expect(std::abs(claimed) <= 1.0, "the fit is no correlation");
    const double level = pairs * mean * mean;
    if (linkage_spread <= 1e-20 * level && level > 0.0) return;
    double fit = 0.0;
    if (image_spread > 1e-12 && linkage_spread > 0.0) fit = both / std::sqrt(image_spread) / std::sqrt(linkage_spread);
    const double rounding = linkage_spread > 0.0 ? 1e-13 * std::sqrt(pairs * level / linkage_spread) : 0.0;
    faults.expect_near(claimed, fit, 1e-9 + rounding, "the fit", 1.0);
}

} // namespace corewing::layout::detail
