// Runs a peer over texts: `node peers.mjs TOOL FOLDER`, JSON list of texts on standard input.
// FOLDER is where npm installed the tools. Prints {milliseconds, found: [[[start, end], …], …]}.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const [tool, folder] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));

// Each makes a function: text → the places it reports. As the tool comes, or without its rules
// on spaces, which ask for a space between Chinese and digits: official text has none.
const tools = {
  'zhlint': () => zhlint({ preset: 'default' }),
  'zhlint without spaces': () =>
    zhlint({
      preset: 'default',
      spaceBetweenMixedwidthContent: undefined,
      spaceOutsideHalfwidthQuotation: undefined,
      spaceOutsideHalfwidthBracket: undefined,
    }),
  '@lint-md/core': () => lintMd({}),
  '@lint-md/core without spaces': () =>
    lintMd({ 'space-around-number': 0, 'space-around-alphabet': 0 }),
  'textlint': textlint,
};

function zhlint(rules) {
  const { run } = require('zhlint');
  return (text) =>
    run(text, { rules }).validations.map(({ index, length }) => [index, index + length]);
}

function lintMd(rules) {
  const { lintMarkdown } = require('@lint-md/core');
  return (text) => lintMarkdown(text, rules, false).diagnostics.map(({ range }) => [
      range.start.offset,
      range.end.offset,
    ]);
}

function textlint() {
  const { TextlintKernel } = require('@textlint/kernel');
  const text = require('@textlint/textlint-plugin-text');
  // The one rule for Chinese that npm has whole; the preset for technical writing is not on it.
  const names = ['zh-half-and-full-width-bracket'];
  const kernel = new TextlintKernel();
  const options = {
    ext: '.txt',
    plugins: [{ pluginId: 'text', plugin: text.default ?? text }],
    rules: names.map((ruleId) => {
      const rule = require(`textlint-rule-${ruleId}`);
      return { ruleId, rule: rule.default ?? rule, options: true };
    }),
  };
  return async (source) =>
    (await kernel.lintText(source, options)).messages.map(({ range, index }) =>
      range ? [...range] : [index, index + 1],
    );
}

const texts = JSON.parse(readFileSync(0, 'utf8'));
const read = tools[tool]();
const found = [];
for (const text of texts.slice(0, 200)) await read(text); // warm
const start = performance.now();
for (const text of texts) found.push(await read(text));
const milliseconds = performance.now() - start;
process.stdout.write(JSON.stringify({ milliseconds, found }));
