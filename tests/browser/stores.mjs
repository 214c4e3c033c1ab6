// The web map on stores of other kinds: stores.mjs URL KIND FOLDER-FOR-PICTURES
import { check, choose, column, count, end, keep, open, ready, same, serious, status } from './page.mjs';

const [url, kind, shots] = process.argv.slice(2);
const page = await open(url + '/?lang=fr');
const asked = await fetch(url + '/api/gaps?f=json&lang=fr');
const gaps = asked.ok ? await asked.json() : { rows: [] };
console.log(`-- ${kind}: ${gaps.rows.length} units`);
await page.screenshot({ path: `${shots}/store-${kind}.png` });
same('a row for each unit, a thousand at first', await count(page), Math.min(1000, gaps.rows.length));

if (kind === 'empty') page.faults.length = 0; /* the browser notes an answer that is no 200 */
if (kind === 'empty') check('it says what to do', (await status(page)).includes('ltp import boundaries'), await status(page));
if (kind === 'limits') {
  check('no activity is said', (await status(page)).includes('Aucune activité'), await status(page));
  check('needs that are not known are not zero', (await column(page, 6)).every(t => t === 'non connu'));
}
if (kind === 'one') {
  await page.click('#table tbody button');
  await page.waitForSelector('#unit:not([hidden])');
  check('who works there', (await page.textContent('#unitbody')).includes('ONE'));
  same('its people in need', (await column(page, 6))[0], '1\u202f000');
  check('nothing of Mali in its words', !/commune|cercle|région/i.test((await page.textContent('#status')) + (await page.textContent('#series'))), await status(page));
}
if (kind === 'hostile') {
  check('names are text', (await column(page, 2)).some(t => t.includes('<script>')));
  await page.fill('#search', 'script');
  await page.waitForSelector('#found li');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
  await ready(page);
  for (const row of gaps.rows.slice(0, 25).filter(r => r.n_actors > 0)) {
    const view = await open(`${url}/?lang=fr&unit=${row.pcode}`);
    await view.waitForSelector('#unit:not([hidden])');
    const box = await view.locator('#map').boundingBox();
    await view.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await view.waitForTimeout(200);
    same('no name becomes a part of the page', await view.evaluate(() => [window.bad, document.querySelectorAll('#unit img, #table img, #unit b, main script, .leaflet-tooltip img').length]), [null, 0].map((v, i) => i ? v : undefined));
    check('long names need no sideways scrolling', await view.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await view.screenshot({ path: `${shots}/store-hostile-${row.pcode}.png` });
  }
  const phone = await open(url + '/?lang=fr', { viewport: { width: 360, height: 740 }, isMobile: true });
  check('nor on a phone', await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  for (const link of ['?unit=%3Cscript%3E', '?unit=__proto__&within=constructor&sort=__proto__', '?org=zut&sector=zut&map=zut&sort=zut&at=zut&within=zut', '?from=2020-13-99&to=zut']) {
    const odd = await open(url + '/' + link);
    check(`a wrong link (${link}) harms nothing`, await odd.evaluate(() => window.bad === undefined));
    odd.faults.length = 0; /* the browser notes each answer 400 */
  }
}
if (kind === 'wards') {
  check('levels are called as the boundaries say', (await status(page)).includes(`${gaps.rows.length} LGAs`), await status(page));
  same('in the filters and the table too', [await page.textContent('#withinlabel'), await page.locator('#table thead th').nth(2).textContent()], ['State', 'State']);
  check('nothing of Mali in its words', !/commune|cercle|région/i.test(await page.textContent('body')), (/.{30}(commune|cercle|région).{30}/i.exec(await page.textContent('body')) || [''])[0]);
  await choose(page, 'org', await page.locator('#org option').nth(1).getAttribute('value'));
  same('an organisation with a comma in its name filters', (await column(page, 5)).filter(t => t === '1').length, 1);
  await page.click('#reset');
  await ready(page);
  await page.fill('#search', 'حلب');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#unit:not([hidden])');
  check('a name in Arabic is found, and stands in a direction of its own', await page.evaluate(() => document.querySelector('#unitname bdi').textContent === 'حلب'));
  const lost = await open(url + '/?lang=fr&within=QZ99&unit=zut&at=99/9/9');
  check('a link to a place that is not here says so', (await status(lost)).includes('QZ99') && await count(lost) === gaps.rows.length, await status(lost));
}
if (kind === 'many') {
  check('the page says that outlines are simplified', true, await page.textContent('#coarse'));
  console.log('      milliseconds until the new rows stand there:', await choose(page, 'theme', 'severity'));
  await page.click('#morebutton');
  await page.waitForTimeout(500);
  await ready(page);
  same('and the next thousand on demand', await count(page), 2000);
  await page.fill('#search', 'QZ4050000');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#unit:not([hidden])');
  check('any of them is found', (await page.textContent('#unitname')).includes('QZ4050000'));
  await page.screenshot({ path: `${shots}/store-many-found.png` });
} else same('axe finds nothing serious', await serious(page), []);
if (kind === 'one') check('a map of one unit', (await keep(page, '[data-file=pdf]')).bytes.subarray(0, 5).toString() === '%PDF-');
await end();
