#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/detail/selection.hpp"
#include "corewing/model/marked_column.hpp"

#include <Eigen/Core>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace corewing::model {

/// The part of a platform that lies on a ground.
struct GroundShare {
    Index platform = 0; ///< in the region
    double share = 1.0; ///< (0, 1]

    bool operator==(const GroundShare&) const = default;
};

namespace detail {

/// What a ground has, with its mark; missing where it cannot be told. See Grounds::sum().
template <class Ground>
std::pair<double, base::Mark> ground_sum(const Column& column, const Ground& ground) {
    if (ground.counted.empty()) return {0.0, base::Mark::missing};
    double sum = 0.0, taken = 0.0;
    base::Mark mark = column.mark(ground.counted.front());
    for (const Index place : ground.counted) {
        sum += column.values()[place];
        if (place != ground.counted.front()) mark = base::combine(mark, column.mark(place));
    }
    for (const auto& [platform, share] : ground.less) {
        taken += share * column.values()[platform];
        mark = base::combine(mark, column.mark(platform));
        if (share != 1.0) mark = base::combine(mark, base::Mark::imputed);
    }
    if (mark == base::Mark::missing) return {0.0, mark};
    if (sum >= 0.0 && base::above(taken, sum))
        throw base::bad_data(base::to_text(sum) + " is less than the " + base::to_text(taken) +
                                 " of the platforms on its ground",
                             {.field = column.name(),
                              .value = base::to_text(sum),
                              .place = column.places().id(ground.counted.front()),
                              .remedy = "correct one of the figures, or leave the shares in hosts.csv empty, so that "
                                        "they count as one ground"});
    return {taken > sum && sum >= 0.0 ? 0.0 : sum - taken, mark};
}

/// A column by ground.
template <class Ground>
Column ground_sums(const Column& column, const std::vector<Ground>& grounds) {
    const Index n = std::ssize(grounds);
    Eigen::VectorXd values(n);
    base::Marks marks(n, 1);
    std::vector<std::string> ids;
    for (Index g = 0; g < n; ++g) {
        std::tie(values[g], marks(g, 0)) = ground_sum(column, grounds[g]);
        ids.push_back(grounds[g].id);
    }
    ColumnAbout about = column.about();
    about.places = PlaceIds(std::move(ids), true);
    return Column(std::move(values), std::move(marks), std::move(about));
}

} // namespace detail
} // namespace corewing::model
