#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

namespace corewing::report::detail {

/// An upright rectangle in px.
struct Box {
    double left = 0.0;
    double top = 0.0;
    double right = 0.0;
    double bottom = 0.0;

    [[nodiscard]] bool overlaps(const Box& other) const {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
    [[nodiscard]] bool holds(const Box& other) const {
        return other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom;
    }
    [[nodiscard]] bool overlaps_disc(double x, double y, double radius) const {
        const double dx = x - std::clamp(x, left, right), dy = y - std::clamp(y, top, bottom);
        return dx * dx + dy * dy < radius * radius;
    }
};

/// Finds room for labels beside discs, one after the other: call it in order of importance.
///
/// Eight positions are tried round the disc, right, left and above first; the first that stays inside
/// the frame and touches no disc and no earlier label is taken. The answer depends on the order of the
/// calls alone.
/// Complexity O(discs + labels) for each label.
template <class = void>
class LabelPlacer {
public:
    explicit LabelPlacer(const Box& frame) : frame_(frame) {}

    /// Keeps labels off a disc.
    void block_disc(double x, double y, double radius) { discs_.push_back({x, y, radius + 1.0}); }
    /// Keeps labels off a rectangle.
    void block(const Box& box) { taken_.push_back(box); }

    /// Room for a label of the given size beside the disc at (x, y), taken at once; nothing if there is none.
    /// @param away  px between disc and label, besides the usual gap; from 8 on a leader line is wanted
    std::optional<Box> place(double x, double y, double radius, double width, double height, double away = 0.0) {
        const double side = radius + 3.0 + away;                // straight beside the disc
        const double slant = 0.75 * radius + 1.5 + 0.75 * away; // at the corners the label may come nearer
        const double w = width, h = height;
        const std::array<std::array<double, 2>, 8> corners{{{x + side, y - h / 2},
                                                            {x - side - w, y - h / 2},
                                                            {x - w / 2, y - side - h},
                                                            {x - w / 2, y + side},
                                                            {x + slant, y - slant - h},
                                                            {x + slant, y + slant},
                                                            {x - slant - w, y - slant - h},
                                                            {x - slant - w, y + slant}}};
        for (const auto& [left, top] : corners) {
            const Box box{left, top, left + w, top + h};
            if (!free(box)) continue;
            taken_.push_back(box);
            return box;
        }
        return std::nullopt;
    }

private:
    struct Disc {
        double x, y, radius;
    };

    [[nodiscard]] bool free(const Box& box) const {
        if (!frame_.holds(box)) return false;
        for (const Disc& disc : discs_)
            if (box.overlaps_disc(disc.x, disc.y, disc.radius)) return false;
        for (const Box& other : taken_)
            if (box.overlaps(other)) return false;
        return true;
    }

    Box frame_;
    std::vector<Disc> discs_;
    std::vector<Box> taken_;
};

} // namespace corewing::report::detail
