#pragma once

#include "corewing/allocation/region_portfolio.hpp"

#include "corewing/model/bound_name.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace corewing::allocation {

namespace detail {

/// Turns the rows of a region into a problem.
template <class = void>
class PortfolioReader {
public:
    PortfolioReader(const model::Region& region, std::string_view resource) : region_(region) {
        choose_resource(resource);
        for (const model::Budget& budget : region_.budgets())
            if (budget.resource == given_.resource) budgets_.push_back(&budget);
        for (const model::Budget* budget : budgets_) {
            given_.problem.budgets.push_back(
                {budget->year ? std::to_string(*budget->year) : std::string("any year"), budget->amount});
            total_ += budget->amount;
            if (budget->year && !first_year_) first_year_ = budget->year;
        }
        if (budgets_.size() > 1) given_.problem.budgets.push_back({"all years", total_});
    }

    RegionPortfolio take() {
        add_projects();
        relate();
        for (const model::DivisionRule& rule : region_.rules()) add_rule(rule);
        return std::move(given_);
    }

private:
    /// Money that has a budget; what is counted in another unit pays for nothing.
    void choose_resource(std::string_view wanted) {
        const auto& budgets = region_.budgets();
        const auto pays = [&](const model::Resource& r) {
            return r.unit == region_.info().currency && (wanted.empty() || r.id == wanted) &&
                   std::any_of(budgets.begin(), budgets.end(), [&](const auto& b) { return b.resource == r.id; });
        };
        if (!wanted.empty()) static_cast<void>(region_.resource(wanted)); // refuses one that is not there
        const auto& all = region_.resources();
        const auto found = std::find_if(all.begin(), all.end(), pays);
        if (found == all.end()) return;
        given_.resource = found->id;
        given_.unit = found->unit;
    }

    /// What of a cost falls in each budget.
    std::vector<double> spread(const model::Project& project) {
        std::vector<double> parts;
        const int years = project.years.value_or(1);
        if (first_year_ && !project.start) ++without_start_;
        const int start = project.start.value_or(first_year_.value_or(0));
        for (const model::Budget* budget : budgets_) {
            const bool runs = !budget->year || (*budget->year >= start && *budget->year < start + years);
            parts.push_back(!runs ? 0.0 : budget->year ? *project.cost / years : *project.cost);
        }
        if (budgets_.size() > 1) parts.push_back(*project.cost);
        return parts;
    }

    void add_projects() {
        const auto& all = region_.projects();
        for (Index j = 0; j < std::ssize(all); ++j) {
            if (!all[j].cost || !all[j].benefit) {
                given_.left_out.push_back(j);
                continue;
            }
            given_.project.push_back(j);
            given_.problem.projects.push_back({.id = all[j].id,
                                               .benefit = *all[j].benefit,
                                               .cost = spread(all[j]),
                                               .mandatory = all[j].state == "committed",
                                               .forbidden = all[j].state == "dropped"});
        }
        if (without_start_ > 0)
            given_.findings.push_back({.severity = base::Severity::warning,
                                       .topic = "projects",
                                       .text = std::to_string(without_start_) +
                                               " without a start are taken to begin in " +
                                               std::to_string(*first_year_)});
    }

    /// Prerequisites and exclusions among those that are there.
    void relate() {
        std::set<std::string_view> there;
        for (const CandidateProject& candidate : given_.problem.projects) there.insert(candidate.id);
        for (Index c = 0; c < std::ssize(given_.project); ++c) {
            const model::Project& project = region_.projects()[given_.project[c]];
            CandidateProject& candidate = given_.problem.projects[c];
            for (const std::string& id : project.prerequisites) {
                if (there.contains(id)) {
                    candidate.prerequisites.push_back(id);
                    continue;
                }
                candidate.forbidden = true;
                candidate.mandatory = false;
                given_.findings.push_back(
                    {.severity = base::Severity::warning,
                     .topic = "projects",
                     .subject = project.id,
                     .text = "cannot be chosen: it needs " + id + ", whose cost or benefit is not known"});
            }
            for (const std::string& id : project.exclusions)
                if (there.contains(id)) candidate.exclusions.push_back(id);
        }
    }

    /// Whether a rule binds a project.
    [[nodiscard]] bool binds(const model::DivisionRule& rule, const model::Project& project) const {
        if (rule.scope == model::RuleScope::region) return true;
        if (rule.scope == model::RuleScope::theme) return project.theme == rule.id;
        if (project.place.empty()) return false;
        const model::Place& place = region_.place(region_.index(project.place));
        if (rule.scope == model::RuleScope::cluster) return place.cluster == rule.id;
        if (rule.scope == model::RuleScope::kind) return model::name(place.kind) == rule.id;
        return place.id == rule.id;
    }

    void add_rule(const model::DivisionRule& rule) {
        if (!rule.resource.empty() && rule.resource != given_.resource) return;
        const bool counts = rule.measure == model::RuleMeasure::count;
        if (!counts && given_.problem.budgets.empty()) return;
        if (rule.scope == model::RuleScope::place && rule.id.empty()) {
            std::set<std::string> places;
            for (const Index j : given_.project)
                if (const auto& place = region_.projects()[j].place; !place.empty()) places.insert(place);
            for (const std::string& id : places) {
                model::DivisionRule one = rule;
                one.id = id;
                add_quota(one, counts);
            }
            return;
        }
        add_quota(rule, counts);
    }

    void add_quota(const model::DivisionRule& rule, bool counts) {
        const double unit = rule.measure == model::RuleMeasure::percent ? total_ / 100.0 : 1.0;
        Quota quota{.name = model::bound_name(region_, rule)};
        for (Index c = 0; c < std::ssize(given_.project); ++c)
            if (binds(rule, region_.projects()[given_.project[c]])) quota.members.push_back(c);
        if (!counts) quota.budget = std::ssize(given_.problem.budgets) - 1;
        quota.floor = rule.floor.value_or(0.0) * unit;
        if (rule.cap) quota.cap = *rule.cap * unit;
        given_.problem.quotas.push_back(std::move(quota));
        given_.quota_assumed.push_back(rule.mark == model::RuleMark::assumed);
    }

    const model::Region& region_;
    RegionPortfolio given_;
    std::vector<const model::Budget*> budgets_;
    double total_ = 0.0;
    std::optional<int> first_year_;
    Index without_start_ = 0;
};

} // namespace detail

COREWING_BODY
RegionPortfolio region_portfolio(const model::Region& region, std::string_view resource) {
    return detail::PortfolioReader<>(region, resource).take();
}

} // namespace corewing::allocation
