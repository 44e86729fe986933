#include <cstdio>
#include <string_view>

/// Prints every number of every public routine's results on seeded inputs, to the last bit: what two versions of the
/// library print must be the same. An argument names the one room to print. CONTRIBUTING.md tells how to compare.
namespace corewing::results {

void base();
void model();
void graph();
void interaction();
void indicator_methods();
void indicator_index();
void scoring_industries();
void scoring_association();
void scoring_collaboration();
void allocation_fair();
void allocation_posts();
void allocation_resources();
void allocation_sharing();
void layout();
void io();
void report();
void briefing();

} // namespace corewing::results

int main(int count, char** words) {
    namespace results = corewing::results;
    const std::string_view wanted = count > 1 ? words[1] : "";
    const auto room = [&](std::string_view name, void (*print)()) {
        if (!wanted.empty() && wanted != name) return;
        print();
        std::fflush(stdout);
    };
    room("base", results::base);
    room("model", results::model);
    room("graph", results::graph);
    room("interaction", results::interaction);
    room("indicator_methods", results::indicator_methods);
    room("indicator_index", results::indicator_index);
    room("scoring_industries", results::scoring_industries);
    room("scoring_association", results::scoring_association);
    room("scoring_collaboration", results::scoring_collaboration);
    room("allocation_fair", results::allocation_fair);
    room("allocation_posts", results::allocation_posts);
    room("allocation_resources", results::allocation_resources);
    room("allocation_sharing", results::allocation_sharing);
    room("layout", results::layout);
    room("io", results::io);
    room("report", results::report);
    room("briefing", results::briefing);
}
