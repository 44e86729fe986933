#pragma once

#include <string>

namespace corewing::model {

/// A choice that a plan makes: one row of plan.csv. plan/choices.hpp says which keys there are and what they mean.
struct Choice {
    std::string key = {};        ///< what is chosen, for example size
    std::string value = {};      ///< what was chosen
    std::string note = {};       ///< why, or the folder's own words on a question
    std::string note_local = {}; ///< the same in the local language

    bool operator==(const Choice&) const = default;
};

} // namespace corewing::model
