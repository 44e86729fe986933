#pragma once

#include "corewing/base/finding.hpp"
#include "corewing/io/detail/gb18030.hpp"
#include "corewing/io/detail/input_file.hpp"

#include <filesystem>
#include <fstream>
#include <istream>
#include <iterator>
#include <sstream>
#include <string>

namespace corewing::io::detail {

/// A file of text in UTF-8, or in GB18030 as Chinese spreadsheets save it, which is read as if it were UTF-8.
class TextFile {
public:
    /// @param path      to be opened
    /// @param findings  takes a warning where it is GB18030
    /// @throws bad_file if it cannot be opened
    TextFile(const std::filesystem::path& path, base::Findings& findings) : file_(opened(path)) {
        const ByteCount count = count_bytes(file_);
        if (count.bad == 0 || count.wide >= count.bad) return; // as it is; a wrong byte is told with its line
        const std::string bytes{std::istreambuf_iterator<char>(file_), {}};
        file_.clear();
        file_.seekg(0);
        auto text = from_gb18030(bytes);
        if (!text) return;
        const std::string name = path.filename().string();
        findings.push_back(
            {.severity = base::Severity::warning,
             .topic = "encoding",
             .subject = name,
             .text = "is not in UTF-8 and was read as GB18030, for example \"" + foreign_example(*text) + '"'});
        text_.str(*std::move(text));
        is_text_ = true;
    }

    /// What is to be read.
    std::istream& stream() { return is_text_ ? static_cast<std::istream&>(text_) : file_; }

private:
    std::ifstream file_;
    std::istringstream text_;
    bool is_text_ = false;
};

} // namespace corewing::io::detail
