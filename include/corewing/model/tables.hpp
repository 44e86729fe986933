#pragma once

#include "corewing/base/index.hpp"
#include "corewing/model/indicator.hpp"
#include "corewing/model/industry.hpp"
#include "corewing/model/link.hpp"
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
    std::string name = {};
    std::string name_local = {};
    std::string currency = {}; ///< unit of money in every table
    std::string notes = {};
    std::string source = {};

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
    RegionInfo info = {};
    std::vector<Place> places = {};
    std::vector<Host> hosts = {};
    std::vector<Layer> layers = {};
    std::vector<LinkRow> links = {};
    std::vector<Assignment> layouts = {};
    std::vector<Industry> industries = {};
    std::vector<Output> output = {};
    std::vector<Indicator> indicators = {};
    std::vector<Observation> observations = {};
    std::vector<Resource> resources = {};
    std::vector<Project> projects = {};
    std::vector<Task> tasks = {};
    std::vector<Target> targets = {};

    bool operator==(const Tables&) const = default;
};

/// A row that contradicts the data dictionary or another row.
struct Fault {
    std::string table = {};  ///< name of the table: "links"
    Index row = 0;     ///< index of the row in its table, from 0
    std::string column = {}; ///< name of the column
    std::string value = {};  ///< the offending value
    std::string text = {};   ///< what is wrong with it
    std::string remedy = {}; ///< what to do

    bool operator==(const Fault&) const = default;
};

} // namespace corewing::model
