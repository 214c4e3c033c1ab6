// A page in Debian's chromium, without WebGL, that remembers its errors and whom it asked; and checks
// that count. Shared by the tests of the web map.
import { chromium } from 'playwright-core';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({
  executablePath: process.env.LTP_CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-3d-apis'],
});
let failed = 0;
const pages = [];

export function check(what, holds, detail = '') {
  console.log(`${holds ? 'PASS' : 'FAIL'}  ${what}  ${detail}`);
  if (!holds) failed++;
}

export const same = (what, got, wanted) => check(what, JSON.stringify(got) === JSON.stringify(wanted),
  JSON.stringify(got) === JSON.stringify(wanted) ? '' : `${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`);

export async function open(url, options = {}) {
  const { before, strict, ...rest } = options;
  const context = await browser.newContext({ bypassCSP: !strict, locale: 'fr-FR', viewport: { width: 1280, height: 900 }, ...rest });
  const page = await context.newPage();
  const origin = new URL(url).origin;
  page.faults = [];
  page.foreign = [];
  page.on('console', m => ['error', 'warning'].includes(m.type()) && page.faults.push(m.text()));
  page.on('pageerror', e => page.faults.push(e.message));
  page.on('request', r => !r.url().startsWith(origin + '/') && !/^(blob|data):/.test(r.url()) && page.foreign.push(r.url()));
  if (before) await page.addInitScript(before);
  await page.goto(url);
  await ready(page);
  pages.push(page);
  return page;
}

// The page says when all is drawn; asked without eval, which the page's own rules forbid.
export async function ready(page) {
  for (let i = 0; i < 600; i++) {
    if (await page.evaluate(() => window.ready === true)) return;
    await new Promise(done => setTimeout(done, 50));
  }
  throw new Error('the page is not ready: ' + page.faults.join('; '));
}

// What comes by itself a moment later: asked again until it holds, five seconds at most.
export async function soon(holds) {
  for (let i = 0; i < 100 && !(await holds()); i++) await new Promise(done => setTimeout(done, 50));
}

export async function serious(page) {
  await page.addScriptTag({ content: axe });
  const found = await page.evaluate(() => window.axe.run());
  return found.violations.filter(v => ['serious', 'critical'].includes(v.impact))
    .map(v => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`);
}

// How many pixels of the map have each colour. It is copied first: the page's own canvas is never read.
export const colours = page => page.evaluate(() => {
  const from = document.querySelector('#map canvas'), copy = document.createElement('canvas'), seen = {};
  copy.width = from.width;
  copy.height = from.height;
  const context = copy.getContext('2d', { willReadFrequently: true });
  context.drawImage(from, 0, 0);
  const pixels = context.getImageData(0, 0, copy.width, copy.height).data;
  for (let i = 0; i < pixels.length; i += 4) {
    const key = '#' + [0, 1, 2].map(k => pixels[i + k].toString(16).padStart(2, '0')).join('').toUpperCase();
    seen[key] = (seen[key] || 0) + 1;
  }
  return seen;
});

export async function keep(page, selector) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(selector)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

// Chooses as a person does, and says how long the page took until the first new rows stand there, by its own clock.
export async function choose(page, id, value) {
  const took = await first(page, id, value);
  await ready(page);
  return took;
}
const first = (page, id, value) => page.evaluate(([id, value]) => new Promise(done => {
  const begin = performance.now(), select = document.getElementById(id), body = document.querySelector('#table tbody');
  const row = body.firstChild;
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  (function look() {
    if (body.firstChild && body.firstChild !== row) requestAnimationFrame(() => done(Math.round(performance.now() - begin)));
    else setTimeout(look, 2);
  })();
}), [id, value]);

export const count = page => page.locator('#table tbody tr').count();
export const status = page => page.locator('#status').textContent();
export const column = (page, n) => page.evaluate(k =>
  [].map.call(document.querySelectorAll('#table tbody tr'), row => row.cells[k - 1].textContent), n);

export async function end() {
  for (const page of pages) {
    same('no error and no warning on the console', page.faults, []);
    same('no request to another host', page.foreign, []);
  }
  await browser.close();
  console.log(`${failed} failed`);
  process.exit(failed ? 1 : 0);
}
