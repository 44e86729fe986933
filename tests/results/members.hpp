#pragma once

/// The members of results that print() looks for, room by room. Whatever else a result has (its running time, say) is
/// left out.
#define COREWING_MEMBERS_COMMON(X) \
    X(bound) X(change) X(column) X(cost) X(faults) X(field) X(file) X(first) X(gap) X(holds) X(iterations) \
    X(line) X(link) X(objective) X(place) X(remedy) X(row) X(second) X(severity) X(status) X(subject) X(target) \
    X(text) X(topic) X(value) X(violation)

#define COREWING_MEMBERS_MODEL(X) \
    X(action) X(area_km2) X(baseline) X(baseline_year) X(benefit) X(capacity) X(chain) X(cluster) X(complete) \
    X(counted) X(currency) X(directed) X(direction) X(distance_km) X(district) X(districts) X(exclusions) X(focus) \
    X(from) X(head) X(hosts) X(hours) X(id) X(indicator) X(indicators) X(industries) X(industry) X(info) X(kind) \
    X(lat) X(layer) X(layers) X(layout) X(layouts) X(lead) X(less) X(links) X(lon) X(mark) X(marks) X(mirrored) \
    X(name) X(name_local) X(names) X(notes) X(observations) X(of_place) X(output) X(parent) X(places) X(platform) \
    X(prerequisites) X(projects) X(resources) X(role) X(roles) X(sense) X(share) X(source) X(stage) X(start) \
    X(state) X(stated) X(sum) X(support) X(table) X(targets) X(tasks) X(theme) X(to) X(total) X(unit) X(unit_cost) \
    X(values) X(weight) X(year) X(years)

#define COREWING_MEMBERS_GRAPH(X) \
    X(arcs) X(best_run) X(closed) X(converged) X(core) X(coreness) X(cut_off) X(eigenvalue) X(error) \
    X(explained) X(findings) X(fit) X(from) X(global) X(in) X(kept) X(links) X(modularity) X(null_mean) X(of_vertex) \
    X(offsets) X(out) X(outcome) X(p_error) X(p_value) X(parts) X(previous) X(residual) X(score) X(sizes) \
    X(source) X(to) X(total) X(vertex) X(vertices) X(weight) X(weights)

#define COREWING_MEMBERS_INTERACTION(X) \
    X(access) X(closed) X(coefficient) X(conflict) X(counts) X(covariance) X(decay) X(design) \
    X(destination_exponent) X(destination_factor) X(destinations) X(deterrence) X(deviance) X(dispersion) \
    X(distance) X(findings) X(fit) X(flow) X(imbalance) X(j) X(least_time) X(leaving) X(log_likelihood) \
    X(mcfadden_r2) X(model) X(not_identified) X(null_deviance) X(null_log_likelihood) X(observations) X(offset) \
    X(options) X(origin_exponent) X(origin_factor) X(origins) X(outcome) X(parameter) X(pseudo_r2) X(put) \
    X(rate) X(ratio) X(robust_covariance) X(robust_error) X(room) X(scale) X(score) X(separated) \
    X(standard_error) X(use) X(used_supply)

#define COREWING_MEMBERS_INDICATOR(X) \
    X(advantage) X(after) X(aggregate) X(ahead) X(before) X(behind) X(best) X(c) X(clip) X(columns) \
    X(compromise) X(consistency_index) X(consistency_ratio) X(contribution) X(cuts) X(degree) X(deviation) \
    X(direction) X(effective_weight) X(evaluations) X(examples) X(exponent) X(factors) X(fills) X(findings) \
    X(first_error) X(floor) X(from) X(given) X(greatest) X(group) X(high) X(id) X(kurtosis) X(lambda) \
    X(lambda_max) X(left_out) X(losses) X(low) X(lower) X(marks) X(mean) X(mean_rank) X(mean_shift) X(method) \
    X(most) X(name) X(negative) X(node) X(node_contribution) X(node_score) X(node_weight) X(nodes) X(normalised) \
    X(options) X(order_weights) X(orness) X(other) X(other_column) X(p) X(parent) X(place_first) X(place_total) \
    X(population) X(positive) X(q) X(quantile) X(rank) X(rank_kept) X(rank_range) X(reference) X(regret) \
    X(reversals) X(root) X(score) X(score_range) X(seed) X(shape) X(share) X(shortfall) X(skewness) X(stable) \
    X(stages) X(sum) X(to_best) X(to_worst) X(total) X(total_error) X(upper) X(values) X(variance) X(weigh) \
    X(weight) X(wins) X(worst) X(years)

#define COREWING_MEMBERS_SCORING(X) \
    X(action) X(adjusted) X(adjusted_p) X(at) X(balance) X(best) X(between) X(by_chain) X(chain) X(chain_of) \
    X(chains) X(cluster) X(concentration) X(converged) X(coordination) X(count) X(counted) X(coupling) X(course) \
    X(directed) X(distance) X(diversity) X(eci) X(efficiency) X(end) X(excluded) X(expectation) \
    X(expected_per_potential) X(findings) X(floor) X(flow) X(flow_known) X(flows_known) X(gain) X(grade) X(grades) \
    X(group_between) X(group_theil) X(groups) X(herfindahl) X(highest) X(hoover) X(how) X(income_share) X(industry) \
    X(islands) X(kept) X(known) X(krugman) X(lag_share) X(lagging) X(leading) X(level) X(links) X(logs) X(loss) \
    X(lowest) X(mean) X(mean_highest) X(mean_lowest) X(multiplicity) X(name) X(name_local) X(normality) X(options) \
    X(p) X(part) X(partner) X(parts) X(parts_known) X(pci) X(permutation) X(place_knock_on) X(place_loss) \
    X(place_shortfall) X(places) X(population_share) X(profile) X(quotient) X(randomisation) X(region) X(relays) \
    X(result) X(score) X(shortfall) X(significant) X(stage) X(stages) X(statistic) X(strength) X(strong) X(third) \
    X(threshold) X(total) X(trend) X(ubiquity) X(unknown) X(unreached) X(unused) X(upper) X(usual_lag) X(variance) \
    X(weight) X(weights) X(within) X(years) X(z)

#define COREWING_MEMBERS_ALLOCATION(X) \
    X(allowed) X(amount) X(benefit) X(binding) X(bottleneck) X(budget) X(cap) X(coalition) X(coalitions) \
    X(core_is_empty) X(demanded) X(demands) X(divisor) X(dominant) X(elasticity) X(error) X(exact) X(excess) \
    X(findings) X(floor) X(found) X(group) X(group_amount) X(group_posts) X(group_price) X(groups) X(hold) X(index) \
    X(inside) X(kind) X(last) X(last_gain) X(left_over) X(levels) X(limits) X(lower) X(marginal) X(members) \
    X(most_urgent) X(name) X(names) X(next) X(next_gain) X(next_unit) X(outcome) X(posts) X(price) X(quota) \
    X(reason) X(received) X(relaxation) X(resource) X(rule) X(share) X(smallest) X(spend) X(standard_error) \
    X(tasks) X(to) X(unused) X(upper) X(weights)

#define COREWING_MEMBERS_LAYOUT(X) \
    X(adjusted_rand) X(base) X(bound_proven) X(capability) X(capability_share) X(changes) X(combined) \
    X(contested) X(core) X(core_core) X(core_point) X(core_wing) X(counts) X(density) X(effect) X(evidence) \
    X(expected) X(feasible) X(findings) X(fit) X(from) X(image) X(kept) X(kept_error) X(kind) X(layer) \
    X(linkage) X(linkage_share) X(load) X(loss) X(margin) X(margin_floor) X(mean_linkage) X(name) X(outcome) \
    X(overlap) X(own) X(p_error) X(p_value) X(pairs) X(places) X(point) X(point_point) X(polycentricity) \
    X(primacy) X(proven) X(r_squared) X(rest) X(rival) X(rival_role) X(role) X(role_names) X(role_overlap) \
    X(roles) X(runners_up) X(runs) X(same_hubs) X(same_layout) X(share) X(shared) X(slope) X(slope_error) \
    X(spread) X(spread_limit) X(stronger) X(to) X(two_city) X(weaker) X(wing) X(wing_point) X(wing_wing) X(with)

#define COREWING_MEMBERS_REPORT(X) \
    X(blue) X(digits) X(green) X(high) X(low) X(name) X(red) X(seen) X(ticks)

#define COREWING_MEMBERS_BRIEFING(X) \
    X(derived) X(imputed) X(inset) X(links_drawn) X(links_given) X(missing) X(name) X(observed) X(synthetic) \
    X(unlabelled)

#define COREWING_MEMBERS_IO(X) \
    X(blank) X(code) X(columns) X(context) X(example) X(holes) X(info) X(lat) X(lon) X(meaning) X(name) X(outer) \
    X(polygons) X(required) X(unit)
