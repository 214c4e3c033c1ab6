// The web map in a real browser: map.mjs URL SCREENSHOTS (npm playwright-core and axe-core, Debian's chromium)
import { chromium } from 'playwright-core';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const [url, shots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-3d-apis'] });
let failed = 0;
const check = (what, holds, detail = '') => {
  console.log(`${holds ? 'PASS' : 'FAIL'}  ${what}  ${detail}`);
  if (!holds) failed++;
};

async function open(path, options) {
  const context = await browser.newContext({ bypassCSP: true, locale: 'fr-FR', ...options });
  const page = await context.newPage();
  page.faults = [];
  page.foreign = [];
  page.on('console', m => m.type() === 'error' && page.faults.push(m.text()));
  page.on('pageerror', e => page.faults.push(e.message));
  page.on('request', r => !r.url().startsWith(url) && !/^(blob|data):/.test(r.url()) && page.foreign.push(r.url()));
  await page.goto(url + path);
  await page.waitForFunction(() => window.ready === true);
  return page;
}
const rows = page => page.locator('#table tbody tr').count();
const status = page => page.locator('#status').textContent();

const page = await open('/', { viewport: { width: 1280, height: 900 }, bypassCSP: false });
check('the page loads with its rows', await rows(page) > 100, await status(page));
check('French accents', (await page.locator('h1').textContent()).includes('propriété'));
await page.screenshot({ path: `${shots}/map.png`, fullPage: false });
const all = await rows(page);
await page.selectOption('#within', { index: 3 });
await page.waitForFunction(n => document.querySelectorAll('#table tbody tr').length < n, all);
check('a region leaves fewer rows', await rows(page) > 0 && await rows(page) < all, await status(page));
check('the address keeps the filter', page.url().includes('within='));
await page.locator('#table thead button').nth(2).click();
check('a column sorts, and says so', await page.locator('#table th[aria-sort=descending]').count() === 1);
await page.locator('#table tbody button').first().focus();
await page.keyboard.press('Enter');
await page.waitForSelector('#unit:not([hidden])');
check('the keyboard opens a commune', (await page.locator('#unit h3').count()) === 3, await page.locator('#unitname').textContent());
await page.screenshot({ path: `${shots}/unit.png`, fullPage: true });
const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#csv').click()]);
check('the table downloads', (await download.path()) !== null, download.suggestedFilename());
const again = await open(new URL(page.url()).pathname + new URL(page.url()).search, {});
check('the address opens the same view', await rows(again) === await rows(page) && await again.locator('#unit:not([hidden])').count() === 1);
const english = await open('/?lang=en', {});
check('English', (await english.locator('h1').textContent()).startsWith('Housing') && await english.locator('html').getAttribute('lang') === 'en');
const phone = await open('/', { viewport: { width: 375, height: 740 } });
check('a phone needs no sideways scrolling', await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
await phone.screenshot({ path: `${shots}/phone.png` });
const read = await open('/?lang=fr', {});
await read.addScriptTag({ content: axe });
const found = await read.evaluate(() => window.axe.run());
const serious = found.violations.filter(v => ['serious', 'critical'].includes(v.impact));
check('axe finds nothing serious', serious.length === 0, serious.map(v => v.id + ' ' + v.nodes[0].html.slice(0, 120)).join('; '));
for (const p of [page, again, english, phone, read]) {
  check('no error on the console', p.faults.length === 0, p.faults.join('; '));
  check('no request to another host', p.foreign.length === 0, p.foreign.join(' '));
}
await browser.close();
console.log(`${failed} failed`);
process.exit(failed ? 1 : 0);
