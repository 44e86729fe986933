#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/print.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/table.hpp"
#include "corewing/sharing/nucleolus.hpp"
#include "corewing/sharing/shapley.hpp"
#include "corewing/sharing/summary.hpp"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace corewing::sharing {
namespace detail {

/// Player, share, part of the whole; "–" where the whole is 0.
template <class = void>
report::Table share_table(const Eigen::VectorXd& share, const std::vector<std::string>& names) {
    using report::Align;
    report::Table table{.columns = {{"player"}, {"share", Align::right}, {"of the whole", Align::right}}};
    const double whole = share.sum();
    const int digits = report::decimals(share.size() > 0 ? share.cwiseAbs().maxCoeff() : 0.0);
    for (Index i = 0; i < share.size(); ++i)
        table.rows.push_back({names[i], report::fixed(share[i], digits),
                              whole != 0.0 ? report::percent(share[i] / whole) : std::string("–")});
    return table;
}

} // namespace detail

COREWING_BODY
report::Table summary(const Shapley& value, const std::vector<std::string>& names) {
    base::check_size(std::ssize(names), value.share.size(), "names");
    report::Table table = detail::share_table(value.share, names);
    table.caption = value.exact ? "Shapley value" : "Shapley value, estimated";
    if (value.exact || value.share.size() == 0) return table;
    table.columns.push_back({"standard error", report::Align::right});
    const int digits = report::decimals(value.standard_error.maxCoeff(), 2);
    for (Index i = 0; i < value.share.size(); ++i)
        table.rows[i].push_back(report::fixed(value.standard_error[i], digits));
    return table;
}

COREWING_BODY
report::Table summary(const Nucleolus& nucleolus, const std::vector<std::string>& names) {
    base::check_size(std::ssize(names), nucleolus.share.size(), "names");
    report::Table table = detail::share_table(nucleolus.share, names);
    table.caption = "Nucleolus";
    table.note = base::printed(nucleolus.outcome);
    if (!nucleolus.outcome.has_answer()) table.rows.clear();
    return table;
}

} // namespace corewing::sharing
