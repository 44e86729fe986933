// The plan of any region: from a folder of CSV tables to a printed plan and a briefing that can be put on the table.
#include "corewing/base/error.hpp"
#include "corewing/io/atomic_file.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/plan/plan.hpp"
#include "corewing/report/text.hpp"

#include "page.hpp"

#include <exception>
#include <filesystem>
#include <iostream>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view help =
    R"(Makes the plan of a region: who works with whom, who does the same, who is core, wing and point, who gets what.

Usage: regional_plan FOLDER [--boundaries FILE.geojson] [--output FILE.html] [--question NAME]

  FOLDER              CSV tables of the region, as docs/data_dictionary.md names them; only places.csv must be there
  --boundaries FILE   GeoJSON outlines of the districts, drawn under the map
  --output FILE       where the briefing is written (default: briefing.html)
  --question NAME     print one answer alone, for example together; no briefing is written
  --help              this text

A question whose tables are not there is printed as not answered, with what it would need. Exit status: 0 done, 1 bad
data or a file that cannot be read or written (an older briefing is left as it was), 2 a command line that makes no sense.
)";

struct Arguments {
    std::filesystem::path folder;
    std::optional<std::filesystem::path> boundaries;
    std::filesystem::path output = "briefing.html";
    std::string question;
    bool help = false;
};

Arguments parse(int argc, char** argv) {
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string option = argv[i];
        if (option == "--help" || option == "-h") arguments.help = true;
        else if (!option.starts_with("-") && arguments.folder.empty()) arguments.folder = option;
        else if (!option.starts_with("--")) throw std::invalid_argument("one folder only; " + option + " is too many");
        else if (i + 1 >= argc) throw std::invalid_argument(option + " needs a value");
        else if (option == "--boundaries") arguments.boundaries = argv[++i];
        else if (option == "--output") arguments.output = argv[++i];
        else if (option == "--question") arguments.question = argv[++i];
        else throw std::invalid_argument("unknown option " + option);
    }
    if (arguments.folder.empty() && !arguments.help) throw std::invalid_argument("which folder?");
    return arguments;
}

void run(const Arguments& arguments) {
    namespace cw = corewing;
    if (arguments.boundaries) cw::io::check_output(arguments.output, arguments.folder, {*arguments.boundaries});
    else cw::io::check_output(arguments.output, arguments.folder);
    const auto region = cw::io::read_region(arguments.folder);
    const auto plan = cw::plan::make(region);
    if (!arguments.question.empty()) {
        std::cout << cw::plan::text(plan, arguments.question);
        return;
    }
    const std::string page = regional_plan::page(plan, arguments.boundaries);
    cw::io::write_file(arguments.output, page); // nothing is written before all has been made
    std::cout << cw::plan::text(plan) << "Briefing written to " << cw::report::printable(arguments.output.string()) << '\n';
}

} // namespace

int main(int argc, char** argv) {
    try {
        const Arguments arguments = parse(argc, argv);
        if (arguments.help) std::cout << help;
        else run(arguments);
        if (std::cout.flush()) return 0;
        std::cerr << "the plan could not be printed: check where the output goes\n";
    } catch (const std::invalid_argument& e) {
        std::cerr << "regional_plan: " << e.what() << "; try --help\n";
        return 2;
    } catch (const std::bad_alloc&) {
        std::cerr << "there is not enough memory for a region of this size\n";
    } catch (const std::exception& e) {
        std::cerr << e.what() << '\n';
    }
    return 1;
}
