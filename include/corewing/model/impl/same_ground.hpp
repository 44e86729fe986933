#pragma once

#include "corewing/base/index.hpp"
#include "corewing/model/same_ground.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace corewing::model {

COREWING_BODY
std::vector<PlacePair> same_ground(const Region& region) {
    std::vector<PlacePair> pairs;
    const auto add = [&](std::string_view a, std::string_view b) {
        const Index i = region.index(a), j = region.index(b);
        pairs.push_back({std::min(i, j), std::max(i, j)});
    };
    const auto& hosts = region.hosts();
    for (Index a = 0; a < std::ssize(hosts); ++a) {
        add(hosts[a].platform, hosts[a].district);
        for (Index b = 0; b < a; ++b)
            if (hosts[a].district == hosts[b].district) add(hosts[a].platform, hosts[b].platform);
    }
    std::sort(pairs.begin(), pairs.end(), [](const PlacePair& a, const PlacePair& b) {
        return a.first != b.first ? a.first < b.first : a.second < b.second;
    });
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

} // namespace corewing::model
