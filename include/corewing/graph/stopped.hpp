#pragma once

#include "corewing/base/error.hpp"

namespace corewing::graph {

/// Thrown where a routine was asked to stop and has no part answer that could be used.
class stopped : public base::error {
    using error::error;
};

} // namespace corewing::graph
