import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const top = fileURLToPath(new URL('../', import.meta.url));

/**
 * The exports of modules below src/, together. Node 20 can't import TypeScript, and dist may be older than src: so they
 * are bundled in memory. Packages that are loaded on use only are left out; what is asked here needs none.
 */
export async function importTypeScript(...paths) {
  const entry = 'virtual:entry';
  const bundle = await rolldown({
    cwd: top,
    input: entry,
    platform: 'node',
    external: ['jsonc-parser', 'conf'],
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) =>
          id === entry
            ? paths.map((path) => `export * from ${JSON.stringify(top + path)};`).join('\n')
            : null,
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  await bundle.close();
  const code = Buffer.from(output[0].code).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}
