#include "corewing/base/random.hpp"
#include "corewing/io/boundaries.hpp"
#include "corewing/io/column.hpp"
#include "corewing/io/detail/table_reader.hpp"
#include "corewing/io/detail/table_writer.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/io/schema.hpp"

#include "io/temporary_folder.hpp"
#include "support/refusal.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <stop_token>
#include <string>
#include <vector>

using namespace corewing;

namespace {

const std::filesystem::path chongqing = COREWING_SOURCE_DIR "/examples/data/chongqing";

std::string refusal(const std::filesystem::path& folder) {
    return test::refusal([&] { static_cast<void>(io::read_region(folder)); });
}

/// What reading says about a folder of these files; places.csv with a, b and c is there unless given.
std::string refusal(const std::vector<std::pair<std::string, std::string>>& files) {
    const TemporaryFolder folder;
    folder.put("places.csv", "id\na\nb\nc\n");
    for (const auto& [name, text] : files) folder.put(name, text);
    return refusal(folder.path());
}

std::string refusal_of(const std::string& file, const std::string& text) {
    return refusal(std::vector<std::pair<std::string, std::string>>{{file, text}});
}

std::string random_text(base::Random& random) {
    static const std::vector<std::string> pieces{"a",    "B",  "7",  " ", ",", "\"", "\n",
                                                 "\r\n", "重", "庆", "é", "=", "-"};
    std::string text;
    for (Index k = random.index(6); k > 0; --k) text += pieces[random.index(pieces.size())];
    return text;
}

std::optional<double> maybe(base::Random& random, double low, double high) {
    if (random.index(3) == 0) return std::nullopt;
    return random.uniform(low, high);
}

/// Tables that a Region accepts, with every column in use.
model::Tables random_tables(std::uint64_t seed) {
    using namespace model;
    base::Random random(seed);
    const auto text = [&] { return random_text(random); };
    const auto id = [](const char* head, Index i) { return head + std::to_string(i); };
    Tables t;
    t.info = {text(), text(), text(), text(), text()};
    const Index n = 2 + random.index(8);
    for (Index i = 0; i < n; ++i) {
        const bool placed = random.index(2) == 0;
        t.places.push_back({id("p", i), text(), text(), all_place_kinds[i % 3], text(),
                            placed ? std::optional(random.uniform(-180, 180)) : std::nullopt,
                            placed ? std::optional(random.uniform(-90, 90)) : std::nullopt, maybe(random, 1, 9),
                            text()});
    }
    const auto place = [&] { return id("p", random.index(n)); };
    t.hosts.push_back({"p1", "p0", maybe(random, 0.1, 1), text()});
    for (Index i = 0; i < 3; ++i)
        t.layers.push_back({id("层", i), text(), text(), all_layer_kinds[i % 2], text(), random.index(2) == 0,
                            random.index(2) == 0, text(), text()});
    for (Index i = random.index(12); i > 0; --i) {
        const Index from = random.index(n), to = (from + 1 + random.index(n - 1)) % n;
        t.links.push_back({id("层", random.index(3)), id("p", from), id("p", to), random.uniform(0, 9),
                           maybe(random, 0, 9).value_or(unknown), maybe(random, 0, 9).value_or(unknown),
                           maybe(random, 0, 9).value_or(unlimited), random.uniform(-1, 1)});
    }
    for (Index i = 0; i < n; ++i)
        if (random.index(2) == 0) t.layouts.push_back({"l", id("p", i), all_roles[random.index(4)], text(), text()});
    for (Index i = 0; i < 3; ++i) t.industries.push_back({id("i", i), text(), text(), text(), text(), text()});
    constexpr base::Mark marks[] = {base::Mark::observed, base::Mark::imputed, base::Mark::synthetic};
    const std::string unit = text();
    for (Index i = 0; i < n; ++i)
        t.output.push_back(
            {id("p", i), id("i", random.index(3)), 2020, random.uniform(0, 1e9), unit, marks[random.index(3)], text()});
    constexpr const char* fills[] = {"", "none", "cluster_mean", "ratio:x0", "linear", "nearest"};
    for (Index i = 0; i < 4; ++i)
        t.indicators.push_back({id("x", i), text(), text(), i > 1 ? "x0" : "", text(), i % 2 == 0 ? 1 : -1,
                                maybe(random, 0, 1), "", i == 0 ? "" : fills[random.index(6)], text()});
    t.indicators.push_back({.id = "x4", .formula = "(x0 + [x1]) / 2 * growth(x2, 2001, 2003)"});
    for (Index i = 0; i < 6; ++i)
        t.observations.push_back({i % 2 == 0 ? "" : place(), id("x", random.index(4)), static_cast<int>(2000 + i),
                                  random.normal() * 1e5, marks[i % 3], text()});
    t.resources.push_back({"r", text(), text(), text(), maybe(random, 0, 9), text()});
    for (Index i = 0; i < 3; ++i) {
        Project p{id("j", i), text(), text(), i == 0 ? "" : place(), text(), maybe(random, 0, 9), maybe(random, -9, 9)};
        if (random.index(2) == 0) p.start = 2020;
        if (random.index(2) == 0) p.latest_start = 2021;
        p.mark = marks[i];
        if (random.index(2) == 0) p.years = 3;
        if (i == 2) p.prerequisites = {"j0", "j1"};
        if (i == 1) p.exclusions = {"j0"};
        p.state = text();
        p.source = text();
        t.projects.push_back(p);
    }
    t.tasks.push_back({"t", text(), text(), text(), text(), {"市科技局", "b, \"c\""}, text()});
    t.targets.push_back({"x2", random.index(2) == 0 ? "" : place(), 2019, maybe(random, 0, 9), 2022, random.normal(),
                         all_senses[random.index(2)], text()});
    t.targets.push_back({"x3", "", std::nullopt, std::nullopt, 2022, 5.0, Sense::at_most, text()});
    for (const Role role : all_roles)
        t.patterns.push_back({"l", role, random.index(2) == 0 ? std::nullopt : std::optional(3), maybe(random, 0, 1),
                              maybe(random, 0, 1), maybe(random, 0, 1), maybe(random, 0, 1)});
    t.clusters.push_back({"hills", text(), text(), text(), text()});
    t.budgets.push_back({"r", std::nullopt, random.uniform(0, 9), text()});
    t.budgets.push_back({"r", 2022, random.uniform(0, 9), text()});
    t.rules.push_back({"", RuleScope::place, "", RuleMeasure::percent, maybe(random, 0, 9), maybe(random, 9, 99),
                       RuleMark::assumed, text()});
    t.rules.push_back({"r", RuleScope::kind, "platform", RuleMeasure::amount, maybe(random, 0, 1), std::nullopt,
                       RuleMark::stated, text()});
    t.changes.push_back({2011, "old", "p0", maybe(random, 0.1, 1), text()});
    t.plan.push_back({"size", "x0", text(), text()});
    t.plan.push_back({"question.projects", "", text(), text()});
    return t;
}

/// The tables after they were written to text and read from it, without a disk.
model::Tables in_memory(const model::Tables& tables) {
    model::Tables again;
    again.info = tables.info;
    for (const io::Table& table : io::dictionary()) {
        std::string text;
        io::detail::write_rows(table, tables, [&](std::string_view piece) { text += piece; });
        std::istringstream in(text);
        io::detail::Sheet sheet{.file = std::string(table.name)};
        io::Mistakes mistakes;
        io::detail::read_rows(in, table, again, sheet, mistakes);
        mistakes.throw_if_any();
    }
    return again;
}

} // namespace

TEST_CASE("the folder of Chongqing is read and written back equal") {
    const model::Region region = io::read_region(chongqing);
    CHECK(region.size() == 43);
    CHECK(region.info().name_local == "重庆市");
    CHECK(region.tables().links.size() == 383);
    CHECK(region.observations().size() == 799);
    CHECK(region.tasks().size() == 23);
    CHECK(region.place(region.index("yuzhong")).name_local == "渝中区");
    const TemporaryFolder folder;
    io::write_region(region, folder.path() / "new" / "folder");
    CHECK(io::read_region(folder.path() / "new" / "folder") == region);
    io::write_region(io::read_region(folder.path() / "new" / "folder"), folder.path() / "again");
    for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "new" / "folder")) {
        const std::string name = entry.path().filename().string();
        CHECK(folder.get("new/folder/" + name) == folder.get("again/" + name));
    }
}

TEST_CASE("random tables come back equal, in whatever order their rows stand") {
    const TemporaryFolder folder;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        CAPTURE(seed);
        const model::Tables tables = random_tables(seed);
        REQUIRE(in_memory(tables) == tables);
        const model::Region region(tables);
        CHECK(model::Region(in_memory(region.tables())) == region);

        model::Tables other = tables;
        base::Random random(seed, 1);
        random.shuffle(other.places);
        random.shuffle(other.links);
        random.shuffle(other.layers);
        random.shuffle(other.layouts);
        random.shuffle(other.output);
        random.shuffle(other.indicators);
        random.shuffle(other.observations);
        random.shuffle(other.patterns);
        random.shuffle(other.budgets);
        random.shuffle(other.rules);
        random.shuffle(other.plan);
        random.shuffle(other.projects);
        random.shuffle(other.targets);
        CHECK(model::Region(in_memory(other)) == region);
        if (seed > 2) continue;
        io::write_tables(other, folder.path());
        CHECK(folder.names().size() == 20);
        CHECK(io::read_tables(folder.path()) == other);
        CHECK(model::Region(io::read_tables(folder.path())) == region); // its changes are not applied
    }
}

TEST_CASE("a folder with the ids of places is a region") {
    const TemporaryFolder folder;
    folder.put("places.csv", "\xEF\xBB\xBFid\r\nb\r\na\r\n\r\n");
    folder.put("README.md", "not a table");
    folder.put(".hidden.csv", "no");
    folder.put("notes.csv.bak", "no");
    const model::Region region = io::read_region(folder.path());
    CHECK(region.size() == 2);
    CHECK(region.place(0).id == "a");
    CHECK(region.place(0).kind == model::PlaceKind::district);
    folder.put("places.csv", "id\n");
    CHECK(io::read_region(folder.path()).size() == 0);
}

TEST_CASE("columns stand in any order and may be left out; empty cells take their defaults") {
    const TemporaryFolder folder;
    folder.put("places.csv", "lat,id,lon\n1,a,2\n,b,\n");
    folder.put("layers.csv", "directed,id,complete\ntrue,road,\n,rail,true\n");
    folder.put("links.csv", "from,to,layer,capacity,weight\na,b,road,,\nb,a,rail,7,3\n");
    folder.put("indicators.csv", "id,direction\nx,+1\ny,-1\nz,\n");
    folder.put("targets.csv", "indicator,year,target,sense\nx,2030,5,\n");
    folder.put("observations.csv", "place,indicator,year,value,mark\na,x,2020,1,\na,y,2020,2,estimated\n"
                                   "a,z,2020,3,synthetic\nb,x,2020,1,observed\n");
    const model::Tables t = io::read_tables(folder.path());
    CHECK(t.places[0] == model::Place{.id = "a", .lon = 2.0, .lat = 1.0});
    CHECK(t.places[1] == model::Place{.id = "b"});
    CHECK(t.layers[0].directed);
    CHECK_FALSE(t.layers[1].directed);
    CHECK_FALSE(t.layers[0].complete);
    CHECK(t.layers[1].complete);
    CHECK(t.observations[0].mark == base::Mark::observed);
    CHECK(t.observations[1].mark == base::Mark::imputed);
    CHECK(t.observations[2].mark == base::Mark::synthetic);
    CHECK(t.observations[3].mark == base::Mark::observed);
    CHECK(t.links[0] == model::LinkRow{.layer = "road", .from = "a", .to = "b"});
    CHECK(t.links[0].hours == model::unknown);
    CHECK(t.links[1] == model::LinkRow{.layer = "rail", .from = "b", .to = "a", .weight = 3, .capacity = 7});
    CHECK(t.indicators[0].direction == 1);
    CHECK(t.indicators[1].direction == -1);
    CHECK(t.indicators[2].direction == 1);
    CHECK(t.targets[0] == model::Target{.indicator = "x", .year = 2030, .target = 5});
}

TEST_CASE("a wrong cell is told with file, line, cell, column, value and remedy") {
    const std::string comma = "write the decimals behind a point, as in 3.5, and do not set the thousands apart";
    struct Case {
        std::string file, text, says;
    };
    for (const Case& c : std::vector<Case>{
             {"places.csv", "id,name,name_local,kind,cluster,lon,lat\nx,,,,,,\ny,,,,,,\nz,,,,,106,abc\n",
              "places.csv:4:7: lat: \"abc\" is not a number; write decimal degrees, for example 29.56"},
             {"places.csv", "id,lat\na,\"29,56\"\n", "places.csv:2:2: lat: \"29,56\" is not a number; " + comma},
             {"places.csv", "id,lat\na,nan\n",
              "places.csv:2:2: lat: \"nan\" is not a finite number; leave the cell empty"},
             {"places.csv", "id,lat\na,1e400\n",
              "places.csv:2:2: lat: \"1e400\" is too large or too small for a number; write decimal degrees, for "
              "example "
              "29.56"},
             {"places.csv", "id,lat\na,\"1\n2\"\n",
              "places.csv:2:2: lat: \"1\\n2\" is not a number; write decimal degrees, for example 29.56"},
             {"places.csv", "id,name\n,x\n", "places.csv:2:1: id: is empty; write a short name, for example yuzhong"},
             {"places.csv", "id,kind\na,city\n",
              "places.csv:2:2: kind: \"city\" is not one of the words for this column; write district, platform or "
              "partner"},
             {"layers.csv", "id,directed\nr,yes\n",
              "layers.csv:2:2: directed: \"yes\" is neither true nor false; write true or false"},
             {"layers.csv", "id,complete\nr,1\n",
              "layers.csv:2:2: complete: \"1\" is neither true nor false; write true or false"},
             {"observations.csv", "indicator,year,value,mark\nx,2020,1,derived\n",
              "observations.csv:2:4: mark: \"derived\" is not one of the words for this column; write observed, "
              "estimated or synthetic"},
             {"output.csv", "place,industry,year,value\na,i,2020.5,1\n",
              "output.csv:2:3: year: \"2020.5\" is not a whole number; write a year, for example 2022"},
             {"output.csv", "place,industry,year,value\na,i,2020,\n",
              "output.csv:2:4: value: is empty; write a number, for example 3.5"},
             {"tasks.csv", "id,support\nt,a;;b\n",
              "tasks.csv:2:2: support: the list has an empty item; put one semicolon between two items and none at the "
              "ends"},
             {"layouts.csv", "layout,place,role\nl,a,\n",
              "layouts.csv:2:3: role: is empty; write core, wing, point or other"},
             {"hosts.csv", "platform,district\na,b,c\n",
              "hosts.csv:2: the row has 3 cells where the first row has 2; put cells that hold a comma in quotes"},
             {"hosts.csv", "platform,district\na\n",
              "hosts.csv:2: the row has 1 cell where the first row has 2; write a cell for each column, if need be an "
              "empty "
              "one"},
             {"hosts.csv", "",
              "hosts.csv: the file is empty; write the columns in its first row: "
              "platform,district,share,source"},
             {"hosts.csv", "platform;district;share\na;b;1\n",
              "hosts.csv:1:1: the first row has a single cell \"platform;district;share\"; separate the cells by "
              "commas"},
             {"hosts.csv", "platform,distrct\n",
              "hosts.csv:1:2: \"distrct\" is not a column of hosts.csv; did you mean \"district\"?\n"
              "hosts.csv:1: the column \"district\" is missing; add it to the first row"},
             {"hosts.csv", "platform,district,remark on it\n",
              "hosts.csv:1:3: \"remark on it\" is not a column of hosts.csv; the columns are "
              "platform,district,share,source"},
             {"hosts.csv", "platform,district,\n",
              "hosts.csv:1:3: the column has no name; the columns are platform,district,share,source"},
             {"hosts.csv", "platform,district,platform\n",
              "hosts.csv:1:3: the column \"platform\" stands twice; keep one of the two"},
             {"region.csv", "key,value\nname,x\ncolour,red\n",
              "region.csv:3:1: \"colour\" is not a key of region.csv; the keys are "
              "name,name_local,currency,notes,source"},
             {"region.csv", "key,value\nname,x\nname,y\n",
              "region.csv:3:1: the key \"name\" stands twice; keep one of the two"},
             {"region.csv", "key\nname\n", "region.csv:1: the column \"value\" is missing; add it to the first row"},
             {"place.csv", "id\n", "place.csv: is not a table of a region folder; did you mean places.csv?"},
             {"Places.CSV", "id\n", "Places.CSV: is not a table of a region folder; did you mean places.csv?"},
             {"something_else.csv", "id\n",
              "something_else.csv: is not a table of a region folder; the tables are region.csv places.csv hosts.csv "
              "layers.csv links.csv layouts.csv patterns.csv clusters.csv industries.csv output.csv indicators.csv "
              "observations.csv resources.csv budgets.csv rules.csv projects.csv tasks.csv targets.csv changes.csv "
              "plan.csv"},
         }) {
        CAPTURE(c.text);
        CHECK(refusal({{c.file, c.text}}) == c.says);
    }
}

TEST_CASE("rows that do not fit each other are told by file, line and cell") {
    struct Case {
        std::vector<std::pair<std::string, std::string>> files;
        std::string says;
    };
    const std::string two_lines = "name,id\n\"first\nsecond\",a\n,b\n,a\n";
    for (const Case& c : std::vector<Case>{
             {{{"places.csv", two_lines}},
              "places.csv:5:2: id: \"a\" stands twice, first in line 2; give every row an id of its own"},
             {{{"layers.csv", "id\nroad\n"}, {"links.csv", "layer,from,to\nroad,a,b\nroad,a,d\n"}},
              "links.csv:3:3: to: \"d\" is not in places.csv; add it to places.csv or correct the name"},
             {{{"places.csv", "id,lat\na,95\n"}},
              "places.csv:2:2: lat: 95 is out of range; write decimal degrees north, from -90 to 90\n"
              "places.csv:2: lon: is empty though the other coordinate is given; give both or none"},
             {{{"indicators.csv", "id,unit,formula\ngdp,yuan,\npeople,,\nhead,,gdp / peple\n"}},
              "indicators.csv:4:3: formula: character 7: \"peple\" is no indicator; did you mean \"people\"?"},
             {{{"indicators.csv", "id,formula\ngdp,\nhead,\"at(gdp, 2010\"\n"}},
              "indicators.csv:3:2: formula: character 13: a \")\" is missing; write for example gdp / people * 10000"},
             {{{"layouts.csv", "layout,place,role\nl,a,core\nl,b,wing\nl,a,wing\n"}},
              "layouts.csv:4:2: place: says again what line 2 says; keep one of the two"},
         }) {
        CHECK(refusal(c.files) == c.says);
    }
    try {
        const TemporaryFolder folder;
        folder.put("places.csv", two_lines);
        static_cast<void>(io::read_region(folder.path()));
        FAIL("nothing was thrown");
    } catch (const io::bad_files& e) {
        REQUIRE(e.mistakes().size() == 1);
        CHECK(e.mistakes()[0].context.file == "places.csv");
        CHECK(e.mistakes()[0].context.line == 5);
        CHECK(e.mistakes()[0].context.column == 2);
        CHECK(e.mistakes()[0].context.field == "id");
        CHECK(e.mistakes()[0].context.value == "a");
    }
}

TEST_CASE("figures of places that are gone are read as those of today") {
    const TemporaryFolder folder;
    folder.put("places.csv", "id\na\nb\n");
    folder.put("indicators.csv", "id,unit\npeople,people\n");
    folder.put("observations.csv", "place,indicator,year,value\nb,people,2010,1\nold,people,2010,8\n");
    CHECK(refusal(folder.path()) ==
          "observations.csv:3:1: place: \"old\" is not in places.csv; add it to places.csv or correct the name");
    folder.put("changes.csv", "year,from,to,share\n2016,old,a,0.5\n2016,old,b,0.5\n");
    const auto read = io::read_folder(folder.path());
    REQUIRE(read.region.observations().size() == 2);
    CHECK(read.region.observations()[0].value == 4.0);
    CHECK(read.region.observations()[0].mark == base::Mark::imputed);
    CHECK(read.region.observations()[1].value == 5.0);
    CHECK(read.region.changes().empty());
    REQUIRE(read.findings.size() == 2);
    CHECK(read.findings[0].subject == "old -> a");
    CHECK(io::read_region(folder.path()) == read.region);
    CHECK(io::read_tables(folder.path()).changes.size() == 2);
    const TemporaryFolder again;
    io::write_region(read.region, again.path());
    CHECK(io::read_region(again.path()) == read.region); // not split once more
    folder.put("observations.csv", "place,indicator,year,value\nb,people,2010,1\nold,people,2016,8\n");
    CHECK(refusal(folder.path()) == "observations.csv:3:1: place: \"old\" is gone since 2016; name the new place");
    folder.put("observations.csv", "place,indicator,year,value\nold,people,2010,8\n");
    folder.put("layouts.csv", "layout,place,role\nl,a,core\nl,old,wing\n");
    CHECK(refusal(folder.path()).starts_with("layouts.csv:3:2: place: \"old\" is not in places.csv"));
    folder.put("changes.csv", "year,from,to\n2016,old,c\n");
    CHECK(refusal(folder.path()).starts_with("changes.csv:2:3: to: \"c\" is not in places.csv"));
}

TEST_CASE("mistakes of all files are told together, up to 20") {
    std::string bad = "id,lat\n";
    for (int i = 0; i < 15; ++i) bad += "p" + std::to_string(i) + ",x\n";
    std::string worse = "layer,from,to,hours\n";
    for (int i = 0; i < 30; ++i) worse += "r,a,b,x\n";
    const std::string says = refusal({{"places.csv", bad}, {"links.csv", worse}});
    CHECK(std::count(says.begin(), says.end(), '\n') == 20);
    CHECK(says.ends_with("links.csv:6:4: hours: \"x\" is not a number; write hours, for example 0.75\nand 25 more"));

    std::string unknown = "layer,from,to\n";
    for (int i = 0; i < 30; ++i) unknown += "road,a,nowhere\n";
    const std::string crossed = refusal({{"layers.csv", "id\nroad\n"}, {"links.csv", unknown}});
    CHECK(crossed.ends_with("and 10 more"));
}

TEST_CASE("folders that cannot be read") {
    const TemporaryFolder folder;
    const std::string path = folder.path().string();
    CHECK(refusal(folder.path() / "none") == path + "/none: there is no such folder; give the folder with places.csv");
    CHECK(refusal(folder.path()) ==
          "places.csv: is missing in " + path + "; write the places of the region there; the column id is enough");
    folder.put("place.csv", "id\na\n");
    CHECK(refusal(folder.path()) ==
          "place.csv: is not a table of a region folder; did you mean places.csv?\nplaces.csv: is missing in " + path +
              "; write the places of the region there; the column id is enough");
    CHECK(refusal(folder.path() / "place.csv") ==
          path + "/place.csv: is not a folder; give the folder with places.csv");
    std::filesystem::remove(folder.path() / "place.csv");
    std::filesystem::create_directory(folder.path() / "places.csv");
    CHECK(refusal(folder.path()) == "places.csv: is not an ordinary file; put a CSV file there");
}

TEST_CASE("what cannot be read again is not written, and the old folder stays") {
    const TemporaryFolder folder;
    io::write_tables(random_tables(1), folder.path());
    const auto before = io::read_tables(folder.path());
    struct Case {
        model::Tables tables;
        std::string says;
    };
    std::vector<Case> cases;
    const auto add = [&](auto&& change, const std::string& says) {
        cases.push_back({random_tables(2), says});
        change(cases.back().tables);
    };
    add([](model::Tables& t) { t.targets[1].source = "\xFF"; },
        "targets row 2: source: \"\\xff\" is not UTF-8; convert the text to UTF-8");
    add([](model::Tables& t) { t.info.notes = std::string("a\0", 2); },
        "region row 1: notes: \"a\\x00\" has a control character; take it out");
    add([](model::Tables& t) { t.places[0].id = ""; },
        "places row 1: id: is empty; write a short name, for example yuzhong");
    add([](model::Tables& t) { t.output[0].value = model::unknown; },
        "output row 1: value: inf is not a finite number; give a number");
    add([](model::Tables& t) { t.places[1].area_km2 = model::unknown; },
        "places row 2: area_km2: inf is not a finite number; give a number");
    add([](model::Tables& t) { t.links = {{.layer = "r", .from = "a", .to = "b", .hours = -model::unknown}}; },
        "links row 1: hours: -inf is not a finite number; give a number");
    add([](model::Tables& t) { t.observations[0].mark = base::Mark::derived; },
        "observations row 1: mark: \"derived\" is not one of the words for this column; give observed, estimated or "
        "synthetic");
    add([](model::Tables& t) { t.tasks[0].support = {"a;b"}; },
        "tasks row 1: support: \"a;b\" cannot stand in a list; give every item a name without a semicolon");
    add([](model::Tables& t) { t.places[0].name = std::string((1 << 20) - 1, 'x') + "\""; },
        "places row 1: name: the text is longer than 1048576 bytes; shorten it");
    for (const Case& c : cases) {
        CHECK(test::refusal<base::bad_data>([&] { io::write_tables(c.tables, folder.path()); }) == c.says);
        CHECK(folder.names().size() == 20);
        CHECK(io::read_tables(folder.path()) == before);
    }
    model::Tables longest = random_tables(2);
    longest.places[0].name = std::string((1 << 20) - 1, 'x') + ",";
    io::write_tables(longest, folder.path());
    CHECK(io::read_tables(folder.path()) == longest);

    folder.put("file", "");
    CHECK_THROWS_AS(io::write_tables(before, folder.path() / "file"), base::bad_file);
    std::filesystem::remove(folder.path() / "targets.csv");
    std::filesystem::create_directory(folder.path() / "targets.csv");
    const std::string places = folder.get("places.csv");
    CHECK_THROWS_AS(io::write_tables(before, folder.path()), base::bad_file);
    CHECK(folder.get("places.csv") == places);
    CHECK(folder.names().size() == 21);
}

TEST_CASE("progress rises, and reading can be stopped") {
    const TemporaryFolder folder;
    std::string text = "id,name\n";
    for (int i = 0; i < 20000; ++i) text += "p" + std::to_string(i) + ",\"a name in quotes\"\n";
    folder.put("places.csv", text);
    double last = 0.0;
    io::ReadOptions options;
    options.observer.progress = [&](const base::Progress& p) {
        CHECK(p.done >= last);
        CHECK(p.done <= 1.0);
        CHECK(p.task.starts_with("reading "));
        last = p.done;
    };
    CHECK(io::read_region(folder.path(), options).size() == 20000);
    std::stop_source source;
    options.observer.stop = source.get_token();
    source.request_stop();
    CHECK(test::refusal<base::interrupted>([&] { static_cast<void>(io::read_region(folder.path(), options)); }) ==
          "places.csv: reading was stopped; read the folder again");
}

TEST_CASE("changed bytes are refused or read, and what is read can be written and read again") {
    const TemporaryFolder good, changed;
    io::write_tables(random_tables(11), good.path());
    const auto names = good.names();
    base::Random random(17);
    int refused = 0, read = 0;
    for (const auto& name : names) changed.put(name, good.get(name));
    for (int round = 0; round < 1500; ++round) {
        const std::string& name = names[random.index(names.size())];
        std::string text = good.get(name);
        for (Index k = 1 + random.index(3); k > 0 && !text.empty(); --k) {
            const Index at = random.index(text.size());
            const Index way = random.index(4);
            if (way == 0)
                text[at] = static_cast<char>(random.index(256));
            else if (way == 1)
                text[at] = ",\"\n\r;.-0\xEF"[random.index(9)];
            else if (way == 2)
                text.erase(at, 1 + random.index(5));
            else
                text.insert(at, text.substr(random.index(text.size()), random.index(9)));
        }
        changed.put(name, text);
        try {
            const model::Region region = io::read_region(changed.path());
            ++read;
            CHECK(model::Region(in_memory(region.tables())) == region);
        } catch (const io::bad_files& e) {
            ++refused;
            CHECK(e.count() >= 1);
            for (const io::Mistake& m : e.mistakes()) {
                CHECK(std::find(names.begin(), names.end(), m.context.file) != names.end());
                CHECK_FALSE(m.context.remedy.empty());
            }
        }
        changed.put(name, good.get(name));
    }
    CHECK(refused > 300);
    CHECK(read > 100);
}

TEST_CASE("a table that is there but cannot be opened is no absent table") {
    for (const char* table : {"places.csv", "tasks.csv", "links.csv", "region.csv"}) {
        const TemporaryFolder folder;
        folder.put("places.csv", "id\na\nb\n");
        const auto file = folder.path() / table;
        const std::string way = "; check the links and permissions on the way to it, or take it out";
        std::filesystem::remove(file);
        std::filesystem::create_symlink("nowhere/x.csv", file);
        CHECK(refusal(folder.path()) == file.string() + ": cannot be opened: it is a link that leads nowhere" + way);
        std::filesystem::remove(file);
        std::filesystem::create_symlink(table, file);
        CHECK(refusal(folder.path()) == file.string() + ": cannot be opened: Too many levels of symbolic links" + way);
    }
    const TemporaryFolder folder;
    std::filesystem::create_symlink("circle", folder.path() / "circle");
    CHECK(refusal(folder.path() / "circle").find(": cannot be opened: Too many levels of symbolic links; ") !=
          std::string::npos);
}

TEST_CASE("a file in UTF-16 or UTF-32 is told in one line") {
    const auto coded = [](Index width, bool big) {
        std::string text;
        for (const unsigned char c : std::string("\xFFid\na\n")) {
            std::string unit(width, '\0');
            if (c == 0xFF) {
                unit[0] = '\xFF';
                unit[1] = '\xFE';
            } else
                unit[0] = static_cast<char>(c);
            if (big) std::reverse(unit.begin(), unit.end());
            text += unit;
        }
        return text;
    };
    for (const bool big : {false, true}) {
        CHECK(refusal_of("layers.csv", coded(2, big)) == "layers.csv:1:1: is in UTF-16; save the file as UTF-8");
        CHECK(refusal_of("region.csv", coded(4, big)) == "region.csv:1:1: is in UTF-32; save the file as UTF-8");
    }
    CHECK(refusal_of("layers.csv", "\xFF\xFE") == "layers.csv:1:1: is in UTF-16; save the file as UTF-8");
    CHECK(refusal_of("layers.csv", "").starts_with("layers.csv: the file is empty; "));
    CHECK(refusal_of("layers.csv", "\xEF\xBB\xBF").starts_with("layers.csv: the file is empty; "));
}

TEST_CASE("words for no number have their own remedy") {
    for (const char* word : {"NA", "n/a", "NaN", "-", "..", "\u2014", "null", "#N/A"}) {
        const std::string value = '"' + std::string(word) + '"';
        CHECK(refusal_of("places.csv", "id,lat,lon\na," + std::string(word) + ",5\nb,,\n")
                  .ends_with("; leave the cell empty"));
        CHECK(refusal({{"indicators.csv", "id\nx\n"},
                       {"observations.csv", "place,indicator,year,value\na,x,2020," + std::string(word) + "\n"}})
                  .ends_with("; leave the row out"));
    }
    CHECK(refusal_of("places.csv", "id,lat,lon\na,NA,5\nb,,\n") ==
          "places.csv:2:2: lat: \"NA\" is not a number; leave the cell empty");
}

TEST_CASE("what is not seen, or drives a terminal, is refused by file, line and cell") {
    CHECK(refusal_of("places.csv", "id\n\u4e07\u5dde\n\u4e07\u5dde\u3000\nA\nA\u00a0\nA\u200b\n\ufeffA\nB\u2028\n") ==
          "places.csv:3:1: id: \"\u4e07\u5dde\u3000\" has a blank at an end; take it out\n"
          "places.csv:5:1: id: \"A\u00a0\" has a blank at an end; take it out\n"
          "places.csv:6:1: id: \"A\\xe2\\x80\\x8b\" has an invisible character; take it out\n"
          "places.csv:7:1: id: \"\\xef\\xbb\\xbfA\" has an invisible character; take it out\n"
          "places.csv:8:1: id: \"B\\xe2\\x80\\xa8\" has a control character; take it out");
    CHECK(refusal_of("places.csv", "id,name\na,\x1b]0;x\x07\nb,\u009b2J\n") ==
          "places.csv:2:2: name: \"\\x1b]0;x\\x07\" has a control character; take it out\n"
          "places.csv:3:2: name: \"\\xc2\\x9b2J\" has a control character; take it out");
    const std::string remedy = refusal_of("layers.csv", "id,\x1b[2J\n");
    CHECK(std::none_of(remedy.begin(), remedy.end(), [](char c) { return c == '\x1b'; }));
}

TEST_CASE("an output that would overwrite what was read is refused") {
    const TemporaryFolder folder;
    folder.put("places.csv", "id\na\n");
    folder.put("b.geojson", "{}");
    const auto at = folder.path();
    const auto refused = [&](const std::filesystem::path& output) {
        return test::refusal([&] { io::check_output(output, at, {at / "b.geojson"}); });
    };
    CHECK(refused(at / "places.csv") ==
          (at / "places.csv").string() + ": is the table places.csv of the region and would be overwritten; give the "
                                         "output another name");
    std::filesystem::create_directory(at / "sub");
    std::filesystem::create_symlink("../places.csv", at / "sub/page.html");
    std::filesystem::create_hard_link(at / "places.csv", at / "sub/hard.html");
    CHECK(refused(at / "sub/page.html") != "none");
    CHECK(refused(at / "sub/hard.html") != "none");
    CHECK(refused(at / "sub/../b.geojson") == (at / "sub/../b.geojson").string() + ": is read as " +
                                                  (at / "b.geojson").string() +
                                                  " and would be overwritten; give the output another name");
    CHECK(refused(at / "tasks.csv") ==
          (at / "tasks.csv").string() + ": would stand among the tables of the region; give the output another folder "
                                        "or ending");
    CHECK(refused(at / "sub/../Page.CSV") != "none");
    CHECK(refused(at / "page.html") == "none");
    CHECK(refused(at / "sub/tasks.csv") == "none");
    CHECK(refused("briefing.html") == "none");
}

TEST_CASE("a table of origins and destinations with a diagonal is read and written back") {
    const TemporaryFolder folder;
    folder.put("places.csv", "id\na\nb\n");
    folder.put("layers.csv", "id,kind,directed,complete\nmoves,flow,true,true\n");
    folder.put("links.csv", "layer,from,to,weight\nmoves,a,a,5\nmoves,a,b,1\nmoves,b,a,2\nmoves,b,b,6\n");
    const model::Region region = io::read_region(folder.path());
    CHECK(region.tables().links.size() == 4);
    io::write_region(region, folder.path());
    CHECK(model::Region(io::read_tables(folder.path())) == region); // its changes are not applied
    folder.put("layers.csv", "id,kind,directed\nmoves,route,true\n");
    CHECK(refusal(folder.path()).starts_with("links.csv:2:3: to: a route joins two different places; "));
}
