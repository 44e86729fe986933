#pragma once

#include "corewing/briefing/briefing.hpp"

#include "corewing/briefing/sections.hpp"
#include "corewing/report/html.hpp"

#include <string>
#include <utility>
#include <vector>

namespace corewing::briefing {

COREWING_BODY
std::string html(const Briefing& briefing) {
    report::Page page{.title = briefing.title,
                      .subtitle = briefing.subtitle,
                      .language = briefing.language,
                      .contents = briefing.contents,
                      .sections = briefing.sections,
                      .footer = briefing.footer};
    for (const std::string& paragraph : briefing.summary) page.lead.push_back(report::Paragraph{paragraph});
    if (!briefing.key_facts.empty()) page.lead.push_back(report::Cards{briefing.key_facts});
    return report::html_page(page);
}

} // namespace corewing::briefing
