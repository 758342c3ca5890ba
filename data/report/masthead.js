// The head of the page: what was checked, when, and how it stands.
import {h, replace} from './dom.js';
import {valueWords, languageCode, pick, say, verdictSign, verdictWords} from './words.js';

export function masthead(page) {
  const {plan, run} = page.data;
  const wholes = page.data.standards.map((_, i) => page.model.whole(i)).filter(Boolean);
  const shares = ['met', 'unmet', 'no_data'].map((verdict) => [verdict, wholes.filter((row) => row.verdict === verdict).length]).filter(([, count]) => count > 0);
  const worst = wholes.filter((row) => row.amountUnit === 'people' && row.missing > 0).sort((a, b) => b.missing - a.missing)[0];
  const day = run.started.slice(0, 10);
  const headWords = {met: 'headMet', unmet: 'headUnmet', no_data: 'headNoData'};
  replace(page.parts.mast,
    h('div', {class: 'top'},
      h('div', {class: 'titles'}, h('h1', {}, pick(plan.title) || plan.id),
        h('p', {class: 'meta'}, [say('app'), plan.document, plan.date, day && `${say('checkedOn')} ${day}`, run.crs].filter(Boolean).join('  ·  '))),
      h('div', {class: 'tools'},
        h('button', {type: 'button', class: 'quiet language', lang: languageCode() === 'zh' ? 'en' : 'zh-CN', onclick: () => page.turn()}, say('language')),
        h('button', {type: 'button', class: 'quiet', onclick: () => window.print()}, say('print')))),
    shares.length > 0 && h('div', {class: 'headline'},
      h('p', {class: 'tally'}, shares.map(([verdict, count]) => h('span', {class: `part ${verdict}`}, h('strong', {}, count), ` ${say(headWords[verdict])}`, h('span', {'aria-hidden': 'true'}, ` ${verdictSign(verdict)}`)))),
      h('div', {class: 'strip', role: 'img', 'aria-label': shares.map(([verdict, count]) => `${verdictWords(verdict)} ${count}`).join(', ')},
        shares.map(([verdict, count]) => { const bar = h('i', {class: verdict}); bar.style.flexGrow = count; return bar; })),
      worst && h('p', {class: 'worst'}, `${say('headlineGap')} `, h('strong', {}, valueWords(worst.missing, 'people')), ' ',
        h('button', {type: 'button', class: 'link', onclick: () => page.choose(worst.standard, '*', page.partition)}, pick(page.data.standards[worst.standard].title)))));
}
