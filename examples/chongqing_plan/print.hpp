#pragma once

#include "plan.hpp"

#include <iosfwd>

namespace chongqing {

/// The plan as at most 60 lines of text.
void print(std::ostream& out, const corewing::model::Region& region, const Plan& plan);

} // namespace chongqing
