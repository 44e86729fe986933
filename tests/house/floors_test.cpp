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

const std::map<std::string, int> floor_of{{"base", 0},      {"model", 1},       {"io", 2},       {"graph", 2},
                                          {"indicator", 2}, {"allocation", 2},  {"scenario", 2}, {"monitoring", 2},
                                          {"report", 2},    {"interaction", 3}, {"scoring", 3},  {"layout", 4},
                                          {"briefing", 5}};

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

bool needs_json(const std::string& path) {
    return path == "corewing/io/json.hpp" || path == "corewing/io/geojson.hpp";
}

} // namespace

TEST_CASE("a header includes only lower floors and its own folder") {
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
            if (folder != header.folder) CHECK(floor_of.at(folder) < floor_of.at(header.folder));
        }
    }
}

TEST_CASE("no header includes itself in a circle") {
    std::map<std::string, std::vector<std::string>> includes;
    for (const Header& header : headers) includes[header.path] = header.own;
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
        if (header.path == "corewing/corewing.hpp" || header.path.find("/detail/") != std::string::npos) continue;
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
        if (header.path.find("/detail/") != std::string::npos || header.path == "corewing/corewing.hpp") continue;
        const std::string name = fs::path(header.path).stem().string() + "_test.cpp";
        CHECK_MESSAGE(fs::exists(tests / header.folder / name), header.path);
    }
}
