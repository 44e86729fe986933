#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <cmath>
#include <new>
#include <string>
#include <string_view>

namespace corewing::base::detail {

/// Makes a matrix that may be too large for this machine.
/// @param rows, cols  its size
/// @param field       what it holds
/// @param make        makes it
/// @throws bad_value with size and remedy where there is not enough memory
template <class Make>
auto with_memory(Index rows, Index cols, std::string_view field, Make&& make) {
    try {
        return make();
    } catch (const std::bad_alloc&) {
        const double gigabytes = 8e-9 * static_cast<double>(rows) * static_cast<double>(cols);
        throw bad_value("a matrix of " + std::to_string(rows) + " x " + std::to_string(cols) + " numbers takes " +
                            std::to_string(std::llround(std::ceil(gigabytes))) + " GB, more than there is",
                        {.field = std::string(field),
                         .value = std::to_string(rows),
                         .remedy = "take fewer places, or a larger machine"});
    }
}

} // namespace corewing::base::detail
