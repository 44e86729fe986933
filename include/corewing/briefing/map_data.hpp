#pragma once

#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/briefing/detail/projection.hpp"
#include "corewing/model/role.hpp"

#include <string>
#include <vector>

namespace corewing::briefing {

/// One place on the map.
struct MapPlace {
    std::string name = {};                  ///< short: it stands beside the circle
    std::string name_local = {};            ///< short, or empty
    double lon = 0.0;                       ///< degrees in [-180, 180]
    double lat = 0.0;                       ///< degrees in [-90, 90]
    double size = 0.0;                      ///< >= 0; the area of the circle
    model::Role role = model::Role::other;  ///< colour and shape of the circle
    bool outside = false;                   ///< a partner: does not stretch the map; drawn as a square of fixed size
    base::Mark mark = base::Mark::observed; ///< of the size; where it is missing the circle is the smallest
    std::string note = {};                  ///< shown when pointed at
};

/// One link on the map. A link of a place with itself is not drawn.
struct MapLink {
    Index from = 0;        ///< index of the place where it begins
    Index to = 0;          ///< index of the place where it ends
    double strength = 0.0; ///< >= 0; the width of the stroke; 0 is not drawn
};

/// The words that the map itself prints, in the reader's language.
struct MapWords {
    std::string core = "Core";                                                          ///< in the legend
    std::string wing = "Wing";                                                          ///< in the legend
    std::string point = "Point";                                                        ///< in the legend
    std::string other = "Other place";                                                  ///< in the legend
    std::string outside = "Partner outside the region";                                 ///< in the legend
    std::string estimated = "Size estimated, synthetic or not known";                   ///< in the legend
    std::string size = "Size";                                                          ///< with its unit
    std::string strength = "Strength";                                                  ///< with its unit
    std::string inset = "Enlarged";                                                     ///< followed by " 4.2 ×"
    std::string km = "km";                                                              ///< unit of the scale
    std::string drawn = "Links drawn (the strongest, and the strongest of each place)"; ///< followed by ": 100 / 903."
    std::string unnamed = "Not named for lack of room";                                 ///< followed by ": A, B."
};

/// How the map looks.
struct FlowMapOptions {
    std::string title = {};       ///< for screen readers; the page prints a caption
    std::string description = {}; ///< for screen readers; empty = roles and strongest link in a sentence
    Index links = 80;             ///< the strongest so many are drawn, and each place's strongest; 0 = none
    Index names = 300;    ///< the most important so many places are named; 0 = none, and none is listed as missing
    bool curved = true;   ///< strokes bow to the left of their direction
    bool inset = true;    ///< magnify the densest part where labels would not fit
    double radius = 17.0; ///< px of the largest circle, in [3, 60]
    double width = 960.0; ///< px, in [400, 4000]
    MapWords words = {};  ///< what the map itself prints
};

} // namespace corewing::briefing
