#pragma once

#include "corewing/allocation/group.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/bound_name.hpp"
#include "corewing/model/division_rule.hpp"
#include "corewing/plan/detail/figures.hpp"
#include "corewing/plan/division.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

/// rules.csv as floors, caps and groups of a division.
namespace corewing::plan::detail {

/// The amount of a floor or cap of a rule: percent are of what is divided.
inline double rule_amount(const model::DivisionRule& rule, double value, double total) {
    return rule.measure == model::RuleMeasure::percent ? value / 100.0 * total : value;
}

/// The lines that a rule binds together.
template <class = void>
std::vector<Index> bound_lines(const model::DivisionRule& rule, const Division& d, const model::Region& region) {
    std::vector<Index> lines;
    for (Index g = 0; g < std::ssize(d.lines); ++g) {
        const auto& places = d.lines[g].places;
        bool bound = rule.scope == model::RuleScope::region;
        if (rule.scope == model::RuleScope::cluster) bound = d.clusters.name(d.clusters[g]) == rule.id;
        if (rule.scope == model::RuleScope::place)
            bound = rule.id.empty() ||
                    std::any_of(places.begin(), places.end(), [&](Index i) { return region.place(i).id == rule.id; });
        if (rule.scope == model::RuleScope::kind)
            bound = std::any_of(places.begin(), places.end(),
                                [&](Index i) { return model::name(region.place(i).kind) == rule.id; });
        if (bound) lines.push_back(g);
    }
    return lines;
}

/// The rules that bind one resource. Rules in amounts are left out where no amount is known.
template <class = void>
void add_rules(ResourceDivision& r, const Division& d, const model::Region& region) {
    const Index n = std::ssize(d.lines);
    Eigen::VectorX<double> lower = Eigen::VectorX<double>::Zero(n);
    Eigen::VectorX<double> upper = Eigen::VectorX<double>::Constant(n, std::numeric_limits<double>::infinity());
    bool floors = false, caps = false;
    for (const model::DivisionRule& rule : region.rules()) {
        if (!rule.resource.empty() && rule.resource != r.resource) continue;
        if (rule.measure == model::RuleMeasure::count || rule.scope == model::RuleScope::theme) continue; // of projects
        if (r.unit.empty() && rule.measure != model::RuleMeasure::percent) continue;
        const std::vector<Index> lines = bound_lines(rule, d, region);
        if (lines.empty()) continue;
        const double floor = rule_amount(rule, rule.floor.value_or(0.0), r.amount);
        const double cap = rule.cap ? rule_amount(rule, *rule.cap, r.amount) : std::numeric_limits<double>::infinity();
        if (rule.scope == model::RuleScope::place) {
            for (const Index g : lines) {
                lower[g] = std::max(lower[g], floor);
                upper[g] = std::min(upper[g], cap);
            }
            floors = floors || rule.floor;
            caps = caps || rule.cap;
        } else {
            r.rules.groups.push_back(
                {.name = model::bound_name(region, rule), .members = lines, .floor = floor, .cap = cap});
            r.group_assumed.push_back(rule.mark == model::RuleMark::assumed);
        }
        r.assumed.push_back(rule.mark == model::RuleMark::assumed);
    }
    if (floors) r.rules.lower = lower;
    if (caps) r.rules.upper = upper;
}

/// The names of the first two groups that share lines though neither holds the other; empty where there are none.
template <class = void>
std::vector<std::string> crossing_groups(const std::vector<allocation::Group>& groups) {
    for (auto a = groups.begin(); a != groups.end(); ++a)
        for (auto b = groups.begin(); b != a; ++b) {
            std::vector<Index> both; // members ascend
            std::set_intersection(a->members.begin(), a->members.end(), b->members.begin(), b->members.end(),
                                  std::back_inserter(both));
            if (!both.empty() && both.size() < std::min(a->members.size(), b->members.size()))
                return {b->name, a->name};
        }
    return {};
}

} // namespace corewing::plan::detail
