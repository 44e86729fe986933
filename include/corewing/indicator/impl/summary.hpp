#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/indicator/composite.hpp"
#include "corewing/indicator/ranking.hpp"
#include "corewing/indicator/summary.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/table.hpp"

#include <string>
#include <vector>

namespace corewing::indicator {

COREWING_BODY
report::Table summary(const Composite& index, const std::vector<std::string>& names) {
    base::check_size(std::ssize(names), index.score.size(), "names");
    using report::Align;
    Index root = 0; // the one node without a parent
    while (root < std::ssize(index.nodes) && !index.nodes[root].parent.empty()) ++root;
    report::Table table{.columns = {{"rank", Align::right}, {"place"}, {"score", Align::right}}, .row_titles = false};
    if (root == std::ssize(index.nodes)) return table; // an index that was never computed
    table.caption = "Composite index: " + index.nodes[root].id;

    std::vector<Index> parts;
    for (Index k = 0; k < std::ssize(index.nodes); ++k)
        if (index.nodes[k].parent == index.nodes[root].id) {
            parts.push_back(k);
            table.columns.push_back({index.nodes[k].id, Align::right});
        }
    const int digits = report::decimals(index.score.size() > 0 ? index.score.cwiseAbs().maxCoeff() : 0.0, 3);
    for (const Index i : order_of(index.score)) {
        report::Row row{
            std::to_string(index.rank[i]), names[i], {report::fixed(index.score[i], digits), index.marks(i, root)}};
        for (const Index part : parts)
            row.emplace_back(report::fixed(index.node_contribution(i, part), digits), index.marks(i, part));
        table.rows.push_back(row);
    }
    return table;
}

} // namespace corewing::indicator
