#pragma once

#include "corewing/allocation/detail/infinite.hpp"
#include "corewing/allocation/detail/nesting.hpp"
#include "corewing/allocation/detail/rules.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/allocation/rule.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/index.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace corewing::allocation::detail {

/// For every node of nested rules: how much can k floors inside it demand, how little can k caps over it allow?
template <class = void>
class RuleSets {
public:
    struct Choice {
        RuleKind kind = RuleKind::budget;
        Index index = -1;
    };
    struct Contradiction {
        std::vector<Choice> demands = {};
        std::vector<Choice> limits = {};
        bool smallest = false;
    };

    RuleSets(const Rules& rules, const Nesting& nest, const std::vector<Group>& groups, double budget, Spend spend)
        : rules_(&rules), nest_(&nest), groups_(&groups), budget_(budget), spend_(spend) {}

    /// The contradiction with the fewest rules; there is one.
    [[nodiscard]] Contradiction smallest() const {
        Contradiction best;
        Index size = -1; // none yet
        const auto offer = [&](std::vector<Choice> demands, std::vector<Choice> limits) {
            const Index offered = std::ssize(demands) + std::ssize(limits);
            if (size >= 0 && offered >= size) return;
            size = offered;
            best.demands = std::move(demands);
            best.limits = std::move(limits);
        };
        const Index root = nest_->root();
        std::vector<std::vector<Index>> places(root + 1);
        for (Index i = 0; i < std::ssize(nest_->owner); ++i) {
            if (rules_->lower(i) > rules_->upper(i)) offer({{RuleKind::place_floor, i}}, {{RuleKind::place_cap, i}});
            places[nest_->owner[i]].push_back(i);
        }
        std::vector<Sets> floors(root + 1, {{0, 0.0, nullptr}});
        std::vector<Sets> caps(root + 1, {{0, 0.0, nullptr}});
        cut_ = false;
        const auto visit = [&](Index node) {
            add_floors(places[node], floors[node]);
            add_caps(places[node], caps[node]);
            const auto [is_root, floor, cap, the_floor, the_cap] = own_rules(node);
            if (!is_root && base::above(floor, cap)) offer({the_floor}, {the_cap});
            for (const Set& set : floors[node])
                if (base::above(set.sum, cap)) {
                    offer(list(set.rules), {the_cap});
                    break;
                }
            for (const Set& set : caps[node])
                if (base::above(floor, set.sum)) {
                    offer({the_floor}, list(set.rules));
                    break;
                }
            if (is_root) return;
            if (floor > 0.0) insert(floors[node], {1, floor, leaf(the_floor)}, true);
            if (cap < infinite) insert(caps[node], {1, cap, leaf(the_cap)}, false);
            const Index outside = nest_->parent[node];
            floors[outside] = combine(floors[outside], floors[node], true);
            caps[outside] = combine(caps[outside], caps[node], false);
        };
        for (auto g = nest_->inwards.rbegin(); g != nest_->inwards.rend(); ++g) visit(*g);
        visit(root);
        if (size < 0) {
            any(places, offer);
            best.smallest = false;
        } else {
            best.smallest = !cut_ || size <= most_sets;
        }
        return best;
    }

private:
    static constexpr Index most_sets = 64;

    struct RuleTree { // a set of rules, shared between sets
        std::vector<Choice> own = {};
        std::shared_ptr<const RuleTree> left = nullptr;
        std::shared_ptr<const RuleTree> right = nullptr;
    };
    using Tree = std::shared_ptr<const RuleTree>;
    struct Set {
        Index size = 0;
        double sum = 0.0;
        Tree rules = nullptr;
    };
    using Sets = std::vector<Set>; // larger sets with better sums

    struct OwnRules { // of a group, or of the whole, whose rule is the budget
        bool is_root = false;
        double floor = 0.0;
        double cap = 0.0;
        Choice the_floor = {};
        Choice the_cap = {};
    };
    [[nodiscard]] OwnRules own_rules(Index node) const {
        if (node == nest_->root()) return {true, spend_ == Spend::all ? budget_ : 0.0, budget_, {}, {}};
        const Group& group = (*groups_)[node];
        return {false, group.floor, group.cap, {RuleKind::group_floor, node}, {RuleKind::group_cap, node}};
    }

    static Tree leaf(Choice choice) { return std::make_shared<const RuleTree>(RuleTree{{choice}, nullptr, nullptr}); }
    static Tree join(const Tree& a, const Tree& b) {
        if (!a || !b) return a ? a : b;
        return std::make_shared<const RuleTree>(RuleTree{{}, a, b});
    }
    static std::vector<Choice> list(const Tree& tree) {
        std::vector<Choice> result;
        std::vector<const RuleTree*> open = {tree.get()};
        while (!open.empty()) {
            const RuleTree* node = open.back();
            open.pop_back();
            if (node == nullptr) continue;
            result.insert(result.end(), node->own.begin(), node->own.end());
            open.push_back(node->left.get());
            open.push_back(node->right.get());
        }
        return result;
    }

    /// Keeps the sets that no smaller one makes useless.
    void prune(Sets& sets, bool larger_is_better) const {
        std::stable_sort(sets.begin(), sets.end(), [&](const Set& a, const Set& b) {
            if (a.size != b.size) return a.size < b.size;
            return larger_is_better ? a.sum > b.sum : a.sum < b.sum;
        });
        Sets kept;
        for (Set& set : sets)
            if (kept.empty() || (larger_is_better ? set.sum > kept.back().sum : set.sum < kept.back().sum))
                kept.push_back(std::move(set));
        if (kept.size() > most_sets) {
            kept.resize(most_sets);
            cut_ = true;
        }
        sets = std::move(kept);
    }
    void insert(Sets& sets, Set set, bool larger_is_better) const {
        sets.push_back(std::move(set));
        prune(sets, larger_is_better);
    }
    [[nodiscard]] Sets combine(const Sets& a, const Sets& b, bool larger_is_better) const {
        if (a.size() == 1 && a[0].size == 0) return b;
        if (b.size() == 1 && b[0].size == 0) return a;
        Sets result;
        std::vector<std::pair<const Set*, const Set*>> pairs;
        for (const Set& x : a)
            for (const Set& y : b)
                result.push_back({x.size + y.size, x.sum + y.sum, nullptr}), pairs.emplace_back(&x, &y);
        std::vector<Index> order(result.size());
        for (Index k = 0; k < std::ssize(order); ++k) order[k] = k;
        std::stable_sort(order.begin(), order.end(), [&](Index p, Index q) {
            if (result[p].size != result[q].size) return result[p].size < result[q].size;
            return larger_is_better ? result[p].sum > result[q].sum : result[p].sum < result[q].sum;
        });
        Sets kept;
        for (const Index k : order) {
            const bool better =
                kept.empty() || (larger_is_better ? result[k].sum > kept.back().sum : result[k].sum < kept.back().sum);
            if (!better) continue;
            if (kept.size() == most_sets) {
                cut_ = true;
                break;
            }
            kept.push_back({result[k].size, result[k].sum, join(pairs[k].first->rules, pairs[k].second->rules)});
        }
        return kept;
    }

    /// The largest floors first: k of them demand the most.
    void add_floors(std::vector<Index> places, Sets& sets) const {
        std::erase_if(places, [&](Index i) { return !(rules_->lower(i) > 0.0); });
        std::stable_sort(places.begin(), places.end(),
                         [&](Index a, Index b) { return rules_->lower(a) > rules_->lower(b); });
        Sets own = {{0, 0.0, nullptr}};
        for (const Index i : places) {
            if (own.size() == most_sets) {
                cut_ = true;
                break;
            }
            own.push_back({std::ssize(own), own.back().sum + rules_->lower(i),
                           join(own.back().rules, leaf({RuleKind::place_floor, i}))});
        }
        sets = combine(sets, own, true);
    }

    /// A group is only limited when all its places are.
    void add_caps(const std::vector<Index>& places, Sets& sets) const {
        RuleTree own;
        double sum = 0.0;
        for (const Index i : places) {
            sum += rules_->upper(i);
            own.own.push_back({RuleKind::place_cap, i});
        }
        if (sum == infinite) {
            sets.clear();
            return;
        }
        if (own.own.empty() || sets.empty()) return;
        const Index size = own.own.size();
        const Tree tree = std::make_shared<const RuleTree>(std::move(own));
        for (Set& set : sets) set = {set.size + size, set.sum + sum, join(set.rules, tree)};
    }

    /// A contradiction of more rules than the sets hold: all floors that make up the demand, the largest first.
    template <class Offer>
    void any(const std::vector<std::vector<Index>>& places, const Offer& offer) const {
        const Index root = nest_->root();
        using Rule = std::pair<double, Choice>;
        std::vector<std::vector<Rule>> demand(root + 1);
        std::vector<std::vector<Rule>> limit(root + 1);
        const auto total = [](const std::vector<Rule>& rules) {
            double sum = 0.0;
            for (const Rule& rule : rules) sum += rule.first;
            return sum;
        };
        const auto choices = [](const std::vector<Rule>& rules) {
            std::vector<Choice> result;
            for (const Rule& rule : rules) result.push_back(rule.second);
            return result;
        };
        const auto visit = [&](Index node) {
            for (const Index i : places[node]) {
                if (rules_->lower(i) > 0.0)
                    demand[node].emplace_back(rules_->lower(i), Choice{RuleKind::place_floor, i});
                limit[node].emplace_back(rules_->upper(i), Choice{RuleKind::place_cap, i});
            }
            const auto [is_root, floor, cap, the_floor, the_cap] = own_rules(node);
            if (base::above(total(demand[node]), cap)) {
                auto rules = demand[node];
                std::stable_sort(rules.begin(), rules.end(),
                                 [](const Rule& a, const Rule& b) { return a.first > b.first; });
                double sum = 0.0;
                Index count = 0;
                while (count < std::ssize(rules) && !base::above(sum, cap)) sum += rules[count++].first;
                rules.resize(count);
                offer(choices(rules), {the_cap});
            }
            if (base::above(floor, total(limit[node]))) offer({the_floor}, choices(limit[node]));
            if (is_root) return;
            if (floor > total(demand[node])) demand[node] = {{floor, the_floor}};
            if (cap < total(limit[node])) limit[node] = {{cap, the_cap}};
            const Index outside = nest_->parent[node];
            demand[outside].insert(demand[outside].end(), demand[node].begin(), demand[node].end());
            limit[outside].insert(limit[outside].end(), limit[node].begin(), limit[node].end());
        };
        for (auto g = nest_->inwards.rbegin(); g != nest_->inwards.rend(); ++g) visit(*g);
        visit(root);
    }

    const Rules* rules_;
    const Nesting* nest_;
    const std::vector<Group>* groups_;
    double budget_;
    Spend spend_;
    mutable bool cut_ = false;
};

} // namespace corewing::allocation::detail
