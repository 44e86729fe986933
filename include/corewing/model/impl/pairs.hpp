#pragma once

#include "corewing/model/pairs.hpp"

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/place_pair.hpp"

#include <Eigen/Core>

#include <string>

namespace corewing::model {

COREWING_BODY
void check_pair(const PlacePair& pair, Index places, const std::string& field) {
    const auto inside = [places](Index i) { return i >= 0 && i < places; };
    if (inside(pair.first) && inside(pair.second) && pair.first != pair.second) return;
    const std::string text = '(' + std::to_string(pair.first) + ", " + std::to_string(pair.second) + ')';
    throw base::bad_value(text + " is not a pair of two different places below " + std::to_string(places),
                          {.field = field, .value = text});
}

} // namespace corewing::model
