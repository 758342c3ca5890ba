// The sites that `gapmap site` recommends, where the result holds some.
import {geometry} from './data.js';
import {Drawing} from './drawing.js';
import {valueWords} from './words.js';

/// The sites of the standard that is chosen as a drawing, or null.
export function siteDrawing(page) {
  const packed = page.data.sites?.[page.standard];
  if (!packed?.geometry.count) return null;
  const standard = page.data.standards[page.standard];
  const site = (row) => ({rank: packed.rank[row], lines: [
    ['gain', packed.gain[row] !== null && valueWords(packed.gain[row], standard.amountUnit)],
    ['shareAfter', packed.share[row] !== null && valueWords(packed.share[row], 'share')],
    ['unit', packed.unit[row] && page.unitName(packed.unit[row])],
    ['candidate', packed.candidate[row]],
  ]});
  return new Drawing(geometry(packed.geometry), null, page.styles.sites, () => 0, {site});
}
