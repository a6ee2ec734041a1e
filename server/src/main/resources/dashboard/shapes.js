// Makes elements: of the page, of drawings, and of tables that say what a drawing shows.

const SVG = 'http://www.w3.org/2000/svg';

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

/** An element of the page; children are elements or text, never markup. */
export const html = (name, attributes = {}, ...children) => filled(document.createElement(name), attributes, children);

/** An element of a drawing. */
export const svg = (name, attributes = {}, ...children) => filled(document.createElementNS(SVG, name), attributes, children);

/** A table in a region of its own, which scrolls sideways where it is too wide, by keyboard too. */
export function table(caption, head, rows) {
  return html('div', {class: 'scroll', role: 'region', tabindex: '0', 'aria-label': caption},
    html('table', {},
      html('caption', {}, caption),
      html('thead', {}, html('tr', {}, head.map(title => html('th', {scope: 'col'}, title)))),
      html('tbody', {}, rows.map(([first, ...rest]) => html('tr', {}, html('th', {scope: 'row'}, first), rest.map(cell => html('td', {}, cell)))))));
}

/** What each look in a drawing means. */
export const legend = series => html('ul', {class: 'legend'}, series.map(one => html('li', {},
  svg('svg', {class: 'swatch ' + one.look, viewBox: '0 0 20 12', width: 20, height: 12, 'aria-hidden': 'true'},
    one.line ? [svg('path', {class: 'line', d: 'M0 6H20'}), marker(one.look, 10, 6)] : svg('rect', {class: 'bar', width: 20, height: 12, rx: 2})), one.name)));

/** A mark that tells lines apart without color. */
export function marker(look, x, y) {
  const shapes = {
    given: `M${x - 3.5} ${y}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0Z`,
    refused: `M${x - 3} ${y - 3}h6v6h-6Z`,
    withdrawn: `M${x} ${y - 4.2}l4.4 7.6h-8.8Z`,
  };
  return svg('path', {class: 'mark', d: shapes[look] ?? shapes.given});
}

let figures = 0;

/**
 * A figure: heading, legend, drawing, and its figures as a table that can be opened.
 *
 * @param draw makes the content of the drawing for a width in pixels; returns {height, shapes}
 */
export function figure({title, description, series = [], draw, head, rows, empty}) {
  const id = 'figure-' + ++figures;
  const body = [html('h3', {id}, title), html('p', {class: 'hint'}, description)];
  if (empty) return html('figure', {class: 'card', 'aria-labelledby': id}, body, html('p', {class: 'empty'}, empty));
  const drawing = svg('svg', {role: 'img', 'aria-labelledby': id + '-title ' + id + '-text'});
  const canvas = html('div', {class: 'canvas'}, drawing);
  const paint = width => {
    const {height, shapes} = draw(width);
    drawing.replaceChildren(svg('title', {id: id + '-title'}, title), svg('desc', {id: id + '-text'}, description), ...shapes.flat());
    for (const [name, value] of Object.entries({width, height, viewBox: `0 0 ${width} ${height}`})) drawing.setAttribute(name, value);
  };
  let painted = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width > 0 && width !== painted) paint(painted = width);
  }).observe(canvas);
  return html('figure', {class: 'card', 'aria-labelledby': id}, body, series.length > 1 ? legend(series) : null, canvas,
    html('details', {}, html('summary', {}, 'Show as a table', html('span', {class: 'unseen'}, ': ' + title)), table(title, head, rows)));
}
