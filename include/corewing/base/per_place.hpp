#pragma once

#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace corewing::base {

/// A type of numbers that count or measure: neither a truth value, nor a letter, nor an enumerator.
template <class T>
concept Number = std::is_arithmetic_v<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                 !std::same_as<T, signed char> && !std::same_as<T, unsigned char> && !std::same_as<T, wchar_t> &&
                 !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

/// A vector of Eigen, or an expression that gives one: one column or one row, known as such to the compiler.
template <class T>
concept VectorExpression = requires(const T& t) {
    []<class D>(const Eigen::DenseBase<D>&) {}(t); // also of what derives from an expression, as v.head(2) does
    requires T::IsVectorAtCompileTime != 0;
    requires Number<typename T::Scalar>;
};

/// An option that is one number for all places, or one number for each.
///
///     struct DivisionOptions {
///         base::PerPlace lower = {}; ///< at least this, in the budget's unit; {} = 0
///     };
///     divide(need, {.lower = 5.0});             // one number for all
///     divide(need, {.lower = floors});          // an Eigen vector or expression, or a std::vector<double>
///     divide(need, {.lower = {1.0, 2.0, 3.0}}); // one for each place; with one number in braces, for one place
///     divide(need, {.lower = {}});              // the routine's default
///
///     const Eigen::VectorXd lower = options.lower.expanded(need.size(), "lower", 0.0); // within the routine
///
/// A matrix, a truth value, a letter, an enumerator or a model::Column does not compile: of a column take known().
/// The numbers are not looked at; their range is the routine's to check.
class PerPlace {
public:
    /// The routine's default.
    PerPlace() = default;

    /// One number for all places.
    /// @param number  in the unit of the option
    template <Number T>
    PerPlace(T number) : all_(static_cast<double>(number)), kind_(Kind::one) {}

    /// One number for each place; an expression known to hold a single number (a product of two vectors) is one for
    /// all.
    /// @param numbers  n x 1 or 1 x n, in the unit of the option
    template <VectorExpression T>
    PerPlace(const T& numbers) {
        if constexpr (T::SizeAtCompileTime == 1) {
            all_ = static_cast<double>(numbers.eval()(0));
            kind_ = Kind::one;
        } else {
            each_.resize(numbers.size());
            if constexpr (T::RowsAtCompileTime == 1)
                each_ = numbers.template cast<double>().transpose();
            else
                each_ = numbers.template cast<double>();
            kind_ = Kind::each;
        }
    }

    /// One number for each place.
    /// @param numbers  n, in the unit of the option
    PerPlace(const std::vector<double>& numbers)
        : each_(Eigen::VectorXd::Map(numbers.data(), std::ssize(numbers))), kind_(Kind::each) {}

    /// One number for each place.
    /// @param numbers  n, in the unit of the option
    PerPlace(std::initializer_list<double> numbers)
        : each_(Eigen::VectorXd::Map(numbers.begin(), std::ssize(numbers))), kind_(Kind::each) {}

    /// @return whether anything was given: false for {}
    [[nodiscard]] bool given() const noexcept { return kind_ != Kind::none; }

    /// How many numbers were given: 0 for {}, 1 for one for all, n for one for each.
    [[nodiscard]] Index size() const noexcept { return kind_ == Kind::one ? 1 : each_.size(); }

    /// The numbers by place.
    /// @param places     n, how many are needed
    /// @param field      the option's name, for the error
    /// @param otherwise  the routine's default, taken where nothing was given
    /// @return n x 1
    /// @throws bad_shape if there is one for each, and not n of them
    /// Complexity O(n).
    [[nodiscard]] Eigen::VectorXd expanded(Index places, std::string_view field, double otherwise) const {
        if (kind_ != Kind::each) return Eigen::VectorXd::Constant(places, kind_ == Kind::one ? all_ : otherwise);
        if (each_.size() == places) return each_;
        throw bad_shape("has " + std::to_string(each_.size()) + " entries where " + std::to_string(places) +
                            " are needed",
                        {.field = std::string(field),
                         .value = std::to_string(each_.size()),
                         .remedy = "give one number for all, or one for each place"});
    }

    /// Equal if the same was given: 5.0 for all is not {5.0, 5.0}.
    /// @param a  the one option
    /// @param b  the other
    /// @return true if equal
    friend bool operator==(const PerPlace& a, const PerPlace& b) {
        return a.kind_ == b.kind_ && a.all_ == b.all_ && a.each_.size() == b.each_.size() && a.each_ == b.each_;
    }

private:
    enum class Kind : unsigned char { none, one, each };

    Eigen::VectorXd each_ = {};
    double all_ = 0.0;
    Kind kind_ = Kind::none;
};

} // namespace corewing::base
