// The web map on the demonstration store of Mali: map.mjs URL FOLDER-FOR-PICTURES
import { check, choose, colours, column, count, end, keep, open, ready, same, serious, soon, status } from './page.mjs';

const [url, shots] = process.argv.slice(2);
const api = async path => (await fetch(url + path)).json();

/* ---- load ---- */

const page = await open(url + '/?lang=fr', { strict: true });
const gaps = await api('/api/gaps?f=json&lang=fr');
gaps.rows.forEach(row => { row.withheld = row.withheld || []; });
same('the page has a row for each unit', await count(page), gaps.rows.length);
same('the ranking is that of the analysis', (await column(page, 2)).slice(0, 40), gaps.rows.slice(0, 40).map(r => r.name));
check('French accents', (await page.textContent('h1')).includes('propriété') && (await page.textContent('#legend')).includes('élevée'));
const legend = (await page.textContent('#legend')).match(/\((\d+)\)/g).map(t => Number(t.slice(1, -1)));
const hatched = (await page.textContent('#legend')).includes('hachures');
same('the classes of the legend add up to the units', legend.slice(0, hatched ? -1 : undefined).reduce((a, b) => a + b), gaps.rows.length);
await page.screenshot({ path: `${shots}/map.png` });

/* What the canvas shows at the middle of a unit is the colour of its class. */
const painted = await colours(page);
for (const theme of gaps.themes.slice(0, 1))
  for (const [i, found] of theme.classes.entries())
    if (!found.hatch && gaps.rows.filter(r => r.classes[0] === i).length > 5)
      check(`the map has the colour of « ${found.label} »`, painted[found.colour.toUpperCase()] > 50);

/* ---- themes ---- */

for (const theme of gaps.themes) {
  await page.selectOption('#theme', theme.field);
  same(`the map of ${theme.field} has its title`, await page.textContent('#maptitle'), theme.title);
  const marks = await page.locator('#legend li').allTextContents();
  check('its classes have a number each', marks.length > 1 && marks.every(m => /\(\d[\d\u202f]*\)$/.test(m)), marks.join(' | '));
}
await page.selectOption('#theme', 'n_actors');
check('no actor is not the same as not known', (await page.textContent('#legend')).includes('hachures : acteur signalé plus haut'));
await page.screenshot({ path: `${shots}/presence.png` });
await page.selectOption('#theme', 'priority');

/* ---- filters ---- */

const took = { region: await choose(page, 'within', 'ML05') };
const mopti = await api('/api/gaps?f=json&within=ML05');
same('a region leaves the rows that the service has for it', await column(page, 2), mopti.rows.map(r => r.name));
check('what is not chosen is another grey than any class, and in the legend', (await colours(page))['#E9E9E3'] > 1000 && (await page.textContent('#legend')).includes('hors de la sélection'));
same('in the same figures', (await column(page, 5)).map(t => t.replace(/\D/g, '')), mopti.rows.map(r => String(r.n_actors)));
check('the address keeps the filter', page.url().includes('within=ML05'));
took.theme = await choose(page, 'subject', 'ltp');
const ltp = await api('/api/gaps?f=json&within=ML05&theme=ltp');
same('a theme counts anew', (await column(page, 5)).map(t => t.replace(/\D/g, '')), ltp.rows.map(r => String(r.n_actors)));
took.sector = await choose(page, 'sector', 'protection');
took.actor = await choose(page, 'org', 'EX19');
took.map = await choose(page, 'theme', 'severity');
console.log('      milliseconds until the new rows stand there:', JSON.stringify(took));
await choose(page, 'theme', 'priority');
await page.fill('#from', '2020-01-01');
await page.fill('#to', '2020-03-31');
await page.locator('#to').blur();
await soon(async () => (await status(page)).includes('du 01/01/2020'));
await ready(page);
check('the period stands in the status', (await status(page)).includes('du 01/01/2020 au 31/03/2020'), await status(page));
await page.fill('#to', '2019-03-31');
await soon(async () => (await page.locator('#status.failed').count()) === 1);
check('choices that have no answer leave no older figures standing', await page.locator('#table').isHidden() && await page.locator('#map').isHidden());
page.faults.length = 0; /* the browser notes each answer 400 */
await page.goBack();
await ready(page);
check('then all is as before', await page.locator('#table').isVisible());
await page.goBack();
await ready(page);
check('the way back takes a filter away', !page.url().includes('to=2020-03-31'), page.url());
await page.click('#reset');
await ready(page);
same('all is shown again', await count(page), gaps.rows.length);

/* Three choices at once, as with the arrow keys in a list: the last one stands, and the page is not stuck. */
await page.evaluate(() => ['EX01', 'EX04', 'EX19'].forEach(value => {
  const select = document.getElementById('org');
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}));
await ready(page);
const last = await api('/api/gaps?f=json&org=EX19');
same('of many choices the last stands', (await column(page, 5)).map(t => t.replace(/\D/g, '')), last.rows.map(r => String(r.n_actors)));
await choose(page, 'org', '');

/* ---- who works and who pays ---- */

const listed = id => page.locator(`#${id} option`).allTextContents();
check('donors are not among the actors', !(await listed('org')).some(t => /ECHO|CERF/.test(t)) && (await listed('org')).some(t => t.startsWith('EX19')));
check('they have a list of their own', (await listed('donor')).includes('ECHO') && !(await listed('donor')).some(t => t.startsWith('EX19')), String(await listed('donor')));
await choose(page, 'donor', 'ECHO');
const funded = await api('/api/gaps?f=json&donor=ECHO');
same('a donor filters as the service does', (await column(page, 5)).map(t => t.replace(/\D/g, '')), funded.rows.map(r => String(r.n_actors)));
await choose(page, 'donor', '');

/* ---- displacement, and what is withheld ---- */

await page.selectOption('#theme', 'displacement');
await ready(page);
const circles = (await page.locator('#legend li').allTextContents()).slice(0, 4).map(t => Number((/\((\d+)\)$/.exec(t) || [0, 0])[1]));
const displaced = [r => r.idps > 0, r => r.idps === 0, r => r.idps === null && !r.withheld.includes('idps'), r => r.withheld.includes('idps')]
  .map(kind => gaps.rows.filter(kind).length).filter((n, i) => n || i < 2);
same('displaced, none, not known and withheld are apart, and add up', circles.slice(0, displaced.length), displaced);
const drawn = await colours(page);
check('half circles are drawn', drawn['#D9782D'] > 300 && drawn['#2B5C8A'] > 300);
same('the table has the figures of the map', (await column(page, 5)).slice(0, 30).map(t => t.replace(/\D/g, '')), gaps.rows.slice(0, 30).map(r => r.idps === null ? '' : String(r.idps)));
await page.screenshot({ path: `${shots}/displacement.png` });
await page.selectOption('#theme', 'priority');
await ready(page);
const kinds = await page.evaluate(() => [].map.call(document.querySelectorAll('#table tbody tr'), row => [row.dataset.pcode, row.cells[3].textContent, row.cells[8].textContent]));
const wordOf = (row, name) => row[name] !== null ? null : row.withheld.includes(name) ? 'masqué' : name === 'coverage_need' && row.pin === 0 ? 'sans objet' : 'non connu';
const wrong = kinds.filter(([pcode, priority, covered]) => {
  const row = gaps.rows.find(r => r.pcode === pcode), said = [wordOf(row, 'priority'), wordOf(row, 'coverage_need')];
  return (said[0] && priority !== said[0]) || (said[1] && covered !== said[1]);
});
same('what has no figure says why', wrong.slice(0, 3), []);
check('withheld, not known, without object and zero are four words', ['masqué', 'non connu', 'sans objet'].every(word => kinds.some(row => row.includes(word))) && kinds.some(row => /^0/.test(row[2])));

/* ---- table ---- */

await page.click('#table thead button[data-column=pin]');
await ready(page);
same('a column sorts, and says so', await page.getAttribute('#table th[aria-sort]', 'aria-sort'), 'descending');
const pins = (await column(page, 6)).map(t => t.replace(/\D/g, ''));
const known = pins.filter(Boolean).map(Number);
check('from the largest down', known.every((v, i) => i === 0 || v <= known[i - 1]));
check('what is not known comes last', pins.slice(0, known.length).every(Boolean) && pins.slice(known.length).every(t => !t));
await page.keyboard.press('Enter');
await ready(page);
same('the keyboard turns it round', await page.getAttribute('#table th[aria-sort]', 'aria-sort'), 'ascending');
await page.keyboard.press('Enter');
await ready(page);
same('and gives the ranking back', await page.locator('#table th[aria-sort]').count(), 0);

/* ---- the keyboard in the table and on the map ---- */

const focused = () => page.evaluate(() => { const row = document.activeElement.closest('tr'); return row ? row.sectionRowIndex : document.activeElement.id || document.activeElement.nodeName; });
await page.focus('#table tbody tr:nth-child(1) button');
await page.keyboard.press('ArrowDown');
await page.keyboard.press('ArrowDown');
same('arrows go from row to row', await focused(), 2);
await page.keyboard.press('End');
same('the last is one key away', await focused(), gaps.rows.length - 1);
await page.keyboard.press('Home');
await page.keyboard.press('Shift+Tab');
await page.keyboard.press('Tab');
same('the rows are one stop of the tab key', await focused(), 0);
await page.focus('#reset');
for (const stop of ['map', 'Agrandir', 'Réduire']) {
  await page.keyboard.press('Tab');
  same(`who comes to ${stop} by keyboard sees it`, await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'solid');
}

/* ---- one commune ---- */

await page.fill('#search', 'bandiagra');
check('a slip is forgiven', /^Bandiagara/.test(await page.locator('#found li').first().textContent()), await page.locator('#found li').first().textContent());
await page.fill('#search', 'SEGOU');
check('accents need not be typed', (await page.locator('#found li').first().textContent()).startsWith('Ségou'));
check('what kind of place it is, is said', (await page.locator('#found li').allTextContents()).some(t => t.includes('cercle')));

await page.fill('#search', 'mopti ML050609');
await page.keyboard.press('ArrowDown');
check('the search is a list that a screen reader follows', (await page.getAttribute('#search', 'aria-activedescendant')) === 'found0');
await page.keyboard.press('Enter');
await page.waitForSelector('#unit:not([hidden])');
check('a place is found, and who does what there is told', (await page.textContent('#unitname')).includes('ML050609'));
check('with the keyboard in it', await page.evaluate(() => document.activeElement.id === 'unit'));
const told = await api('/api/explain/ML050609?f=json');
const direct = new Set(told.lines.filter(l => l.place === 'here' && l.counted === 'active').map(l => l.org_acronym));
same('the rows that count are those behind the figure', direct.size, gaps.rows.find(r => r.pcode === 'ML050609').n_actors);
const counting = told.lines.filter(l => ['active', 'inherited', 'planned'].includes(l.counted)).length;
check('each has its row', (await page.textContent('#unit h3')).includes(`(${counting})`), await page.textContent('#unit h3'));
const covered = (await api('/api/studies?f=json&properties=pcodes')).rows.map(r => (r.pcodes || '').split(/[;,]\s*/));
const above = covered.filter(codes => !codes.includes('ML050609') && codes.some(code => code && 'ML050609'.startsWith(code))).length;
check('studies of the région and of the country are told too', above > 0 && (await page.locator('#unit h3').allTextContents()).includes(`Études des unités supérieures (${above})`), String(await page.locator('#unit h3').allTextContents()));
await page.screenshot({ path: `${shots}/unit.png`, fullPage: true });
await page.waitForTimeout(300); /* the map moves to the unit, and the address with it */
const again = await open(page.url());
await again.waitForSelector('#unit:not([hidden])');
await soon(() => again.url() === page.url());
check('the address opens the same view', (await again.textContent('#unitname')).includes('ML050609') && again.url() === page.url(), `${again.url()} ${page.url()}`);
await page.keyboard.press('Escape');
check('escape closes it', await page.locator('#unit').isHidden());
await page.locator('#table tbody tr').nth(3).locator('button').focus();
await page.keyboard.press('Enter');
await page.waitForSelector('#unit:not([hidden])');
await page.focus('#map');
await page.keyboard.press('Escape');
check('escape closes it from anywhere', await page.locator('#unit').isHidden());
await page.locator('#table tbody tr').nth(3).locator('button').focus();
await page.keyboard.press('Enter');
await page.waitForSelector('#unit:not([hidden])');
check('the keyboard opens a commune of the ranking', (await page.textContent('#unitname')).startsWith(gaps.rows[3].name));
await page.click('#close');
check('closing goes back to where one was', await page.evaluate(() => document.activeElement.dataset.unit) === gaps.rows[3].pcode);
const middle = await page.locator('#map').boundingBox();
await page.mouse.click(middle.x + middle.width * 0.55, middle.y + middle.height * 0.3);
await page.waitForSelector('#unit:not([hidden])');
check('a click on the map opens a commune', /ML\d{6}/.test(await page.textContent('#unitname')), await page.textContent('#unitname'));
await page.fill('#search', 'exemple 19');
await page.locator('#found li').first().click();
await page.waitForTimeout(300);
await ready(page);
same('an organisation is found, and filters', await page.inputValue('#org'), 'EX19');
await page.fill('#search', 'zzzz');
check('what is not there is said', (await page.textContent('#found')).includes('Rien ne correspond'));
await page.fill('#search', '');

/* ---- months ---- */

await page.click('#reset');
await ready(page);
await page.waitForSelector('#series svg');
const series = await api('/api/series?f=json');
const bars = () => page.locator('#series tbody td:nth-child(2)').allTextContents();
await soon(async () => JSON.stringify(await bars()) === JSON.stringify(series.rows.map(r => String(r.n_units_covered))));
same('the chart has a bar a month', await page.locator('#series svg rect').count(), series.rows.length);
await page.click('#series summary');
same('and says the same as a table', await bars(), series.rows.map(r => String(r.n_units_covered)));

/* ---- files ---- */

await page.selectOption('#within', 'ML05');
await page.selectOption('#subject', 'ltp');
await page.waitForTimeout(300);
await ready(page);
const geojson = await keep(page, '[data-file=geojson]');
same('GeoJSON holds what is shown', JSON.parse(geojson.bytes).features.map(f => f.properties.name), await column(page, 2));
const workbook = await keep(page, '[data-file=xlsx]');
check('a workbook', workbook.name === 'ecarts.xlsx' && workbook.bytes.subarray(0, 2).toString() === 'PK');
const paper = await keep(page, '[data-file=pdf]');
check('a map to print', paper.name === 'carte_priority.pdf' && paper.bytes.subarray(0, 5).toString() === '%PDF-');
await page.click('#map a.leaflet-control-zoom-in');
await page.click('#map a.leaflet-control-zoom-in');
await page.waitForTimeout(500);
const [asked] = await Promise.all([page.waitForRequest(/api\/file\/pdf/), page.waitForEvent('download'), page.click('[data-file=pdf]')]);
const sent = new URL(asked.url()).searchParams, seen = (await page.evaluate(() => window.ltp.map.getBounds().toBBoxString())).split(',').map(Number);
check('of the part that the screen shows', sent.get('bbox').split(',').every((n, i) => Math.abs(n - seen[i]) < 0.001), `${sent.get('bbox')} ${seen}`);
same('with the filters of the page', ['within', 'theme', 'map', 'lang'].map(name => sent.get(name)), ['ML05', 'ltp', 'priority', 'fr']);

/* ---- paper, phone, languages, old browsers, screen readers ---- */

const printed = await open(url + '/?lang=fr&within=ML05');
await printed.evaluate(() => { window.print = () => { window.printed = document.body.className; }; });
await printed.click('#print');
await soon(() => printed.evaluate(() => window.printed));
same('the map takes the width of the paper', await printed.evaluate(() => window.printed), 'onpaper');
await printed.emulateMedia({ media: 'print' });
check('filters and buttons stay off the paper', await printed.locator('#filters').isHidden() && await printed.locator('#downloads').isHidden());
check('what is chosen stands on it', /Région\s: Mopti/.test(await status(printed)), await status(printed));
check('date, limits and access stand on it', /Données au .*limites 2021.*accès : public/.test(await printed.textContent('#stamps')), await printed.textContent('#stamps'));
await printed.evaluate(() => window.onbeforeprint());
await printed.waitForTimeout(300);
await printed.pdf({ path: `${shots}/print.pdf`, format: 'A4', printBackground: false });

const english = await open(url + '/?lang=en&unit=ML050609');
check('English', (await english.textContent('h1')).startsWith('Housing') && await english.getAttribute('html', 'lang') === 'en');
check('English all through', !/[éèàç]/.test((await english.textContent('#filters')).replace(/Région|Français/g, '').replace(await english.textContent('#org'), '').replace(await english.textContent('#within'), '')));
check('as the browser wishes when the address says nothing', await (await open(url + '/', { locale: 'en-GB' })).getAttribute('html', 'lang') === 'en');
await english.screenshot({ path: `${shots}/english.png`, fullPage: true });

const phone = await open(url + '/?lang=fr', { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
check('a phone needs no sideways scrolling', await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), String(await phone.evaluate(() => document.documentElement.scrollWidth)));
await phone.screenshot({ path: `${shots}/phone.png`, fullPage: false });
await phone.locator('#table tbody button').first().tap();
await phone.waitForSelector('#unit:not([hidden])');
check('nor with a commune open', await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
await phone.screenshot({ path: `${shots}/phone-unit.png`, fullPage: false });

const old = await open(url + '/?lang=fr', { before: () => {
  for (const name of ['fetch', 'URLSearchParams', 'Intl', 'IntersectionObserver', 'ResizeObserver', 'WebGLRenderingContext']) delete window[name];
  for (const [of, names] of [[Array.prototype, ['includes', 'find', 'findIndex', 'flat', 'at']], [Array, ['from', 'of']], [Object, ['entries', 'values', 'assign', 'fromEntries']],
    [String.prototype, ['includes', 'startsWith', 'endsWith', 'padStart', 'repeat', 'normalize', 'replaceAll']],
    [Element.prototype, ['append', 'prepend', 'replaceChildren', 'closest', 'remove', 'toggleAttribute']], [NodeList.prototype, ['forEach']]])
    for (const name of names) Object.defineProperty(of, name, { value: undefined, configurable: true, writable: true });
} });
same('an old browser shows the same rows', await column(old, 2), await column(await open(url + '/?lang=fr'), 2));

for (const view of ['?lang=fr', '?lang=en&unit=ML050609&map=n_actors', '?lang=fr&map=displacement&within=ML05&unit=ML050302'])
  same(`axe finds nothing serious (${view})`, await serious(await open(url + '/' + view)), []);
await end();
