// How the map's features look: the colours are those of the result's own maps.

export const tinted = (hex, opacity) =>
  `rgba(${[1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)).join(',')},${opacity})`;

export const verdictOrder = ['met', 'unmet', 'no_data', ''];

/// Every style that drawings name by index.
export function stylesOf(palette) {
  const small = tinted(palette.gap, 0.85), worst = palette.gaps[3];
  return {
    units: ['met', 'unmet', 'no_data', 'no_data'].map((verdict) => ({fill: tinted(palette[verdict], 0.5)})),
    // Of few units, of many, of thousands: the more there are, the less their borders may cover.
    borders: [1, 0.6, 0.3].map((width) => ({stroke: palette.outline, width})),
    chosen: [{stroke: '#111111', width: 3}],
    streets: [{stroke: palette.street, width: 0.8}],
    served: {
      area: [{fill: tinted(palette.served_area, 0.55), stroke: tinted(palette.served_area, 0.8), width: 0.8}],
      line: [{stroke: palette.served_area, width: 2}],
      point: [{fill: palette.served_area, radius: 3}],
    },
    // By size class, then the worst by size class.
    gapPoints: [...[1.6, 2.1, 2.7, 3.4, 4.4].map((radius) => ({fill: small, radius, shrinks: true})), ...[4, 4.5, 5, 5.5, 6.5].map((radius) => ({fill: worst, radius, stroke: '#ffffff', width: 0.8, shrinks: true}))],
    gapLines: [{stroke: palette.gap, width: 2.2}, {stroke: worst, width: 3.6}],
    gapAreas: [{fill: tinted(palette.gap, 0.72), stroke: palette.gap, width: 0.6}, {fill: tinted(worst, 0.8), stroke: worst, width: 0.8}],
    gapCells: [0.25, 0.4, 0.55, 0.7, 0.85].map((opacity) => ({fill: tinted(palette.gap, opacity)})),
    // As they are, then chosen.
    facility: {
      point: [{fill: palette.supply, radius: 4.5, stroke: '#ffffff', width: 1.2}, {fill: palette.supply, radius: 7, stroke: '#111111', width: 2.5}],
      many: [{fill: palette.supply, radius: 4.5, stroke: '#ffffff', width: 1.2, shrinks: true}, {fill: palette.supply, radius: 7, stroke: '#111111', width: 2.5}],
      line: [{stroke: palette.supply, width: 2}, {stroke: '#111111', width: 4}],
      area: [{fill: tinted(palette.supply, 0.45), stroke: palette.supply, width: 0.8}, {fill: tinted(palette.supply, 0.6), stroke: '#111111', width: 3}],
    },
    fresh: {
      point: [{fill: palette.site, radius: 8, stroke: '#ffffff', width: 1.2, isDiamond: true}, {fill: palette.site, radius: 9, stroke: '#111111', width: 2.5, isDiamond: true}],
      area: [{fill: tinted(palette.site, 0.85), stroke: palette.site, width: 0.8}, {fill: tinted(palette.site, 0.85), stroke: '#111111', width: 3}],
    },
    sites: [{fill: '#ffffff', radius: 7.5, stroke: palette.site, width: 2.6, isDiamond: true}],
  };
}
