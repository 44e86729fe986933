#pragma once

#include "corewing/report/svg.hpp"

#include "corewing/base/check.hpp"
#include "corewing/report/element.hpp"

#include <string>
#include <string_view>

namespace corewing::report {

COREWING_BODY
Element canvas(double width, double height, std::string_view title, std::string_view description) {
    base::check_range(width, 1.0, 1e5, "width");
    base::check_range(height, 1.0, 1e6, "height");
    Element picture("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                            {"viewBox", "0 0 " + coordinate(width) + ' ' + coordinate(height)},
                            {"width", width},
                            {"height", height},
                            {"role", "img"},
                            {"font-family", font_stack},
                            {"font-size", 12.0},
                            {"fill", ink::strong}});
    picture.add("title", {}, title.empty() ? "Figure" : title);
    if (!description.empty()) picture.add("desc", {}, description);
    return picture;
}

COREWING_BODY
Element text_at(double x, double y, std::string_view words, const TextStyle& style) {
    Element text("text", {{"x", x}, {"y", y}, {"font-size", style.size}}, words);
    if (style.anchor != "start") text.set({"text-anchor", style.anchor});
    if (style.fill != ink::strong) text.set({"fill", style.fill});
    if (style.bold) text.set({"font-weight", "600"});
    if (style.halo) {
        text.set({"stroke", "#fff"}).set({"stroke-width", 3.0}).set({"stroke-linejoin", "round"});
        text.set({"paint-order", "stroke"});
    }
    if (style.angle != 0.0)
        text.set({"transform", "rotate(" + coordinate(style.angle) + ' ' + coordinate(x) + ' ' + coordinate(y) + ')'});
    return text;
}

} // namespace corewing::report
