/** The widget's own style sheet. Themed from outside by custom properties (`--pincite-*`) and `::part()`. */

const CSS = `
:host {
  --_accent: var(--pincite-accent, light-dark(#0b5c7d, #7cc5e6));
  --_on-accent: var(--pincite-on-accent, light-dark(#fff, #06222f));
  --_text: var(--pincite-text, light-dark(#1b2733, #e3e9ee));
  --_muted: var(--pincite-muted, light-dark(#51606e, #a5b3bf));
  --_surface: var(--pincite-surface, light-dark(#fff, #12191f));
  --_raised: var(--pincite-raised, light-dark(#f4f7f9, #1b242c));
  --_line: var(--pincite-line, light-dark(#d5dde4, #34414c));
  --_field: var(--pincite-field-line, light-dark(#7b8a97, #7f8f9c));
  --_caution: var(--pincite-caution, light-dark(#6b4700, #f1cf87));
  --_caution-surface: var(--pincite-caution-surface, light-dark(#fff6e0, #2e2611));
  --_danger: var(--pincite-danger, light-dark(#9b1c1c, #f5a9a9));
  --_danger-surface: var(--pincite-danger-surface, light-dark(#fdeeee, #3a1a1a));
  --_good: var(--pincite-good, light-dark(#1d6b3f, #86d3a5));
  --_mark: var(--pincite-mark, light-dark(#ffe9a3, #6b5413));
  --_mark-text: var(--pincite-mark-text, light-dark(#1b2733, #fff));
  display: block;
}
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
.chat {
  all: initial; display: block; overflow-wrap: anywhere; color: var(--_text); background: var(--_surface);
  font: var(--pincite-font, medium/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
  color-scheme: inherit; container-type: inline-size;
}
:host([hidden]), [hidden] { display: none !important; }
*, *::before, *::after { box-sizing: border-box; }
p, ul, ol, h1, h2, h3, h4, h5, h6, blockquote, dl, dd { margin: 0; padding: 0; }
ul { list-style: none; }
a { color: var(--_accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; border-radius: 2px; }

.turn { padding-block: 1.5em; border-bottom: 1px solid var(--_line); scroll-margin-top: 0.5em; }
.turn:first-child { padding-top: 0.75em; }
[part="question"] { font-size: 1.0625em; line-height: 1.4; font-weight: 600; }
[part="question"]:focus-visible { outline: 2px solid transparent; border-radius: 0; box-shadow: 0 4px 0 var(--_surface), 0 6px 0 var(--_accent); }
.long { max-height: 8.1em; overflow-y: auto; font-size: 1em; }
[part="source-title"] { font-size: 1.0625em; line-height: 1.4; font-weight: 600; }
[part="source-title"] a { color: inherit; text-decoration-color: var(--_line); }
[part="source-title"] a:hover { color: var(--_accent); }

.turn-label { margin-bottom: 0.25em; color: var(--_muted); font-size: 0.8125em; }
.notice {
  margin-bottom: 1em; padding: 0.875em 1em; font-weight: 600; color: var(--_danger); background: var(--_danger-surface);
  border: 2px solid var(--_danger); border-radius: 6px;
}

.understood { margin-top: 0.625em; padding-inline-start: 0.75em; border-inline-start: 2px solid var(--_line); font-size: 0.9375em; }
.understood p > strong { font-weight: 600; color: var(--_muted); }
.understood li { margin-top: 0.25em; }
.bound { font-weight: 600; text-decoration: underline dotted; text-underline-offset: 0.2em; }
.from { color: var(--_muted); }
.rebind { margin-block: 0.5em; padding: 0.75em 1em; background: var(--_raised); border-radius: 6px; }
.rebind input { margin-top: 0.25em; font-weight: 400; }
.rebind .label { margin-top: 0.75em; }
.provenance { margin-top: 0.75em; color: var(--_muted); font-size: 0.9em; }
.label { color: var(--_muted); font-size: 0.9em; }

.source { margin-top: 1.25em; }
.source-line { margin-top: 0.75em; padding-inline-start: calc(1em + 2px); }
.from-source[part] { font-size: 0.9375em; line-height: 1.4; font-weight: 400; }
.from-source::before { content: "Quoted from the stored copy of "; color: var(--_muted); }
.from-source a { font-weight: 600; }
.facts { color: var(--_muted); font-size: 0.875em; margin-top: 0.125em; }
p.facts > span + span::before { content: " · "; }
.caution, .standing {
  margin-top: 0.5em; padding: 0.375em 0.75em; font-size: 0.9em;
  color: var(--_caution); background: var(--_caution-surface); border-radius: 4px;
}
.body > .caution:first-child { margin-top: 0.875em; }
.standing { font-weight: 600; }
.standing.grave, .mismatch { color: var(--_danger); background: var(--_danger-surface); }
.mismatch { margin-top: 0.5em; padding: 0.375em 0.75em; border-radius: 4px; font-weight: 600; }

.quotes { list-style: none; }
.quote { margin-top: 1.125em; padding-inline-start: 1em; border-inline-start: 2px solid var(--_accent); }
blockquote { white-space: pre-wrap; font-size: 1.1875em; line-height: 1.55; cursor: pointer; unicode-bidi: isolate; }
.answer { color: var(--_mark-text); background: var(--_mark); border-radius: 2px; }
.place { margin-top: 0.375em; color: var(--_muted); font-size: 0.875em; }
.where { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.125em 0.5em; margin-top: 0.375em; font-size: 0.875em; }
.where .place { margin: 0 0.5em 0 0; font-size: inherit; }
.also { flex-basis: 100%; color: var(--_muted); }
.also ul { display: inline; margin: 0; padding: 0; list-style: none; }
.also li { display: inline; }
.also li + li::before { content: "; "; }
.omitted { margin: 0.25em 0 0; color: var(--_muted); font-size: 0.875em; }
.where .references { display: contents; font-size: inherit; }
time { white-space: nowrap; }
.where .reference { flex-basis: 100%; margin-top: 0; }
.references { margin-top: 0.25em; font-size: 0.875em; }
.references .label { font-size: inherit; }
.numerals { display: inline; }
.numerals li { display: inline; margin-inline-end: 0.5em; }
.brief { margin-inline-start: 0.25em; color: var(--_muted); }
.reference { margin-top: 0.375em; padding: 0.5em 0.75em; background: var(--_raised); border-radius: 4px; }
.reference > * { margin-inline-end: 0.5em; }
.tag {
  display: inline-block; padding: 0 0.4em; font-size: 0.9375em; color: var(--_muted);
  border: 1px solid var(--_line); border-radius: 3px; background: var(--_surface);
}
.missing { font-style: italic; }
.mark {
  display: inline-block; padding: 0 0.4em; font-size: 0.9375em; font-weight: 600; border-radius: 3px;
  color: var(--_caution); background: var(--_caution-surface);
}
.mark.grave { color: var(--_danger); background: var(--_danger-surface); }
.pointed { outline: 2px solid var(--_accent); outline-offset: 6px; border-radius: 2px; }
::highlight(pincite-pointed) { color: var(--_mark-text); background-color: var(--_mark); text-decoration: underline; }
.terms { margin-top: 0.375em; font-size: 0.875em; }
.terms summary { min-height: 24px; color: var(--_accent); cursor: pointer; }
.terms dl { margin: 0.25em 0 0; padding: 0.5em 1em 0.75em; background: var(--_raised); border-radius: 4px; }
.terms dt { margin-top: 0.5em; font-weight: 600; }
.terms dd { margin: 0; }
.terms .definition { font-size: 1.07em; line-height: 1.5; cursor: auto; }
.terms .place, .terms .references, .terms .tools { font-size: inherit; }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25em 1em; margin-top: 0.375em; font-size: 0.875em; }
.page-picture { margin-top: 0.375em; font-size: 0.875em; }
.page-picture summary { min-height: 24px; color: var(--_accent); cursor: pointer; }
.page-picture img { display: block; max-width: 100%; height: auto; margin-top: 0.375em; border: 1px solid var(--_line); background: #fff; }
.check.matched { color: var(--_good); }

.abstention { margin-top: 0.75em; padding: 0.75em 1em; background: var(--_raised); border-inline-start: 4px solid var(--_field); border-radius: 6px; }
.nearest { margin-top: 1em; }
.nearest li { margin-top: 0.75em; }
.nearest [part="source-title"] { font-size: 1em; font-weight: 500; }
.nearest .caution { margin-top: 0; padding: 0; font-size: 0.875em; background: none; }
.confidence { margin-top: 1em; color: var(--_muted); font-size: 0.875em; }
.end .label, .readings .label { margin-top: 1em; }
.choices { display: flex; flex-wrap: wrap; gap: 0.5em; margin-top: 0.375em; }
.readings li { margin-top: 0.5em; }
.note { margin-top: 0.75em; color: var(--_muted); font-style: italic; }
.anew { margin-top: 0.5em; padding: 0.5em 0.75em; background: var(--_raised); border-radius: 4px; font-size: 0.9375em; }
.problem { margin-top: 0.75em; padding: 0.75em 1em; color: var(--_danger); background: var(--_danger-surface); border-radius: 6px; }
.problem button { margin-top: 0.5em; }

button { font: inherit; cursor: pointer; border-radius: 4px; }
.ask {
  min-height: 2.75em; padding: 0.375em 1.5em; font-weight: 600;
  color: var(--_on-accent); background: var(--_accent); border: 1px solid var(--_accent);
}
.ask[aria-disabled="true"] { opacity: 0.55; cursor: default; }
.line .quiet, .buttons .quiet, .problem .quiet, .choice, .reading {
  min-height: 2.75em; padding: 0.375em 1em; color: var(--_accent); background: var(--_surface); border: 1px solid var(--_field);
}
.choice { text-align: start; border-radius: 1.375em; }
.reading { width: 100%; text-align: start; border-radius: 6px; }
.reading span { display: block; }
.reading .why { color: var(--_muted); font-size: 0.875em; }
.choice:hover, .reading:hover, .line .quiet:hover, .buttons .quiet:hover { background: var(--_raised); border-color: var(--_accent); }
.tools .quiet, .link, .numeral {
  min-height: 24px; padding: 0; color: var(--_accent); background: none; border: 0;
  text-decoration: underline; text-underline-offset: 0.15em;
}
.numeral { min-width: 24px; padding-inline: 0.125em; text-decoration: none; }
.numeral:hover, .numeral[aria-expanded="true"] { text-decoration: underline; }

.status { color: var(--_muted); font-size: 0.9em; }
.status:not(:empty) { padding-top: 0.75em; }
.composer { padding-block: 0.875em 0.625em; }
.line { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 0.5em; }
.line textarea { flex: 1 1 8em; width: auto; min-height: 2.75em; max-height: 30vh; field-sizing: content; }
.more { padding-block: 0.25em 1em; }
label { display: block; font-weight: 600; margin-bottom: 0.375em; }
textarea, input, select {
  display: block; width: 100%; padding: 0.625em 0.75em; font: inherit; color: inherit; resize: vertical;
  background: var(--_surface); border: 1px solid var(--_field); border-radius: 6px;
}
input, select { min-height: 2.75em; padding-block: 0.375em; }
.section { margin-bottom: 0.375em; font-size: 0.9375em; }
.audience { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25em 0.75em; margin-top: 0.75em; font-size: 0.9375em; }
.audience label { margin: 0; font-weight: 400; }
.audience select { width: auto; max-width: 100%; }
.skip { position: absolute; inset-inline-start: -100vw; }
.skip:focus { position: static; min-height: 2.75em; padding: 0.375em 1em; color: var(--_accent); background: var(--_surface); border: 1px solid var(--_field); }
.complaint:not(:empty) { margin-top: 0.375em; color: var(--_danger); }
.hint { margin-top: 0.375em; color: var(--_muted); font-size: 0.8125em; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.5em; margin-top: 0.75em; }

.dock { position: sticky; bottom: 0; z-index: 1; background: var(--_surface); border-top: 1px solid var(--_line); }
.foot { padding-bottom: 0.625em; }
.disclaimer {
  max-height: 30vh; overflow-y: auto; color: var(--_muted); background: var(--_surface); font-size: 0.8125em; line-height: 1.45;
}
.disclaimer:focus-visible { outline-offset: -3px; }
.fold { display: none; font-size: 0.75em; }
a, button, textarea, [part="question"] { scroll-margin-block: 0.5em 15em; }
@container (max-width: 30rem) {
  .disclaimer { font-size: 0.75em; max-height: 9em; }
  .folded .disclaimer { max-height: 1.45em; overflow: hidden; white-space: nowrap; }
  .folded .disclaimer p { overflow: hidden; text-overflow: ellipsis; }
  .fold { display: block; }
  .ask { padding-inline: 1em; }
  .where, .where .references { display: block; }
  .where .reference { margin-top: 0.375em; }
}
@media (max-height: 30rem) {
  .disclaimer { max-height: 5.4em; }
  a, button, textarea, [part="question"] { scroll-margin-block-end: 11em; }
}
@media print {
  .chat { color-scheme: light; }
  .dock { position: static; border: 0; }
  .composer, .more, .status, .skip, .fold, .tools, .end .label, .choices, .change, .provenance { display: none !important; }
  .disclaimer, .folded .disclaimer { max-height: none; overflow: visible; white-space: normal; font-size: 0.875em; }
  .reference[hidden] { display: block !important; }
  .quote, .caution { break-inside: avoid; }
  [part="question"], .turn-label { break-after: avoid; }
  .answer { font-weight: 600; text-decoration: underline; }
}
@media (forced-colors: active) {
  .quote { border-color: CanvasText; }
  .caution, .standing, .mismatch, .notice, .problem, .abstention, .mark, .reference { border: 1px solid CanvasText; }
  .notice, .grave, .mismatch { border-width: 3px; }
  .answer { text-decoration: underline 2px; text-underline-offset: 0.15em; }
}
`;

/** @type {CSSStyleSheet | null} */
let sheet = null;

/**
 * The sheet, made on first use and shared by every widget of the page.
 *
 * @returns {CSSStyleSheet}
 */
export function chatStyles() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  return sheet;
}
