#pragma once

#include "corewing/plan/choices.hpp"

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/model/detail/names.hpp"
#include "corewing/plan/detail/derived.hpp"
#include "corewing/plan/detail/texts.hpp"
#include "corewing/report/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

namespace corewing::plan {

namespace detail {

/// The keys of plan.csv but question.NAME.
struct Key {
    std::string_view id;
};
inline constexpr std::array<Key, 14> plan_keys{{{"title"},
                                                {"year"},
                                                {"size"},
                                                {"index"},
                                                {"flows"},
                                                {"routes"},
                                                {"speed_kmh"},
                                                {"division.resource"},
                                                {"division.need"},
                                                {"division.alpha"},
                                                {"roles.lambda"},
                                                {"seed"},
                                                {"map.source"},
                                                {"map.approval"}}};

inline constexpr std::string_view question_key = "question.";

[[noreturn]] inline void bad_choice(const model::Choice& row, std::string_view fault, std::string_view remedy) {
    throw base::bad_data(std::string(fault),
                         {.file = "plan.csv", .field = row.key, .value = row.value, .remedy = std::string(remedy)});
}

/// A number in a cell of plan.csv.
template <class Number>
Number number_of(const model::Choice& row, double low, double high, std::string_view example) {
    Number value{};
    const char* end = row.value.data() + row.value.size();
    const auto read = std::from_chars(row.value.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end)
        bad_choice(row, '"' + row.value + "\" is not a number", "write " + std::string(example));
    if (const double wide = static_cast<double>(value); !std::isfinite(wide) || wide < low || wide > high)
        bad_choice(row, row.value + " is not in [" + base::to_text(low) + ", " + base::to_text(high) + "]",
                   "write " + std::string(example));
    return value;
}

/// Alpha of a fair division.
template <class = void>
double equality(const model::Choice& row) {
    if (row.value == "inf") return std::numeric_limits<double>::infinity();
    if (row.value == "0") return 0.0;
    return number_of<double>(row, 1e-6, 1e6, "0, a number from 1e-6 to 1e6, or inf");
}

/// The parts of a list, as they stand between semicolons; none may be blank.
template <class = void>
std::vector<std::string> parts_of(const model::Choice& row) {
    std::vector<std::string> parts;
    std::string_view rest = row.value;
    while (true) {
        const auto end = rest.find(';');
        parts.emplace_back(rest.substr(0, end));
        if (parts.back().empty()) bad_choice(row, "an entry of the list is blank", "write layer;layer, without blanks");
        if (end == std::string_view::npos) return parts;
        rest.remove_prefix(end + 1);
    }
}

/// Refuses a layer that is not there.
template <class = void>
std::string known_layer(const model::Region& region, const std::string& id) {
    (void)region.layer(id); // throws with the nearest one
    return id;
}

template <class = void>
std::vector<FlowChoice> flow_choices(const model::Region& region, const model::Choice& row) {
    std::vector<FlowChoice> flows;
    for (const std::string& part : parts_of(row)) {
        const auto equals = part.rfind('=');
        model::Choice weight{.key = row.key, .value = equals == std::string::npos ? "1" : part.substr(equals + 1)};
        flows.push_back({known_layer(region, part.substr(0, equals)),
                         number_of<double>(weight, 1e-6, 1e6, "layer=weight, for example trips;trains=0.5")});
        const auto same = [&](const FlowChoice& other) { return other.layer == flows.back().layer; };
        if (std::count_if(flows.begin(), flows.end(), same) > 1) bad_choice(row, "names a layer twice", "name it once");
    }
    return flows;
}

/// Lets one row of plan.csv overrule a choice.
template <class = void>
void overrule(Choices& c, const model::Region& region, const model::Choice& row) {
    if (row.key.starts_with(question_key)) {
        c.questions[row.key.substr(question_key.size())] = row.note.empty() ? row.value : row.note;
        return;
    }
    if (row.value.empty()) bad_choice(row, "the value is blank", "write one, or leave the row out");
    if (row.key == "title")
        c.title = row.value;
    else if (row.key == "year")
        c.year = number_of<int>(row, -1e4, 1e4, "a year, for example 2020");
    else if (row.key == "size")
        c.size = region.indicator(row.value).id;
    else if (row.key == "index")
        c.index = region.indicator(row.value).id;
    else if (row.key == "flows")
        c.flows = flow_choices(region, row);
    else if (row.key == "routes") {
        c.routes.clear();
        for (const std::string& id : parts_of(row)) c.routes.push_back(known_layer(region, id));
    } else if (row.key == "speed_kmh")
        c.speed_kmh = number_of<double>(row, 1e-3, 1e4, "km an hour, for example 60");
    else if (row.key == "division.resource")
        c.resource = region.resource(row.value).id;
    else if (row.key == "division.need")
        c.need = region.indicator(row.value).id;
    else if (row.key == "division.alpha")
        c.alpha = equality(row);
    else if (row.key == "roles.lambda")
        c.lambda = number_of<double>(row, 0.0, 1.0, "a number from 0 to 1");
    else if (row.key == "seed")
        c.seed = number_of<std::uint64_t>(row, 0.0, 1.9e19, "a whole number");
    else if (row.key == "map.source")
        c.map_source = row.value;
    else if (row.key == "map.approval")
        c.map_approval = row.value;
    else
        bad_choice(row, '"' + row.key + "\" is not a key of plan.csv",
                   model::detail::suggestion(row.key, plan_keys, "plan"));
}

/// What the folder itself leads to.
template <class = void>
Choices derived(const model::Region& region) {
    Choices c;
    c.title = region.info().name.empty() ? "A region without a name" : region.info().name;
    const auto leaf = [](const model::Indicator& i) { return i.formula.empty() && !is_ratio(i.unit); };
    SizeCandidate size = best_size(region, [&](const model::Indicator& i) {
        return leaf(i) && !region.info().currency.empty() && i.unit == region.info().currency;
    });
    if (size.id.empty())
        size = best_size(region, [&](const model::Indicator& i) { return leaf(i) && counts_people(i); });
    c.size = size.id;
    if (const auto roots = measured_leaves(region); !roots.empty())
        c.index = std::max_element(roots.begin(), roots.end(), [](const auto& a, const auto& b) {
                      return a.second < b.second;
                  })->first;
    const auto linked = linked_layers(region, [](const model::Link&) { return true; });
    const auto measured = linked_layers(
        region, [](const model::Link& link) { return std::isfinite(link.hours) || std::isfinite(link.distance_km); });
    for (Index l = 0; l < std::ssize(region.layers()); ++l) {
        const model::Layer& layer = region.layers()[l];
        if (layer.kind == model::LayerKind::flow && linked[l]) c.flows.push_back({layer.id, 1.0});
        if (layer.kind == model::LayerKind::route && measured[l]) c.routes.push_back(layer.id);
    }
    return c;
}

} // namespace detail

COREWING_BODY
Choices choices(const model::Region& region) {
    Choices c = detail::derived(region);
    for (const model::Choice& row : region.plan()) detail::overrule(c, region, row);
    const auto told = [&](const std::string& key, const std::string& value) {
        const auto& rows = region.plan();
        const bool stated = std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.key == key; });
        c.findings.push_back(
            {.topic = "choices",
             .subject = key,
             .text = (value.empty() ? "none" : value) + (stated ? ", as plan.csv says" : ", by itself")});
    };
    std::vector<std::string> flows;
    for (const FlowChoice& flow : c.flows) flows.push_back(flow.layer);
    told("size", c.size);
    told("index", c.index);
    told("flows", detail::joined(flows, ";"));
    told("routes", detail::joined(c.routes, ";"));
    return c;
}

} // namespace corewing::plan
