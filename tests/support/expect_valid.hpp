#pragma once

#include "corewing/base/certificate.hpp"

#include <doctest/doctest.h>

namespace corewing::test {

/// That a check of an answer found no fault; says each one that it found.
inline void expect_valid(const base::Certificate& certificate) {
    for (const auto& fault : certificate.faults) FAIL_CHECK(fault);
    CHECK(certificate.holds);
}

} // namespace corewing::test
