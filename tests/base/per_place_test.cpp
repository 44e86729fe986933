#include "corewing/base/per_place.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using corewing::Index;
using corewing::base::PerPlace;

namespace {

struct Options {
    double budget = 0.0;
    PerPlace lower = {};
    PerPlace upper = {};
};

Eigen::VectorXd lower(const Options& options, Index n = 3) {
    return options.lower.expanded(n, "lower", -1.0);
}

enum Plain { plain = 2 };
enum class Scoped { one = 1 };
struct NotNumbers {};

template <class T>
constexpr bool taken = std::is_convertible_v<T, PerPlace>;

} // namespace

TEST_CASE("a number for all, or one for each place, in every form that an analyst writes") {
    const Eigen::VectorXd v = Eigen::Vector3d(1, 2, 3);
    const Eigen::MatrixXd m = Eigen::Matrix3d::Identity();
    const std::vector<double> list{1, 2, 3};
    const int whole = 5;
    const float narrow = 5.0F;
    const Index many = 5;
    const Eigen::VectorXd fives = Eigen::VectorXd::Constant(3, 5.0);

    // one number for all
    CHECK(lower({.lower = 5.0}) == fives);
    CHECK(lower({.lower = 5}) == fives);
    CHECK(lower({.lower = whole}) == fives);
    CHECK(lower({.lower = narrow}) == fives);
    CHECK(lower({.lower = many}) == fives);
    CHECK(lower({.lower = 5U}) == fives);
    CHECK(lower({.lower = v.sum() - 1.0}) == fives);
    CHECK(lower({.lower = v.transpose() * v}) == Eigen::VectorXd::Constant(3, 14.0));
    CHECK(lower({.lower = PerPlace(5.0)}) == fives);

    // one for each place
    CHECK(lower({.lower = v}) == v);
    CHECK(lower({.lower = 2.0 * v}) == 2.0 * v);
    CHECK(lower({.lower = v.array() + 1.0}) == Eigen::VectorXd(v.array() + 1.0));
    CHECK(lower({.lower = v.head(2)}, 2) == v.head(2));
    CHECK(lower({.lower = v.transpose()}) == v);
    CHECK(lower({.lower = m * v}) == v);
    CHECK(lower({.lower = m.col(0)}) == m.col(0));
    CHECK(lower({.lower = m.row(1)}) == m.col(1));
    CHECK(lower({.lower = Eigen::VectorXd::Ones(3)}) == Eigen::VectorXd::Ones(3));
    CHECK(lower({.lower = Eigen::Vector3d(1, 2, 3)}) == v);
    CHECK(lower({.lower = Eigen::Vector3i(1, 2, 3)}) == v);
    CHECK(lower({.lower = list}) == v);
    CHECK(lower({.lower = {1.0, 2.0, 3.0}}) == v);
    CHECK(lower({.lower = {1, 2, 3}}) == v);
    CHECK(lower({.lower = {1, 2.0, 3}}) == v);
    CHECK(lower({.lower = {v}}) == v);
    CHECK(lower({.lower = {7.0}}, 1) == Eigen::VectorXd::Constant(1, 7.0));

    // the routine's default
    CHECK(lower({}) == Eigen::VectorXd::Constant(3, -1.0));
    CHECK(lower({.lower = {}}) == Eigen::VectorXd::Constant(3, -1.0));
    CHECK(lower({.budget = 2.0, .upper = 1.0}) == Eigen::VectorXd::Constant(3, -1.0));
    CHECK(lower({.lower = 5.0}, 0).size() == 0);
}

TEST_CASE("what is neither a number nor a vector of numbers does not compile") {
    static_assert(taken<double> && taken<int> && taken<float> && taken<Index> && taken<std::int32_t>);
    static_assert(taken<Eigen::VectorXd> && taken<Eigen::RowVectorXd> && taken<Eigen::ArrayXd> &&
                  taken<Eigen::VectorXi> && taken<std::vector<double>> && taken<Eigen::Ref<const Eigen::VectorXd>>);
    static_assert(!taken<bool> && !taken<char> && !taken<signed char> && !taken<unsigned char> && !taken<wchar_t>);
    static_assert(!taken<char8_t> && !taken<char16_t> && !taken<char32_t>);
    static_assert(!taken<Plain> && !taken<Scoped>);
    static_assert(!taken<Eigen::MatrixXd> && !taken<Eigen::Matrix3d> && !taken<Eigen::ArrayXXd>);
    static_assert(!taken<Eigen::VectorXcd> && !taken<Eigen::Array<bool, Eigen::Dynamic, 1>>);
    static_assert(!taken<const char*> && !taken<std::string> && !taken<std::nullptr_t> && !taken<double*>);
    static_assert(!taken<NotNumbers> && !taken<std::optional<double>>);
    CHECK(plain == 2);
}

TEST_CASE("the wrong number of entries is told with the remedy") {
    const auto refusal = [](const PerPlace& option) -> std::string {
        try {
            static_cast<void>(option.expanded(4, "lower", 0.0));
        } catch (const corewing::base::bad_shape& error) {
            CHECK(error.context().field == "lower");
            return error.what();
        }
        return "none";
    };
    CHECK(refusal({5.0}) == "lower: has 1 entries where 4 are needed; give one number for all, or one for each place");
    CHECK(refusal(Eigen::VectorXd::Ones(5)) ==
          "lower: has 5 entries where 4 are needed; give one number for all, or one for each place");
    CHECK(refusal(Eigen::VectorXd()) ==
          "lower: has 0 entries where 4 are needed; give one number for all, or one for each place");
    CHECK(refusal(5.0) == "none");
    CHECK(refusal({}) == "none");
}

TEST_CASE("whether anything was given, and equality") {
    CHECK_FALSE(PerPlace().given());
    CHECK(PerPlace(0.0).given());
    CHECK(PerPlace(std::vector<double>{}).given());
    CHECK(PerPlace().size() == 0);
    CHECK(PerPlace(7.0).size() == 1);
    CHECK(PerPlace({1.0, 2.0, 3.0}).size() == 3);
    CHECK(PerPlace(5.0) == PerPlace(5));
    CHECK_FALSE(PerPlace(5.0) == PerPlace());
    CHECK_FALSE(PerPlace(5.0) == PerPlace({5.0, 5.0}));
    CHECK(PerPlace({1.0, 2.0}) == PerPlace(Eigen::Vector2d(1, 2)));
    CHECK_FALSE(PerPlace({1.0, 2.0}) == PerPlace({1.0}));
}
