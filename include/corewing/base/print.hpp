#pragma once

#include <concepts>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>

namespace corewing::base {

/// A scoped enumeration whose values have a name(), found beside the enumeration itself.
template <class T>
concept NamedEnum = std::is_enum_v<T> && !std::is_convertible_v<T, int> && requires(T value) {
    { name(value) } -> std::same_as<std::string_view>;
};

/// Prints a value of any named enumeration as its name().
///
/// Argument lookup looks only into the very namespace of the enumeration, so a header that defines one in another
/// room says `using base::operator<<;` behind its name(). Enumerations of other libraries are left alone.
///
///     std::cout << region.place(3).kind; // district
template <NamedEnum Enum>
std::ostream& operator<<(std::ostream& out, Enum value) {
    return out << name(value);
}

/// What `out << value` prints, as a text.
template <class T>
std::string printed(const T& value) {
    using std::operator<<; // hides the one above: what a value prints as is up to its own library
    std::ostringstream out;
    out << value;
    return out.str();
}

} // namespace corewing::base
