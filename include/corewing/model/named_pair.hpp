#pragma once

#include <string>

namespace corewing::model {

/// A pair as it was given, and the names of its two places. See Selection::named().
template <class Pair>
struct NamedPair : Pair {
    std::string first_name = {};  ///< of the place in row `first`
    std::string second_name = {}; ///< of the place in row `second`
};

} // namespace corewing::model
