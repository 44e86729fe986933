#pragma once

#include "corewing/industry/relatedness.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string>

namespace corewing::industry::detail {

template <class = void>
void check_presence(const Eigen::Ref<const Eigen::MatrixXd>& presence) {
    base::check_range(presence, 0.0, 1.0, "presence");
    for (Index k = 0; k < presence.cols(); ++k)
        for (Index i = 0; i < presence.rows(); ++i)
            if (presence(i, k) != 0.0 && presence(i, k) != 1.0)
                throw base::bad_value(base::to_text(presence(i, k)) + " is neither 0 nor 1",
                                      {.field = "presence[" + std::to_string(i) + ',' + std::to_string(k) + ']',
                                       .value = base::to_text(presence(i, k)),
                                       .remedy = "make it with presence()"});
}

} // namespace corewing::industry::detail
