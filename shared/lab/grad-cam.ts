/**
 * Grad-CAM (Selvaraju et al. 2017): where a network looks when it thinks of a word. Each map of the last convolution counts as
 * much as the word's score would rise with it; what they add up to, as far as it speaks for the word, is a picture of where.
 *
 * @param activations of the last convolution, [side, side, channels]
 * @param gradients of the word's score by these, alike
 * @returns [side, side], 0..1: 1 is the place that counts most; all 0 where nothing speaks for the word
 */
export function gradCam(
  activations: ArrayLike<number>,
  gradients: ArrayLike<number>,
  channels: number,
): Float32Array {
  const places = activations.length / channels;
  const weights = new Float32Array(channels);
  for (let at = 0; at < gradients.length; at += 1) weights[at % channels]! += gradients[at]! / places;
  const heat = Float32Array.from({ length: places }, (_, place) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      sum += weights[channel]! * activations[place * channels + channel]!;
    }
    return Math.max(0, sum);
  });
  const most = heat.reduce((a, b) => Math.max(a, b), 0);
  return most === 0 ? heat : heat.map((value) => value / most);
}
