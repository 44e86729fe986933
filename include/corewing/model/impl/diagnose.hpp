#pragma once

#include "corewing/model/diagnose.hpp"

#include "corewing/base/finding.hpp"
#include "corewing/model/detail/diagnosis.hpp"
#include "corewing/model/region.hpp"

#include <utility>

namespace corewing::model {

COREWING_BODY
base::Findings diagnose(const Region& region) {
    return std::move(detail::Diagnosis<>(region).findings);
}

} // namespace corewing::model
