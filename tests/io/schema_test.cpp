#include "corewing/io/data_dictionary.hpp"
#include "corewing/io/schema.hpp"
#include "corewing/io/detail/columns.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace corewing;

TEST_CASE("every column has a meaning, a name of its own, and an example where a cell can be refused") {
    std::set<std::string_view> tables;
    for (const io::Table& table : io::dictionary()) {
        CAPTURE(table.name);
        CHECK(tables.insert(table.name).second);
        CHECK_FALSE(table.meaning.empty());
        std::set<std::string_view> names;
        for (const io::Column& column : table.columns) {
            CAPTURE(column.name);
            CHECK(names.insert(column.name).second);
            CHECK_FALSE(column.meaning.empty());
            CHECK(column.meaning.find_first_of("|\n") == std::string_view::npos);
            using io::CellType;
            const CellType type = column.member.type;
            const bool needs_example = column.required || type == CellType::number ||
                                       type == CellType::optional_number || type == CellType::whole_number ||
                                       type == CellType::optional_whole_number;
            CHECK(column.example.empty() != needs_example);
        }
    }
    CHECK(tables.size() == 19);
}

TEST_CASE("columns reach the members they name") {
    model::Tables tables;
    for (const io::Table& table : io::dictionary()) {
        CHECK(table.size(tables) == 0);
        void* const row = table.add(tables);
        CHECK(table.size(tables) == 1);
        CHECK(table.row(tables, 0) == row);
        std::set<void*> members;
        for (const io::Column& column : table.columns) CHECK(members.insert(column.member.in(row)).second);
        table.drop(tables);
        CHECK(table.size(tables) == 0);
    }
    CHECK(tables == model::Tables{});
    model::Place place;
    for (const io::Column& column : io::detail::columns::places)
        if (column.name == "lat") *static_cast<std::optional<double>*>(column.member.in(&place)) = 29.5;
    CHECK(place.lat == 29.5);
}

TEST_CASE("docs/data_dictionary.md is what the dictionary says") {
    std::ifstream in(COREWING_SOURCE_DIR "/docs/data_dictionary.md", std::ios::binary);
    const std::string page((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const std::string wanted = io::data_dictionary_markdown();
    if (page != wanted) {
        std::ofstream("data_dictionary.md", std::ios::binary) << wanted;
        MESSAGE("the page differs; the right one was written to data_dictionary.md beside the test program");
    }
    CHECK(page == wanted);
}
