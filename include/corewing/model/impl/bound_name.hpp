#pragma once

#include "corewing/model/bound_name.hpp"

#include "corewing/model/shown_name.hpp"

namespace corewing::model {

COREWING_BODY
std::string cluster_name(const Region& region, std::string_view id) {
    for (const Cluster& cluster : region.clusters())
        if (cluster.id == id) return shown_name(cluster);
    return std::string(id);
}

COREWING_BODY
std::string bound_name(const Region& region, const DivisionRule& rule) {
    if (rule.scope == RuleScope::region) return region.info().name;
    if (rule.scope == RuleScope::cluster) return cluster_name(region, rule.id);
    const bool one = rule.scope == RuleScope::place && !rule.id.empty();
    return one ? shown_name(region.place(region.index(rule.id))) : rule.id;
}

} // namespace corewing::model
