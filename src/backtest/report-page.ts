import { Html, html } from './html.ts';
import type { Disagreement, Line, Report } from './report.ts';
import { STYLE } from './report-style.ts';
import { day, headline, money, notes, OUTCOMES, PEOPLE, percent, thousands, why, wrongSentence } from './report-words.ts';

/** One page for all inboxes that needs nothing else: no script, no asset, nothing is fetched (the policy in its head forbids it). */
export function reportPage(reports: readonly Report[], madeAt: number): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Backtest ${day(madeAt)}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header>
<h1>Backtest</h1>
<p class="quiet">Made by Firstline on ${day(madeAt)}. Nothing was sent and nothing in the mailbox was changed. This page holds excerpts of customers’ mail: keep it as you keep the mailbox.</p>
</header>
${reports.map(section)}
</body>
</html>
`;
  return page.text;
}

function section(report: Report): Html {
  const { inbox, total, categories, disagreements } = report;
  return html`<main>
<h2>${inbox}</h2>
<p>${headline(report)}.</p>
<dl class="tiles">
${tile(total.automation === null ? '–' : percent(total.automation), 'would have been answered without a person', `${total.auto} of ${total.mails}`)}
${tile(agreementOf(total), 'of the compared answers agree with the people’s', `${total.agrees} of ${total.agrees + total.partly + total.differs}`)}
${tile(String(total.wrong), 'wrong answers would have been sent', total.wrongAtMost === null ? 'nothing was sent' : `${percent(total.wrong / total.auto)} of those sent; may be up to ${percent(total.wrongAtMost)}`, total.wrong > 0)}
${tile(money(total) ?? thousands(total.inputTokens + total.outputTokens), money(total) === null ? 'tokens' : 'for the model', tokens(total))}
</dl>
<p>${wrongSentence(total)}</p>
<ul class="quiet">${notes(report).map((note) => html`<li>${note}</li>`)}</ul>
${categories.length === 0 ? html`` : table(report)}
${
  disagreements.length === 0
    ? html``
    : html`<h3>The most instructive disagreements</h3>
<p class="quiet">The surest and widest first: confidence times how far the two answers are apart.</p>
<ol class="cases">${disagreements.map(disagreement)}</ol>`
}
</main>`;
}

function agreementOf({ agrees, partly, differs }: Line): string {
  const compared = agrees + partly + differs;
  return compared === 0 ? '–' : percent(agrees / compared);
}

function tile(figure: string, what: string, more: string, alarming = false): Html {
  return html`<div class="${alarming ? 'tile alarm' : 'tile'}"><dt>${what}</dt><dd class="figure">${figure}</dd><dd>${more}</dd></div>
`;
}

const COLUMNS: readonly { readonly name: string; readonly title: string; readonly value: (line: Line, report: Report) => string }[] = [
  { name: 'Mails', title: 'that people answered or passed on', value: (line) => String(line.mails) },
  { name: 'Sent', title: 'would have been answered without a person', value: (line) => String(line.auto) },
  {
    name: 'Rate',
    title: 'share of the mails that would have been answered without a person',
    value: (line) => (line.automation === null ? '–' : percent(line.automation)),
  },
  { name: 'Draft', title: 'would wait in Drafts, or be recorded only', value: (line) => String(line.draft + line.shadow) },
  {
    name: 'Hand-off',
    title: 'a person would have got it, or it was only a thank-you',
    value: (line) => String(line.escalated + line.noted),
  },
  { name: 'Agree', title: 'our answer says what the person said', value: (line) => String(line.agrees) },
  { name: 'Partly', title: 'some of it', value: (line) => String(line.partly) },
  { name: 'Differ', title: 'contradicts it, or says something else', value: (line) => String(line.differs) },
  {
    name: 'Wrong',
    title: 'would have been sent, and contradicts the person, who may have refused or passed it on',
    value: (line) => String(line.wrong),
  },
  {
    name: 'Tokens',
    title: 'in, out and of embeddings; with prices in the configuration, what they cost',
    value: (line) =>
      `${thousands(line.inputTokens + line.outputTokens + line.embeddingTokens)}${line.cost === null ? '' : `, ${money(line)}`}`,
  },
];

function tokens({ inputTokens, outputTokens, embeddingTokens }: Line): string {
  const embedded = embeddingTokens === 0 ? '' : `, ${thousands(embeddingTokens)} of embeddings`;
  return `${thousands(inputTokens)} tokens in, ${thousands(outputTokens)} out${embedded}`;
}

function table(report: Report): Html {
  const { categories, total } = report;
  const row = (name: string, line: Line, kind: string) =>
    html`<tr class="${kind}"><th scope="row">${name}</th>${COLUMNS.map(({ name: column, value }) => html`<td${column === 'Wrong' && line.wrong > 0 ? html` class="alarm"` : html``}>${value(line, report)}</td>`)}</tr>
`;
  return html`<h3>By category</h3>
<div class="scroll" tabindex="0" role="region" aria-label="By category"><table>
<thead><tr><th scope="col">Category</th>${COLUMNS.map(({ name, title }) => html`<th scope="col" title="${title}">${name}</th>`)}</tr></thead>
<tbody>
${categories.map((line) => row(line.category ?? 'none fits', line, ''))}${row('All', total, 'all')}</tbody>
</table></div>`;
}

function disagreement(entry: Disagreement): Html {
  const facts = [
    OUTCOMES[entry.outcome],
    ...(entry.confidence === null ? [] : [`confidence ${entry.confidence.toFixed(2)}`]),
    ...(entry.language === null ? [] : [entry.language]),
    day(entry.at),
  ];
  const language = entry.language === null || !/^[a-z]{2,3}$/.test(entry.language) ? html`` : html` lang="${entry.language}"`;
  return html`<li>
<h4>${entry.subject === '' ? '(no subject)' : entry.subject}${entry.wrong ? html` <strong class="badge">wrong</strong>` : html``} <span class="badge plain">${entry.category ?? 'no category'}</span></h4>
<p class="quiet">${facts.join(' · ')}</p>
<p class="because">${why(entry)}</p>
<div class="mail"><h5>The customer</h5><blockquote dir="auto"${language}>${entry.mail}</blockquote></div>
<div class="sides">
<div><h5>Firstline</h5><blockquote dir="auto"${language}>${withBold(entry.ours ?? '–')}</blockquote></div>
<div><h5>${PEOPLE[entry.person]}</h5><blockquote dir="auto">${entry.theirs === '' ? '–' : entry.theirs}</blockquote></div>
</div>
${entry.cited.length === 0 ? html`` : html`<p class="quiet">Cited: ${entry.cited.map(({ id, title }) => `${title} (${id})`).join('; ')}</p>`}
</li>
`;
}

/** The one mark of Markdown that is in the way of reading. */
function withBold(markdown: string): Html[] {
  return markdown.split(/\*\*([^*\n]+)\*\*/).map((part, at) => (at % 2 === 1 ? html`<b>${part}</b>` : html`${part}`));
}
