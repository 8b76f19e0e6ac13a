// The words of a call: files, and what is expected of them.

export const USAGE = `usage: node check.mjs [--text STRING]... [--pages N] [--shots FOLDER] FILE...
  --text STRING   has to be readable on every page that is named
  --pages N       on A4 the page has to fit on so many sheets
  --shots FOLDER  pictures and prints of the pages are left there`;

export function options(words) {
  const found = { texts: [], pages: null, shots: null, files: [] };
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift();
    if (!word.startsWith('--')) {
      found.files.push(word);
      continue;
    }
    const value = rest.shift();
    if (value === undefined) throw new Error(`${word} needs a value`);
    if (word === '--text') found.texts.push(value);
    else if (word === '--pages' && /^[1-9]\d*$/.test(value)) found.pages = Number(value);
    else if (word === '--shots') found.shots = value;
    else throw new Error(`${word} ${value} is not understood`);
  }
  if (found.files.length === 0) throw new Error('no file is named');
  return found;
}
