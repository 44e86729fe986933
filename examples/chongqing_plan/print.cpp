#include "print.hpp"

#include "corewing/model/selection.hpp"
#include "corewing/report/number.hpp"
#include "corewing/report/text.hpp"

#include "names.hpp"

#include <algorithm>
#include <numeric>
#include <ostream>

using corewing::Index;

namespace chongqing {

namespace allocation = corewing::allocation;
namespace base = corewing::base;
namespace model = corewing::model;
namespace report = corewing::report;

namespace {

std::string padded(const std::string& text, Index width) {
    const Index used = report::display_width(text);
    return used < width ? text + std::string(width - used, ' ') : text;
}

std::string right(const std::string& text, Index width) {
    const Index used = report::display_width(text);
    return used < width ? std::string(width - used, ' ') + text : text;
}

class Printer {
public:
    Printer(std::ostream& out, const model::Region& region, const Plan& plan)
        : out_(out), region_(region), plan_(plan) {}

    void head() {
        const auto count = [&](model::PlaceKind kind) {
            return std::to_string(model::select(region_, kind).size());
        };
        out_ << region_.info().name << ' ' << region_.info().name_local << ": one core, two wings, many points\n"
             << count(model::PlaceKind::district) << " districts, " << count(model::PlaceKind::platform)
             << " zones on their ground, " << count(model::PlaceKind::partner) << " partner; "
             << region_.tables().links.size() << " links; money in " << region_.info().currency << "\n";
    }

    void data() {
        const auto warnings = std::count_if(plan_.doubts.begin(), plan_.doubts.end(), [](const base::Finding& f) {
            return f.severity == base::Severity::warning;
        });
        out_ << "\nDATA  " << plan_.doubts.size() << " findings, " << warnings
             << " of them warnings (all in the briefing); filled in and marked:\n";
        for (const auto& line : plan_.figures.filled) out_ << "  " << line << '\n';
    }

    void layouts() {
        out_ << "\nLAYOUT  linkage by size and time against the pattern (1 = follows it wholly)\n";
        for (const LayoutFit& l : plan_.layouts) {
            out_ << "  " << padded(l.layout.id, 13) << "fit " << report::signed_fixed(l.fit.fit, 2) << ", p "
                 << report::fixed(l.fit.p_value, 4) << "; stated:";
            for (const model::Role role : model::all_roles) {
                std::string places;
                for (Index i = 0; i < std::ssize(region_); ++i)
                    if (l.layout.stated[i] && l.layout.roles[i] == role)
                        places += (places.empty() ? "" : ", ") + short_name(region_.place(i));
                if (!places.empty()) out_ << ' ' << model::name(role) << ' ' << places << ';';
            }
            out_ << '\n';
        }
    }

    void proposal() {
        const auto& p = plan_.proposal;
        std::vector<Index> sure, unsure;
        for (Index k = 0; k < std::ssize(plan_.figures.places); ++k) {
            const bool given = plan_.layouts.back().layout.stated[plan_.place(k)];
            if (p.roles.roles[k] != model::Role::point || given) continue;
            (p.confidence.kept[k] >= 0.9 ? sure : unsure).push_back(k);
        }
        const auto list = [&](const std::vector<Index>& rows) {
            for (const auto k : rows)
                out_ << ' ' << short_name(region_.place(plan_.place(k)));
        };
        out_ << "  PROPOSAL for the other points of the digital zone (not public), "
             << base::name(p.roles.outcome.status) << ":\n   sure in 9 of 10 runs:";
        list(sure);
        if (!unsure.empty()) {
            out_ << "\n   less sure:";
            list(unsure);
        }
        out_ << '\n';
    }

    void districts() {
        out_ << "\nDISTRICTS  index of public figures and coordination of its five sides (耦合协调度)\n  best:";
        std::vector<Index> order(plan_.figures.districts.size());
        std::iota(order.begin(), order.end(), Index{0});
        const auto& score = plan_.index.score;
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return score[a] > score[b]; });
        const auto one = [&](Index row) {
            out_ << ' ' << short_name(region_.place(plan_.district(row))) << ' ' << report::fixed(score[row], 2) << '/'
                 << report::fixed(plan_.coupling.coordination[row], 2);
        };
        for (Index k = 0; k < 5; ++k) one(order[k]);
        out_ << "\n  last:";
        for (Index k = order.size() - 5; k < std::ssize(order); ++k) one(order[k]);
        std::vector<Index> grades(plan_.coupling.grades.size(), 0);
        for (const Index grade : plan_.coupling.grade) ++grades[grade];
        out_ << "\n  grades:";
        for (Index g = grades.size(); g-- > 0;)
            if (grades[g] > 0) out_ << ' ' << plan_.coupling.grades[g].name_local << ' ' << grades[g];
        out_ << '\n';
    }

    void pairs() {
        out_ << "\nPAIRS  " << padded("strongest (score)", 33) << "most under-used, over "
             << report::fixed(60.0 * plan_.assumptions.reach_hours, 0) << " min apart (potential, min)\n";
        const auto names = [&](const corewing::scoring::PairScore& p) {
            return short_name(region_.place(plan_.district(p.first))) + " - " +
                   short_name(region_.place(plan_.district(p.second)));
        };
        for (Index k = 0; k < std::max(std::ssize(plan_.strongest), std::ssize(plan_.under_used)); ++k) {
            std::string left, other;
            if (k < std::ssize(plan_.strongest))
                left = padded(names(plan_.strongest[k]), 25) + report::fixed(plan_.strongest[k].score, 2);
            if (k < std::ssize(plan_.under_used)) {
                const auto& p = plan_.under_used[k];
                const Index a = plan_.district(p.first);
                const Index b = plan_.district(p.second);
                other = padded(names(p), 25) + report::fixed(p.part[corewing::base::position(corewing::scoring::Part::potential)], 3) +
                        right(minutes(plan_.figures.hours(a, b)), 6);
            }
            out_ << "  " << padded(left, 38) << other << '\n';
        }
    }

    void division() {
        const auto& d = plan_.division;
        out_ << "\nDIVISION  an illustration: " << report::fixed(plan_.rules.budget, 0) << " by size, each place from "
             << report::fixed(plan_.rules.place_floor, 0) << " to " << report::fixed(plan_.rules.place_cap, 0) << "; "
             << base::name(d.outcome.status) << (d.outcome.gap < 1e-9 ? ", gap below 1e-9\n" : "\n");
        for (Index g = 0; g < std::ssize(plan_.clusters); ++g) {
            const Index k = g;
            out_ << "  " << padded(plan_.clusters[g].name, 22) << right(report::fixed(d.group_amount[k], 1), 6);
            if (plan_.clusters[g].floor > 0.0)
                out_ << "  floor " << report::fixed(plan_.clusters[g].floor, 0) << ": the last unit is worth "
                     << report::percent(-d.group_price[k] / d.price, 0) << " less here than elsewhere";
            out_ << '\n';
        }
        out_ << "  ^ at cap   _ at floor (GDP mostly counted in a zone)   + raised by its cluster's floor\n";
        const Index rows = (plan_.figures.places.size() + 2) / 3;
        for (Index r = 0; r < rows; ++r) {
            out_ << ' ';
            for (Index c = 0; c < 3; ++c) {
                const Index k = r + c * rows;
                if (k >= std::ssize(plan_.figures.places)) continue;
                const Index i = k;
                out_ << ' ' << padded(short_name(region_.place(plan_.place(i))), 25)
                     << right(report::fixed(d.amount[i], 1), 5) << sign(d.reason[k].hold) << (c < 2 ? " " : "");
            }
            out_ << '\n';
        }
    }

    void targets() {
        out_ << "\nTARGETS FOR 2022";
        std::string unseen;
        Index count = 0;
        for (const TargetCheck& t : plan_.targets) {
            if (t.outcome) {
                out_ << "\n  " << t.name << ": " << (t.met() ? "met" : "missed") << ", "
                     << report::significant(t.outcome->value, 4) << " in " << t.outcome->year;
            } else if (t.earlier) {
                out_ << "\n  " << t.name << ": target " << report::significant(t.target.target, 4) << ' ' << t.unit
                     << ", last comparable " << report::significant(t.earlier->value, 4) << " in " << t.earlier->year;
            } else {
                ++count;
            }
        }
        out_ << "\n  " << count << " of " << plan_.targets.size()
             << " targets have no published outcome at all; the 2025 report uses other indicators\n";
    }

    void candidates() {
        const auto chosen = std::count_if(plan_.candidates.begin(), plan_.candidates.end(),
                                          [](const Candidate& c) { return c.chosen; });
        out_ << "\nSYNTHETIC  the list of " << plan_.candidates.size()
             << " proposals is not public; a seeded stand-in with " << chosen << " chosen, together "
             << report::fixed(plan_.rules.budget, 0) << ", is used in the briefing\n";
    }

private:
    static char sign(allocation::Hold hold) {
        switch (hold) {
        case allocation::Hold::at_cap: return '^';
        case allocation::Hold::at_floor: return '_';
        case allocation::Hold::held_by_group: return '+';
        case allocation::Hold::at_price: return ' ';
        }
        return ' ';
    }

    std::ostream& out_;
    const model::Region& region_;
    const Plan& plan_;
};

} // namespace

void print(std::ostream& out, const model::Region& region, const Plan& plan) {
    Printer printer(out, region, plan);
    printer.head();
    printer.data();
    printer.layouts();
    printer.proposal();
    printer.districts();
    printer.pairs();
    printer.division();
    printer.targets();
    printer.candidates();
}

} // namespace chongqing
