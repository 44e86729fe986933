#include "corewing/report/spreadsheet.hpp"

#include "corewing/base/error.hpp"

#include <doctest/doctest.h>

using namespace corewing::report;

TEST_CASE("cells that a spreadsheet would run are neutralised, numbers are not") {
    for (const char* plain :
         {"", "abc", "12.5", "-12.5", "+3", "-1e-5", "+1.5E+7", "-.5", "a=b", "万州", "'=1", " =1", "–", "~3"})
        CHECK(spreadsheet_safe(plain) == plain);
    for (const char* risky : {"=1+1",     "=cmd|' /C calc'!A0",
                              "+1+1",     "-1-1",
                              "-",        "+",
                              "@SUM(A1)", "\t=1",
                              "\r=1",     "--1",
                              "+-1",      "-1,000",
                              "-inf",     "+nan",
                              "-0x1p3",   "+1e999",
                              "-12 ",     "＝1",
                              "＋1",      "－1",
                              "＠x"})
        CHECK(spreadsheet_safe(risky) == "'" + std::string(risky));
}

TEST_CASE("a CSV report quotes what needs quotes") {
    const Table table{.columns = {{"Place"}, {"=Amount"}, {"Note"}},
                      .rows = {{"Wanzhou", "-1.5", "a, \"b\"\nc"},
                               {"=1+1", {"2.0", corewing::base::Mark::imputed}, ""},
                               {"x", {"", corewing::base::Mark::missing}, "@y,z"}}};
    CHECK(csv_table(table) == "Place,'=Amount,Note\r\n"
                              "Wanzhou,-1.5,\"a, \"\"b\"\"\nc\"\r\n"
                              "'=1+1,~2.0,\r\n"
                              "x,–,\"'@y,z\"\r\n");
    CHECK_THROWS_AS(csv_table({.columns = {{"a"}}, .rows = {{"1", "2"}}}), corewing::base::bad_shape);
}
