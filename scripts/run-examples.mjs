/** Runs the programs of docs/library.md as their readers would: with the package installed, beside a farm file. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const example = /```js\n([\s\S]*?)```\n(?:\n```text\n([\s\S]*?)```)?/g;

/** The programs of a page, in order. Throws if one shows no output, because nothing would prove that it works. */
export function examplesOf(page) {
  return [...page.matchAll(example)].map(([, code, shown]) => {
    if (shown === undefined) throw new Error(`an example has no output after it:\n${code}`);
    return code;
  });
}

/** The page with what each of its programs prints now. */
export function withOutputs(page) {
  const outputs = inPackageUser((folder) =>
    examplesOf(page).map((code, index) => {
      const file = path.join(folder, `example-${index + 1}.js`);
      writeFileSync(file, code);
      const env = { PATH: process.env.PATH, NO_COLOR: '1' };
      return execFileSync(process.execPath, [file], { cwd: folder, env, encoding: 'utf8' });
    }),
  );
  return page.replace(
    example,
    (_, code) => `\`\`\`js\n${code}\`\`\`\n\n\`\`\`text\n${outputs.shift()}\`\`\``,
  );
}

/** Calls `use` with the folder of a program that has this package among its own, and a farm file. */
export function inPackageUser(use) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'farm-library-')));
  try {
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(root, path.join(folder, 'node_modules', 'ras-farm'), 'junction');
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n');
    copyFileSync(
      path.join(root, 'examples', 'two-sites.farm.json'),
      path.join(folder, 'farm.json'),
    );
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
