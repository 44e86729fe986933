#pragma once

#include <chrono>

namespace corewing::base {

/// Wall-clock seconds since it was made; solvers report it in Outcome::seconds.
class Stopwatch {
public:
    /// @return seconds since the stopwatch was made, >= 0
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

} // namespace corewing::base
