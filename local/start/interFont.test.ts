import {readdir} from 'node:fs/promises'
import {expect, test} from 'vitest'
import {interFont} from './interFont.ts'

test('the font is named as the Studio names it, and each of its files is there', async () => {
  const {css, files} = await interFont('/static/inter')
  expect(css).toContain('font-family: Inter;')
  const present = new Set(await readdir(files))
  const named = Array.from(css.matchAll(/url\(\/static\/inter\/([^)]+)\)/g), (match) => match[1])
  expect(named.length).toBeGreaterThan(3)
  for (const name of named) expect(present).toContain(name)
})
