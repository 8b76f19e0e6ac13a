// Pages with one thing wrong each: the check has to find it, and has to find nothing on a page that is right.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHECK = fileURLToPath(new URL('check.mjs', import.meta.url));
const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none';">`;

function page({ policy = POLICY, head = '', body = '' }) {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">${policy}
<meta name="viewport" content="width=device-width, initial-scale=1"><title>A page</title>${head}</head>
<body><main><h1>A page to look at</h1><p>It has a few words in it.</p>${body}</main></body></html>`;
}

// What is wrong, the page, more words of the call, and the line that has to say so.
const CASES = [
  ['nothing', page({}), [], null],
  ['a script', page({ policy: '', body: '<script>document.title = "mine"</script>' }), [], 'nothing in it runs or loads'],
  ['a script that the policy stops', page({ body: '<script>alert(1)</script>' }), [], 'the console is quiet'],
  ['a script that asks', page({ policy: '', body: '<script>alert(1)</script>' }), [], 'no dialog is opened'],
  ['a handler', page({ policy: '', body: '<p onclick="alert(1)">words</p>' }), [], 'nothing in it runs or loads'],
  ['a picture from elsewhere', page({ policy: '', body: '<img alt="x" src="https://pictures.invalid/x.png">' }), [], 'nothing is requested but the page'],
  ['a picture that the policy stops', page({ body: '<img alt="x" src="https://pictures.invalid/x.png">' }), [], 'the console is quiet'],
  ['no policy', page({ policy: '' }), [], 'nothing in it runs or loads'],
  ['sideways', page({ policy: '', head: '<style>p { width: 2000px }</style>' }), [], 'no sideways scrolling'],
  ['sideways once unfolded', page({ policy: '', head: '<style>i { display: block; width: 2000px }</style>', body: '<details><summary>more</summary><i>wide</i></details>' }), [], 'no sideways scrolling'],
  ['grey on grey', page({ policy: '', head: '<style>p { color: #999; background: #aaa }</style>' }), [], 'accessible by'],
  ['an image without words', page({ body: '<svg role="img" width="9" height="9"></svg>' }), [], 'accessible by'],
  ['words that are missing', page({}), ['--text', 'never said'], '"never said" is readable'],
  ['too long', page({ body: '<p>line</p>'.repeat(200) }), ['--pages', '2'], 'printed on'],
];

function run(args) {
  return new Promise((done) => execFile(process.execPath, [CHECK, ...args], (error, stdout) => done({ code: error?.code ?? 0, stdout })));
}

const folder = await mkdtemp(join(tmpdir(), 'wrong-'));
let wrong = 0;
try {
  for (const [what, html, more, line] of CASES) {
    const file = join(folder, 'page.html');
    await writeFile(file, html);
    const { code, stdout } = await run([...more, file]);
    const failed = stdout.split('\n').filter((one) => one.startsWith('FAILED'));
    const holds = line === null ? code === 0 && failed.length === 0 : code === 1 && failed.some((one) => one.includes(line));
    if (!holds) wrong += 1;
    console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}: ${line === null ? 'nothing is found' : `found by "${line}"`}`);
    if (!holds) console.log(stdout);
  }
} finally {
  await rm(folder, { recursive: true });
}
console.log(`${CASES.length - wrong} passed, ${wrong} failed`);
process.exitCode = wrong === 0 ? 0 : 1;
