// Opens pages in a real browser, in light and dark, on a desk and on a phone, and says what holds of each. Nothing is
// loaded from anywhere: the browser resolves no host. Exit status 1 when something does not hold, 2 for a wrong call.

import { readFile, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { USAGE, options } from './options.mjs';

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];
const SCREENS = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

let wanted;
try {
  wanted = options(process.argv.slice(2));
} catch (error) {
  console.error(`${error.message}\n${USAGE}`);
  process.exit(2);
}

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const count = { passed: 0, failed: 0 };

/** What holds in one place, and what is wrong with it: told when all of it is known. */
class Told {
  lines = [];

  constructor(where) {
    this.where = where;
  }

  say(what, wrong) {
    const holds = wrong.length === 0;
    count[holds ? 'passed' : 'failed'] += 1;
    const told = holds ? '' : `\n       ${wrong.join('\n       ')}`;
    this.lines.push(`${holds ? 'ok    ' : 'FAILED'} ${this.where}: ${what}${told}`);
  }
}

/** What overflows to the side, with everything unfolded or not. */
function sideways() {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > root.clientWidth);
  const names = wide.slice(0, 3).map((one) => `<${one.localName} class="${one.getAttribute('class') ?? ''}">`);
  return [`${root.scrollWidth} wide on ${root.clientWidth}: ${names.join(', ')}`];
}

/** What could run, or be loaded, whether or not it was. */
function foreignParts() {
  const found = [];
  for (const one of document.querySelectorAll('*')) {
    if (['script', 'iframe', 'object', 'embed', 'link', 'base', 'form'].includes(one.localName)) found.push(`<${one.localName}>`);
    for (const { name } of one.attributes) {
      if (name.startsWith('on') || ['src', 'srcset', 'href', 'xlink:href', 'style'].includes(name)) found.push(`<${one.localName} ${name}>`);
    }
  }
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? '';
  if (!policy.startsWith("default-src 'none';")) found.push(`policy: ${policy || 'none'}`);
  if (policy.includes('unsafe')) found.push(`policy: ${policy}`);
  return found;
}

function unfold() {
  for (const one of document.querySelectorAll('details')) one.open = true;
}

async function look(browser, url, told, context, name) {
  const page = await (await browser.newContext(context)).newPage();
  const heard = { console: [], requests: [], dialogs: [] };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) heard.console.push(message.text());
  });
  page.on('pageerror', (error) => heard.console.push(String(error)));
  page.on('request', (request) => {
    if (request.url() !== url) heard.requests.push(request.url());
  });
  page.on('dialog', async (dialog) => {
    heard.dialogs.push(`${dialog.type()}: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForTimeout(100);
  if (wanted.shots) await page.screenshot({ path: join(wanted.shots, `${name}.png`), fullPage: true });
  const text = await page.evaluate(() => document.body.innerText);
  const narrow = await page.evaluate(sideways);
  await page.evaluate(unfold);
  const unfolded = await page.evaluate(sideways);
  told.say('no sideways scrolling', [...narrow, ...unfolded]);
  told.say('the console is quiet', heard.console);
  told.say('nothing is requested but the page', heard.requests);
  told.say('no dialog is opened', heard.dialogs);
  told.say('nothing in it runs or loads', await page.evaluate(foreignParts));
  told.say('there is something to read', text.trim().length > 20 ? [] : [`only: ${text}`]);
  for (const words of wanted.texts) {
    told.say(`${JSON.stringify(words)} is readable`, text.includes(words) ? [] : ['it is not']);
  }
  await page.context().close();
}

/** The rules of the library for accessible pages; only it needs the policy out of the way. */
async function access(browser, url, told, context) {
  const page = await (await browser.newContext({ ...context, bypassCSP: true })).newPage();
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate(unfold);
  await page.evaluate(axe);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags } }), RULES);
  const wrong = found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length}, such as ${nodes[0]?.target}`);
  told.say(`accessible by ${found.passes.length} rules`, found.passes.length > 10 ? wrong : ['hardly a rule was tried', ...wrong]);
  await page.context().close();
}

async function print(browser, url, told, file) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url, { waitUntil: 'load' });
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  if (wanted.shots) await writeFile(join(wanted.shots, `${file}.pdf`), pdf);
  const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0;
  const fits = sheets >= 1 && (wanted.pages === null || sheets <= wanted.pages);
  told.say(`printed on ${sheets} of A4`, fits ? [] : [`${wanted.pages} would be enough`]);
  await page.context().close();
}

if (wanted.shots) await mkdir(wanted.shots, { recursive: true });
// An empty profile is made for each launch, and gone with it.
const browser = await chromium.launch({ executablePath: BROWSER, headless: true, args: FLAGS });
try {
  for (const path of wanted.files) {
    const [url, file] = [pathToFileURL(resolve(path)).href, basename(path)];
    const places = ['light', 'dark'].flatMap((colorScheme) => SCREENS.map((viewport) => ({ colorScheme, viewport })));
    const all = places.map(async (context) => {
      const { colorScheme, viewport } = context;
      const told = new Told(`${file}, ${colorScheme}, ${viewport.width}x${viewport.height}`);
      await look(browser, url, told, context, `${file.replace(/\.html$/, '')}-${colorScheme}-${viewport.width}`);
      await access(browser, url, told, context);
      return told;
    });
    const told = await Promise.all(all);
    const onPaper = new Told(file);
    await print(browser, url, onPaper, file);
    for (const { lines } of [...told, onPaper]) console.log(lines.join('\n'));
  }
} finally {
  await browser.close();
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;
