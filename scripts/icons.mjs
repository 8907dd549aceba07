// Makes the icons of the installed page from client/public/icon.svg: `node scripts/icons.mjs`. The pictures are committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from './browser.mjs';
import { REPOSITORY } from './lib.mjs';

const PUBLIC = path.join(REPOSITORY, 'client', 'public');
/** Paper. */
const BACKGROUND = '#FBF7EF';
/** Launchers may cut a maskable icon down to a circle of 80 % of its width. */
const MASKABLE_SHARE = 0.62;

const ICONS = [
  { name: 'icon-192.png', side: 192, share: 1 },
  { name: 'icon-512.png', side: 512, share: 1 },
  { name: 'icon-maskable-512.png', side: 512, share: MASKABLE_SHARE, background: BACKGROUND },
  { name: 'apple-touch-icon.png', side: 180, share: 0.8, background: BACKGROUND },
];

const picture = readFileSync(path.join(PUBLIC, 'icon.svg')).toString('base64');
const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox'] });
mkdirSync(path.join(PUBLIC, 'icons'), { recursive: true });
for (const { name, side, share, background = 'transparent' } of ICONS) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${background}"><img src="data:image/svg+xml;base64,${picture}" style="width:${share * 100}%">`,
  );
  writeFileSync(path.join(PUBLIC, 'icons', name), await page.screenshot({ omitBackground: true }));
}
await browser.close();
