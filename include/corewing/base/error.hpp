#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/routine.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the library throws. Every exception says what is wrong, where, and how to mend it, and keeps
/// the pieces apart in a Context so that a program can show them in its own way.
namespace corewing::base {

/// Where a fault lies. A field that does not apply stays empty (or 0).
struct Context {
    std::string file = {};   ///< as the caller named it
    Index line = 0;          ///< counted from 1; 0 = none
    Index column = 0;        ///< cell of a table row (character of any other text), from 1; 0 = none
    std::string field = {};  ///< parameter or table column
    std::string value = {};  ///< the offending value, made printable
    std::string place = {};  ///< id of the place concerned
    std::string remedy = {}; ///< what to do, as an order: "write decimal degrees"

    bool operator==(const Context&) const = default; ///< @return true if all pieces are equal
};

/// Joins the pieces to one line: `file:line:column: field: fault; remedy`.
/// @param fault  what is wrong, without the place
/// @param context  where; empty pieces are left out
/// @return one line; control characters and others that are not seen stand in it as escapes, so that a name out of
///         a file cannot drive the terminal that shows it
/// Complexity O(length).
COREWING_ROUTINE
std::string describe(std::string_view fault, const Context& context);

/// Several faults, each made by describe().
struct FaultLines {
    std::string text = {}; ///< a line each, with '\n' between them
};

/// Several faults: the first of them a line each, then "and 3 more".
/// @param first  lines without a line break
/// @param count  how many there are in all, >= first.size()
/// @return lines without a line break at the end
/// Complexity O(length).
COREWING_ROUTINE
std::string describe(const std::vector<std::string>& first, Index count);

/// Root of all exceptions thrown by corewing.
class error : public std::runtime_error {
public:
    /// @param fault  what is wrong, without the place
    /// @param context  where, and what to do
    explicit error(std::string_view fault, Context context = {})
        : std::runtime_error(describe(fault, context)), context_(std::move(context)) {}
    /// @param faults  several at once; the pieces stay empty
    explicit error(const FaultLines& faults) : std::runtime_error(faults.text) {}

    /// @return the pieces of the message
    [[nodiscard]] const Context& context() const noexcept { return context_; }

private:
    Context context_;
};

/// A number outside its range, not finite, or an option that makes no sense.
class bad_value : public error {
    using error::error;
};

/// Vectors or matrices whose sizes do not belong together.
class bad_shape : public error {
    using error::error;
};

/// A name (place, layer, indicator ...) that the region does not have.
class unknown_name : public error {
    using error::error;
};

/// Data that contradict themselves or the data dictionary.
class bad_data : public error {
    using error::error;
};

/// A file that cannot be read or written.
class bad_file : public error {
    using error::error;
};

/// The observer asked to stop, and there is no part answer that could be used.
class interrupted : public error {
    using error::error;
};

} // namespace corewing::base

#ifndef COREWING_COMPILED
#include "corewing/base/impl/error.hpp"
#endif
