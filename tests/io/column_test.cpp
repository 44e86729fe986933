#include "corewing/io/column.hpp"
#include "corewing/model/link.hpp"
#include "corewing/model/place.hpp"
#include "corewing/model/role.hpp"
#include "corewing/model/target.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace corewing;
using io::CellType;
using io::Column;
using io::member;
using io::Member;

namespace {

/// A row with a member of every type that a cell can have.
struct Row {
    std::string text = "t";
    double number = 1.5;
    std::optional<double> optional_number = {};
    int whole = 2;
    std::optional<int> optional_whole = {};
    bool yes_no = false;
    std::vector<std::string> list = {};
    model::PlaceKind place_kind = model::PlaceKind::district;
    model::LayerKind layer_kind = model::LayerKind::route;
    model::Role role = model::Role::other;
    model::Sense sense = {};
    base::Mark mark = {};
};

struct Pair {
    double first = 0.0;
    double second = 0.0;
};

const std::vector<Member> all_members = {
    member<&Row::text>,  member<&Row::number>,         member<&Row::optional_number>,
    member<&Row::whole>, member<&Row::optional_whole>, member<&Row::yes_no>,
    member<&Row::list>,  member<&Row::place_kind>,     member<&Row::layer_kind>,
    member<&Row::role>,  member<&Row::sense>,
    member<&Row::mark>,
};

} // namespace

TEST_CASE("the type of a cell follows from the member") {
    static_assert(member<&Row::text>.type == CellType::text);
    static_assert(member<&Row::number>.type == CellType::number);
    static_assert(member<&Row::optional_number>.type == CellType::optional_number);
    static_assert(member<&Row::whole>.type == CellType::whole_number);
    static_assert(member<&Row::optional_whole>.type == CellType::optional_whole_number);
    static_assert(member<&Row::yes_no>.type == CellType::yes_no);
    static_assert(member<&Row::list>.type == CellType::list);
    static_assert(member<&Row::place_kind>.type == CellType::place_kind);
    static_assert(member<&Row::layer_kind>.type == CellType::layer_kind);
    static_assert(member<&Row::role>.type == CellType::role);
    static_assert(member<&Row::sense>.type == CellType::sense);
    static_assert(member<&Row::mark>.type == CellType::mark);
    std::set<CellType> types;
    for (const Member& each : all_members) types.insert(each.type);
    CHECK(types.size() == all_members.size());
}

TEST_CASE("a member is reached in the row it is asked for, without the row's type") {
    Row one, two;
    std::set<void*> places;
    for (const Member& each : all_members) {
        CHECK(places.insert(each.in(&one)).second);
        CHECK(places.insert(each.in(&two)).second);
    }
    CHECK(member<&Row::list>.in(&one) == &one.list);
    *static_cast<std::string*>(member<&Row::text>.in(&one)) = "changed";
    *static_cast<std::optional<int>*>(member<&Row::optional_whole>.in(&two)) = 7;
    CHECK(one.text == "changed");
    CHECK(two.text == "t");
    CHECK_FALSE(one.optional_whole.has_value());
    CHECK(two.optional_whole == 7);
    // Two members of one type are kept apart.
    Pair pair;
    *static_cast<double*>(member<&Pair::second>.in(&pair)) = 4.0;
    CHECK(pair.first == 0.0);
    CHECK(pair.second == 4.0);
}

TEST_CASE("a column says nothing that it is not told") {
    constexpr Column column{.name = "gdp", .member = member<&Pair::first>};
    CHECK(column.name == "gdp");
    CHECK_FALSE(column.required);
    CHECK((column.meaning.empty() && column.unit.empty() && column.blank.empty() && column.example.empty()));
    constexpr Column full{.name = "lat",
                          .member = member<&model::Place::lat>,
                          .required = true,
                          .meaning = "Latitude",
                          .unit = "degrees",
                          .example = "decimal degrees, for example 29.56"};
    CHECK(full.required);
    model::Place place;
    CHECK(full.member.in(&place) == &place.lat);
}
