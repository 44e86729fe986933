#include <doctest/doctest.h>

#include "corewing/io/detail/gb18030.hpp"
#include "corewing/io/od_matrix.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/io/wide.hpp"

#include "io/temporary_folder.hpp"
#include "support/refusal.hpp"

#include <string>

using namespace corewing;

namespace {

const std::string yuzhong = "\xd3\xe5\xd6\xd0\xc7\xf8"; // 渝中区
const std::string yubei = "\xd3\xe5\xb1\xb1\xc7\xf8";   // 渝北区

} // namespace

TEST_CASE("tables as Chinese spreadsheets save them are read, and that is told with a word of them") {
    const TemporaryFolder folder;
    folder.put("places.csv", "id,name,source\r\na," + yuzhong + ",\r\nb," + yubei + ",5G\r\n");
    folder.put("indicators.csv", "id,name\ngdp,\xe7\x94\x9f\xe4\xba\xa7\n"); // 生产 in UTF-8
    const auto [region, findings] = io::read_folder(folder.path());
    CHECK(region.place(0).name == "渝中区");
    CHECK(region.place(1).name == "渝北区");
    CHECK(region.indicators()[0].name == "生产");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == base::Severity::warning);
    CHECK(findings[0].subject == "places.csv");
    CHECK(findings[0].text == "is not in UTF-8 and was read as GB18030, for example \"渝中区\"");
    CHECK(io::read_region(folder.path()).place(0).name == "渝中区");
}

TEST_CASE("wide tables and matrices too") {
    const TemporaryFolder folder;
    folder.put("wide.csv", "place,gdp\n" + yuzhong + ",3\n");
    const auto rows = io::read_wide(folder.path() / "wide.csv", {.year = 2020, .ids = {{"渝中区", "a"}}});
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].place == "a");
    folder.put("od.csv", "," + yuzhong + "," + yubei + "\n" + yuzhong + ",,3\n");
    CHECK(io::read_od_matrix(folder.path() / "od.csv", {.layer = "trips"}).at(0).to == "渝北区");
}

TEST_CASE("what is neither is told with its byte, and never guessed") {
    const auto refused = [](const std::string& text) {
        const TemporaryFolder folder;
        folder.put("places.csv", text);
        return test::refusal([&] { static_cast<void>(io::read_folder(folder.path())); });
    };
    CHECK(refused("id,name\na,M\xe9xico\nb,Bogot\xe1\n").find("is not UTF-8") != std::string::npos);    // Latin-1
    CHECK(refused("id,name\na,L\xf3pez\nb,Le\xf3n\n").find("is not UTF-8") != std::string::npos);       // Latin-1
    CHECK(refused("id,name\na,渝北区\nb,渝\xe5\x8c\n").find("places.csv:3:2") != std::string::npos);    // cut UTF-8
    CHECK(refused("id,name\na," + yubei + "\nb,\xff\xff\n").find("is not UTF-8") != std::string::npos); // no GB18030
}

TEST_CASE("long files are counted across their chunks") {
    std::string text = "id,name\n";
    for (int i = 0; i < 40'000; ++i) text += "p" + std::to_string(i) + ",渝北区两江新区\n";
    std::istringstream in(text);
    const auto count = io::detail::count_bytes(in);
    CHECK(count.bad == 0);
    CHECK(count.wide == 40'000 * 7);
    CHECK(in.tellg() == 0);
    const TemporaryFolder folder;
    std::string gb = "id,name\n";
    for (int i = 0; i < 40'000; ++i) gb += "p" + std::to_string(i) + "," + yubei + yuzhong + "\n";
    folder.put("places.csv", gb);
    const auto read = io::read_folder(folder.path());
    CHECK(read.region.size() == 40'000);
    CHECK(read.region.place(39'999).name == "渝北区渝中区");
    CHECK(read.findings.size() == 1);
}
