// Opens the pages of an output directory in a browser and checks what only a browser can tell: that nothing is loaded
// from elsewhere, that nothing is too wide, that links arrive, that the text of charts stays apart and inside its frame,
// that pages are complete without scripts and that their few scripts do what they promise.
//
//   node pages.js OUTPUT_DIRECTORY...
//
// Prints every failed check and, at the end, `N passed, N failed`; exits with 1 when a check failed. The browser is the
// system's chromium; CHROMIUM names another.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL, fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { SMALLEST_TEXT, lookAtCharts } from "./charts.js";
import { checkAccessibility, checkFocus, checkMotion, checkPrint, checkZoom } from "./standards.js";

const AUDIENCES = ["leaders", "analysts", "recruiters"];
const WIDTHS = [360, 768, 1440];
const THEMES = ["light", "dark"];
const BROWSER = {
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  headless: true,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
};

let passed = 0;
let failed = 0;

/** Counts a check; `faults` are the reasons why it failed. */
function check(name, faults) {
  if (faults.length === 0) {
    passed += 1;
    return;
  }
  failed += 1;
  console.error(`FAILED ${name}`);
  for (const fault of faults.slice(0, 8)) console.error(`       ${fault}`);
  if (faults.length > 8) console.error(`       and ${faults.length - 8} more`);
}

/** Everything that a page says wrong on the console, throws, or asks for beyond its own files. */
function listen(page) {
  const heard = { console: [], requests: [] };
  page.on("console", (m) => {
    if (m.type() === "error" || m.type() === "warning") heard.console.push(m.text());
  });
  page.on("pageerror", (e) => heard.console.push(String(e)));
  page.on("request", (r) => {
    const url = r.url();
    if (!url.startsWith("data:") && !r.isNavigationRequest()) heard.requests.push(url.slice(0, 200));
    if (r.isNavigationRequest() && !url.startsWith("file:")) heard.requests.push(url.slice(0, 200));
  });
  return heard;
}

/** Runs in the page: headings, landmarks, the language and names of what can be pressed. */
function lookAtStructure() {
  const faults = [];
  if (!document.documentElement.lang) faults.push("no language");
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  if (document.querySelectorAll("main").length !== 1) faults.push("not one main");
  let last = 0;
  for (const heading of document.querySelectorAll("h1,h2,h3,h4,h5,h6")) {
    const level = Number(heading.tagName[1]);
    if (level > last + 1) faults.push(`h${level} after h${last}: “${heading.textContent.trim().slice(0, 60)}”`);
    last = level;
  }
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  for (const id of new Set(twice)) faults.push(`two elements of the id ${id}`);
  for (const element of document.querySelectorAll("a[href],button")) {
    const name = element.getAttribute("aria-label") || element.textContent.trim();
    if (!name) faults.push(`nothing to read on ${element.outerHTML.slice(0, 80)}`);
  }
  return faults;
}

/** Runs in the page: ids and links. Rows that a script draws when they are asked for count as places. */
function collectLinks() {
  const data = document.getElementById("findings-data");
  const rows = data ? JSON.parse(data.textContent).rows.map((row) => `f-${row.split("|")[0]}`) : [];
  return {
    ids: [...[...document.querySelectorAll("[id]")].map((e) => e.id), ...rows],
    links: [...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")),
  };
}

/** Opens a page, waits for its fonts, looks, and closes it. */
async function opened(context, file, look) {
  const page = await context.newPage();
  const heard = listen(page);
  await page.goto(pathToFileURL(file).href);
  if (await page.evaluate(() => Boolean(document.fonts))) await page.evaluate(() => document.fonts.ready.then(() => true));
  try {
    await look(page, heard);
  } finally {
    await page.close();
  }
}

async function checkLook(browser, files) {
  for (const width of WIDTHS) {
    for (const theme of THEMES) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme });
      for (const [name, file] of files) {
        const where = `${name}, ${width} px, ${theme}`;
        await opened(context, file, async (page, heard) => {
          const wide = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
          check(`${where}: no horizontal scroll`, wide[0] > wide[1] ? [`${wide[0]} px in ${wide[1]} px`] : []);
          const charts = await page.evaluate(lookAtCharts, SMALLEST_TEXT);
          check(`${where}: text of charts stays apart`, charts.faults.overlap);
          check(`${where}: text of charts stays inside`, charts.faults.outside);
          check(`${where}: text of charts is large enough`, charts.faults.small);
          check(`${where}: charts have a text alternative`, charts.faults.unnamed);
          check(`${where}: a chart can be seen`, charts.seen === 0 ? ["none"] : []);
          check(`${where}: nothing on the console`, heard.console);
          check(`${where}: nothing is loaded`, heard.requests);
        });
      }
      await context.close();
    }
  }
}

/** Light and dark must differ: else the page ignores the reader's choice. */
async function checkThemes(browser, files) {
  const shades = [];
  for (const theme of THEMES) {
    const context = await browser.newContext({ colorScheme: theme });
    const [, file] = files[0];
    await opened(context, file, async (page) => {
      shades.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    });
    await context.close();
  }
  check("dark differs from light", shades[0] === shades[1] ? shades : []);
}

async function checkLinks(context, directory, files) {
  const known = new Map();
  for (const [name, file] of files) {
    await opened(context, file, async (page) => {
      known.set(`${name}.html`, await page.evaluate(collectLinks));
      check(`${name}: structure`, await page.evaluate(lookAtStructure));
    });
  }
  for (const [name, { links }] of known) {
    const faults = [];
    for (const link of new Set(links)) {
      if (/^[a-z][a-z0-9+.-]*:/i.test(link)) {
        faults.push(`${link} leads out of the directory`);
        continue;
      }
      const [path, hash] = link.split("#");
      const target = decodeURIComponent(path) || name;
      if (!existsSync(join(directory, target))) faults.push(`${link}: no such file`);
      else if (hash && !known.get(target)?.ids.includes(decodeURIComponent(hash))) faults.push(`${link}: no such place`);
    }
    check(`${name}: links arrive`, faults);
  }
}

/** Without scripts everything stays readable, and no control is shown that would do nothing. */
async function checkWithoutScripts(browser, files) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 900 } });
  for (const [name, file] of files) {
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    const faults = [];
    if ((await page.locator("main").innerText()).trim().length < 200) faults.push("hardly any text");
    for (const control of await page.locator("button, input, select").all()) {
      if (await control.isVisible()) faults.push("a control is shown that does nothing");
    }
    if (name === "analysts") {
      const rows = page.locator("table.findings tbody tr");
      const seen = await page.locator("table.findings tbody tr:visible").count();
      if (seen < (await rows.count())) faults.push("findings are hidden");
      // A file of findings is named for the rows that only a script shows.
      const packed = JSON.parse(await page.locator("#findings-data").textContent()).rows;
      if (packed.length > seen && !(await page.locator("p.scriptless a[href='findings.csv']").isVisible())) faults.push("nothing says where the other findings are");
      for (const row of packed.filter((r) => r.split("|")[1] === "1")) {
        if ((await page.locator(`#f-${row.split("|")[0]}`).count()) !== 1) faults.push(`the answer ${row.slice(0, 12)} is missing`);
      }
    }
    check(`${name}, scripts off: complete`, faults);
    if (name !== "analysts") {
      const hashes = await page.locator("a[href^='analysts.html#']").evaluateAll((list) => list.map((a) => a.getAttribute("href").split("#")[1]));
      const target = files.find(([other]) => other === "analysts");
      const lost = [];
      if (target) {
        await page.goto(pathToFileURL(target[1]).href);
        for (const hash of new Set(hashes)) if ((await page.locator(`[id="${hash}"]`).count()) !== 1) lost.push(hash);
      }
      check(`${name}, scripts off: its figures lead to rows of the analysts’ page`, lost);
    }
    await page.close();
  }
  await context.close();
}

async function checkFilter(context, file) {
  await opened(context, file, async (page, heard) => {
    const packed = await page.evaluate(() => JSON.parse(document.getElementById("findings-data").textContent));
    const all = packed.rows.length;
    if (all === 0) return;
    const rows = page.locator("table.findings tbody tr");
    const said = () => page.locator("#shown").innerText();
    const turn = async (to) => {
      while (await page.locator(to).isEnabled()) await page.locator(to).click();
    };
    /** Walks through all pages and collects what `pick` takes from each row. */
    const walk = async (pick, at) => {
      await turn("#earlier");
      const found = [];
      for (;;) {
        found.push(...(await rows.evaluateAll(pick, at)));
        if (!(await page.locator("#later").isEnabled())) return found;
        await page.locator("#later").click();
      }
    };
    const ids = await walk((list) => list.map((r) => r.id));
    check("analysts: pages of the table hold every row once", new Set(ids).size === all && ids.length === all ? [] : [`${ids.length} of ${all}`]);
    check("analysts: no page of the table is long", (await rows.count()) <= 100 ? [] : [`${await rows.count()} rows`]);
    // Every figure of the data stands in a cell, every text where its place says.
    const wrong = [];
    const texts = new Map((await walk((list) => list.map((r) => [r.id, r.textContent]))).map((pair) => pair));
    for (const row of packed.rows) {
      const fields = row.split("|");
      const shown = texts.get(`f-${fields[0]}`) ?? "";
      const parts = [...fields.slice(2, 11).filter((f, at) => f !== "" && at !== 7).map((f) => packed.texts[+f]), ...fields.slice(11)];
      for (const part of parts) if (part && !shown.includes(part)) wrong.push(`${fields[0]}: “${part}” is missing`);
    }
    check("analysts: rows show their data", wrong);
    await turn("#earlier");
    const word = (await rows.last().locator("td").nth(1).innerText()).trim().split(/\s+/).pop();
    await page.fill("#filter", word);
    const hits = await walk((list) => list.map((r) => [r.id, r.textContent.toLowerCase()]));
    const expected = [...texts].filter(([, text]) => text.toLowerCase().includes(word.toLowerCase())).length;
    check("analysts: the filter shows the rows with the word and no others", hits.every(([, text]) => text.includes(word.toLowerCase())) && hits.length === expected ? [] : [`${hits.length}, not ${expected}`]);
    check("analysts: the filter says how many", (await said()) === `${hits.length} of ${all} findings` ? [] : [await said()]);
    await page.fill("#filter", "no such word anywhere");
    check("analysts: the filter can leave nothing", (await rows.count()) === 0 ? [] : ["rows are left"]);
    await page.fill("#filter", "");
    check("analysts: an empty filter shows all", (await said()) === `${all} of ${all} findings` ? [] : [await said()]);
    await page.selectOption("#which", "lead");
    const leads = packed.rows.filter((row) => row.split("|")[1] === "1").length;
    check("analysts: answers to questions can be seen alone", (await said()) === `${leads} of ${all} findings` ? [] : [await said()]);
    await page.selectOption("#which", "");
    const head = page.locator("table.findings thead th", { hasText: "Participants" });
    const column = await head.evaluate((th) => th.cellIndex);
    const counts = async () => (await walk((list, at) => list.map((r) => r.cells[at].textContent.trim()), column))
      .filter(Boolean).map((t) => Number(t.split("/")[0].replace(/[^0-9]/g, "")));
    await head.locator("button").click();
    const up = await counts();
    await head.locator("button").click();
    const down = await counts();
    const sorted = (list, way) => list.every((n, at) => at === 0 || way * (n - list[at - 1]) >= 0);
    check("analysts: a column sorts both ways", sorted(up, 1) && sorted(down, -1) ? [] : ["not in order"]);
    check("analysts: sorting keeps all rows", (await said()) === `${all} of ${all} findings` && up.length === down.length ? [] : ["rows got lost"]);
    // Any row can be asked for, also while a filter hides it, also from outside, also twice.
    const last = ids[ids.length - 1];
    await page.fill("#filter", "no such word anywhere");
    await page.evaluate((id) => { location.hash = id; }, last);
    const inView = (id) => page.locator(`#${id}`).evaluate((row) => {
      const box = row.getBoundingClientRect();
      return row.classList.contains("here") && box.bottom > 0 && box.top < innerHeight;
    });
    await page.waitForSelector(`#${last}.here`);
    check("analysts: a link shows a row that a filter hid", (await inView(last)) ? [] : [last]);
    check("analysts: nothing on the console after use", heard.console);
    const far = ids[Math.floor(ids.length / 2)];
    await page.goto("about:blank");
    await page.goto(`${pathToFileURL(file).href}#${far}`);
    await page.waitForSelector(`#${far}.here`);
    check("analysts: the address of a row opens at the row", (await inView(far)) ? [] : [far]);
  });
}

/** Numbers stand on the right in figures of equal width, words on the left; heads of long tables stay in sight. */
async function checkTables(context, file) {
  await opened(context, file, async (page) => {
    const faults = await page.evaluate(() => {
      const found = [];
      const plain = /^[+−–]?[0-9][0-9.,]*( %)?$/;
      for (const cell of document.querySelectorAll("main tbody td")) {
        if (cell.getBoundingClientRect().width === 0) continue;
        const style = getComputedStyle(cell);
        const text = cell.textContent.trim();
        const column = [...cell.closest("tbody").rows].map((r) => r.cells[cell.cellIndex]?.textContent.trim()).filter(Boolean);
        if (column.length > 0 && column.every((t) => plain.test(t)) && text !== "") {
          if (style.textAlign !== "right") found.push(`“${text}” is not on the right`);
          if (!style.fontVariantNumeric.includes("tabular-nums")) found.push(`“${text}” has no tabular figures`);
        } else if (/^[A-Za-z]/.test(text) && style.textAlign === "right") found.push(`“${text.slice(0, 40)}” is on the right`);
      }
      for (const head of document.querySelectorAll(".tall thead th")) {
        if (getComputedStyle(head).position !== "sticky") found.push(`the head “${head.textContent}” does not stay`);
      }
      return found;
    });
    check("analysts: numbers on the right, words on the left, heads stay", faults);
    const contents = await page.locator("ol.contents a").evaluateAll((list) => list.map((a) => a.getAttribute("href")));
    const sections = await page.locator("main > section").evaluateAll((list) => list.map((s) => `#${s.getAttribute("aria-labelledby")}`));
    check("analysts: the contents name every section, in order", contents.join() === sections.join() ? [] : [contents.join(" "), sections.join(" ")]);
    const backs = await page.locator("main > section > p.back a[href='#main']").count();
    check("analysts: every section leads back", backs === sections.length ? [] : [`${backs} of ${sections.length}`]);
  });
}

/** The page of a large portfolio must show something at once. */
async function checkSpeed(context, file) {
  await opened(context, file, async (page) => {
    const first = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
    await page.waitForFunction(first);
    const paint = await page.evaluate(first);
    check("analysts: seen within a second", paint < 1000 ? [] : [`${paint.toFixed(0)} ms`]);
  });
}

/** A link from another page must show its row even when a filter hides it. */
async function checkArrival(context, files) {
  const leaders = files.find(([name]) => name === "leaders");
  if (!leaders || !files.some(([name]) => name === "analysts")) return;
  await opened(context, leaders[1], async (page) => {
    const link = page.locator("main a[href^='analysts.html#']").first();
    if ((await link.count()) === 0) return;
    const id = (await link.getAttribute("href")).split("#")[1];
    await link.click();
    await page.waitForSelector(`#${id}.here`);
    const seen = await page.locator(`#${id}`).evaluate((row) => {
      const box = row.getBoundingClientRect();
      return box.bottom > 0 && box.top < innerHeight;
    });
    check("leaders: a figure leads to its row", seen ? [] : [`${id} is not in view`]);
  });
}

async function checkCopying(context, file) {
  await opened(context, file, async (page, heard) => {
    const buttons = await page.locator("button.copy").all();
    const faults = [];
    for (const button of buttons) {
      const from = await button.getAttribute("data-from");
      const parts = [];
      for (const id of from.split(" ")) parts.push((await page.locator(`#${id}`).innerText()).trim());
      const wanted = parts.join("\n\n");
      const label = await button.innerText();
      await button.click();
      await button.evaluate((b) => new Promise((done) => {
        const look = () => (b.textContent === "Copied" || b.textContent.startsWith("Press") ? done() : setTimeout(look, 20));
        look();
      }));
      const got = (await page.evaluate(() => navigator.clipboard.readText())).trim();
      const plain = (text) => text.replace(/\s+/g, " ");
      if ((await button.innerText()) !== "Copied") faults.push(`${from}: the button does not say so`);
      if (plain(got) !== plain(wanted)) faults.push(`${from}: the clipboard holds “${got.slice(0, 60)}”`);
      if (label === "Copied") faults.push(`${from}: two buttons at once`);
    }
    check(`recruiters: ${buttons.length} copy buttons work`, faults);
    const claims = await page.locator("blockquote").count();
    check("recruiters: every statement has a copy button", claims <= buttons.length ? [] : [`${buttons.length} for ${claims}`]);
    // What is copied holds what makes it fair: a text its footnote, a quote what the data say.
    const unfair = [];
    for (const block of await page.locator(".block").all()) {
      const id = await block.getAttribute("id");
      if ((await page.locator(`button.copy[data-from="${id}"]`).count()) !== 1) unfair.push(`${id}: no copy button`);
      if (!(await block.innerText()).includes("Method:")) unfair.push(`${id}: no footnote`);
    }
    for (const pair of await page.locator(".beside").all()) {
      const says = await pair.locator(".says [id]").first().getAttribute("id", { timeout: 100 }).catch(() => null);
      for (const voice of await pair.locator("blockquote button.copy").all()) {
        const from = (await voice.getAttribute("data-from")).split(" ");
        if (says && !from.includes(says)) unfair.push(`${from}: copied without what the data say`);
      }
    }
    check("recruiters: what is copied carries its footnote or its number", unfair);
    check("recruiters: nothing on the console after use", heard.console);
  });
}

/** Every statement has its card, and what is offered for download is there; a card is a PNG of 1200 x 627. */
async function checkDownloads(context, directory, file) {
  await opened(context, file, async (page) => {
    const paths = await page.locator("a[download]").evaluateAll((list) => list.map((a) => a.getAttribute("href")));
    const faults = [];
    for (const path of new Set(paths)) {
      if (!existsSync(join(directory, path))) {
        faults.push(`${path}: no such file`);
        continue;
      }
      if (!path.startsWith("cards/")) continue;
      const bytes = readFileSync(join(directory, path));
      const size = bytes.toString("latin1", 1, 4) === "PNG" ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] : [];
      if (size.join() !== "1200,627") faults.push(`${path}: ${size.join(" x ") || "no PNG"}`);
    }
    const claims = await page.locator("blockquote:not(.voice)").count();
    const cards = await page.locator("blockquote a.card-link").count();
    if (cards !== claims) faults.push(`${cards} cards for ${claims} statements`);
    const listed = await page.locator(".files a").evaluateAll((list) => list.map((a) => a.getAttribute("href")));
    for (const card of existsSync(join(directory, "cards")) ? readdirSync(join(directory, "cards")) : []) {
      if (!listed.includes(`cards/${card}`)) faults.push(`cards/${card} is not listed`);
    }
    check("recruiters: cards and downloads are there", faults);
  });
}

async function checkDirectory(browser, directory) {
  const files = ["index", ...AUDIENCES]
    .map((name) => [name, join(directory, `${name}.html`)])
    .filter(([, file]) => existsSync(file));
  const written = readdirSync(directory).filter((f) => f.endsWith(".html"));
  check("index.html and a page for an audience", files.length >= 2 && files[0][0] === "index" ? [] : [written.join(", ")]);
  if (files.length === 0) return;
  await checkLook(browser, files);
  await checkThemes(browser, files);
  await checkWithoutScripts(browser, files);
  await checkAccessibility(browser, files, check);
  await checkPrint(browser, files, check);
  await checkZoom(browser, files, check);
  await checkMotion(browser, files, check);
  await checkFocus(browser, files, check);
  // Without motion, a jump is over as soon as it began.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await checkLinks(context, directory, files);
  for (const [name, file] of files) {
    if (name === "analysts") {
      await checkFilter(context, file);
      await checkTables(context, file);
      await checkSpeed(context, file);
    }
    if (name === "recruiters") {
      await checkCopying(context, file);
      await checkDownloads(context, directory, file);
    }
  }
  await checkArrival(context, files);
  await context.close();
}

const directories = process.argv.slice(2).map((d) => resolve(d));
if (directories.length === 0) {
  console.error(`usage: node ${basename(fileURLToPath(import.meta.url))} OUTPUT_DIRECTORY...`);
  process.exit(2);
}
const browser = await chromium.launch(BROWSER);
try {
  for (const directory of directories) {
    const before = [passed, failed];
    await checkDirectory(browser, directory);
    console.log(`${basename(directory)}: ${passed - before[0]} passed, ${failed - before[1]} failed`);
  }
} finally {
  await browser.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
