// What the standards ask of a page: WCAG 2.2 AA as far as axe-core can tell, in both themes and at both ends of the widths,
// reflow at 400 % (1.4.10), no motion for whom motion harms (2.3.3), a visible focus in the order of reading (2.4.3, 2.4.7), and a
// printed page that holds everything and cuts no chart.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { lookAtCharts } from "./charts.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LOOKS = [
  { width: 360, theme: "light" },
  { width: 360, theme: "dark" },
  { width: 1440, theme: "light" },
  { width: 1440, theme: "dark" },
];
/** An A4 page between its margins, in CSS pixels. */
const PAPER = { width: 690, height: 1000 };
/** What is left of 1280 x 1024 pixels at 400 %; a text is four times as large there. */
const ZOOMED = { width: 320, height: 256 };
/** Smallest text of a chart at 400 %, in CSS pixels. */
const SMALLEST_ZOOMED = 6;
/** Points of a chart's text on paper that can still be read. */
const SMALLEST_PRINTED = 9;
/** Stops of the tab key that are tried on a page. */
const MOST_STOPS = 150;

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
  const context = await browser.newContext({ viewport: PAPER });
  for (const [name, file] of files) {
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    await page.emulateMedia({ media: "print" });
    const faults = await page.evaluate((height) => {
      const found = [];
      const wide = [document.documentElement.scrollWidth, document.documentElement.clientWidth];
      if (wide[0] > wide[1]) found.push(`${wide[0]} px on paper of ${wide[1]} px`);
      for (const part of document.querySelectorAll("figure, svg, tr")) {
        const box = part.getBoundingClientRect();
        if (box.width === 0 || part.closest("svg") !== (part.tagName === "svg" ? part : null)) continue;
        let whole = false;
        for (let up = part; up && up !== document.body && !whole; up = up.parentElement) whole = getComputedStyle(up).breakInside.startsWith("avoid");
        if (part.tagName !== "TR" && box.height > height) found.push(`<${part.tagName.toLowerCase()}> is longer than a page: ${box.height.toFixed(0)} px`);
        if (!whole) found.push(`<${part.tagName.toLowerCase()} class="${part.getAttribute("class") ?? ""}"> may be cut by the end of a page`);
      }
      for (const control of document.querySelectorAll("button:not(thead *), input, select, nav")) {
        if (control.getBoundingClientRect().width > 0) found.push(`a control is printed: ${control.outerHTML.slice(0, 80)}`);
      }
      const ground = getComputedStyle(document.body).backgroundColor;
      if (!["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(ground)) found.push(`printed on ${ground}`);
      return [...new Set(found)];
    }, PAPER.height);
    check(`${name}, on paper: whole and without controls`, faults);
    const charts = await page.evaluate(lookAtCharts, SMALLEST_PRINTED);
    check(`${name}, on paper: text of charts stays apart, inside and legible`, [...charts.faults.overlap, ...charts.faults.outside, ...charts.faults.small]);
    check(`${name}, on paper: a chart can be seen`, charts.seen === 0 ? ["none"] : []);
    await page.close();
  }
  await context.close();
}

/** At 400 % a page is read by scrolling down alone, and its charts stay legible. */
export async function checkZoom(browser, files, check) {
  const context = await browser.newContext({ viewport: ZOOMED });
  for (const [name, file] of files) {
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    const faults = await page.evaluate(() => {
      const found = [];
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth > width) found.push(`${document.documentElement.scrollWidth} px in ${width} px`);
      // Only tables may be wider, in boxes of their own that scroll.
      for (const part of document.querySelectorAll("h1, h2, h3, h4, p, li, dt, dd, summary, blockquote, figure, button, input, select")) {
        const box = part.getBoundingClientRect();
        if (box.width > 0 && box.right > width + 1 && !part.closest(".scroll, .vh, .skip")) found.push(`${part.tagName.toLowerCase()} ends at ${box.right.toFixed(0)} px: ${part.textContent.trim().slice(0, 40)}`);
      }
      return found;
    });
    const charts = await page.evaluate(lookAtCharts, SMALLEST_ZOOMED);
    check(`${name}, at 400 %: nothing is cut or needs scrolling sideways`, faults);
    check(`${name}, at 400 %: text of charts stays apart, inside and legible`, [...charts.faults.overlap, ...charts.faults.outside, ...charts.faults.small]);
    await page.close();
  }
  await context.close();
}

/** Whoever asks for less motion gets none; others get smooth jumps. */
export async function checkMotion(browser, files, check) {
  for (const [reducedMotion, wanted] of [["reduce", "auto"], ["no-preference", "smooth"]]) {
    const context = await browser.newContext({ reducedMotion });
    for (const [name, file] of files) {
      const page = await context.newPage();
      await page.goto(pathToFileURL(file).href);
      const faults = await page.evaluate((expected) => {
        const found = [];
        const way = getComputedStyle(document.documentElement).scrollBehavior;
        if (way !== expected) found.push(`jumps are ${way}`);
        if (expected === "smooth") return found;
        for (const part of document.querySelectorAll("body, body *:not(svg *)")) {
          const style = getComputedStyle(part);
          const moves = [style.transitionDuration, style.animationDuration].flatMap((d) => d.split(",")).some((d) => parseFloat(d) > 0);
          if (moves) found.push(`<${part.tagName.toLowerCase()} class="${part.className}"> moves`);
        }
        return found;
      }, wanted);
      check(`${name}, motion ${reducedMotion}: ${wanted}`, faults);
      await page.close();
    }
    await context.close();
  }
}

/** The tab key goes through everything that can be pressed in the order of reading, and shows where it is. */
export async function checkFocus(browser, files, check) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  for (const [name, file] of files) {
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    const faults = [];
    const stops = await page.evaluate(() => {
      window.stops = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
        .filter((e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }));
      return window.stops.length;
    });
    for (let k = 0; k < Math.min(stops, MOST_STOPS); k += 1) {
      await page.keyboard.press("Tab");
      const told = await page.evaluate((at) => {
        const now = document.activeElement;
        const called = now.outerHTML.slice(0, 70);
        if (now !== window.stops[at]) return `stop ${at + 1} is ${called}, not ${window.stops[at].outerHTML.slice(0, 70)}`;
        const style = getComputedStyle(now);
        if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return `no focus can be seen on ${called}`;
        const box = now.getBoundingClientRect();
        if (box.bottom <= 0 || box.top >= innerHeight) return `out of view: ${called}`;
        return "";
      }, k);
      if (told) faults.push(told);
      if (faults.length > 5) break;
    }
    check(`${name}: the tab key visits everything in order and shows it`, faults);
    await page.evaluate(() => document.activeElement.blur());
    await page.goto(pathToFileURL(file).href);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => Boolean(document.activeElement.closest("main, footer")));
    check(`${name}: the first stop skips to the content`, inside ? [] : ["the next stop is not in the content"]);
    await page.close();
  }
  await context.close();
}
