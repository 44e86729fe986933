#pragma once

#include "corewing/base/check.hpp"
#include "corewing/base/comparison.hpp"
#include "corewing/base/finding.hpp"
#include "corewing/base/index.hpp"
#include "corewing/base/mark.hpp"
#include "corewing/model/detail/in_words.hpp"
#include "corewing/model/detail/units.hpp"
#include "corewing/model/tables.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace corewing::model::detail {

/// What went from an old place to a new one; the two are the same where a place kept a part of itself.
struct Transfer {
    std::string from = {}, to = {};
    std::optional<double> share = {}; // nothing = not known
    Index change = -1;                // its row of changes; -1 = it stayed by itself
    [[nodiscard]] bool whole() const { return share && base::equal(*share, 1.0); }
};

/// What became of one row of changes.
struct ChangeCount {
    Index carried = 0, missing = 0, links = 0, lost_links = 0;
};

/// Applies changes to tables that fit them, year by year.
template <class = void>
class ChangeWork {
public:
    explicit ChangeWork(Tables& tables) : tables_(tables), counts_(tables.changes.size()) {
        for (const Place& place : tables.places) today_.insert(place.id);
        for (const Indicator& its : tables.indicators)
            if (is_ratio(its.unit)) ratios_.insert(its.id);
        std::set<int> years;
        for (const Change& change : tables.changes) {
            years.insert(change.year);
            const auto [last, is_new] = last_.emplace(change.from, change.year);
            if (!is_new) last->second = std::max(last->second, change.year);
        }
        for (const int year : years) one_year(year);
    }
    base::Findings findings = {};

private:
    Tables& tables_;
    std::vector<ChangeCount> counts_;
    std::set<std::string> today_;
    std::set<std::string> ratios_;    // indicators that do not add up
    std::map<std::string, int> last_; // the last year in which a place changes
    std::map<std::string, std::vector<Transfer>> from_, into_;

    void one_year(int year) {
        from_.clear(), into_.clear();
        for (Index row = 0; row < std::ssize(tables_.changes); ++row)
            if (const Change& change = tables_.changes[row]; change.year == year)
                from_[change.from].push_back({change.from, change.to, change.share, row});
        for (auto& [place, transfers] : from_) settle_shares(place, transfers, year);
        for (const auto& [place, transfers] : from_)
            for (const Transfer& transfer : transfers) into_[transfer.to].push_back(transfer);
        for (auto& [place, parts] : into_)
            if (!from_.contains(place) && has_figures(place, year)) parts.push_back({place, place, 1.0});
        series(
            tables_.observations, year, [](const Observation& o) { return std::pair(o.indicator, o.year); },
            [&](const Observation& o) { return !ratios_.contains(o.indicator); });
        series(
            tables_.output, year, [](const Output& o) { return std::pair(o.industry, o.year); },
            [&](const Output& o) { return !is_ratio(o.unit); });
        links();
        for (const auto& entry : from_)
            for (const Transfer& transfer : entry.second)
                if (transfer.change >= 0) tell(transfer, year);
    }

    /// Fills in blank shares and what stays with a place that goes on.
    void settle_shares(const std::string& place, std::vector<Transfer>& transfers, int year) {
        if (transfers.size() == 1 && !transfers[0].share) transfers[0].share = 1.0;
        double sum = 0.0;
        bool known = true, keeps = false;
        for (const Transfer& transfer : transfers) {
            sum += transfer.share.value_or(0.0);
            known = known && transfer.share.has_value();
            keeps = keeps || transfer.to == place;
        }
        if (keeps || (known && !base::above(1.0, sum))) return;
        if (today_.contains(place) || last_.at(place) > year)
            transfers.push_back({place, place, known ? std::optional(1.0 - sum) : std::nullopt});
        else if (known)
            findings.push_back({base::Severity::warning, "changes", place,
                                "only " + base::to_text(sum) + " of it has a new place since " + std::to_string(year) +
                                    "; the rest of its figures is left out"});
    }

    [[nodiscard]] bool has_figures(const std::string& place, int before) const {
        const auto fits = [&](const auto& row) { return row.place == place && row.year < before; };
        return std::any_of(tables_.observations.begin(), tables_.observations.end(), fits) ||
               std::any_of(tables_.output.begin(), tables_.output.end(), fits);
    }

    /// Brings the rows of earlier years to the new places.
    /// @param key      what a row is a figure of: its indicator or industry, and its year
    /// @param adds_up  whether such figures can be added and split
    template <class Row, class Key, class AddsUp>
    void series(std::vector<Row>& rows, int year, Key key, AddsUp adds_up) {
        using Name = decltype(key(rows.front()));
        std::map<std::string, std::map<Name, Row>> old; // by place
        std::vector<Row> kept;
        for (Row& row : rows)
            if (row.year < year && !row.place.empty() && (from_.contains(row.place) || into_.contains(row.place)))
                old[row.place].emplace(key(row), std::move(row));
            else
                kept.push_back(std::move(row));
        for (const auto& [place, parts] : into_) {
            std::set<Name> names;
            for (const Transfer& part : parts)
                for (const auto& entry : old[part.from]) names.insert(entry.first);
            for (const Name& name : names) {
                auto row = joined(place, parts, name, old, year, adds_up);
                for (const Transfer& part : parts)
                    if (part.change >= 0 && old[part.from].contains(name))
                        ++(row ? counts_[part.change].carried : counts_[part.change].missing);
                if (row) kept.push_back(*std::move(row));
            }
        }
        rows = std::move(kept);
    }

    /// The figure of a new place, made of those of its parts; nothing where it cannot be known.
    template <class Old, class Name, class AddsUp>
    static auto joined(const std::string& place, const std::vector<Transfer>& parts, const Name& name, Old& old,
                       int year, AddsUp adds_up) {
        using Row = typename Old::mapped_type::mapped_type;
        std::optional<Row> row;
        std::vector<std::string> sources;
        for (const Transfer& part : parts) {
            const auto& figures = old[part.from];
            const auto found = figures.find(name);
            if (found == figures.end() || !part.share) return std::optional<Row>();
            const Row& its = found->second;
            const bool split = !part.whole();
            if ((split || parts.size() > 1) && !adds_up(its)) return std::optional<Row>();
            if (!row) row = Row(its), row->value = 0.0;
            row->value += split ? *part.share * its.value : its.value;
            row->mark = std::max({row->mark, its.mark, split ? base::Mark::imputed : base::Mark::observed});
            sources.push_back(part.from);
        }
        row->place = place;
        if (parts.size() > 1 || !parts[0].whole())
            row->source = "from " + in_words(sources) + " by the changes of " + std::to_string(year) +
                          (row->source.empty() ? "" : "; " + row->source);
        return row;
    }

    /// Brings links of places that are gone to the new ones.
    void links() {
        std::map<std::string, LayerKind> kinds;
        for (const Layer& layer : tables_.layers) kinds[layer.id] = layer.kind;
        std::vector<LinkRow> now;
        for (LinkRow& link : tables_.links) {
            const bool moved = is_gone(link.from) || is_gone(link.to);
            if (!moved) {
                now.push_back(std::move(link));
                continue;
            }
            const bool flow = kinds[link.layer] == LayerKind::flow;
            for (const LinkRow& begun : moved_end(link, &LinkRow::from, flow))
                for (LinkRow& ended : moved_end(begun, &LinkRow::to, flow))
                    if (flow || ended.from != ended.to) now.push_back(std::move(ended));
        }
        tables_.links = std::move(now);
    }

    [[nodiscard]] bool is_gone(const std::string& place) const {
        return from_.contains(place) && !today_.contains(place);
    }

    /// A link with one of its ends at the new places; none where its parts are not known.
    std::vector<LinkRow> moved_end(const LinkRow& link, std::string LinkRow::*end, bool flow) {
        if (!is_gone(link.*end)) return {link};
        std::vector<LinkRow> parts;
        bool known = true;
        const auto& transfers = from_.at(link.*end);
        for (const Transfer& transfer : transfers) {
            known = known && (transfer.whole() || (flow && transfer.share));
            parts.push_back(link);
            parts.back().*end = transfer.to;
            if (transfer.whole() || !transfer.share) continue;
            parts.back().weight *= *transfer.share;
            parts.back().capacity *= *transfer.share;
            parts.back().distance_km = parts.back().hours = unknown;
        }
        for (const Transfer& transfer : transfers)
            if (transfer.change >= 0) ++(known ? counts_[transfer.change].links : counts_[transfer.change].lost_links);
        return known ? parts : std::vector<LinkRow>();
    }

    void tell(const Transfer& transfer, int year) {
        const ChangeCount& count = counts_[transfer.change];
        const bool alone = into_.at(transfer.to).size() == 1;
        const auto counted = [](Index n, const std::string& what) {
            return std::to_string(n) + ' ' + what + (n == 1 ? "" : "s");
        };
        std::string text = counted(count.carried, "earlier figure") + ' ';
        if (!transfer.share)
            text += "taken over, as its share is not known";
        else if (!transfer.whole())
            text += "taken over by a share of " + base::to_text(*transfer.share) + " and marked estimated";
        else
            text += alone ? "renamed" : "added to others";
        text += ", " + std::to_string(year);
        if (count.missing > 0)
            text += "; " + counted(count.missing, "figure") +
                    " left out: a part is not known, or is a share or ratio that cannot be added up or split";
        if (count.links > 0) text += "; " + counted(count.links, "link") + " moved";
        if (count.lost_links > 0) text += "; " + counted(count.lost_links, "link") + " left out, which cannot be split";
        const bool doubtful = count.missing > 0 || count.lost_links > 0 || !transfer.whole();
        findings.push_back({doubtful ? base::Severity::warning : base::Severity::note, "changes",
                            transfer.from + " -> " + transfer.to, std::move(text)});
    }
};

} // namespace corewing::model::detail
