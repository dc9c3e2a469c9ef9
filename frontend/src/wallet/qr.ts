// A text as a QR code, drawn as one SVG path: the pages' policy lets no style or picture in.
import { generate } from 'lean-qr';

const NS = 'http://www.w3.org/2000/svg';
const QUIET = 4;

export function qr(text: string, label: string): SVGSVGElement {
  const code = generate(text);
  let path = '';
  for (let y = 0; y < code.size; y += 1) for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  const side = code.size + 2 * QUIET;
  const svg = made('svg', { viewBox: `${-QUIET} ${-QUIET} ${side} ${side}`, role: 'img', 'aria-label': label, width: '320', height: '320' });
  svg.append(made('path', { d: `M${-QUIET} ${-QUIET}h${side}v${side}h${-side}z`, fill: '#fff' }), made('path', { d: path, fill: '#000' }));
  return svg as SVGSVGElement;
}

function made(name: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS(NS, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}
