import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/**
 * A module of src/, for the scripts that print what it says. Node 20 can't import TypeScript, and dist/ may be older than
 * src/: so the one module is bundled in memory.
 */
export async function importTypeScript(path) {
  const input = fileURLToPath(new URL(`../${path}`, import.meta.url));
  const bundle = await rolldown({ input, platform: 'node' });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  const code = Buffer.from(output[0].code).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}
