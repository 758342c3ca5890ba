// Where the figures come from: document, command, data with their fingerprints, and what is wrong with the data.
import {h, replace} from './dom.js';
import {grouped, pick, say} from './words.js';

export function sources(page) {
  const {plan, run, issues, layers} = page.data;
  const line = (name, words) => words && [h('dt', {}, name), h('dd', {}, words)];
  const inputs = Array.isArray(run.inputs) ? run.inputs : [];
  const heads = ['layer', 'source', 'year', 'features', 'crs'].map((key) => say(key)).concat('SHA-256');
  const input = (one) => h('tr', {}, h('td', {}, page.model.layerTitle(one.role)), h('td', {}, one.source), h('td', {}, layers[one.role]?.year || ''),
    h('td', {class: 'number'}, grouped(one.features ?? 0)), h('td', {}, [one.crs, one.transformation].filter(Boolean).join(' · ')),
    h('td', {class: 'code'}, (one.files || []).map((file) => file.sha256.slice(0, 16)).join(' ')));
  replace(page.parts.sources, h('h2', {}, say('provenance')),
    h('dl', {}, line(say('document'), [plan.document, plan.date].filter(Boolean).join(' · ')), line(say('checkedOn'), run.started), line(say('crs'), run.crs),
      line(say('version'), `gapmap ${run.version}`), line(say('command'), run.command && h('code', {}, run.command)), line(say('planHash'), plan.sha256 && h('code', {}, plan.sha256))),
    inputs.length > 0 && h('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': say('inputs')}, h('table', {}, h('caption', {}, say('inputs')),
      h('thead', {}, h('tr', {}, heads.map((name) => h('th', {scope: 'col'}, name)))), h('tbody', {}, inputs.map(input)))),
    issues.count > 0 && h('details', {class: 'issues'}, h('summary', {}, `${say('issues')} (${grouped(issues.count)})`),
      h('ul', {}, issues.rows.map((issue) => h('li', {}, h('b', {}, issue.code), ` ${page.model.layerTitle(issue.role)} ${issue.feature} – ${pick(issue.message)}`))),
      issues.count > issues.rows.length && h('p', {class: 'help'}, say('firstIssues', grouped(issues.rows.length), page.data.run.result))));
}
