#pragma once

#include "corewing/allocation/label_groups.hpp"

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <string>
#include <utility>
#include <vector>

namespace corewing::allocation {

COREWING_BODY
std::vector<Group> groups(const model::Labels& labels, const std::vector<std::pair<std::string, GroupRule>>& rules) {
    std::vector<Group> all;
    for (const std::string& name : labels.names()) all.push_back({.name = name});
    for (Index i = 0; i < labels.size(); ++i)
        if (labels[i] >= 0) all[labels[i]].members.push_back(i);
    std::vector<bool> named(labels.count(), false);
    for (const auto& [name, rule] : rules) {
        const Index label = labels.label(name);
        if (named[label])
            throw base::bad_value('"' + name + "\" is named twice",
                                  {.field = "rules", .value = name, .remedy = "give its floor and its cap together"});
        named[label] = true;
        all[label].floor = rule.floor;
        all[label].cap = rule.cap;
    }
    return all;
}

} // namespace corewing::allocation
