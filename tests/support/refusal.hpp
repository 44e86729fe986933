#pragma once

#include "corewing/base/error.hpp"

#include <string>

namespace corewing::test {

/// What a call says when it throws such an error; "none" if it does not.
template <class Error = base::error, class Call>
std::string refusal(Call&& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    return "none";
}

} // namespace corewing::test
