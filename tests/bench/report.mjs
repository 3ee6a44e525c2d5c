// What the bench's parts found, as one text: `node tests/bench/report.mjs --command TEXT [--json FILE] [--check] PART.json...`. A part's
// JSON is { title, versions, rows } or a list of such tables, a row { what, where, against, column, value: { median, low, high }, reach },
// its value a ratio unless its column names a unit, and reach the id in reach.json that it counts for; where, against, reach and versions
// may be absent. What else a row holds stays in the JSON.
import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

const { values: options, positionals: files } = parseArgs({
  options: { command: { type: 'string' }, json: { type: 'string' }, check: { type: 'boolean' } },
  allowPositionals: true,
});
const reaches = JSON.parse(readFileSync(new URL('reach.json', import.meta.url)));
const parts = files.flatMap((file) => {
  const tables = [JSON.parse(readFileSync(file))].flat();
  return tables.map((table) => ({ name: basename(file, '.json'), ...table }));
});

const git = (...words) => execFileSync('git', words, { encoding: 'utf8' }).trim();

const machine = {
  processor: `${cpus().length} x ${cpus()[0].model}`,
  memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  system: `Linux ${release()}`,
  load: loadavg()[0].toFixed(1),
};
const heading = {
  date: new Date().toISOString().slice(0, 16).replace('T', ' '),
  commit: git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') ? ' with changes' : ''),
  command: options.command,
  machine,
  versions: Object.assign({ Node: process.versions.node }, ...parts.map(({ versions }) => versions)),
};

// Three digits say more than the noise lets them.
const number = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));
const cell = ({ median, low, high }) => number(median) + (low === high ? '' : ` (${number(low)} to ${number(high)})`);

function headingText({ date, commit, command, machine, versions }) {
  const named = (values) => Object.entries(values).map(([name, value]) => `${name} ${value}`).join(', ');
  return `${date}, commit ${commit}, \`${command}\`\n` +
    `${machine.processor}, ${machine.memory}, ${machine.system}, load ${machine.load} at the end; ${named(versions)}`;
}

// One line for what shares everything but the column.
function tableText({ title, rows }) {
  const names = ['what', 'where', 'against'].filter((name) => rows.some((row) => row[name] !== undefined));
  const columns = [...new Set(rows.map(({ column }) => column))];
  const lines = new Map();
  for (const row of rows) {
    const key = names.map((name) => row[name]).join(' | ');
    lines.set(key, { ...lines.get(key), [row.column]: cell(row.value) });
  }
  return [
    `${title}; medians and quartiles:`,
    '',
    `| ${[...names, ...columns].join(' | ')} |`,
    `|${'---|'.repeat(names.length + columns.length)}`,
    ...[...lines].map(([key, cells]) => `| ${key} | ${columns.map((column) => cells[column] ?? '').join(' | ')} |`),
  ].join('\n');
}

function checkText({ id, what, is, must, aim, unit }) {
  const rows = parts.flatMap((part) => part.rows).filter(({ reach }) => reach === id);
  const asked = `${what}: ${is} ${must}${unit}, better ${aim}${unit}`;
  if (rows.length === 0) return `- not measured: ${asked}`;
  const sorted = [...rows].sort((a, b) => (is === 'at least' ? 1 : -1) * (a.value.median - b.value.median));
  const reached = (bound) => rows.filter(({ value }) => (is === 'at least' ? value.median >= bound : value.median <= bound)).length;
  const [worst] = sorted;
  const which = [worst.what, worst.where, worst.column].filter(Boolean).join(', ');
  return `${reached(must) === rows.length ? '- holds: ' : '- does not hold: '}${asked}; ${reached(must)} of ${rows.length} hold and ` +
    `${reached(aim)} are better, the worst is ${number(worst.value.median)}${unit}: ${which}`;
}

console.log([headingText(heading), ...parts.map(tableText)].join('\n\n'));
if (options.check) console.log(`\n${reaches.map(checkText).join('\n')}`);
if (options.json) {
  writeFileSync(`${options.json}.new`, `${JSON.stringify({ ...heading, parts }, null, 1)}\n`);
  renameSync(`${options.json}.new`, options.json);
}
