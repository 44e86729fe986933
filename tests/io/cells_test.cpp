#include "corewing/base/random.hpp"
#include "corewing/io/detail/cells.hpp"

#include <doctest/doctest.h>

#include <clocale>
#include <cstring>
#include <limits>
#include <locale>
#include <optional>
#include <string>
#include <vector>

using namespace corewing;
using io::detail::read_cell;
using io::detail::Refusal;
using io::detail::write_cell;

namespace {

template <class Value>
std::string refusal(std::string_view cell) {
    Value value{};
    Refusal why;
    if (read_cell(cell, value, why)) return "";
    return why.remedy.empty() ? why.text : why.text + "; " + why.remedy;
}

double number(std::string_view cell) {
    double value = -12345.0;
    Refusal why;
    CHECK(read_cell(cell, value, why));
    return value;
}

} // namespace

TEST_CASE("numbers") {
    CHECK(number("0") == 0.0);
    CHECK(number("-0") == 0.0);
    CHECK(number("+3.5") == 3.5);
    CHECK(number("3.") == 3.0);
    CHECK(number(".5") == 0.5);
    CHECK(number("1.2e6") == 1.2e6);
    CHECK(number("1E-3") == 1e-3);
    CHECK(number("4.9406564584124654e-324") == std::numeric_limits<double>::denorm_min());
    CHECK(number("1.7976931348623157e308") == std::numeric_limits<double>::max());
    struct Case {
        const char* cell;
        const char* says;
    };
    const std::string comma = "; write the decimals behind a point, as in 3.5, and do not set the thousands apart";
    for (const Case& c : {Case{"abc", "\"abc\" is not a number"},
                          {"1.5x", "\"1.5x\" is not a number"},
                          {"0x1F", "\"0x1F\" is not a number"},
                          {"1e", "\"1e\" is not a number"},
                          {"1 000", "\"1 000\" is not a number"},
                          {"5%", "\"5%\" is not a number"},
                          {"１２", "\"１２\" is not a number"},
                          {"--1", "\"--1\" is not a number"},
                          {"+-1", "\"+-1\" is not a number"},
                          {"-+1", "\"-+1\" is not a number"},
                          {"+", "\"+\" is not a number"},
                          {".", "\".\" is not a number"},
                          {",", "\",\" is not a number"},
                          {"nan", "\"nan\" is not a finite number"},
                          {"NaN", "\"NaN\" is not a finite number"},
                          {"-nan", "\"-nan\" is not a finite number"},
                          {"inf", "\"inf\" is not a finite number"},
                          {"-Infinity", "\"-Infinity\" is not a finite number"},
                          {"1e999", "\"1e999\" is too large or too small for a number"},
                          {"1e-999", "\"1e-999\" is too large or too small for a number"},
                          {" 5", "\" 5\" has a blank at an end; take it out"},
                          {"5\t", "\"5\\t\" has a blank at an end; take it out"}}) {
        CAPTURE(c.cell);
        CHECK(refusal<double>(c.cell) == c.says);
    }
    CHECK(refusal<double>("3,5") == "\"3,5\" is not a number" + comma);
    CHECK(refusal<double>("1,234.5") == "\"1,234.5\" is not a number" + comma);
    CHECK(refusal<std::optional<double>>("x") == "\"x\" is not a number");
}

TEST_CASE("whole numbers") {
    int value = 0;
    Refusal why;
    CHECK(read_cell("+1", value, why));
    CHECK(value == 1);
    CHECK(read_cell("-2147483648", value, why));
    CHECK(value == std::numeric_limits<int>::min());
    CHECK(refusal<int>("2022.0") == "\"2022.0\" is not a whole number");
    CHECK(refusal<int>("2e3") == "\"2e3\" is not a whole number");
    CHECK(refusal<int>("99999999999") == "\"99999999999\" is too large");
    CHECK(refusal<int>("2022年") == "\"2022年\" is not a whole number");
    CHECK(refusal<int>(" 2022") == "\" 2022\" has a blank at an end; take it out");
    CHECK(refusal<std::optional<int>>("x") == "\"x\" is not a whole number");
}

TEST_CASE("words, truth values and lists") {
    CHECK(refusal<bool>("true").empty());
    CHECK(refusal<bool>("false").empty());
    CHECK(refusal<bool>("TRUE") == "\"TRUE\" is neither true nor false; write true or false");
    CHECK(refusal<model::PlaceKind>("platform").empty());
    CHECK(refusal<model::PlaceKind>("city") ==
          "\"city\" is not one of the words for this column; write district, platform or partner");
    CHECK(refusal<model::LayerKind>("Flow") == "\"Flow\" is not one of the words for this column; write flow or route");
    CHECK(refusal<model::Role>("核") ==
          "\"核\" is not one of the words for this column; write core, wing, point or other");
    CHECK(refusal<model::Sense>("min") == "\"min\" is not one of the words for this column; write at_least or at_most");
    CHECK(refusal<base::Mark>("imputed") ==
          "\"imputed\" is not one of the words for this column; write observed, estimated or synthetic");
    base::Mark mark = base::Mark::missing;
    std::string cell;
    Refusal none;
    CHECK(read_cell("estimated", mark, none));
    CHECK(mark == base::Mark::imputed);
    CHECK(write_cell(mark, cell, none));
    CHECK(cell == "estimated");
    CHECK_FALSE(write_cell(base::Mark::derived, cell, none));
    CHECK(none.text == "\"derived\" is not one of the words for this column");
    CHECK(none.remedy == "give observed, estimated or synthetic");
    std::vector<std::string> list;
    Refusal why;
    CHECK(read_cell("a;b c;重", list, why));
    CHECK(list == std::vector<std::string>{"a", "b c", "重"});
    for (const char* bad : {";", "a;", ";a", "a;;b"})
        CHECK(refusal<std::vector<std::string>>(bad) ==
              "the list has an empty item; put one semicolon between two items and none at the ends");
}

TEST_CASE("what cannot be read again is not written") {
    std::string cell;
    Refusal why;
    CHECK_FALSE(write_cell(std::string("a\0b", 3), cell, why));
    CHECK(why.text == "\"a\\x00b\" has a control character");
    CHECK_FALSE(write_cell(std::string("\xFF"), cell, why));
    CHECK(why.text == "\"\\xff\" is not UTF-8");
    CHECK_FALSE(write_cell(std::numeric_limits<double>::quiet_NaN(), cell, why));
    CHECK(why.text == "nan is not a finite number");
    CHECK_FALSE(write_cell(std::vector<std::string>{"a;b"}, cell, why));
    CHECK(why.text == "\"a;b\" cannot stand in a list");
    CHECK_FALSE(write_cell(std::vector<std::string>{""}, cell, why));
}

TEST_CASE("numbers are written in the shortest form that reads the same") {
    const auto written = [](double value) {
        std::string cell;
        Refusal why;
        CHECK(write_cell(value, cell, why));
        return cell;
    };
    CHECK(written(0.1) == "0.1");
    CHECK(written(100.0) == "100");
    CHECK(written(1.0 / 3.0) == "0.3333333333333333");
    CHECK(written(1e300) == "1e+300");
    base::Random random(3);
    for (int i = 0; i < 20000; ++i) {
        const std::uint64_t bits = random.bits();
        double value = 0.0;
        std::memcpy(&value, &bits, sizeof value);
        if (!std::isfinite(value)) continue;
        const double again = number(written(value));
        if (std::memcmp(&again, &value, sizeof value) != 0) FAIL("not the same: " << value);
    }
}

TEST_CASE("the locale does not matter") {
    struct Comma : std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
        char do_thousands_sep() const override { return '.'; }
        std::string do_grouping() const override { return "\3"; }
    };
    const std::locale old_streams = std::locale::global(std::locale(std::locale::classic(), new Comma));
    const std::string before = std::setlocale(LC_ALL, nullptr);
    bool found = false;
    for (const char* locale : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "fr_FR.utf8", "pt_BR.UTF-8"})
        if (!found && std::setlocale(LC_ALL, locale) != nullptr) found = true;
    if (!found) MESSAGE("no C locale with a decimal comma is installed; only one of C++ was tried");
    CHECK(number("3.5") == 3.5);
    CHECK(refusal<double>("3,5").starts_with("\"3,5\" is not a number"));
    std::string cell;
    Refusal why;
    CHECK(write_cell(1234567.5, cell, why));
    CHECK(cell == "1234567.5");
    cell.clear();
    CHECK(write_cell(2022, cell, why));
    CHECK(cell == "2022");
    std::setlocale(LC_ALL, before.c_str());
    std::locale::global(old_streams);
}
