// What the page says, in Chinese and English, and how it writes numbers.

const table = {
  app: ['缺口图报告', 'Gap map report'],
  skip: ['跳到得分表', 'Skip to the scores'],
  language: ['English', '中文'],
  print: ['打印', 'Print'],
  met: ['达标', 'Met'],
  unmet: ['未达标', 'Unmet'],
  no_data: ['无数据', 'No data'],
  none: ['不评', 'Not judged'],
  standards: ['标准', 'Standards'],
  standardsByTask: ['各任务的标准', 'Standards by task'],
  task: ['任务', 'Task'],
  unit: ['单元', 'Unit'],
  class: ['类别', 'Class'],
  standard: ['标准', 'Standard'],
  value: ['现状', 'Value'],
  target: ['目标', 'Target'],
  verdict: ['结论', 'Verdict'],
  missing: ['缺口', 'Missing'],
  department: ['牵头单位', 'Lead'],
  responsible: ['责任单位', 'Responsible'],
  whole: ['全域', 'Whole area'],
  outside: ['单元以外', 'Outside all units'],
  all: ['全部', 'All'],
  search: ['查找', 'Search'],
  searchHint: ['标准、单元、单位', 'standard, unit, department'],
  scores: ['得分表', 'Scores'],
  rows: ['{} 行', '{} rows'],
  more: ['再显示 {} 行', 'Show {} more'],
  map: ['地图', 'Map'],
  mapHelp: ['方向键移动，加减号缩放；点击查看缺口、设施与单元', 'Arrow keys move, plus and minus zoom; click a gap, a facility or a unit'],
  layers: ['图层', 'Layers'],
  units: ['单元', 'Units'],
  gaps: ['缺口', 'Gaps'],
  served: ['已服务', 'Served'],
  facilities: ['设施', 'Facilities'],
  streets: ['道路', 'Streets'],
  gapSmall: ['缺口', 'Gap'],
  gapWorst: ['最大的 10 处', 'The 10 worst'],
  clause: ['文件原文', 'The document says'],
  basis: ['计算依据', 'Computed on'],
  assumption: ['假设', 'Assumption'],
  deadline: ['完成时限', 'Deadline'],
  measure: ['检查方法', 'Measure'],
  served2: ['已满足', 'Served'],
  demand: ['需求总量', 'Demand'],
  nearest: ['最近设施', 'Nearest facility'],
  distance: ['距离', 'Distance'],
  feature: ['要素编号', 'Feature'],
  close: ['关闭', 'Close'],
  share: ['达到的比例', 'Share reached'],
  curveTitle: ['随距离的服务比例', 'Share served by distance'],
  barsTitle: ['各单元现状', 'Value by unit'],
  shortfallTitle: ['未服务人口超出限值的距离', 'How far beyond the limit the unserved are'],
  limit: ['限值', 'limit'],
  before: ['现状', 'Before'],
  after: ['试算后', 'After'],
  whatIf: ['假设试算', 'What if'],
  whatIfOpen: ['试一试：增、移、撤设施', 'Try it: add, move or close facilities'],
  whatIfClose: ['结束试算', 'End the trial'],
  whatIfHelp: ['在地图上点击即新增；拖动即移动；选中后可撤销该设施。所有数字随之重算。', 'Click the map to add one; drag to move; select to close. All figures are counted again at once.'],
  whatIfNot: ['此标准不能在网页中试算：{}', 'This standard cannot be tried out here: {}'],
  notReach: ['只有服务半径标准可以', 'only service radius standards can'],
  notStraight: ['它按步行距离计，请用 gapmap check', 'it is measured along the streets; use gapmap check'],
  notCarried: ['结果里没有可重算的需求', 'the result does not carry demand that can be counted again'],
  notPoints: ['它的需求或设施不是点，请用 gapmap check', 'its demand or its facilities have a shape that needs gapmap check'],
  notEqual: ['网页重算与结果不一致，不予显示', 'the page does not count what the result says, so nothing is shown'],
  like: ['新设施属性同“{}”', 'new ones are like “{}”'],
  addAtCentre: ['在图中央新增', 'Add at the centre'],
  removeSelected: ['撤销选中的设施', 'Close the selected one'],
  undo: ['撤回一步', 'Undo'],
  reset: ['全部还原', 'Start over'],
  added: ['新增', 'Added'],
  moved: ['移动', 'Moved'],
  removed: ['撤销', 'Closed'],
  changes: ['改动', 'Changes'],
  noChanges: ['尚无改动', 'No changes yet'],
  saveGeojson: ['存为 GeoJSON', 'Save GeoJSON'],
  saveCsv: ['存为 CSV', 'Save CSV'],
  saveHint: ['GeoJSON 用于复核：', 'Check the GeoJSON with:'],
  gained: ['多服务 {}', '{} more served'],
  lost: ['少服务 {}', '{} fewer served'],
  same: ['没有变化', 'No change'],
  provenance: ['数据与出处', 'Data and sources'],
  document: ['文件', 'Document'],
  checkedOn: ['检查于', 'Checked on'],
  crs: ['坐标系', 'Coordinate system'],
  version: ['版本', 'Version'],
  command: ['命令', 'Command'],
  inputs: ['输入数据', 'Inputs'],
  issues: ['数据问题', 'Data issues'],
  layer: ['图层', 'Layer'],
  features: ['要素', 'Features'],
  year: ['年份', 'Year'],
  source: ['来源', 'Source'],
  thinned: ['图上只画最大的 {}，共 {}；数字按全部计', 'Drawn: the {} largest of {}; figures count all'],
  cells: ['图上按 {} 方格汇总 {} 个点；数字按全部计', 'Drawn: {} squares that add up {} points; figures count all'],
  headMet: ['{} 项标准达标', '{} standards met'],
  headUnmet: ['{} 项未达标', '{} unmet'],
  headNoData: ['{} 项无数据', '{} without data'],
  tooMany: ['多 {}', '{} too many'],
  noRows: ['没有符合条件的行', 'No row fits'],
  clear: ['清除筛选', 'Clear filters'],
  partition: ['分区', 'Partition'],
  zoomAll: ['全图', 'Whole area'],
  beyond: ['超出 {}', '{} beyond'],
  north: ['北', 'N'],
  straight: ['直线距离', 'straight line'],
  square: ['新绿地按 {} 方块计', 'a new area counts as a square of {}'],
  notCounted: ['不重算的标准：{}', 'Not counted again: {}'],
  recounted: ['已重算', 'Counted again'],
  trialOf: ['试算：{}', 'What if: {}'],
  people: ['人口', 'People'],
  unitFacts: ['{} 项达标，{} 项未达标，{} 项无数据', '{} met, {} unmet, {} without data'],
  headlineGap: ['最大人口缺口', 'Most people left out'],
  legend: ['图例', 'Legend'],
  onThisMap: ['本图', 'On this map'],
  newFacility: ['新设施', 'New facility'],
  existing: ['现有设施', 'Facility'],
  pictureNote: ['地图仅示意，数字由全部要素精确计算。', 'The map is a picture; figures are computed from all features.'],
};

let language = 0;  // 0 Chinese, 1 English

export const setLanguage = (code) => { language = code === 'zh' ? 0 : 1; };
export const languageCode = () => (language === 0 ? 'zh' : 'en');

/// The words for a key, with {} filled in order.
export function say(key, ...values) {
  let place = 0;
  return table[key][language].replaceAll('{}', () => String(values[place++]));
}

/// A pair [Chinese, English] in the page's language; the other where one is empty.
export const pick = (pair) => pair[language] || pair[1 - language] || '';

let unitWords = {};
/// The words of the result's units, each a pair.
export const setUnitWords = (words) => { unitWords = words; };

const unitName = (unit) => (unitWords[unit] ? unitWords[unit][language] : unit).replace(/\b(k?)m2\b/g, '$1m²');

/// A number with grouped thousands and at most so many decimals; the same text in every browser.
export function grouped(value, decimals = 0) {
  let words = Math.abs(value).toFixed(decimals);
  if (words.includes('.')) words = words.replace(/\.?0+$/, '');
  const [whole, rest] = words.split('.');
  const sign = value < 0 && Number(words) !== 0 ? '−' : '';
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest ? '.' + rest : '');
}

/// A value as people read it: "80.8 %", "4.21", "7,375".
export function valueWords(value, unit, withUnit = true) {
  if (value === null || value === undefined) return '–';
  if (unit === 'share') {
    const percent = value * 100;
    return percent < 100 && percent > 99.95 ? '> 99.9 %' : percent.toFixed(1) + ' %';
  }
  const size = Math.abs(value);
  const words = grouped(value, size >= 1000 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2);
  const name = unitName(unit);
  return withUnit && name ? words + ' ' + name : words;
}

/// An amount with its unit, in kilometres and square kilometres where it is large.
export function amountWords(value, unit) {
  const size = Math.abs(value);
  if (unit === 'm' && size >= 10000) return grouped(value / 1000, 1) + ' ' + ['公里', 'km'][language];
  if (unit === 'm2' && size >= 1e6) return grouped(value / 1e6, 2) + ' ' + ['平方公里', 'km²'][language];
  return valueWords(value, unit);
}

export const metres = (value) => (value >= 10000 ? grouped(value / 1000, 1) + ' ' + ['公里', 'km'][language]
  : grouped(value, value < 10 ? 1 : 0) + ' ' + ['米', 'm'][language]);

export function targetWords(min, max, unit) {
  if (min !== null && max !== null) return valueWords(min, unit, false) + ' – ' + valueWords(max, unit, false);
  if (min !== null) return '≥ ' + valueWords(min, unit, false);
  if (max !== null) return '≤ ' + valueWords(max, unit, false);
  return '';
}

export const verdictWords = (verdict) => say(verdict || 'none');
export const verdictSign = (verdict) => ({met: '✓', unmet: '✗', no_data: '?'}[verdict] || '·');

export function missingWords(missing, unit) {
  if (!missing) return '';
  return missing > 0 ? amountWords(missing, unit) : say('tooMany', amountWords(-missing, unit));
}
