#pragma once

#include <functional>
#include <stop_token>
#include <string_view>

namespace corewing::base {

/// How far a long routine has come.
struct Progress {
    std::string_view task = {}; ///< what is being done, in the routine's words
    double done = 0.0;          ///< share finished in [0, 1]; for searches an estimate that never falls
};

/// Lets a caller watch a long routine and stop it. Both parts are optional.
///
/// `progress` is called from the thread that called the routine, a few times a second at most.
/// After `stop` is requested a routine returns its best answer so far with status `interrupted`.
struct Observer {
    std::function<void(const Progress&)> progress = {}; ///< called with how far the routine is; empty = nobody watches
    std::stop_token stop = {};                          ///< asks the routine to stop; a default token never does

    /// Called by a routine: tells the watcher, if there is one.
    /// @param task  what is being done
    /// @param done  share finished in [0, 1]
    void report(std::string_view task, double done) const {
        if (progress) progress({task, done});
    }
    /// @return true once a stop was requested
    [[nodiscard]] bool stopped() const { return stop.stop_requested(); }
};

} // namespace corewing::base
