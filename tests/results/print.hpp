#pragma once

#include "corewing/base/per_place.hpp"

#include "results/members.hpp"

#ifndef COREWING_RESULT_MEMBERS
#error "define COREWING_RESULT_MEMBERS as the list of the room, as in COREWING_MEMBERS_GRAPH"
#endif

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// Every number of every result, to the last bit: one line a number, a name before it.
namespace corewing::results {
namespace { // each room prints the members of its own results

inline void line(const std::string& name, const std::string& value) {
    std::printf("%s %s\n", name.c_str(), value.c_str());
}

inline std::string escaped_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else
            out += c;
    }
    return out + '"';
}

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVariant : std::false_type {};
template <class... T>
struct IsVariant<std::variant<T...>> : std::true_type {};

template <class T>
void print(const std::string& name, const T& value);

/// The members on the list, in its order.
template <class T>
void print_members(const std::string& name, const T& value) {
    int found = 0;
#define COREWING_PRINT_MEMBER(member)                                                                                  \
    if constexpr (requires { value.member; }) {                                                                        \
        ++found;                                                                                                       \
        print(name + "." #member, value.member);                                                                       \
    }
    COREWING_MEMBERS_COMMON(COREWING_PRINT_MEMBER)
    COREWING_RESULT_MEMBERS(COREWING_PRINT_MEMBER)
#undef COREWING_PRINT_MEMBER
    if (found == 0) line(name, "HAS NO KNOWN MEMBER");
}

/// Prints a value and all that is in it. Counts and indices look alike whatever their type; -1 is none.
template <class T>
void print(const std::string& name, const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        line(name, value ? "1" : "0");
    } else if constexpr (std::is_enum_v<T>) {
        line(name, std::to_string(static_cast<int>(value)));
    } else if constexpr (std::is_unsigned_v<T>) {
        line(name, value == std::numeric_limits<T>::max() && sizeof(T) >= 4 ? "-1" : std::to_string(value));
    } else if constexpr (std::is_integral_v<T>) {
        line(name, std::to_string(value));
    } else if constexpr (std::is_floating_point_v<T>) {
        std::printf("%s %a\n", name.c_str(), value);
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        line(name, escaped_text(value));
    } else if constexpr (IsOptional<T>::value) {
        if (value)
            print(name, *value);
        else
            line(name, "nothing");
    } else if constexpr (std::is_same_v<T, base::PerPlace>) {
        print(name, value.expanded(value.size(), "", 0.0));
    } else if constexpr (IsVariant<T>::value) {
        line(name + ".alternative", std::to_string(value.index()));
        std::visit([&](const auto& inner) { print(name, inner); }, value);
    } else if constexpr (std::is_base_of_v<Eigen::SparseMatrixBase<T>, T>) {
        print(name, Eigen::MatrixXd(value));
    } else if constexpr (std::is_base_of_v<Eigen::EigenBase<T>, T>) {
        const auto plain = value.eval();
        if (plain.cols() == 1 || plain.size() == 0) {
            line(name + ".size", std::to_string(plain.size()));
            for (long i = 0; i < plain.size(); ++i) print(name + '[' + std::to_string(i) + ']', plain(i, 0));
        } else {
            line(name + ".size", std::to_string(plain.rows()) + 'x' + std::to_string(plain.cols()));
            for (long i = 0; i < plain.rows(); ++i)
                for (long j = 0; j < plain.cols(); ++j)
                    print(name + '[' + std::to_string(i) + ',' + std::to_string(j) + ']', plain(i, j));
        }
    } else if constexpr (std::is_same_v<T, std::vector<bool>>) {
        line(name + ".size", std::to_string(value.size()));
        for (long i = 0; i < std::ssize(value); ++i) print<bool>(name + '[' + std::to_string(i) + ']', value[i]);
    } else if constexpr (requires { value.about(); }) { // a column or matrix with marks
        print(name + ".values", value.values());
        print(name + ".marks", value.marks());
    } else if constexpr (requires { value.of_place(); }) { // labels
        print(name + ".names", value.names());
        print(name + ".of_place", value.of_place());
    } else if constexpr (requires { value.target_type(); }) {
        line(name, value ? "function" : "no function");
    } else if constexpr (requires { value.str(); }) {
        print(name, value.str());
    } else if constexpr (requires { std::begin(value); }) {
        long i = 0;
        for (const auto& item : value) print(name + '[' + std::to_string(i++) + ']', item);
        line(name + ".size", std::to_string(i));
    } else {
        print_members(name, value);
    }
}

/// Runs a piece; what it throws is printed as well.
template <class Piece>
void attempt(const std::string& name, const Piece& piece) {
    try {
        piece();
    } catch (const std::exception& fault) {
        print(name + " throws", std::string(fault.what()));
    }
}

/// Numbers of chance that depend on nothing but the seed (Knuth's MMIX generator).
class Draw {
public:
    explicit Draw(std::uint64_t seed) : state_(seed * 2654435761u + 12345u) {
        for (int i = 0; i < 8; ++i) next();
    }

    /// In [0, 1), with 32 bits.
    double uniform() { return static_cast<double>(next()) / 4294967296.0; }

    double uniform(double low, double high) { return low + (high - low) * uniform(); }

    /// In [0, count).
    long whole(long count) { return static_cast<long>(next() % static_cast<std::uint64_t>(count)); }

    bool chance(double share) { return uniform() < share; }

    Eigen::VectorXd vector(long size, double low = 0.0, double high = 1.0) {
        Eigen::VectorXd v(size);
        for (long i = 0; i < size; ++i) v[i] = uniform(low, high);
        return v;
    }

    Eigen::MatrixXd matrix(long rows, long cols, double low = 0.0, double high = 1.0) {
        Eigen::MatrixXd m(rows, cols);
        for (long j = 0; j < cols; ++j)
            for (long i = 0; i < rows; ++i) m(i, j) = uniform(low, high);
        return m;
    }

    /// Like matrix(), with a share of the cells 0.
    Eigen::MatrixXd holed(long rows, long cols, double share, double low = 0.0, double high = 1.0) {
        Eigen::MatrixXd m = matrix(rows, cols, low, high);
        for (long j = 0; j < cols; ++j)
            for (long i = 0; i < rows; ++i)
                if (chance(share)) m(i, j) = 0.0;
        return m;
    }

    /// Square and symmetric, the diagonal 0.
    Eigen::MatrixXd symmetric(long size, double share_of_zeros, double low = 0.0, double high = 1.0) {
        Eigen::MatrixXd m = Eigen::MatrixXd::Zero(size, size);
        for (long j = 0; j < size; ++j)
            for (long i = 0; i < j; ++i) {
                const double value = uniform(low, high);
                if (chance(share_of_zeros)) continue;
                m(i, j) = value;
                m(j, i) = value;
            }
        return m;
    }

private:
    std::uint64_t next() {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return state_ >> 32;
    }

    std::uint64_t state_;
};

} // namespace
} // namespace corewing::results
