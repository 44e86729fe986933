#pragma once

#include "corewing/allocation/rule.hpp"

#include "corewing/allocation/detail/rule_names.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <string>
#include <string_view>
#include <vector>

namespace corewing::allocation {

COREWING_BODY
std::string describe(const Rule& rule) {
    const std::string amount = ' ' + base::to_text(rule.amount);
    switch (rule.kind) {
    case RuleKind::budget: return (rule.name.empty() ? "budget" : rule.name + " budget") + amount;
    case RuleKind::place_floor:
    case RuleKind::group_floor: return rule.name + " floor" + amount;
    case RuleKind::place_cap:
    case RuleKind::group_cap: return rule.name + " cap" + amount;
    }
    return rule.name + amount;
}

} // namespace corewing::allocation
