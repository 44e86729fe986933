#pragma once

#include "corewing/plan/data_words.hpp"
#include "corewing/plan/division_words.hpp"
#include "corewing/plan/industries_words.hpp"
#include "corewing/plan/phrase.hpp"
#include "corewing/plan/progress_words.hpp"
#include "corewing/plan/projects_words.hpp"
#include "corewing/plan/roles_words.hpp"
#include "corewing/plan/standing_words.hpp"
#include "corewing/plan/together_words.hpp"

#include <string>

/// Every word that a plan says, in one place: give make() another table and it speaks another language. Names in braces
/// are gaps that phrase() fills; a table must use the same names, in whatever order its language asks for.
namespace corewing::plan {

/// What several answers say.
struct CommonWords {
    std::string sure = "sure: ";                           ///< before how sure an answer is
    std::string yes = "yes";                               ///< Sure::yes
    std::string partly = "partly";                         ///< Sure::partly
    std::string no = "no";                                 ///< Sure::no
    std::string rests_on = "rests on: ";                   ///< before the figures behind an answer
    std::string not_answered = "Not answered: {why}.";     ///< in place of a sentence
    std::string would_answer = "would answer it: ";        ///< before what is missing
    std::string would_better = "would answer it better: "; ///< before what an answer lacks
    std::string last = " and ";                            ///< between the last two of a list
    std::string more = "{n} more";                         ///< the rest of a list
    Noun place = {"district", "districts"};                ///< places of the territory
    Noun platform = {"zone", "zones"};                     ///< places on the ground of districts
    Noun partner = {"partner", "partners"};                ///< places outside
    std::string money = "money in {currency}";             ///< in the head
    Noun pair = {"pair", "pairs"};                         ///< two places
    std::string ground_of_one = "{host} (with {name})";    ///< a zone and the one district it lies in, as one line
    std::string ground = "{name} and its hosts";           ///< a zone and the districts it lies in, as one line
};

/// All tables of words. The default is English.
struct Words {
    CommonWords common = {};         ///< what several answers say
    DataWords data = {};             ///< what do we know
    StandingWords standing = {};     ///< how they stand
    TogetherWords together = {};     ///< who works with whom
    IndustriesWords industries = {}; ///< who does the same
    RolesWords roles = {};           ///< who is core, wing and point
    DivisionWords division = {};     ///< who gets what
    ProjectsWords projects = {};     ///< which projects
    ProgressWords progress = {};     ///< are the targets met
};

} // namespace corewing::plan
