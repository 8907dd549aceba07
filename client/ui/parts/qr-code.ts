import { svg } from '../dom.ts';

/** Empty modules around a code: cameras need a margin, and its frame gives some of it. */
const QUIET_MODULES = 2;

/** A text as a QR code. The library comes when it is wanted first. */
export async function qrCode(text: string): Promise<SVGSVGElement> {
  const { encode } = await import('uqr');
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_MODULES });
  const path = data
    .map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join(''))
    .join('');
  return svg(
    'svg',
    { class: 'qr', viewBox: `0 0 ${size} ${size}`, 'shape-rendering': 'crispEdges', 'aria-hidden': 'true' },
    svg('path', { d: path }),
  );
}
