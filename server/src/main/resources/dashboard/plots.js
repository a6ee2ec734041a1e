// Draws lines over days, bars over days or steps, and bars side by side, as SVG for a given width, so that letters keep their size.

import {marker, svg} from './shapes.js';
import {number, shortDay} from './words.js';

const HEIGHT = 190;
const TOP = 12;
const BOTTOM = 26;
const ROW = 46;

/** Round steps from 0 to at least the most: whole numbers, four or five of them. */
export function ticks(most) {
  const rough = Math.max(1, most) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough && (candidate >= 10 || Number.isInteger(candidate) || candidate < 1)) ?? 1);
  const all = [];
  for (let tick = 0; tick < most + step; tick += step) all.push(tick);
  return all;
}

function frame(width, most, labels, gap = 24) {
  const steps = ticks(most);
  const left = 12 + 7.2 * number(steps.at(-1)).length;
  const y = value => HEIGHT - BOTTOM - value / steps.at(-1) * (HEIGHT - TOP - BOTTOM);
  const grid = steps.map(step => [
    svg('path', {class: step === 0 ? 'axis' : 'rule', d: `M${left} ${y(step)}H${width}`}),
    svg('text', {x: left - 6, y: y(step) + 4, 'text-anchor': 'end'}, number(step))]);
  const room = (width - left) / labels.length;
  const x = at => left + room * (at + 0.5);
  const widest = Math.max(...labels.map(label => label.length)) * 6.4 + gap;
  const every = Math.max(1, Math.ceil(widest / room));
  const names = labels.map((label, at) => (labels.length - 1 - at) % every || x(at) - widest / 2 < 0 ? null
    : svg('text', {x: Math.min(x(at), width - label.length * 3.8), y: HEIGHT - 8, 'text-anchor': 'middle'}, label));
  return {x, y, room, shapes: [grid.flat(), names]};
}

/** Lines over days. Each series has a look and a value for each day. */
export function lines(days, series) {
  return width => {
    const {x, y, shapes} = frame(width, Math.max(...series.flatMap(one => one.values)), days.map(shortDay));
    const drawn = series.map(one => {
      const points = one.values.map((value, at) => [x(at), y(value)]);
      const marked = points.filter((_, at) => at === points.length - 1 || (one.values[at] !== one.values[at - 1] && at > 0 && points.length <= 60));
      return svg('g', {class: one.look}, svg('path', {class: 'line', d: 'M' + points.map(point => point.map(place => place.toFixed(1)).join(' ')).join('L')}),
        marked.map(([px, py]) => marker(one.look, px, py)));
    });
    return {height: HEIGHT, shapes: [...shapes, drawn]};
  };
}

/** Upright bars, the series of each place on top of each other. */
export function bars(labels, series, gap) {
  return width => {
    const most = Math.max(...labels.map((_, at) => series.reduce((sum, one) => sum + one.values[at], 0)));
    const {x, y, room, shapes} = frame(width, most, labels, gap);
    const thick = Math.max(1.5, Math.min(room * 0.72, 46));
    const drawn = labels.map((_, at) => {
      let sum = 0;
      return series.filter(one => one.values[at] > 0).map(one => {
        const from = y(sum);
        sum += one.values[at];
        return svg('g', {class: one.look}, svg('rect', {class: 'bar', x: x(at) - thick / 2, y: y(sum), width: thick, height: from - y(sum), rx: Math.min(2, thick / 4)}));
      });
    });
    return {height: HEIGHT, shapes: [...shapes, drawn.flat()]};
  };
}

/** Bars lying below each other, each with its name above and its sum at its end; the series of one row one after the other. */
export function rows(names, series) {
  return width => {
    const sums = names.map((_, at) => series.reduce((sum, one) => sum + one.values[at], 0));
    const room = width - 14 - 8 * Math.max(...sums.map(sum => number(sum).length));
    const longest = Math.max(1, ...sums);
    const drawn = names.map((name, at) => {
      const top = at * ROW;
      let left = 0;
      const parts = series.filter(one => one.values[at] > 0).map(one => {
        const length = one.values[at] / longest * room;
        left += length;
        return svg('g', {class: one.look}, svg('rect', {class: 'bar', x: left - length, y: top + 20, width: Math.max(1, length), height: 14, rx: 2}));
      });
      return [svg('text', {class: 'name', x: 0, y: top + 14}, name), svg('rect', {class: 'track', x: 0, y: top + 20, width: room, height: 14, rx: 2}), ...parts,
        svg('text', {class: 'sum', x: width, y: top + 32, 'text-anchor': 'end'}, number(sums[at]))];
    });
    return {height: names.length * ROW - 6, shapes: drawn.flat()};
  };
}
