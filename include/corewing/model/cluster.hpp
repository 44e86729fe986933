#pragma once

#include <string>

namespace corewing::model {

/// A group of places with a common policy: one row of clusters.csv.
struct Cluster {
    std::string id = {};         ///< as places.csv names it in its column cluster
    std::string name = {};       ///< name as it is shown
    std::string name_local = {}; ///< name in the local language
    std::string focus = {};      ///< what it is to concentrate on
    std::string source = {};     ///< where the row comes from, and how sure it is

    bool operator==(const Cluster&) const = default;
};

} // namespace corewing::model
