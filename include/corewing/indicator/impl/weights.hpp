#pragma once

#include "corewing/indicator/weights.hpp"

#include "corewing/indicator/detail/proportional.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/detail/columns.hpp"

#include <Eigen/Core>

#include <string>
#include <utility>

namespace corewing::indicator {

} // namespace corewing::indicator
