/**
 * What happens when somebody points at a drawing on a map: it is shown, and all of its word light up. The page can be read
 * without. `data-points` holds words, and the label and guess of each point.
 */
export const SCRIPT = `
(() => {
  const { words, labels, guesses, columns } = JSON.parse(document.getElementById('points').textContent);
  const lens = document.getElementById('lens');
  const thumb = lens.querySelector('i');
  const text = lens.querySelector('p');
  const circles = [...document.querySelectorAll('.points circle')];
  const byLabel = new Map();
  for (const circle of circles) {
    const label = labels[circle.dataset.i];
    if (!byLabel.has(label)) byLabel.set(label, []);
    byLabel.get(label).push(circle);
  }
  let lit = null;
  const light = (label) => {
    if (label === lit) return;
    for (const circle of byLabel.get(lit) ?? []) circle.classList.remove('lit');
    for (const circle of byLabel.get(label) ?? []) circle.classList.add('lit');
    document.body.classList.toggle('lighting', label !== null);
    lit = label;
  };
  document.querySelector('.maps').addEventListener('pointermove', (event) => {
    const circle = event.target.closest('circle');
    lens.hidden = !circle;
    if (!circle) return light(null);
    const i = Number(circle.dataset.i);
    light(labels[i]);
    thumb.style.backgroundPosition = -(i % columns) * 28 + 'px ' + -Math.floor(i / columns) * 28 + 'px';
    const said = labels[i] === guesses[i] ? '' : ', taken for ' + words[guesses[i]];
    text.textContent = words[labels[i]] + said;
    lens.style.left = event.clientX + 16 + 'px';
    lens.style.top = event.clientY + 16 + 'px';
  });
  document.querySelector('.maps').addEventListener('pointerleave', () => {
    lens.hidden = true;
    light(null);
  });
})();
`;
