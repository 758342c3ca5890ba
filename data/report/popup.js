// What a click on the map tells.
import {h, replace} from './dom.js';
import {classWords, metres, missingWords, pick, say, valueWords, verdictSign, verdictWords} from './words.js';

const line = (name, words) => words !== null && words !== undefined && words !== '' && words !== false && [h('dt', {}, name), h('dd', {}, words)];

const pointOf = ({xy, partBegin, featureBegin}, row) => {
  const i = partBegin[featureBegin[row]];
  return [xy[2 * i], xy[2 * i + 1]];
};

/// [title, lines] of a hit.
function told(page, {name, drawing, row}, clicked) {
  const standard = page.data.standards[page.standard];
  if (name === 'gaps') {
    const {places} = drawing;
    const place = drawing.shape.shape === 'point' ? pointOf(drawing.shape, row) : clicked;
    // The result's own distance, where it is the one to the nearest facility as it stands.
    const isResult = !page.isTrialShown && page.model.reach(page.standard)?.need !== 'every';
    const nearest = page.trial.nearest(place), code = places.code(row);
    const unit = code && (code === '-' ? say('outside') : page.unitName(code));
    const amount = places.amount(row);
    return [amount ? `${say(page.gapWord)} ${valueWords(amount, standard.amountUnit)}` : say(page.gapWord),
      [line(say('unit'), unit), line(say('class'), classWords(places.className(row))),
        line(say('nearest'), nearest ? `${nearest.name} · ${metres(isResult ? places.distance(row) ?? nearest.distance : nearest.distance)}` : places.distance(row) !== null && metres(places.distance(row))),
        line(say('feature'), places.source(row))]];
  }
  if (drawing.site) return [say('siteRank', drawing.site(row).rank), drawing.site(row).lines.map(([key, words]) => line(say(key), words))];
  if (drawing.handleOf) {
    const handle = drawing.handleOf(row);
    return [handle.name, [line(say('layer'), handle.group.title), page.trial.fields(handle).map(([key, value]) => line(key, value))]];
  }
  const code = drawing.codeOf(row);
  const {base} = page.model;
  const rows = base.filter((one) => one.partition === page.partition && one.code === code && !one.class);
  const number = (verdict) => rows.filter((one) => one.verdict === verdict).length;
  const own = page.model.rowsOf(page.standard).find((one) => one.partition === page.partition && one.code === code && !one.class);
  return [page.unitName(code),
    [own && line(pick(standard.title), [verdictSign(own.verdict), verdictWords(own.verdict), valueWords(own.value, standard.valueUnit), missingWords(own.missing, standard.amountUnit)].filter(Boolean).join(' ')),
      line(say('standards'), say('unitFacts', number('met'), number('unmet'), number('no_data')))]];
}

/// `hits`: what lies there, the topmost first.
export function openPopup(page, hits, place) {
  const close = () => {
    page.map.openPopup(undefined);
    page.mapElement.focus({preventScroll: true});
  };
  replace(page.popup, h('button', {type: 'button', class: 'close', 'aria-label': say('close'), onclick: close}, '×'), hits.map((hit) => {
    const [title, lines] = told(page, hit, place);
    return [h('h3', {dir: 'auto'}, title), h('dl', {}, lines)];
  }));
  page.map.openPopup(place);
}
