#pragma once

#include "corewing/model/diagnose.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/region.hpp"
#include "corewing/model/stated_roles.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::model {

} // namespace corewing::model
