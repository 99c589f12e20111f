import {readdir} from 'node:fs/promises'
import {expect, test} from 'vitest'
import {interFont, withoutRemoteAssets} from './studioServer.ts'

test('the font is named as the Studio names it, and each of its files is there', async () => {
  const {css, files} = await interFont('/static/inter')
  expect(css).toContain('font-family: Inter;')
  const present = new Set(await readdir(files))
  const named = Array.from(css.matchAll(/url\(\/static\/inter\/([^)]+)\)/g), (match) => match[1])
  expect(named.length).toBeGreaterThan(3)
  for (const name of named) expect(present).toContain(name)
})

test('external fonts and scripts are removed, own ones stay', () => {
  const page = [
    '<head><script src="https://core.example.com/bridge.js" async type="module" data-sanity-core></script>',
    '<style>@font-face { font-family: Inter; src: url("https://fonts.example.com/a.woff2") format("woff2"); }',
    '@font-face{font-family:Own;src:url(/static/own.woff2)} html { color: red }</style>',
    '<script src="/static/app.js" type="module"></script></head>',
  ].join('\n')
  const offline = withoutRemoteAssets(page)
  expect(offline).not.toContain('https:')
  expect(offline).toContain('url(/static/own.woff2)')
  expect(offline).toContain('html { color: red }')
  expect(offline).toContain('/static/app.js')
})
