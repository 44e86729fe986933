#pragma once

#include "corewing/report/number.hpp"
#include "corewing/base/check.hpp"
#include "corewing/base/index.hpp"
#include "corewing/briefing/detail/map_layout.hpp"
#include "corewing/briefing/detail/map_legend.hpp"
#include "corewing/briefing/detail/map_marks.hpp"
#include "corewing/briefing/detail/map_names.hpp"
#include "corewing/briefing/map_data.hpp"
#include "corewing/report/detail/label_placer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace corewing::briefing::detail {

/// Lays a flow map out once; picture() draws it.
template <class = void>
class MapDrawing {
public:
    MapDrawing(const std::vector<MapPlace>& places, const std::vector<MapLink>& links, const io::Boundaries& outlines,
               const FlowMapOptions& options)
        : places_(places), links_(links), outlines_(outlines), options_(options) {
        find_window();
        choose_links();
        choose_sizes();
        const double panel = 300.0;
        lay_out(options.width - 200.0);
        if (options.inset && places.size() <= 2000) {
            // The inset takes room from the map, so what is crowded is looked for on the smaller map.
            lay_out(options.width - panel - 20.0);
            inset_ = crowded_group(visible_spots(), frame_, 0.07 * (frame_.right - frame_.left));
            if (inset_.empty()) lay_out(options.width - 200.0);
        }
        draw();
    }

    [[nodiscard]] const Element& picture() const { return picture_; }
    [[nodiscard]] Index links_drawn() const { return shown_links_.size(); }
    [[nodiscard]] Index links_given() const { return links_given_; }
    [[nodiscard]] const std::vector<Index>& inset() const { return inset_; }
    [[nodiscard]] const std::vector<Index>& unlabelled() const { return unlabelled_; }

private:
    void find_window() {
        std::vector<Span> spans;
        const auto add = [&](const MapPlace& place) {
            window_.add({place.lon, place.lat});
            spans.push_back({place.lon, place.lon});
        };
        for (const MapPlace& place : places_)
            if (!place.outside) add(place);
        for (const Outline& outline : outlines_)
            for (const io::Ring& ring : rings_of(outline)) {
                Window reach;
                for (const LonLat& at : ring) {
                    window_.add(at);
                    reach.add(at);
                }
                if (!reach.empty) spans.push_back({reach.west, reach.east});
            }
        if (window_.empty)
            for (const MapPlace& place : places_) add(place);
        if (!spans.empty()) {
            const Span span = shortest_span(std::move(spans));
            window_.west = span.west;
            window_.east = span.east;
        }
        const double lon = (window_.west + window_.east) / 2.0, lat = (window_.south + window_.north) / 2.0;
        const double half_lon = std::max(0.05, (window_.east - window_.west) / 2.0);
        const double half_lat = std::max(0.05, (window_.north - window_.south) / 2.0);
        window_ = {lon - half_lon, lat - half_lat, lon + half_lon, lat + half_lat, false};
    }

    void choose_links() {
        for (Index k = 0; k < std::ssize(links_); ++k)
            if (links_[k].from != links_[k].to && links_[k].strength > 0.0) shown_links_.push_back(k);
        links_given_ = shown_links_.size();
        std::stable_sort(shown_links_.begin(), shown_links_.end(),
                         [&](auto a, auto b) { return links_[a].strength > links_[b].strength; });
        std::vector<Index> kept;
        std::vector<bool> linked(places_.size(), false);
        for (const Index k : shown_links_) { // the strongest, and each place's own strongest
            const MapLink& link = links_[k];
            if (std::ssize(kept) < options_.links || (options_.links > 0 && (!linked[link.from] || !linked[link.to])))
                kept.push_back(k);
            linked[link.from] = linked[link.to] = true;
        }
        shown_links_ = std::move(kept);
        if (!shown_links_.empty()) strongest_ = links_[shown_links_.front()].strength;
    }

    void choose_sizes() {
        for (const MapPlace& place : places_)
            if (!place.outside && place.mark != base::Mark::missing) largest_ = std::max(largest_, place.size);
        for (const MapPlace& place : places_) {
            if (place.outside) { // its size is of another order and would dwarf the region's
                radius_.push_back(0.4 * options_.radius);
                continue;
            }
            const bool known = largest_ > 0.0 && place.mark != base::Mark::missing;
            radius_.push_back(known ? std::max(3.0, options_.radius * std::sqrt(place.size / largest_)) : 3.0);
        }
        order_.resize(places_.size());
        std::iota(order_.begin(), order_.end(), Index{0});
        std::stable_sort(order_.begin(), order_.end(), [&](auto a, auto b) {
            const auto rank = [&](Index i) { return std::pair(places_[i].role, -radius_[i]); };
            return rank(a) < rank(b);
        });
    }

    void lay_out(double map_width) {
        const double margin = 24.0;
        const double tall = (window_.north - window_.south) / ((window_.east - window_.west) * window_.squeeze());
        const double map_height =
            std::clamp(tall * (map_width - 2 * margin) + 2 * margin, 0.6 * map_width, 1.15 * map_width);
        frame_ = {0.5, 0.5, map_width - 0.5, map_height - 0.5};
        const Projection<> project(window_, {margin, margin, map_width - margin, map_height - margin});
        scale_ = project.scale();
        spots_.clear();
        beyond_.assign(places_.size(), false);
        const Box inner{frame_.left + 26.0, frame_.top + 26.0, frame_.right - 26.0, frame_.bottom - 26.0};
        for (Index i = 0; i < std::ssize(places_); ++i) {
            const Spot spot = project({places_[i].lon, places_[i].lat});
            const Box point{spot.x, spot.y, spot.x, spot.y};
            beyond_[i] = places_[i].outside && !inner.holds(point);
            spots_.push_back(beyond_[i] ? at_border(spot, inner) : spot);
        }
        project_ = project;
    }

    [[nodiscard]] std::vector<Spot> visible_spots() const {
        std::vector<Spot> spots = spots_; // partners at the frame are nobody's neighbours
        for (Index i = 0; i < std::ssize(spots); ++i)
            if (beyond_[i]) spots[i] = {-1e6 * static_cast<double>(i + 1), -1e6};
        return spots;
    }

    [[nodiscard]] Element boundaries(const Projection<>& project, const Box& box) const {
        Element group("g", {{"fill", land},
                            {"fill-rule", "evenodd"},
                            {"stroke", border},
                            {"stroke-width", 0.8},
                            {"stroke-linejoin", "round"}});
        for (const Outline& outline : outlines_) {
            const std::string path = outline_path(outline, project, box);
            if (!path.empty()) group.add("path", {{"d", path}});
        }
        return group;
    }

    [[nodiscard]] std::string full_name(Index i) const { return briefing::detail::full_name(places_[i]); }

    /// Strokes, and marks of the places that lie in the box, at the given spots.
    void add_content(Element& group, const std::vector<Spot>& spots, const Box& box) const {
        for (auto k = shown_links_.rbegin(); k != shown_links_.rend(); ++k) { // the strongest last
            const MapLink& link = links_[*k];
            Element stroke = link_stroke(spots[link.from], spots[link.to], link.strength / strongest_, options_.curved);
            stroke.add("title", {},
                       full_name(link.from) + " – " + full_name(link.to) + ": " + legend_number(link.strength));
            group.add(std::move(stroke));
        }
        std::vector<Index> by_size = order_;
        std::stable_sort(by_size.begin(), by_size.end(), [&](auto a, auto b) { return radius_[a] > radius_[b]; });
        for (const Index i : by_size) {
            if (!box.holds({spots[i].x, spots[i].y, spots[i].x, spots[i].y})) continue;
            const MapPlace& place = places_[i];
            const bool estimated = !report::symbol(place.mark).empty();
            Element mark = place_mark(spots[i].x, spots[i].y, radius_[i], place.role, place.outside, estimated);
            mark.add("title", {},
                     full_name(i) + ", " + std::string(model::name(place.role)) + ". " + options_.words.size + ": " +
                         report::marked(legend_number(place.size), place.mark) +
                         (place.note.empty() ? "" : ". " + place.note));
            group.add(std::move(mark));
        }
    }

    /// Writes names round the given spots, the most important places first.
    /// @return places left without a name
    std::vector<Index> add_names(Element& group, const std::vector<Spot>& spots, const Box& frame,
                                       const std::vector<bool>& wanted, const std::vector<Box>& blocked) const {
        report::detail::LabelPlacer<> placer(
            {frame.left + 2.0, frame.top + 2.0, frame.right - 2.0, frame.bottom - 2.0});
        for (const Box& box : blocked) placer.block(box);
        for (Index i = 0; i < std::ssize(spots); ++i)
            placer.block_disc(spots[i].x, spots[i].y, mark_reach(radius_[i], places_[i].role, places_[i].outside));
        std::vector<Index> left_out;
        if (options_.names == 0) return left_out; // nobody asked for names, so none is missing
        Index tried = 0;
        for (const Index i : order_) {
            if (!wanted[i] || full_name(i).empty()) continue;
            if (++tried > options_.names || !add_name(group, placer, spots[i], radius_[i], places_[i]))
                left_out.push_back(i);
        }
        std::sort(left_out.begin(), left_out.end());
        return left_out;
    }

    /// A corner of the map where few places and boundaries lie, for the scale bar.
    [[nodiscard]] Box quiet_corner(double width, double height) const {
        const double l = frame_.left + 10.0, r = frame_.right - 10.0 - width, t = frame_.top + 10.0,
                     b = frame_.bottom - 10.0 - height;
        Box best;
        double least = 1e300;
        for (const auto& [x, y] : {std::pair{l, b}, std::pair{r, b}, std::pair{l, t}, std::pair{r, t}}) {
            const Box box{x, y, x + width, y + height};
            double count = 0.0;
            for (Index i = 0; i < std::ssize(spots_); ++i)
                for (const double reach : {8.0, 60.0}) // the mark itself, and room for its name
                    if (box.overlaps_disc(spots_[i].x, spots_[i].y, radius_[i] + reach)) count += 1e4 / reach;
            for (const Outline& outline : outlines_)
                for (const io::Ring& ring : rings_of(outline))
                    for (const LonLat& at : ring) {
                        const Spot spot = (*project_)(at);
                        if (box.overlaps({spot.x, spot.y, spot.x, spot.y})) count += 1.0;
                    }
            if (count >= least) continue;
            least = count;
            best = box;
        }
        return best;
    }

    void draw() {
        Element map("svg", {{"x", 0.0}, {"y", 0.0}, {"width", frame_.right + 0.5}, {"height", frame_.bottom + 0.5}});
        map.add("rect", {{"x", frame_.left},
                         {"y", frame_.top},
                         {"width", frame_.right - frame_.left},
                         {"height", frame_.bottom - frame_.top},
                         {"fill", "#ffffff"},
                         {"stroke", report::ink::rule}});
        map.add(boundaries(*project_, frame_));
        add_content(map, spots_, frame_);

        std::vector<Box> blocked;
        const double km = round_below(0.28 * (frame_.right - frame_.left) / scale_ * km_per_degree);
        const double bar = km / km_per_degree * scale_;
        const Box corner = quiet_corner(bar + 4.0, 24.0);
        map.add(scale_bar(corner, bar, legend_number(km) + ' ' + options_.words.km));
        blocked.push_back(corner);
        for (Index i = 0; i < std::ssize(places_); ++i)
            if (beyond_[i]) map.add(arrow_outward(i));

        std::vector<bool> wanted(places_.size(), true);
        for (const Index i : inset_) wanted[i] = places_[i].role == model::Role::core;
        std::optional<Box> part;
        if (!inset_.empty()) {
            part = box_around(spots_, inset_);
            map.add("rect", {{"x", part->left},
                             {"y", part->top},
                             {"width", part->right - part->left},
                             {"height", part->bottom - part->top},
                             {"fill", "none"},
                             {"stroke", report::ink::strong},
                             {"stroke-width", 1.0}});
            for (Index i = 0; i < std::ssize(places_); ++i) // what is seen in the inset is named there
                if (part->overlaps_disc(spots_[i].x, spots_[i].y, 0.5))
                    wanted[i] = places_[i].role == model::Role::core;
            blocked.push_back(*part);
        }
        Element names("g");
        unlabelled_ = add_names(names, spots_, frame_, wanted, blocked);
        map.add(std::move(names));

        const double panel = frame_.right + 20.5;
        double y = 0.0;
        Element side("g");
        if (part) y = add_inset(side, *part, panel) + 18.0;
        const double end = add_legend(side, panel, y);
        picture_ = report::canvas(options_.width, std::max(frame_.bottom + 0.5, end), title(), description());
        picture_.add(std::move(map)).add(std::move(side));
    }

    /// @return the lower edge
    double add_inset(Element& side, const Box& part, double left) {
        const double width = options_.width - left, zoom = width / (part.right - part.left);
        const double height = zoom * (part.bottom - part.top), top = 20.0;
        const auto enlarged = [&](const Spot& spot) {
            return Spot{(spot.x - part.left) * zoom, (spot.y - part.top) * zoom};
        };
        side.add(report::text_at(left, 12.0, options_.words.inset + ' ' + report::fixed(zoom, 1) + " ×",
                                 {.size = 11.0, .fill = report::ink::soft}));
        Element view("svg", {{"x", left}, {"y", top}, {"width", width}, {"height", height}});
        view.add("rect", {{"width", width}, {"height", height}, {"fill", "#ffffff"}});
        const Box frame{0.0, 0.0, width, height};
        Element land_group("g", {{"fill", land}, {"fill-rule", "evenodd"}, {"stroke", border}, {"stroke-width", 1.0}});
        for (const Outline& outline : outlines_) {
            const std::string path = outline_path(
                outline, [&](const LonLat& at) { return enlarged((*project_)(at)); }, frame);
            if (!path.empty()) land_group.add("path", {{"d", path}});
        }
        view.add(std::move(land_group));
        std::vector<Spot> spots;
        std::vector<bool> wanted;
        for (Index i = 0; i < std::ssize(spots_); ++i) {
            spots.push_back(enlarged(spots_[i]));
            wanted.push_back(frame.holds({spots[i].x, spots[i].y, spots[i].x, spots[i].y}));
        }
        add_content(view, spots, frame);
        Element names("g");
        std::vector<Index> left_out = add_names(names, spots, frame, wanted, {});
        unlabelled_.insert(unlabelled_.end(), left_out.begin(), left_out.end());
        for (Index i = 0; i < std::ssize(wanted); ++i) // a name in the inset is enough
            if (wanted[i] && !std::binary_search(left_out.begin(), left_out.end(), i))
                unlabelled_.erase(std::remove(unlabelled_.begin(), unlabelled_.end(), i), unlabelled_.end());
        std::sort(unlabelled_.begin(), unlabelled_.end());
        unlabelled_.erase(std::unique(unlabelled_.begin(), unlabelled_.end()), unlabelled_.end());
        view.add(std::move(names));
        view.add("rect", {{"x", 0.5},
                          {"y", 0.5},
                          {"width", width - 1.0},
                          {"height", height - 1.0},
                          {"fill", "none"},
                          {"stroke", report::ink::strong}});
        side.add(std::move(view));
        return top + height;
    }

    [[nodiscard]] Element arrow_outward(Index i) const {
        const Spot middle{(frame_.left + frame_.right) / 2.0, (frame_.top + frame_.bottom) / 2.0};
        const double angle = std::atan2(spots_[i].y - middle.y, spots_[i].x - middle.x) * 180.0 / std::numbers::pi;
        const double reach = radius_[i] + 3.0;
        return Element("path",
                       {{"d", "M0 0L8 0M4 -4L8 0L4 4"},
                        {"fill", "none"},
                        {"stroke", report::ink::strong},
                        {"stroke-width", 1.6},
                        {"transform", "translate(" + report::coordinate(spots_[i].x) + ' ' +
                                          report::coordinate(spots_[i].y) + ") rotate(" + report::coordinate(angle) +
                                          ") translate(" + report::coordinate(reach) + " 0)"}});
    }

    double add_legend(Element& side, double left, double top) const {
        LegendContent content;
        for (const Index i : order_) {
            content.estimated = content.estimated || !report::symbol(places_[i].mark).empty();
            if (places_[i].outside)
                content.outside = true;
            else
                content.roles[base::position(places_[i].role)] = true;
        }
        content.largest = largest_;
        content.radius = options_.radius;
        content.strongest = strongest_;
        return add_map_legend(side, content, options_.words, {left, top, options_.width, 1e9});
    }

    [[nodiscard]] std::string title() const { return options_.title.empty() ? "Flow map" : options_.title; }

    [[nodiscard]] std::string description() const {
        if (!options_.description.empty()) return options_.description;
        std::string text = std::to_string(places_.size()) + " places";
        for (const model::Role role : {model::Role::core, model::Role::wing}) {
            std::string names;
            for (Index i = 0; i < std::ssize(places_); ++i)
                if (places_[i].role == role && !places_[i].outside) names += (names.empty() ? "" : ", ") + full_name(i);
            if (!names.empty())
                text += "; " + (role == model::Role::core ? options_.words.core : options_.words.wing) + ": " + names;
        }
        if (shown_links_.empty()) return text + '.';
        const MapLink& link = links_[shown_links_.front()];
        return text + ". " + std::to_string(shown_links_.size()) + " links, the strongest between " +
               full_name(link.from) + " and " + full_name(link.to) + '.';
    }

    const std::vector<MapPlace>& places_;
    const std::vector<MapLink>& links_;
    const io::Boundaries& outlines_;
    const FlowMapOptions& options_;

    Window window_;
    Box frame_;
    std::optional<Projection<>> project_;
    double scale_ = 1.0;                   // px for a degree of latitude
    std::vector<Spot> spots_;              // by place
    std::vector<bool> beyond_;             // partners at the frame
    std::vector<double> radius_;           // by place, px
    std::vector<Index> order_;       // places by importance
    std::vector<Index> shown_links_; // the strongest first
    Index links_given_ = 0;
    double largest_ = 0.0, strongest_ = 0.0;
    std::vector<Index> inset_, unlabelled_;
    Element picture_ = Element("svg");
};

} // namespace corewing::briefing::detail
