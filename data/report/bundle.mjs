// Bundles the report's page into one C++ file: `node bundle.mjs OUT.cpp`. The page is one HTML text with its script
// and its style inside, both named by their hash in the content security policy, and with places for the title
// and the data, which gapmap puts in when it writes a report.
import {createHash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

let esbuild;
try {
  esbuild = await import('esbuild');
} catch {
  console.error('The report page cannot be bundled: its npm packages are missing.\n' +
    'Run scripts/setup once; it fetches them as data/report/package-lock.json lists them.');
  process.exit(1);
}

async function bundled(entry) {
  const result = await esbuild.build({
    entryPoints: [join(here, entry)], bundle: true, minify: true, write: false, outdir: here, charset: 'utf8',
    format: 'iife', target: ['chrome100', 'firefox115', 'safari16'], logLevel: 'warning', legalComments: 'none',
  });
  return result.outputFiles[0].text.trim();
}

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

// Inside HTML a script ends at the first "</script", wherever it stands.
const script = (await bundled('main.js')).replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
const style = await bundled('style.css');
const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data: blob:; ` +
  `base-uri 'none'; form-action 'none'`;
const page = readFileSync(join(here, 'page.html'), 'utf8')
  .replace('{{policy}}', () => policy).replace('{{style}}', () => style).replace('{{script}}', () => script);

writeFileSync(process.argv[2], `#include <string_view>
namespace gapmap {
std::string_view report_page();
std::string_view report_page() {
  return R"EMBEDDED(${page})EMBEDDED";
}
}  // namespace gapmap
`);
process.exit(0);
