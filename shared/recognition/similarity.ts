/** The cosine of the angle between two vectors of the same length; 0 where one of them is zero. */
export function cosineSimilarity(a: Float32Array, b: Float32Array): number {
  let product = 0;
  let squaredA = 0;
  let squaredB = 0;
  for (let i = 0; i < a.length; i += 1) {
    product += a[i]! * b[i]!;
    squaredA += a[i]! * a[i]!;
    squaredB += b[i]! * b[i]!;
  }
  // Rounding may carry the cosine of two equal vectors a little beyond 1.
  return product === 0 ? 0 : Math.min(1, product / Math.sqrt(squaredA * squaredB));
}
