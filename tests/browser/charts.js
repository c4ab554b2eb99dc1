// The text of charts, measured by the boxes that a browser gives it: on screens of all widths and on paper.

/** Smallest text of a chart, in pixels on the screen. */
export const SMALLEST_TEXT = 10.9;

/** Runs in the page: every svg that can be seen, and what is wrong with its text. */
export function lookAtCharts(smallest) {
  const faults = { overlap: [], outside: [], small: [], unnamed: [] };
  let seen = 0;
  for (const svg of document.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0 || frame.height === 0) continue;
    seen += 1;
    const label = `${svg.closest("figure")?.id || svg.id || "svg"}:`;
    if (svg.getAttribute("role") !== "img" || !svg.querySelector("title") || !svg.querySelector("desc")) {
      faults.unnamed.push(`${label} no role, title or description`);
    }
    const texts = [...svg.querySelectorAll("text")]
      .filter((t) => t.textContent.trim() !== "")
      .map((t) => ({ said: t.textContent.trim(), box: t.getBoundingClientRect(), node: t }));
    const scale = svg.getScreenCTM()?.a || 1;
    texts.forEach((one, at) => {
      const a = one.box;
      if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.top < frame.top - 2 || a.bottom > frame.bottom + 2) {
        faults.outside.push(`${label} “${one.said}”`);
      }
      const size = parseFloat(getComputedStyle(one.node).fontSize) * scale;
      if (size < smallest) faults.small.push(`${label} “${one.said}” at ${size.toFixed(1)} px`);
      // Boxes hold the line's whole height, with room above and below the letters: they may touch, the letters not.
      for (const two of texts.slice(0, at)) {
        const b = two.box;
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 0.3 * Math.min(a.height, b.height)) {
          faults.overlap.push(`${label} “${one.said}” and “${two.said}”`);
        }
      }
    });
  }
  return { seen, faults };
}
