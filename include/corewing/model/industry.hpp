#pragma once

#include "corewing/base/mark.hpp"

#include <string>

namespace corewing::model {

/// An industry and its place in a chain: one row of industries.csv.
struct Industry {
    std::string id = {};         ///< short name that output.csv uses
    std::string name = {};       ///< name as it is shown
    std::string name_local = {}; ///< name in the local language
    std::string chain = {};      ///< the chain it belongs to, for example 芯屏器核网
    std::string stage = {};      ///< its link in that chain, for example 芯
    std::string source = {};     ///< where the row comes from, and how sure it is

    bool operator==(const Industry&) const = default;
};

/// What a place produces in an industry: one row of output.csv.
struct Output {
    std::string place = {};    ///< id of the place
    std::string industry = {}; ///< id of the industry
    int year = 0;              ///< of the figure
    double value = 0.0;        ///< in `unit`, >= 0
    std::string unit = {};     ///< one for the whole table: money, workers, firms; empty = the region's currency
    base::Mark mark = base::Mark::observed; ///< observed, imputed (estimated by whoever published it) or synthetic
    std::string source = {};                ///< where the row comes from, and how sure it is

    bool operator==(const Output&) const = default;
};

} // namespace corewing::model
