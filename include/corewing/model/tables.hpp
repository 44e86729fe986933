#pragma once

#include "corewing/base/index.hpp"
#include "corewing/model/budget.hpp"
#include "corewing/model/change.hpp"
#include "corewing/model/choice.hpp"
#include "corewing/model/cluster.hpp"
#include "corewing/model/division_rule.hpp"
#include "corewing/model/indicator.hpp"
#include "corewing/model/industry.hpp"
#include "corewing/model/link.hpp"
#include "corewing/model/pattern_row.hpp"
#include "corewing/model/place.hpp"
#include "corewing/model/project.hpp"
#include "corewing/model/resource.hpp"
#include "corewing/model/role.hpp"
#include "corewing/model/target.hpp"
#include "corewing/model/task.hpp"

#include <string>
#include <vector>

namespace corewing::model {

/// What is known of the region as a whole: the rows of region.csv.
struct RegionInfo {
    std::string name = {};       ///< of the region
    std::string name_local = {}; ///< name in the local language
    std::string currency = {};   ///< unit of money in every table
    std::string notes = {};      ///< what a reader of the figures must know
    std::string source = {};     ///< where the figures come from

    bool operator==(const RegionInfo&) const = default;
};

/// A region as an analyst writes it: rows that name each other by id, in any order.
///
///     corewing::model::Tables tables;
///     tables.places = {{.id = "core"}, {.id = "west"}};
///     tables.layers = {{.id = "rail", .unit = "trains a day"}};
///     tables.links = {{.layer = "rail", .from = "core", .to = "west", .weight = 12}};
///     const corewing::model::Region region(std::move(tables));
struct Tables {
    RegionInfo info = {};                       ///< region.csv
    std::vector<Place> places = {};             ///< places.csv, the vertices of the graph
    std::vector<Host> hosts = {};               ///< hosts.csv, on whose ground a platform lies
    std::vector<Layer> layers = {};             ///< layers.csv, sheets of links of one meaning
    std::vector<LinkRow> links = {};            ///< links.csv, the edges of the graph
    std::vector<Assignment> layouts = {};       ///< layouts.csv, roles of places
    std::vector<PatternRow> patterns = {};      ///< patterns.csv, how many of each role, and how linked
    std::vector<Cluster> clusters = {};         ///< clusters.csv, groups of places with a common policy
    std::vector<Industry> industries = {};      ///< industries.csv
    std::vector<Output> output = {};            ///< output.csv, what places produce by industry
    std::vector<Indicator> indicators = {};     ///< indicators.csv, the nodes of the indicator trees
    std::vector<Observation> observations = {}; ///< observations.csv, measured numbers
    std::vector<Resource> resources = {};       ///< resources.csv, what is to be divided
    std::vector<Budget> budgets = {};           ///< budgets.csv, how much of it there is
    std::vector<DivisionRule> rules = {};       ///< rules.csv, floors and caps
    std::vector<Project> projects = {};         ///< projects.csv, what can be paid for
    std::vector<Task> tasks = {};               ///< tasks.csv, who carries which duty
    std::vector<Target> targets = {};           ///< targets.csv, what indicators are to reach
    std::vector<Change> changes = {};           ///< changes.csv, places renamed, merged or split
    std::vector<Choice> plan = {};              ///< plan.csv, what a plan chooses

    bool operator==(const Tables&) const = default;
};

/// A row that contradicts the data dictionary or another row.
struct Fault {
    std::string table = {};  ///< name of the table: "links"
    Index row = 0;           ///< index of the row in its table, from 0
    std::string column = {}; ///< name of the column
    std::string value = {};  ///< the offending value
    std::string text = {};   ///< what is wrong with it
    std::string remedy = {}; ///< what to do

    bool operator==(const Fault&) const = default;
};

} // namespace corewing::model
