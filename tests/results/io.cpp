#define COREWING_RESULT_MEMBERS COREWING_MEMBERS_IO

#include "corewing/io/atomic_file.hpp"
#include "corewing/io/boundaries.hpp"
#include "corewing/io/csv.hpp"
#include "corewing/io/data_dictionary.hpp"
#include "corewing/io/geojson.hpp"
#include "corewing/io/graphml.hpp"
#include "corewing/io/mistakes.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/io/schema.hpp"

#include "results/region.hpp"
#include "support/sample_region.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace corewing::results {

namespace {

using namespace corewing::io;

std::string content(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// Paths differ from run to run, so they are taken out of messages.
std::string without(std::string text, const std::string& folder) {
    for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder))
        text.replace(at, folder.size(), "DIR");
    return text;
}

void folder(const std::string& name, const model::Region& region, const std::filesystem::path& dir) {
    write_region(region, dir);
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(dir)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) print(name + '.' + file.filename().string(), content(file));
    print(name + ".same", read_region(dir) == region);
    print(name + ".tables", read_tables(dir) == region.tables());
    write_graphml(region, dir / "g.graphml");
    print(name + ".graphml", content(dir / "g.graphml"));
    {
        std::ofstream out(dir / "places.csv", std::ios::binary);
        out << "id,lon,kind,weight\na,1x,distrikt,3\n,200,district\nb,181,district,1\n";
    }
    try {
        read_region(dir);
    } catch (const std::exception& fault) {
        print(name + ".bad", without(fault.what(), dir.string()));
    }
}

void csv(const std::string& text) {
    Mistakes mistakes;
    std::istringstream in(text);
    CsvReader reader(in, "x.csv", mistakes, {.cell = 64, .row = 200, .cells = 6});
    while (reader.next()) {
        print("csv.line", reader.line());
        print("csv.cells", reader.cells());
    }
    print("csv.bytes", reader.bytes());
    print("csv.file", reader.file());
    print("csv.mistakes", mistakes.told());
    print("csv.count", mistakes.count());
    print("csv.empty", mistakes.empty());
    print("csv.full", mistakes.full());
    attempt("csv", [&] { mistakes.throw_if_any(); });
}

void dictionaries() {
    print("data_dictionary", data_dictionary_markdown());
    for (const auto& table : dictionary()) {
        print("dictionary.table", table.name);
        print("dictionary.meaning", table.meaning);
        print("dictionary.columns", table.columns);
    }
    print("region_keys", region_keys());
}

} // namespace

void io() {
    const auto dir = std::filesystem::temp_directory_path() / "corewing_results";
    std::filesystem::remove_all(dir);
    std::filesystem::create_directories(dir);
    attempt("valley", [&] { folder("valley", model::Region(test::valley()), dir / "valley"); });
    attempt("drawn", [&] { folder("drawn", model::Region(drawn_tables(9, 8)), dir / "drawn"); });
    attempt("file", [&] {
        write_file(dir / "a.txt", "one\n");
        print("write_file", content(dir / "a.txt"));
        AtomicFile file(dir / "a.txt");
        file.write("two\n");
        print("atomic.before", content(dir / "a.txt"));
        file.close();
        file.commit();
        print("atomic.after", content(dir / "a.txt"));
    });
    std::filesystem::remove_all(dir);
    csv("a,b\n1,\"x, \"\"y\"\"\"\n\n");
    csv("\xEF\xBB\xBF"
        "a,b\r\n1,2\r\n3,a\"b\n4,5,6,7,8,9,10\n" +
        std::string(100, 'z') + "\n5,\"open\n");
    csv("");
    std::string out;
    CsvWriter writer(out);
    for (const char* cell : {"plain", "a,b", "q\"q", "line\nend", ""}) writer.cell(cell);
    writer.end_row();
    writer.cell("");
    writer.end_row();
    print("csv.writer", out);
    dictionaries();
    attempt("boundaries", [] {
        print(
            "boundaries",
            parse_boundaries(
                R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A","adcode":500101},
"geometry":{"type":"MultiPolygon","coordinates":[[[[1,1],[2,1],[2,2],[1,1]],[[1.2,1.1],[1.5,1.1],[1.5,1.4],[1.2,1.1]]]]}}]})",
                "x.json"));
    });
    attempt("boundaries.bad", [] {
        parse_boundaries(
            R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[200,2],[1,0]]]}})",
            "x.json");
    });
    attempt("boundaries.malformed", [] { parse_boundaries("{\"type\":\n oops}", "x.json"); });
}

} // namespace corewing::results
