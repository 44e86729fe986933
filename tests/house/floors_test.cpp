// The plan of the house in docs/architecture.md, checked against the includes of every header.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fs = std::filesystem;

namespace {

const fs::path include_dir = fs::path(COREWING_SOURCE_DIR) / "include";

const std::map<std::string, int> floor_of{
    {"base", 0},        {"model", 1},       {"report", 1},     {"io", 2},      {"graph", 2},    {"indicator", 2},
    {"industry", 2},    {"association", 2}, {"interaction", 2}, {"scoring", 2}, {"allocation", 2}, {"sharing", 2},
    {"scenario", 2},    {"monitoring", 2},  {"layout", 3},     {"plan", 4},    {"briefing", 5}};

struct Header {
    std::string path;                 // corewing/base/error.hpp
    std::string folder;               // base
    std::vector<std::string> own;     // includes of our headers
    std::vector<std::string> foreign; // other includes
    std::string text;
};

std::string folder_of(const std::string& path) {
    const auto first = path.find('/'), second = path.find('/', first + 1);
    return second == std::string::npos ? "" : path.substr(first + 1, second - first - 1);
}

std::vector<Header> all_headers() {
    std::vector<Header> headers;
    const std::regex include(R"re(^\s*#\s*include\s*(["<])([^">]+)[">])re");
    for (const auto& entry : fs::recursive_directory_iterator(include_dir)) {
        if (entry.path().extension() != ".hpp") continue;
        Header header;
        header.path = fs::relative(entry.path(), include_dir).generic_string();
        header.folder = folder_of(header.path);
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);) {
            std::smatch match;
            if (std::regex_search(line, match, include)) {
                const std::string target = match[2];
                (target.rfind("corewing", 0) == 0 ? header.own : header.foreign).push_back(target);
            }
            header.text += line.substr(0, line.find("//")) + '\n';
        }
        headers.push_back(std::move(header));
    }
    std::sort(headers.begin(), headers.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return headers;
}

const std::vector<Header> headers = all_headers();

bool is_inside(const std::string& path, const std::string& folder) {
    return path.find('/' + folder + '/') != std::string::npos;
}

/// Neither machinery nor a body nor the umbrella: what a program includes.
bool is_interface(const std::string& path) {
    return path != "corewing/corewing.hpp" && !is_inside(path, "detail") && !is_inside(path, "impl");
}

/// The body that an interface includes at its end.
std::string body_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return path.substr(0, slash) + "/impl" + path.substr(slash);
}

bool needs_json(const std::string& path) {
    return path == "corewing/io/json.hpp" || path == "corewing/io/geojson.hpp" || path == "corewing/io/impl/geojson.hpp";
}

} // namespace

TEST_CASE("a header includes lower floors and rooms of its own floor, never a neighbour's machinery") {
    REQUIRE(headers.size() > 10);
    for (const Header& header : headers) {
        CAPTURE(header.path);
        if (header.path == "corewing/corewing.hpp") continue;
        REQUIRE(floor_of.contains(header.folder));
        for (const std::string& target : header.own) {
            CAPTURE(target);
            CHECK(fs::exists(include_dir / target));
            CHECK(target != "corewing/corewing.hpp");
            const std::string folder = folder_of(target);
            REQUIRE(floor_of.contains(folder));
            if (folder == header.folder) continue;
            CHECK(floor_of.at(folder) <= floor_of.at(header.folder));
            CHECK_FALSE(is_inside(target, "impl"));
            if (floor_of.at(folder) == floor_of.at(header.folder)) CHECK_FALSE(is_inside(target, "detail"));
        }
    }
}

TEST_CASE("no room asks another one that asks it") {
    std::map<std::string, std::set<std::string>> asks;
    for (const Header& header : headers)
        for (const std::string& target : header.own)
            if (!folder_of(target).empty() && folder_of(target) != header.folder && !header.folder.empty())
                asks[header.folder].insert(folder_of(target));
    for (const auto& asking : asks)
        for (const std::string& other : asking.second)
            CHECK_FALSE_MESSAGE(asks[other].contains(asking.first), asking.first, " and ", other);
}

// An interface and its body count as one: the body includes its interface, which includes it at its end.
TEST_CASE("no header includes itself in a circle") {
    std::map<std::string, std::vector<std::string>> includes;
    for (const Header& header : headers)
        for (const std::string& target : header.own)
            if (target != body_of(header.path) && header.path != body_of(target))
                includes[header.path].push_back(target);
    std::map<std::string, int> state; // 1 on the way, 2 done
    const std::function<bool(const std::string&)> circle = [&](const std::string& path) {
        int& mark = state[path];
        if (mark == 2) return false;
        if (mark == 1) return true;
        mark = 1;
        for (const std::string& next : includes[path])
            if (circle(next)) return true;
        state[path] = 2;
        return false;
    };
    for (const Header& header : headers) CHECK_FALSE_MESSAGE(circle(header.path), header.path);
}

TEST_CASE("only the two JSON headers need a JSON parser, and base needs only std and Eigen") {
    for (const Header& header : headers) {
        CAPTURE(header.path);
        for (const std::string& target : header.foreign) {
            CAPTURE(target);
            if (target.rfind("nlohmann/", 0) == 0) CHECK(needs_json(header.path));
            if (header.folder == "base") CHECK(target.rfind("boost/", 0) != 0);
        }
        for (const std::string& target : header.own)
            if (needs_json(target)) CHECK(needs_json(header.path));
    }
}

TEST_CASE("the umbrella header holds every header that needs no further package") {
    const auto umbrella =
        std::find_if(headers.begin(), headers.end(), [](const auto& h) { return h.path == "corewing/corewing.hpp"; });
    REQUIRE(umbrella != headers.end());
    const std::set<std::string> held(umbrella->own.begin(), umbrella->own.end());
    for (const Header& header : headers) {
        CAPTURE(header.path);
        if (!is_interface(header.path)) continue;
        CHECK(held.contains(header.path) == !needs_json(header.path));
    }
}

TEST_CASE("the library never prints, exits, catches signals, reads the environment or asserts") {
    const std::regex forbidden(
        R"(std::(cout|cerr|clog)\b|\b(f|v)?printf\s*\(|\b(exit|quick_exit|abort|signal|getenv|system|assert)\s*\(|<iostream>|\brand\s*\(|random_device)");
    for (const Header& header : headers) {
        std::smatch match;
        const bool found = std::regex_search(header.text, match, forbidden);
        CAPTURE(header.path);
        CAPTURE(match.str());
        CHECK_FALSE(found);
    }
}

TEST_CASE("every header has a test of its own name in the folder that mirrors its own") {
    const fs::path tests = fs::path(COREWING_SOURCE_DIR) / "tests";
    for (const Header& header : headers) {
        if (!is_interface(header.path)) continue;
        if (header.path.ends_with("words.hpp") && header.folder == "plan") continue; // tables of words, which the answers print
        const std::string name = fs::path(header.path).stem().string() + "_test.cpp";
        CHECK_MESSAGE(fs::exists(tests / header.folder / name), header.path);
    }
}

TEST_CASE("an interface fits on two screens, and machinery is not a book") {
    for (const Header& header : headers) {
        if (header.path == "corewing/corewing.hpp") continue;
        const auto lines = std::count(header.text.begin(), header.text.end(), '\n');
        CHECK_MESSAGE(lines <= (is_interface(header.path) ? 160 : 400), header.path);
    }
}

TEST_CASE("an index is never cast") {
    const std::regex cast(R"(static_cast<(std::size_t|std::ptrdiff_t|Eigen::Index|corewing::Index|Index)>)"
                          R"(|[^:\w](std::size_t|Eigen::Index|Index)\([^)])");
    for (const Header& header : headers) {
        std::smatch match;
        const bool found = std::regex_search(header.text, match, cast);
        CAPTURE(header.path);
        CAPTURE(match.str());
        CHECK_FALSE(found);
    }
}

TEST_CASE("what an interface declares with COREWING_ROUTINE has a body, and the interface includes it") {
    for (const Header& header : headers) {
        if (!is_interface(header.path) || header.path == "corewing/base/routine.hpp") continue;
        CAPTURE(header.path);
        const bool declares = header.text.find("COREWING_ROUTINE\n") != std::string::npos;
        const bool includes = std::find(header.own.begin(), header.own.end(), body_of(header.path)) != header.own.end();
        CHECK(declares == (includes && !needs_json(header.path)));
    }
}
