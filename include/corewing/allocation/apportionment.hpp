#pragma once

#include "corewing/allocation/fair_division.hpp"
#include "corewing/allocation/group.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/outcome.hpp"
#include "corewing/base/print.hpp"
#include "corewing/base/routine.hpp"

#include <Eigen/Core>

#include <string_view>
#include <vector>

namespace corewing::allocation {

/// How fractions of a post become whole posts.
enum class ApportionmentMethod {
    hamilton,  ///< whole part of the quota, then the largest remainders (最大余额法)
    jefferson, ///< divisor s + 1 (d'Hondt), kind to the large
    webster,   ///< divisor s + 1/2 (Sainte-Lague), kind to nobody
    hill,      ///< divisor sqrt(s (s + 1)) (Huntington-Hill)
    adams,     ///< divisor s, kind to the small
};

/// One lower-case English word.
/// @param method  of rounding
/// @return "hamilton" ... "adams"
constexpr std::string_view name(ApportionmentMethod method) {
    switch (method) {
    case ApportionmentMethod::hamilton: return "hamilton";
    case ApportionmentMethod::jefferson: return "jefferson";
    case ApportionmentMethod::webster: return "webster";
    case ApportionmentMethod::hill: return "hill";
    case ApportionmentMethod::adams: return "adams";
    }
    return "unknown";
}

using base::operator<<; // an enumerator prints as its name()

/// Posts and rules of apportionment().
struct ApportionmentOptions {
    long posts = 0;                                            ///< how many there are, 0 .. 1e12
    ApportionmentMethod method = ApportionmentMethod::webster; ///< how fractions become whole posts
    Eigen::VectorX<long> lower = {}; ///< places x 1, least posts of each place, >= 0; empty = 0
    Eigen::VectorX<long> upper = {}; ///< places x 1, most posts of each place, >= 0; empty = none
    std::vector<Group> groups = {};  ///< nested groups; floors are rounded up and caps down to whole posts
};

/// Whole posts by place.
struct Apportionment {
    Eigen::VectorX<long> posts = {};       ///< places x 1, adding up to options.posts
    Eigen::VectorXd quota = {};            ///< places x 1, the exact shares under the same rules
    Eigen::VectorX<long> group_posts = {}; ///< groups x 1
    /// Weight that one post stands for: the claim w / d(s) of the last post given that no floor forces; for
    /// Hamilton the weight over the quota. 0 where there is none.
    double divisor = 0.0;
    Index next = -1;            ///< who would get one more post; -1 = nobody can. Hamilton has no such order: -1
    Index last = -1;            ///< who would give up a post first; -1 = nobody can
    base::Outcome outcome = {}; ///< objective and bound are the number of posts given
    base::Findings findings = {}; ///< rules that clash
};

/// Splits whole posts among places in proportion to their weights (编制分配).
///   divisor methods: one post at a time to the largest w_i / d(s_i), s_i the posts so far
///   Hamilton: whole parts of the quotas, then the largest remainders, group by group
/// Places of weight 0 get posts only where no other may have more. Where d(0) = 0 (Hill, Adams) every place
/// of some weight gets its first post before anybody gets a second, the heaviest first.
/// @param weight  places x 1, any unit, >= 0
/// @param options  posts, method, floors, caps and nested groups
/// @return posts, quotas, the divisor, and who is next; status `optimal`, or `infeasible` with no posts and a finding
///         that names the rules that clash
/// @throws bad_value, bad_shape naming the entry or the group
/// Complexity O(n log n) for each level of nesting.
/// Source: Balinski & Young 2001, Fair Representation, ch. 4 and app. A.
COREWING_ROUTINE
Apportionment apportionment(const Eigen::Ref<const Eigen::VectorXd>& weight, const ApportionmentOptions& options);

/// Posts and rules of marginal_division().
struct MarginalDivisionOptions {
    long posts = 0;                  ///< how many there are, 0 .. 1e12
    Eigen::VectorX<long> lower = {}; ///< places x 1, least posts of each place, >= 0; empty = 0
    Eigen::VectorX<long> upper = {}; ///< places x 1, most posts of each place, >= 0; empty = the columns of the table
    std::vector<Group> groups = {};  ///< nested groups; floors are rounded up and caps down to whole posts
};

/// Whole posts of the greatest gain.
struct MarginalDivision {
    Eigen::VectorX<long> posts = {};       ///< places x 1, adding up to options.posts
    Eigen::VectorX<long> group_posts = {}; ///< groups x 1
    Index next = -1;                       ///< who would get one more post; -1 = nobody can
    double next_gain = 0.0;                ///< and what it would bring there
    Index last = -1;                       ///< who would give up a post first; -1 = nobody can
    double last_gain = 0.0;                ///< and what it brings there
    base::Outcome outcome = {};            ///< objective = sum of all gains
    base::Findings findings = {};          ///< rules that clash
};

/// Splits whole posts so that the sum of their gains is greatest.
///   maximise sum_i sum_{s < posts_i} gain(i, s)
/// The gains of a place must not rise with its posts; then taking the largest first is exact, also under
/// nested floors and caps.
/// @param gain  places x steps, gain(i, s) of the (s + 1)-th post at place i, any sign, every row falling
/// @param options  posts, floors, caps and nested groups
/// @return posts, who is next and what for; status `optimal`, or `infeasible` with no posts and a finding that names
///         the rules that clash
/// @throws bad_value where a row rises; bad_shape
/// Complexity O(posts log n) for each level of nesting.
/// Source: Fox 1966; Federgruen & Groenevelt 1986 (nested rules).
COREWING_ROUTINE
MarginalDivision marginal_division(const Eigen::Ref<const Eigen::MatrixXd>& gain,
                                   const MarginalDivisionOptions& options);

} // namespace corewing::allocation

#ifndef COREWING_COMPILED
#include "corewing/allocation/impl/apportionment.hpp"
#endif
