#pragma once

#include "corewing/base/index.hpp"
#include "corewing/model/same_ground.hpp"

#include <algorithm>
#include <map>
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
    std::map<std::string_view, std::vector<std::string_view>> on; // the platforms of each district
    for (const Host& host : region.hosts()) {
        add(host.platform, host.district);
        std::vector<std::string_view>& platforms = on[host.district];
        for (const std::string_view other : platforms) add(host.platform, other);
        platforms.push_back(host.platform);
    }
    std::sort(pairs.begin(), pairs.end(), [](const PlacePair& a, const PlacePair& b) {
        return a.first != b.first ? a.first < b.first : a.second < b.second;
    });
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

} // namespace corewing::model
