#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/parallel.hpp"

#include <Eigen/Core>

#include <string>
#include <string_view>

namespace corewing::interaction::detail {

/// @throws bad_value naming the first entry that is negative or not a number (infinity is legal: no way leads there)
template <class = void>
void check_times(const Eigen::Ref<const Eigen::MatrixXd>& time, std::string_view field) {
    for (Index j = 0; j < time.cols(); ++j)
        for (Index i = 0; i < time.rows(); ++i) {
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
void for_each_column(Index rows, Index cols, Body&& body) {
    const Index grain = 1 + 65536 / (rows > 0 ? rows : 1);
    base::parallel_for(cols, [&body](Index j) { body(j); },
                       {.grain = grain});
}

} // namespace corewing::interaction::detail
