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
    std::filesystem::path folder = {};
    std::filesystem::path boundaries = {}; // empty = none
    std::filesystem::path output = "briefing.html";
    std::string question = {};
    bool help = false;
};

Arguments parse(int argc, char** argv) {
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string option = argv[i];
        if (option == "--help" || option == "-h") return {.help = true};
        if (!option.starts_with("-") && arguments.folder.empty()) {
            arguments.folder = option;
            continue;
        }
        if (!option.starts_with("--")) throw std::invalid_argument("one folder only; " + option + " is too many");
        if (i + 1 >= argc) throw std::invalid_argument(option + " needs a value");
        const std::string value = argv[++i];
        if (option == "--boundaries") arguments.boundaries = value;
        else if (option == "--output") arguments.output = value;
        else if (option == "--question") arguments.question = value;
        else throw std::invalid_argument("unknown option " + option);
    }
    if (arguments.folder.empty()) throw std::invalid_argument("which folder?");
    return arguments;
}

void run(const Arguments& arguments) {
    namespace cw = corewing;
    cw::io::check_output(arguments.output, arguments.folder, {arguments.boundaries});
    const auto [region, findings] = cw::io::read_folder(arguments.folder);
    cw::plan::MakeOptions options{.findings = findings};
    if (region.size() > 500) // small ones are done at once
        options.observer.progress = [](const cw::base::Progress& p) { std::cerr << p.task << " ...\n"; };
    const auto plan = cw::plan::make(region, cw::plan::choices(region), options);
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
