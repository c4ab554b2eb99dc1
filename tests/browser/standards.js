// What the standards ask of a page: WCAG 2.2 AA as far as axe-core can tell, in both themes and at both ends of the widths, and
// a printed page that holds everything and cuts no chart.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LOOKS = [
  { width: 360, theme: "light" },
  { width: 360, theme: "dark" },
  { width: 1440, theme: "light" },
  { width: 1440, theme: "dark" },
];
/** Width of an A4 page between its margins, in CSS pixels. */
const PAPER = 690;

/** axe-core finds nothing to object to; `check(name, faults)` counts. */
export async function checkAccessibility(browser, files, check) {
  for (const { width, theme } of LOOKS) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme });
    for (const [name, file] of files) {
      const page = await context.newPage();
      await page.goto(pathToFileURL(file).href);
      await page.evaluate(AXE);
      const violations = await page.evaluate(
        (rules) => axe.run(document, { runOnly: { type: "tag", values: rules }, resultTypes: ["violations"] }).then((r) => r.violations),
        RULES,
      );
      const faults = violations.flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.target.join(" ")} (${v.help}) ${n.html.slice(0, 90)}`));
      check(`${name}, ${width} px, ${theme}: accessible`, faults);
      await page.close();
    }
    await context.close();
  }
}

/** On paper nothing is too wide or left out, and charts and rows of tables stay in one piece. */
export async function checkPrint(browser, files, check) {
  const context = await browser.newContext({ viewport: { width: PAPER, height: 1000 } });
  for (const [name, file] of files) {
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    await page.emulateMedia({ media: "print" });
    const faults = await page.evaluate(() => {
      const found = [];
      const wide = [document.documentElement.scrollWidth, document.documentElement.clientWidth];
      if (wide[0] > wide[1]) found.push(`${wide[0]} px on paper of ${wide[1]} px`);
      for (const part of document.querySelectorAll("figure, svg, tr")) {
        const box = part.getBoundingClientRect();
        if (box.width === 0 || part.closest("svg") !== (part.tagName === "svg" ? part : null)) continue;
        let whole = false;
        for (let up = part; up && up !== document.body && !whole; up = up.parentElement) whole = getComputedStyle(up).breakInside.startsWith("avoid");
        if (!whole) found.push(`<${part.tagName.toLowerCase()} class="${part.getAttribute("class") ?? ""}"> may be cut by the end of a page`);
      }
      for (const control of document.querySelectorAll("button:not(thead *), input, select, nav")) {
        if (control.getBoundingClientRect().width > 0) found.push(`a control is printed: ${control.outerHTML.slice(0, 80)}`);
      }
      const ground = getComputedStyle(document.body).backgroundColor;
      if (!["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(ground)) found.push(`printed on ${ground}`);
      return [...new Set(found)];
    });
    check(`${name}, on paper: whole and without controls`, faults);
    await page.close();
  }
  await context.close();
}
