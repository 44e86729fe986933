#pragma once

#include "corewing/briefing/plan_page.hpp"

#include "corewing/briefing/briefing.hpp"
#include "corewing/briefing/detail/plan_sections.hpp"

#include <utility>

namespace corewing::briefing {

COREWING_BODY
std::string plan_page(const plan::Plan& plan, const PlanPageOptions& options) {
    const detail::PlanSections<> sections(plan, options);
    Briefing page{.title = plan.basis.choices.title,
                  .subtitle = plan.basis.region.info().name_local,
                  .contents = "",
                  .footer = options.words.footer};
    if (page.subtitle == page.title) page.subtitle.clear();
    page.sections.push_back(sections.answers());
    page.sections.push_back(sections.together());
    page.sections.push_back(sections.standing());
    page.sections.push_back(sections.industries());
    page.sections.push_back(sections.roles());
    page.sections.push_back(sections.division());
    if (!plan.projects.answer.title.empty()) page.sections.push_back(sections.projects());
    page.sections.push_back(sections.progress());
    page.sections.push_back(sections.data());
    return html(page);
}

} // namespace corewing::briefing
