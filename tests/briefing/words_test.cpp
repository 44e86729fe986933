#include "corewing/briefing/words.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using corewing::Index;

using namespace corewing::briefing;

namespace {

/// Every word of one part, in order.
std::vector<std::string> of(const MapWords& w) {
    return {w.core, w.wing,     w.point, w.other, w.outside, w.estimated,
            w.size, w.strength, w.inset, w.km,    w.drawn,   w.unnamed};
}
std::vector<std::string> of(const DivisionWords& w) {
    return {w.place, w.amount, w.share, w.reason, w.total};
}
std::vector<std::string> of(const TargetWords& w) {
    return {w.indicator, w.unit, w.baseline, w.target, w.outcome, w.status, w.note};
}
std::vector<std::string> of(const DataWords& w) {
    return {w.data,     w.observed, w.derived, w.imputed, w.synthetic, w.missing, w.findings,
            w.severity, w.about,    w.text,    w.warning, w.note,      w.sources};
}
std::vector<std::string> of(const Words& w) {
    std::vector<std::string> all = {w.contents, w.marks.imputed, w.marks.synthetic, w.marks.missing};
    for (const auto& part : {of(w.map), of(w.division), of(w.targets), of(w.data)})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

bool is_ascii(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

TEST_CASE("there is a word for everything, in both languages") {
    const auto english = of(Words{});
    const auto chinese_words = of(chinese());
    REQUIRE(english.size() == chinese_words.size());
    for (Index k = 0; k < std::ssize(english); ++k) {
        CAPTURE(english[k]);
        CHECK_FALSE(english[k].empty());
        CHECK_FALSE(chinese_words[k].empty());
        CHECK(is_ascii(english[k]));
        CHECK_FALSE(is_ascii(chinese_words[k]));
    }
}

TEST_CASE("heads of one table, and roles on one map, are told apart") {
    for (const Words& words : {Words{}, chinese()}) {
        CAPTURE(words.contents);
        for (const auto& part : {of(words.division), of(words.targets)})
            CHECK(std::set<std::string>(part.begin(), part.end()).size() == part.size());
        const std::set<std::string> roles = {words.map.core, words.map.wing, words.map.point, words.map.other,
                                             words.map.outside};
        CHECK(roles.size() == 5);
        const std::set<std::string> marks = {words.data.observed, words.data.derived, words.data.imputed,
                                             words.data.synthetic, words.data.missing};
        CHECK(marks.size() == 5);
        CHECK(words.data.warning != words.data.note);
        CHECK(words.marks.imputed != words.marks.synthetic);
    }
}

TEST_CASE("what a number or a list follows does not end in a stop of its own") {
    // The map prints "Links drawn: 100 / 903." and the legend ends with its own full stop.
    for (const Words& words : {Words{}, chinese()})
        for (const std::string& text : {words.map.drawn, words.map.unnamed, words.map.inset, words.marks.imputed,
                                        words.marks.synthetic, words.marks.missing}) {
            CAPTURE(text);
            CHECK(text.find_last_of(".:;, ") != text.size() - 1);
            CHECK((text.size() < 3 || text.substr(text.size() - 3) != "。"));
        }
}

TEST_CASE("one word can be changed and the others stay") {
    Words words = chinese();
    words.division.amount = "万元";
    CHECK(words.division.place == chinese().division.place);
    CHECK(of(words) != of(chinese()));
    CHECK(of(Words{.contents = "Inhalt"}).front() == "Inhalt");
    CHECK(Words{.contents = "Inhalt"}.data.note == "Note");
}
