// The standard that is chosen, in words: its line over the map, and the facts beside it.
import {h, replace} from './dom.js';
import {missingWords, partWords, pick, say, squared, targetWords, valueWords, verdictSign, verdictWords} from './words.js';

export function titleLine(page) {
  const standard = page.data.standards[page.standard], row = page.model.whole(page.standard);
  const target = row && targetWords(row.min, row.max, standard.valueUnit);
  const missing = row && missingWords(row.missing, standard.amountUnit);
  replace(page.parts.title,
    h('p', {class: 'task'}, [say('taskNumber', standard.task), pick(standard.taskTitle)].filter(Boolean).join('  ')),
    h('h2', {}, pick(standard.title) || standard.id),
    row && h('p', {class: 'result'}, h('span', {class: `verdict ${row.verdict || 'none'}`}, `${verdictSign(row.verdict)} ${verdictWords(row.verdict)}`),
      h('strong', {id: 'value', 'data-value': row.value}, valueWords(row.value, standard.valueUnit)),
      row.before !== undefined && h('s', {}, h('span', {class: 'hidden'}, say('before')), valueWords(row.before, standard.valueUnit)),
      target && h('span', {}, `${say('target')} ${target}`),
      missing && h('span', {}, row.missing > 0 ? say('short', missing) : missing)));
}

export function facts(page) {
  const standard = page.data.standards[page.standard];
  const row = page.model.rowsOf(page.standard).find((one) => one.code === page.unit && one.partition === page.partition && !one.class) || page.model.whole(page.standard);
  const line = (name, words) => words && [h('dt', {}, name), h('dd', {}, words)];
  const place = page.unit !== '*' && row?.code === page.unit ? row.place : null;
  const isShare = standard.valueUnit === 'share' && row?.whole > 0;
  const method = page.data.measures[standard.measure];
  const along = standard.along && say(standard.along === 'walk' ? 'walk' : 'straight');
  replace(page.parts.facts,
    standard.clause && h('figure', {class: 'clause'}, h('figcaption', {}, say('clause')), h('blockquote', {}, standard.clause)),
    place && h('p', {class: 'chosen-unit'}, h('strong', {}, place), ' ', h('span', {class: `verdict ${row.verdict || 'none'}`}, `${verdictSign(row.verdict)} ${valueWords(row.value, standard.valueUnit)}`),
      ' ', row.missing > 0 ? say('short', missingWords(row.missing, standard.amountUnit)) : missingWords(row.missing, standard.amountUnit), ' ', h('button', {type: 'button', class: 'quiet small', onclick: () => page.choose(page.standard, '*', page.partition)}, say('zoomAll'))),
    h('dl', {},
      isShare && line(say('reachedAmount'), partWords(row.part, row.whole, standard.amountUnit)),
      line(say('measure'), [method ? squared(pick(method)) : standard.measure, along].filter(Boolean).join(say('comma'))),
      line(say('basis'), pick(standard.basis).split(/；|; /).map((part) => h('span', {class: 'basis'}, part))),
      line(say('assumption'), pick(standard.assumption)), line(say('deadline'), standard.deadline),
      line(say('department'), standard.lead), line(say('responsible'), standard.responsible),
      line(say('checkedOn'), page.data.run.started.slice(0, 10)),
      line(say('whatIf'), page.trial.why && say('whatIfNot', say(page.trial.why)))));
}
