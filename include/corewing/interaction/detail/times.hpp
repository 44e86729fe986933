#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/parallel.hpp"

#include <Eigen/Core>

#include <cstddef>
#include <string>
#include <string_view>

namespace corewing::interaction::detail {

/// @throws bad_value naming the first entry that is negative or not a number (infinity is legal: no way leads there)
template <class = void>
void check_times(const Eigen::Ref<const Eigen::MatrixXd>& time, std::string_view field) {
    for (Eigen::Index j = 0; j < time.cols(); ++j)
        for (Eigen::Index i = 0; i < time.rows(); ++i) {
            if (time(i, j) >= 0.0) continue; // false for NaN
            const std::string cell = std::string(field) + '[' + std::to_string(i) + ',' + std::to_string(j) + ']';
            throw base::bad_value(base::to_text(time(i, j)) + " is not a travel time",
                                  {.field = cell,
                                   .value = base::to_text(time(i, j)),
                                   .remedy = "write 0 or more, or infinity where no way leads"});
        }
}

/// Calls body(j) for each column, in parallel where there are many rows to a column.
template <class Body>
void for_each_column(Eigen::Index rows, Eigen::Index cols, Body&& body) {
    const std::size_t grain = 1 + 65536 / static_cast<std::size_t>(rows > 0 ? rows : 1);
    base::parallel_for(static_cast<std::size_t>(cols), [&body](std::size_t j) { body(static_cast<Eigen::Index>(j)); },
                       {.grain = grain});
}

} // namespace corewing::interaction::detail
