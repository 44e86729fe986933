#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/indicator/tree.hpp"
#include "corewing/model/region.hpp"

#include <Eigen/Core>

#include <string>
#include <vector>

using corewing::Index;

/// From what the folder says to complete columns of numbers: gaps filled, marks kept, times computed.
namespace chongqing {

/// What we had to assume, in one place.
struct Assumptions {
    int year = 2020;             ///< of the size figures: census year
    int first_year = 2019;       ///< of growth
    int last_year = 2022;        ///< of growth
    double road_speed = 60.0;    ///< km of straight line between neighbouring seats in an hour, bends included
    double station_hours = 0.5;  ///< way to the station and wait, for each ride
    double reach_hours = 0.75;   ///< "near": a station is within reach, and pairs are one city
    double distance_decay = 2.0; ///< gravity: flow falls with the square of time
    double least_hours = 0.5;    ///< gravity: shorter times count as this
};

/// Numbers by place with their marks, to be filled in: what is missing is 0 and marked missing.
struct Column {
    Eigen::VectorXd values = {};      ///< places x 1
    corewing::base::Marks marks = {}; ///< places x 1
};

/// Complete numbers. Vectors run over all places of the region; what a place does not have is marked missing.
struct Figures {
    std::vector<Index> districts = {}; ///< the 38, which add up to the city
    std::vector<Index> zones = {};     ///< platforms with a role in a layout
    std::vector<Index> places = {};    ///< districts and zones, ascending
    Column gdp = {};                          ///< 100 million yuan, gross: a zone's is also in its hosts'
    Column net_gdp = {};                      ///< without what lies in zones: adds up to the city
    Column population = {};                   ///< 10 thousand people
    Eigen::MatrixXd hours = {};               ///< places x places, by road and rail
    corewing::indicator::Tree tree = {};      ///< the index that public figures can carry
    Eigen::MatrixXd leaves = {};              ///< districts x leaves of the tree
    corewing::base::Marks leaf_marks = {};    ///< the same shape
    std::vector<std::string> filled = {};     ///< what was filled in, a line each
};

/// @throws unknown_name if the folder lacks an indicator or layer that the plan needs
Figures figures(const corewing::model::Region& region, const Assumptions& assumptions);

} // namespace chongqing
