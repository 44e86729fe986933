#include "corewing/io/detail/xml_text.hpp"
#include "corewing/io/graphml.hpp"

#include "io/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace corewing;

TEST_CASE("the graph as it stands, without what is not known") {
    const TemporaryFolder folder;
    model::Tables tables;
    tables.places = {{.id = "b", .name = "B & <b>", .lon = 10.5, .lat = 50.0}, {.id = "a\"'", .name_local = "甲\n"}};
    tables.layers = {{.id = "road"}, {.id = "trade", .directed = true}};
    tables.links = {{.layer = "road", .from = "b", .to = "a\"'", .weight = 2, .hours = 0.5},
                    {.layer = "trade", .from = "b", .to = "a\"'", .capacity = 9}};
    io::write_graphml(model::Region(tables), folder.path() / "g.graphml");
    const std::string text = folder.get("g.graphml");
    const std::string graph = text.substr(text.find("<node"));
    CHECK(graph ==
          "<node id=\"a&quot;'\"><data key=\"n_local\">甲&#10;</data><data key=\"n_kind\">district</data></node>\n"
          "<node id=\"b\"><data key=\"n_name\">B &amp; &lt;b&gt;</data><data key=\"n_kind\">district</data>"
          "<data key=\"n_lon\">10.5</data><data key=\"n_lat\">50</data></node>\n"
          "<edge id=\"e0\" source=\"a&quot;'\" target=\"b\"><data key=\"e_layer\">road</data><data "
          "key=\"e_mirrored\">false</data><data key=\"e_weight\">2</data><data key=\"e_hours\">0.5</data><data "
          "key=\"e_cost\">0</data></edge>\n"
          "<edge id=\"e1\" source=\"b\" target=\"a&quot;'\"><data key=\"e_layer\">road</data><data "
          "key=\"e_mirrored\">true</data><data key=\"e_weight\">2</data><data key=\"e_hours\">0.5</data><data "
          "key=\"e_cost\">0</data></edge>\n"
          "<edge id=\"e2\" source=\"b\" target=\"a&quot;'\"><data key=\"e_layer\">trade</data><data "
          "key=\"e_mirrored\">false</data><data key=\"e_weight\">1</data><data key=\"e_capacity\">9</data><data "
          "key=\"e_cost\">0</data></edge>\n"
          "</graph>\n</graphml>\n");
}

TEST_CASE("text that XML cannot hold") {
    CHECK(io::detail::xml_text("a\x01"
                               "b\tc\uFFFF") == "a\uFFFDb&#9;c\uFFFD");
    CHECK_THROWS_WITH_AS(io::detail::xml_text("\xFF"), "\"\\xff\" is not UTF-8; convert the text to UTF-8",
                         base::bad_data);
}

TEST_CASE("a name that is not UTF-8 leaves the old file") {
    const TemporaryFolder folder;
    folder.put("g.graphml", "old");
    model::Tables tables;
    tables.places = {{.id = "a", .name = "\xFF"}};
    CHECK_THROWS_AS(io::write_graphml(model::Region(tables), folder.path() / "g.graphml"), base::bad_data);
    CHECK(folder.get("g.graphml") == "old");
    CHECK(folder.names() == std::vector<std::string>{"g.graphml"});
}
