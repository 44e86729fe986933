#pragma once

#include "corewing/model/apply_changes.hpp"
#include "corewing/model/detail/change_faults.hpp"
#include "corewing/model/detail/place_changes.hpp"

#include <utility>

namespace corewing::model {

COREWING_BODY
Changed apply_changes(Tables tables) {
    detail::check_changes(tables);
    Changed changed{.tables = std::move(tables)};
    changed.findings = detail::ChangeWork<>(changed.tables).findings;
    changed.tables.changes.clear();
    return changed;
}

} // namespace corewing::model
