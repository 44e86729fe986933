// The Chongqing plan: from a region folder to a printed plan and a briefing that can be put on the table.
#include "corewing/base/error.hpp"
#include "corewing/io/atomic_file.hpp"
#include "corewing/io/region_folder.hpp"
#include "corewing/report/text.hpp"

#include "page.hpp"
#include "plan.hpp"
#include "print.hpp"

#include <exception>
#include <filesystem>
#include <iostream>
#include <new>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::string_view help =
    R"(Makes the plan of a region: who works with whom, who is core, wing and point, who gets what.

Usage: chongqing_plan [--region DIR] [--boundaries FILE.geojson] [--output FILE.html]

  --region DIR          folder of CSV tables to read (default: the Chongqing folder of the examples)
  --boundaries FILE     GeoJSON outlines of the districts, drawn under the map
  --output FILE         where the briefing is written (default: briefing.html)
  --help                this text

Prints the plan and writes the briefing. Exit status: 0 done, 1 bad data or a file that cannot be
read or written (an older briefing is left as it was), 2 a command line that makes no sense.
)";

struct Arguments {
    std::filesystem::path region = CHONGQING_FOLDER;
    std::optional<std::filesystem::path> boundaries;
    std::filesystem::path output = "briefing.html";
    bool help = false;
};

Arguments parse(int argc, char** argv) {
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string_view option = argv[i];
        if (option == "--help" || option == "-h") {
            arguments.help = true;
            continue;
        }
        if (option != "--region" && option != "--boundaries" && option != "--output")
            throw std::invalid_argument("unknown option " + std::string(option));
        if (i + 1 >= argc) throw std::invalid_argument(std::string(option) + " needs a value");
        const std::filesystem::path value = argv[++i];
        if (option == "--region") arguments.region = value;
        if (option == "--boundaries") arguments.boundaries = value;
        if (option == "--output") arguments.output = value;
    }
    return arguments;
}

} // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    try {
        arguments = parse(argc, argv);
    } catch (const std::invalid_argument& e) {
        std::cerr << "chongqing_plan: " << e.what() << "; try --help\n";
        return 2;
    }
    if (arguments.help) {
        std::cout << help;
        return std::cout.flush() ? 0 : 1;
    }
    try {
        std::vector<std::filesystem::path> inputs;
        if (arguments.boundaries) inputs.push_back(*arguments.boundaries);
        corewing::io::check_output(arguments.output, arguments.region, inputs);
        const auto region = corewing::io::read_region(arguments.region);
        const auto plan = chongqing::make_plan(region);
        const auto outlines = chongqing::outlines(arguments.boundaries);
        const std::string page = chongqing::page(region, plan, outlines);
        std::ostringstream text;
        chongqing::print(text, region, plan);
        corewing::io::write_file(arguments.output, page); // nothing before all has been made
        std::cout << corewing::report::printable(text.str()) << "\nBriefing written to " << arguments.output.string() << '\n';
    } catch (const std::bad_alloc&) {
        std::cerr << "there is not enough memory for a region of this size\n";
        return 1;
    } catch (const std::exception& e) {
        std::cerr << e.what() << '\n';
        return 1;
    }
    if (std::cout.flush()) return 0;
    std::cerr << "the plan could not be printed: check where the output goes\n";
    return 1;
}
