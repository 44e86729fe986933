#pragma once

#include "corewing/allocation/lp_format.hpp"

#include "corewing/allocation/detail/portfolio_parts.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/detail/legible.hpp"
#include "corewing/base/index.hpp"

#include <cmath>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace corewing::allocation {

namespace detail {

/// Writes the rows of an LP file.
class LpWriter {
public:
    explicit LpWriter(const PortfolioProblem& problem) : p_(problem) {
        for (Index j = 0; j < std::ssize(p_.projects); ++j) number_[p_.projects[j].id] = j;
    }

    std::string text() {
        for (Index j = 0; j < std::ssize(p_.projects); ++j) comment(project(j), p_.projects[j].id);
        objective();
        out_ += "Subject To\n";
        amounts();
        relations();
        pairs();
        bounds();
        return std::move(out_);
    }

private:
    using Terms = std::vector<std::pair<std::string, double>>;

    static std::string project(Index j) { return 'x' + std::to_string(j); }
    static std::string pair(Index k) { return 's' + std::to_string(k); }

    void comment(const std::string& name, const std::string& words) {
        out_ += "\\ " + name + ": " + base::detail::legible(words, 80) + '\n';
    }
    void terms(const Terms& all) {
        Index written = 0;
        for (const auto& [name, value] : all) {
            if (value == 0.0) continue;
            out_ += value < 0.0 ? " - " : written > 0 ? " + " : " ";
            out_ += base::to_text(std::abs(value)) + ' ' + name;
            if (++written % 8 == 0) out_ += '\n';
        }
        if (written == 0) out_ += " 0 x0";
    }
    void row(const std::string& name, const Terms& all, std::string_view sense, double limit) {
        out_ += ' ' + name + ':';
        terms(all);
        out_ += ' ' + std::string(sense) + ' ' + base::to_text(limit) + '\n';
    }

    void objective() {
        Terms all;
        for (Index j = 0; j < std::ssize(p_.projects); ++j) all.emplace_back(project(j), p_.projects[j].benefit);
        for (Index k = 0; k < std::ssize(p_.synergies); ++k) all.emplace_back(pair(k), p_.synergies[k].benefit);
        out_ += "Maximize\n benefit:";
        terms(all);
        out_ += '\n';
    }

    void amounts() {
        for (Index b = 0; b < std::ssize(p_.budgets); ++b) {
            Terms all;
            for (Index j = 0; j < std::ssize(p_.projects); ++j) all.emplace_back(project(j), p_.projects[j].cost[b]);
            const std::string name = 'b' + std::to_string(b);
            comment(name, p_.budgets[b].name);
            row(name, all, "<=", p_.budgets[b].amount);
        }
        for (Index q = 0; q < std::ssize(p_.quotas); ++q) {
            const Quota& quota = p_.quotas[q];
            Terms all;
            for (const Index j : quota.members) all.emplace_back(project(j), quota_part(p_, quota, j));
            const std::string name = 'q' + std::to_string(q);
            comment(name, quota.name);
            if (quota.floor > 0.0) row(name + "_floor", all, ">=", quota.floor);
            if (std::isfinite(quota.cap)) row(name + "_cap", all, "<=", quota.cap);
        }
    }

    void relations() {
        Index count = 0;
        for (Index j = 0; j < std::ssize(p_.projects); ++j)
            for (const std::string& other : p_.projects[j].prerequisites)
                row('p' + std::to_string(count++), {{project(j), 1.0}, {project(number_.at(other)), -1.0}}, "<=", 0.0);
        count = 0;
        for (Index j = 0; j < std::ssize(p_.projects); ++j)
            for (const std::string& other : p_.projects[j].exclusions)
                row('e' + std::to_string(count++), {{project(j), 1.0}, {project(number_.at(other)), 1.0}}, "<=", 1.0);
    }

    void pairs() {
        for (Index k = 0; k < std::ssize(p_.synergies); ++k) {
            const Synergy& s = p_.synergies[k];
            const std::string name = 'l' + std::to_string(k);
            if (s.benefit < 0.0)
                row(name, {{project(s.first), 1.0}, {project(s.second), 1.0}, {pair(k), -1.0}}, "<=", 1.0);
            else
                for (const auto& [end, one] : {std::pair("a", s.first), std::pair("b", s.second)})
                    row(name + end, {{pair(k), 1.0}, {project(one), -1.0}}, "<=", 0.0);
        }
    }

    void bounds() {
        out_ += "Bounds\n";
        for (Index k = 0; k < std::ssize(p_.synergies); ++k) out_ += " 0 <= " + pair(k) + " <= 1\n";
        for (Index j = 0; j < std::ssize(p_.projects); ++j)
            if (p_.projects[j].mandatory || p_.projects[j].forbidden)
                out_ += ' ' + project(j) + " = " + (p_.projects[j].mandatory ? "1\n" : "0\n");
        out_ += "Binary\n";
        for (Index j = 0; j < std::ssize(p_.projects); ++j)
            if (!p_.projects[j].mandatory && !p_.projects[j].forbidden) out_ += ' ' + project(j) + '\n';
        out_ += "End\n";
    }

    const PortfolioProblem& p_;
    std::map<std::string_view, Index> number_;
    std::string out_;
};

} // namespace detail

COREWING_BODY
std::string lp_text(const PortfolioProblem& problem) {
    check_portfolio_problem(problem);
    return detail::LpWriter(problem).text();
}

} // namespace corewing::allocation
