#pragma once

#include "corewing/report/svg.hpp"

#include <string>

namespace corewing::report::detail {

/// The look of a page: light, with a print layout for A4.
template <class = void>
std::string style_sheet() {
    std::string css = "body { font-family: ";
    css += font_stack;
    css += R"(; font-size: 16px; line-height: 1.55; color: #1b2733; background: #fff; margin: 0 auto;
  padding: 2.5rem 1.5rem 3rem; max-width: 60rem; color-scheme: light; -webkit-text-size-adjust: 100%; }
header { border-bottom: 3px solid #1f5a92; padding-bottom: 1rem; margin-bottom: 1.5rem; }
h1 { font-size: 2.05rem; line-height: 1.2; letter-spacing: -0.01em; margin: 0; }
h2 { font-size: 1.4rem; line-height: 1.3; margin: 2.8rem 0 0.6rem; }
h3 { font-size: 1.1rem; line-height: 1.35; margin: 1.8rem 0 0.4rem; }
h4, h5, h6 { font-size: 1rem; margin: 1.4rem 0 0.3rem; }
p, li { max-width: 46rem; }
p { margin: 0.5rem 0 0.8rem; }
ul { padding-left: 1.3rem; margin: 0.5rem 0 1rem; }
li { margin: 0.2rem 0; }
a { color: #1f5a92; text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
.subtitle { color: #56636f; font-size: 1.1rem; margin: 0.5rem 0 0; }
.small, .legend { color: #56636f; font-size: 0.85rem; }
.legend { margin: 0.4rem 0 1rem; }
.note { border-left: 3px solid #e09a2b; background: #fdf8ef; padding: 0.6rem 0.9rem; font-size: 0.95rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr)); gap: 0.9rem; margin: 1.2rem 0 1.6rem; }
.cards > div { background: #f4f6f8; border-top: 3px solid #1f5a92; padding: 0.8rem 1rem 0.9rem; }
.cards dt { color: #56636f; font-size: 0.88rem; }
.cards dd { margin: 0; font-size: 1.55rem; font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; }
.cards dd.small { font-size: 0.85rem; font-weight: 400; line-height: 1.4; margin-top: 0.15rem; }
nav { font-size: 0.93rem; margin: 1.2rem 0 0; color: #56636f; }
nav strong { display: none; }
nav ol { list-style: none; display: flex; flex-wrap: wrap; gap: 0.3rem 1.5rem; padding: 0.6rem 0; margin: 0;
  border-top: 1px solid #d8dee4; border-bottom: 1px solid #d8dee4; }
nav li { margin: 0; }
figure { margin: 1.2rem 0 1.6rem; }
.picture { overflow-x: auto; }
.picture > svg { display: block; max-width: 100%; height: auto; }
figcaption { font-size: 0.93rem; margin-top: 0.5rem; max-width: 46rem; }
figcaption .small { display: block; }
.table { overflow-x: auto; margin: 1rem 0 0.4rem; }
table { border-collapse: collapse; font-size: 0.92rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: 0.5rem; }
th, td { padding: 0.34rem 0.9rem 0.34rem 0; text-align: left; vertical-align: top; word-break: keep-all; overflow-wrap: break-word; border-bottom: 1px solid #e6eaee; }
thead th { border-bottom: 2px solid #1b2733; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 400; }
td.r, th.r { text-align: right; padding-left: 0.6rem; }
td.c, th.c { text-align: center; }
td.r, tbody th { white-space: nowrap; }
.imputed { color: #8a5a00; font-style: italic; }
.synthetic { color: #7a3f75; font-style: italic; }
.missing { color: #56636f; }
footer { border-top: 1px solid #d8dee4; margin-top: 3rem; padding-top: 0.6rem; color: #56636f; font-size: 0.85rem; }
@media screen and (max-width: 720px) {
  body { padding: 1.4rem 1rem 2rem; }
  h1 { font-size: 1.6rem; }
  h2 { font-size: 1.25rem; margin-top: 2.2rem; }
  .cards { grid-template-columns: 1fr 1fr; gap: 0.6rem; }
  .cards dd { font-size: 1.25rem; }
  .picture > svg { max-width: none; width: max(100%, 40rem); }
}
@media print {
  @page { size: A4; margin: 16mm 15mm; }
  body { font-size: 10.5pt; padding: 0; max-width: none; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  h1 { font-size: 20pt; }
  h2, h3, h4 { break-after: avoid; }
  h2 { margin-top: 1.6rem; }
  nav { display: none; }
  .cards { grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); }
  .cards dd { font-size: 14pt; }
  .cards dd.small { font-size: 8.5pt; }
  figure, tr, .cards > div, .note { break-inside: avoid; }
  thead { display: table-header-group; }
  .picture, .table { overflow: visible; }
  a { color: inherit; }
}
)";
    return css;
}

} // namespace corewing::report::detail
