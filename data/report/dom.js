// Elements without markup in strings: whatever comes from data is put in as text.

const svgNames = new Set(['svg', 'g', 'path', 'line', 'rect', 'text', 'title', 'desc', 'circle', 'polyline']);

/// h('button', {class: 'x', onclick: f}, 'text', child, …); null and false children are left out.
export function h(name, properties = {}, ...children) {
  const isSvg = svgNames.has(name) && name !== 'title';
  const element = isSvg || properties.svg ? document.createElementNS('http://www.w3.org/2000/svg', name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false || key === 'svg') continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child))));
  return element;
}

export function replace(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
}
