/** IEEE 754 half precision: what weights are stored in at half the size. */

const FLOAT16_MAX = 65504;
/** The smallest normal half, 2^-14; below it, steps are 2^-24. */
const SMALLEST_NORMAL = 2 ** -14;
const SUBNORMAL_STEP = 2 ** -24;
const MANTISSA_BITS = 10;
const EXPONENT_BIAS = 15;
const SIGN = 0x8000;

/** The nearest half (ties to the larger magnitude) of each number, as its 16 bits; too large ones become the largest. */
export function toFloat16(values: Float32Array): Uint16Array {
  return Uint16Array.from(values, halfBits);
}

/** What halves mean. */
export function fromFloat16(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, (half) => {
    const sign = half & SIGN ? -1 : 1;
    const exponent = (half >> MANTISSA_BITS) & 0x1f;
    const mantissa = half & 0x3ff;
    if (exponent === 0) return sign * mantissa * SUBNORMAL_STEP;
    return sign * 2 ** (exponent - EXPONENT_BIAS) * (1 + mantissa / 2 ** MANTISSA_BITS);
  });
}

function halfBits(value: number): number {
  const sign = value < 0 ? SIGN : 0;
  const magnitude = Math.min(Math.abs(value), FLOAT16_MAX);
  if (magnitude < SMALLEST_NORMAL) return sign | Math.round(magnitude / SUBNORMAL_STEP);
  const exponent = Math.floor(Math.log2(magnitude));
  const mantissa = Math.round((magnitude / 2 ** exponent - 1) * 2 ** MANTISSA_BITS);
  // A mantissa that rounds up to the next power of two carries into the exponent, as the addition does by itself.
  return sign | (((exponent + EXPONENT_BIAS) << MANTISSA_BITS) + mantissa);
}
