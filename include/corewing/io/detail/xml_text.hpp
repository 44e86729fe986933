#pragma once


#include "corewing/base/check.hpp"
#include "corewing/base/error.hpp"
#include "corewing/base/index.hpp"
#include "corewing/io/atomic_file.hpp"
#include "corewing/io/detail/text.hpp"
#include "corewing/model/region.hpp"

#include <cmath>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace corewing::io::detail {

/// Text as it stands in XML 1.0: marks of the language escaped. Control characters, which XML cannot hold at
/// all, become U+FFFD.
template <class = void>
std::string xml_text(std::string_view text) {
    std::string escaped;
    for (Index at = 0; at < std::ssize(text);) {
        const Index length = utf8_length(text, at);
        if (length == 0)
            throw base::bad_data(in_quotes(text) + " is not UTF-8", {.remedy = "convert the text to UTF-8"});
        const std::string_view sign = text.substr(at, length);
        at += length;
        const auto first = static_cast<unsigned char>(sign.front());
        if (sign == "&")
            escaped += "&amp;";
        else if (sign == "<")
            escaped += "&lt;";
        else if (sign == ">")
            escaped += "&gt;";
        else if (sign == "\"")
            escaped += "&quot;";
        else if (sign == "\n" || sign == "\r" || sign == "\t")
            escaped += "&#" + std::to_string(static_cast<int>(first)) + ";";
        else if (first < 0x20 || sign == "\xEF\xBF\xBE" || sign == "\xEF\xBF\xBF")
            escaped += "\xEF\xBF\xBD";
        else
            escaped += sign;
    }
    return escaped;
}

} // namespace corewing::io::detail
