// The scripts of the page are ES5, as old browsers read: scripts.mjs FILE...
import { parse } from 'acorn';
import { readFileSync } from 'node:fs';

let failed = 0;
for (const file of process.argv.slice(2))
  try {
    parse(readFileSync(file, 'utf8'), { ecmaVersion: 5, sourceType: 'script' });
  } catch (error) {
    console.log(`FAIL  ${file}: ${error.message}`);
    failed++;
  }
process.exit(failed ? 1 : 0);
