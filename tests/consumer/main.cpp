// What an analyst's own program looks like from outside: one include, one region, one number.
#include <corewing/corewing.hpp>

int other_file();

int main() {
    corewing::model::Tables tables;
    tables.places = {{.id = "core"}, {.id = "west"}};
    tables.layers = {{.id = "rail", .unit = "trains a day"}};
    tables.links = {{.layer = "rail", .from = "core", .to = "west", .weight = 12}};
    const corewing::model::Region region(std::move(tables));
    const bool right = corewing::model::linkage(region, "rail").values()(0, 1) == 12.0;
    return right && other_file() == 2 ? 0 : 1;
}
