#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/place_ids.hpp"

#include <Eigen/Core>

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace corewing::model::detail {

/// Puts 0 where the mark says missing, and checks the rest.
/// @throws bad_shape, bad_value naming the first place with a number that is not finite
template <class Values>
void settle(Values& values, const base::Marks& marks, const std::string& name, const PlaceIds& places,
            const std::vector<std::string>& columns = {}) {
    base::check_shape(marks, values.rows(), values.cols(), name.empty() ? "marks" : name + ": marks");
    if (places.told()) base::check_size(places.size(), values.rows(), name.empty() ? "places" : name + ": places");
    for (Index j = 0; j < values.cols(); ++j)
        for (Index i = 0; i < values.rows(); ++i) {
            if (marks(i, j) == base::Mark::missing) values(i, j) = 0.0;
            if (std::isfinite(values(i, j))) continue;
            std::string field = name;
            if (j < std::ssize(columns)) field += (name.empty() ? "" : ", ") + columns[j];
            throw base::bad_value(base::to_text(values(i, j)) + " is not a finite number",
                                  {.field = std::move(field),
                                   .value = base::to_text(values(i, j)),
                                   .place = places.id(i),
                                   .remedy = "mark the number as missing where it is not known"});
        }
}

/// " in 2020", or nothing without a year.
template <class = void>
std::string in_year_words(std::optional<int> year) {
    return year ? " in " + std::to_string(*year) : std::string();
}

/// "has no figure in 2020, nor have 2 more places".
/// @throws bad_value
template <class = void>
[[noreturn]] void refuse_missing_figure(const std::string& name, std::optional<int> year, std::string place,
                                        Index missing) {
    std::string fault = "has no figure" + in_year_words(year);
    if (missing > 1)
        fault += missing == 2 ? ", nor has 1 more place" : ", nor have " + std::to_string(missing - 1) + " more places";
    throw base::bad_value(fault, {.field = name,
                                  .place = std::move(place),
                                  .remedy = "fill the gaps (indicator::impute) or select places that have figures"});
}

/// "nothing is known of what goes to north, nor of 3 more".
/// @param missing  cells without a number, off the diagonal
/// @throws bad_value
template <class = void>
[[noreturn]] void refuse_missing_pair(const std::string& name, std::string place, const std::string& other,
                                      Index missing) {
    throw base::bad_value("nothing is known of what goes to " + other +
                              (missing > 1 ? ", nor of " + std::to_string(missing - 1) + " more" : std::string()),
                          {.field = name,
                           .value = other,
                           .place = std::move(place),
                           .remedy = "mark the layer as complete in layers.csv if no link means none, or select "
                                     "places whose pairs are known"});
}

/// "chips is not known in 2020, nor are 3 more".
/// @throws bad_value
template <class = void>
[[noreturn]] void refuse_missing_cell(const std::string& name, std::optional<int> year, std::string place,
                                      const std::string& column, Index missing) {
    std::string fault = column + " is not known" + in_year_words(year);
    if (missing > 1) fault += missing == 2 ? ", nor is 1 more" : ", nor are " + std::to_string(missing - 1) + " more";
    throw base::bad_value(fault, {.field = name,
                                  .value = column,
                                  .place = std::move(place),
                                  .remedy = "fill the gaps (indicator::impute) or select places that have figures"});
}

} // namespace corewing::model::detail
