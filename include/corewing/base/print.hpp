#pragma once

#include <concepts>
#include <ostream>
#include <string_view>
#include <type_traits>

namespace corewing::base {

/// An enumeration whose values have a name(), found beside the enumeration itself.
template <class T>
concept NamedEnum = std::is_enum_v<T> && requires(T value) {
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

} // namespace corewing::base
