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
  mapHelp: ['点击缺口、设施或单元看详情。键盘：方向键移动，加减号缩放，回车查看图中央。', 'Click a gap, a facility or a unit for details. Keyboard: arrows move, + and − zoom, Enter reads the centre.'],
  layers: ['图层', 'Layers'],
  units: ['单元', 'Units'],
  gaps: ['缺口', 'Gaps'],
  served: ['已服务', 'Served'],
  facilities: ['设施', 'Facilities'],
  streets: ['道路', 'Streets'],
  gapWorst: ['最严重的 10 处', 'The 10 worst'],
  clause: ['文件原文', 'The document says'],
  basis: ['计算依据', 'Computed on'],
  assumption: ['假设', 'Assumption'],
  deadline: ['完成时限', 'Deadline'],
  measure: ['检查方法', 'Measured'],
  demand: ['需求总量', 'Demand'],
  nearest: ['最近设施', 'Nearest facility'],
  distance: ['距离', 'Distance'],
  feature: ['要素编号', 'Feature'],
  close: ['关闭', 'Close'],
  curveTitle: ['随距离的服务比例', 'Share served by distance'],
  barsTitle: ['各单元现状', 'Value by unit'],
  shortfallTitle: ['未服务部分超出限值的距离', 'How far beyond the limit the unserved lie'],
  limit: ['限值', 'limit'],
  before: ['现状', 'Before'],
  after: ['试算后', 'After'],
  whatIf: ['假设试算', 'What if'],
  whatIfOpen: ['假设试算：增、移、撤设施', 'What if: add, move, close'],
  whatIfClose: ['结束试算', 'End the trial'],
  whatIfHelp: ['在地图上点击即新增，拖动即移动，点选后可关闭；数字随即重算。', 'Click the map to add one, drag to move, click one to select it. All figures are counted again at once.'],
  whatIfNot: ['不能在网页中试算：{}', 'not on this page: {}'],
  notReach: ['只有服务半径标准可以', 'only service radius standards can'],
  notStraight: ['它按步行距离计，请用 gapmap check', 'it is measured along the streets; use gapmap check'],
  notCarried: ['结果里没有可重算的需求', 'the result does not carry demand that can be counted again'],
  notPoints: ['它的需求或设施不是点，请用 gapmap check', 'its demand or its facilities have a shape that needs gapmap check'],
  notEqual: ['网页重算与结果不一致，不予显示', 'the page does not count what the result says, so nothing is shown'],
  like: ['新设施属性同“{}”。', 'New ones are like "{}".'],
  addAtCentre: ['在图中央新增', 'Add at the centre'],
  removeSelected: ['关闭选中的设施', 'Close it'],
  undo: ['撤回一步', 'Undo'],
  reset: ['全部还原', 'Start over'],
  added: ['新增', 'Added'],
  moved: ['移动', 'Moved'],
  removed: ['关闭', 'Closed'],
  changes: ['改动', 'Changes'],
  noChanges: ['尚无改动', 'No changes yet'],
  saveGeojson: ['存为 GeoJSON', 'Save GeoJSON'],
  saveCsv: ['存为 CSV', 'Save CSV'],
  saveHint: ['保存后可用 gapmap 复核：', 'Then have gapmap confirm it:'],
  same: ['不变', 'no change'],
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
  headMet: ['项标准达标', 'standards met'],
  headUnmet: ['项未达标', 'unmet'],
  headNoData: ['项无数据', 'without data'],
  tooMany: ['多 {}', '{} too many'],
  noRows: ['没有符合条件的行', 'No row fits'],
  clear: ['清除筛选', 'Clear filters'],
  partition: ['分区', 'Partition'],
  zoomAll: ['全图', 'Whole area'],
  north: ['北', 'N'],
  straight: ['直线距离', 'straight-line distance'],
  square: ['新的面按 {} 见方计。', 'A new area counts as a square of {}.'],
  notCounted: ['不重算的标准：{}', 'Not counted again: {}'],
  recounted: ['已重算', 'Counted again'],
  trialOf: ['试算：{}', 'What if: {}'],
  people: ['人口', 'People'],
  unitFacts: ['{} 项达标，{} 项未达标，{} 项无数据', '{} met, {} unmet, {} without data'],
  headlineGap: ['最大人口缺口', 'Most people left out:'],
  legend: ['图例', 'Legend'],
  newFacility: ['新设施', 'New facility'],
  pictureNote: ['地图仅为示意，数字按全部要素精确计算。', 'The map is a picture; figures are computed from all features.'],
  taskNumber: ['任务 {}', 'Task {}'],
  unserved: ['未服务', 'Unserved'],
  walked: ['步行可达的街道', 'Streets within walking reach'],
  walk: ['步行距离', 'walking distance'],
  comma: ['，', ', '],
  short: ['缺 {}', '{} short'],
  reachedAmount: ['已达到', 'Reached'],
  ofAmount: ['{}，共 {}', '{} of {}'],
  findStandard: ['查找标准', 'Find a standard'],
  noStandard: ['没有符合条件的标准', 'No standard fits'],
  onThisPlace: ['图上所点之处', 'What was clicked on the map'],
  zoomIn: ['放大', 'Zoom in'],
  zoomOut: ['缩小', 'Zoom out'],
  unnamed: ['未注明单元', 'No unit named'],
  planHash: ['方案 SHA-256', 'Plan SHA-256'],
  firstIssues: ['只列前 {} 条；全部在 {} 的 input_issues 表中', 'The first {}; all are in the table input_issues of {}'],
  shortfallPeople: ['未服务人口超出限值的距离', 'How far beyond the limit unserved people live'],
  detourTitle: ['步行绕行', 'Detours on foot'],
  detourWords: ['到最近设施，步行距离是直线距离的 {} 倍（人均直线 {}，步行 {}）。', 'To the nearest facility people walk {} times the straight line ({} straight, {} on foot, on average).'],
  onlyStraightWords: ['{} 在直线半径以内，步行却到不了。', '{} are within a straight line of it, but not on foot.'],
  sites: ['建议新址', 'Proposed sites'],
  siteRank: ['建议新址 {}', 'Proposed site {}'],
  gain: ['新增服务', 'Gained'],
  shareAfter: ['建成后比例', 'Share afterwards'],
  candidate: ['候选点', 'Candidate'],
  noFacilities: ['没有可供新设施仿照的现有设施', 'there is no facility here that new ones could be like'],
  moveToCentre: ['把选中的移到图中央', 'Move it to the centre'],
  supply: ['设施类别', 'Kind of facility'],
  chosenFacility: ['选中的设施', 'Selected facility'],
  noneChosen: ['未选', 'none'],
  takeBack: ['撤回', 'Take back'],
  change: ['变化', 'Change'],
  saving: ['保存这套设施', 'Save this set of facilities'],
  demandOf: ['需求', 'demand'],
  unchanged: ['重算后不变：{}', 'Counted again, unchanged: {}'],
  nothingOnMap: ['这项标准没有可以画在图上的位置。', 'This standard has no places to show on a map.'],
  barsTitleSome: ['现状值最低的 {} 个单元（共 {} 个）', 'The {} lowest units of {}'],
  unitColours: ['单元着色', 'Colours of the units'],
  byVerdict: ['按结论', 'by verdict'],
  byValue: ['按现状值', 'by value'],
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

let classNames = {};
/// The words of the result's classes, each a pair.
export const setClassWords = (words) => { classNames = words; };
export const classWords = (name) => (name && classNames[name] ? pick(classNames[name]) : name);

/// "km2" as it is written.
export const squared = (words) => words.replace(/\b(k?)m2\b/g, '$1m²');
const unitName = (unit) => squared(unitWords[unit] ? unitWords[unit][language] : unit);

/// A number with grouped thousands and at most so many decimals; the same text in every browser.
export function grouped(value, decimals = 0) {
  let words = Math.abs(value).toFixed(decimals);
  if (words.includes('.')) words = words.replace(/\.?0+$/, '');
  const [whole, rest] = words.split('.');
  const sign = value < 0 && Number(words) !== 0 ? '−' : '';
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest ? '.' + rest : '');
}

/// Ten million and more in the words of the language, to four figures.
function large(value) {
  const [name, size] = Math.abs(value) >= [1e8, 1e9][language] ? [[' 亿', 1e8], [' billion', 1e9]][language] : [[' 万', 1e4], [' million', 1e6]][language];
  const count = value / size;
  return grouped(count, Math.abs(count) >= 1000 ? 0 : Math.abs(count) >= 100 ? 1 : 2) + name;
}

/// A value as people read it: "80.8 %", "4.21", "7,375 people", "12.3 km".
export function valueWords(value, unit, withUnit = true) {
  if (value === null || value === undefined) return '–';
  if (unit === 'share') {
    const percent = value * 100;
    return percent < 100 && percent > 99.95 ? '> 99.9 %' : percent.toFixed(1) + ' %';
  }
  const size = Math.abs(value);
  if (withUnit && unit === 'm' && size >= 10000) return grouped(value / 1000, 1) + ' ' + ['公里', 'km'][language];
  if (withUnit && unit === 'm2' && size >= 1e6) return grouped(value / 1e6, 2) + ' ' + ['平方公里', 'km²'][language];
  const words = size >= 1e7 ? large(value) : grouped(value, size >= 1000 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2);
  const name = unitName(unit);
  // 亿元 and 万人 are one word.
  const between = size >= 1e7 && language === 0 ? '' : ' ';
  return withUnit && name ? words + between + name : words;
}

/// "612,355 of 848,000 people".
export const partWords = (part, whole, unit) =>
  say('ofAmount', valueWords(part, unit, unit === 'm' || unit === 'm2'), valueWords(whole, unit));

/// A value in a list where room is scarce: its unit only where it is a measure of ground.
export const figureWords = (value, unit) => valueWords(value, unit, unit === 'm' || unit === 'm2');

export const metres = (value) => (value >= 10000 ? grouped(value / 1000, 1) + ' ' + ['公里', 'km'][language]
  : grouped(value, value < 10 ? 1 : 0) + ' ' + ['米', 'm'][language]);

export function targetWords(min, max, unit) {
  if (min !== null && max !== null) return figureWords(min, unit) + ' – ' + figureWords(max, unit);
  if (min !== null) return '≥ ' + figureWords(min, unit);
  if (max !== null) return '≤ ' + figureWords(max, unit);
  return '';
}

export const verdictWords = (verdict) => say(verdict || 'none');
export const verdictSign = (verdict) => ({met: '✓', unmet: '✗', no_data: '?'}[verdict] || '·');

export function missingWords(missing, unit) {
  if (!missing) return '';
  return missing > 0 ? valueWords(missing, unit) : say('tooMany', valueWords(-missing, unit));
}
