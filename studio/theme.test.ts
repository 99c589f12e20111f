import {
  buildTheme,
  parseColor,
  THEME_COLOR_CARD_TONES,
  THEME_COLOR_SCHEMES,
  THEME_COLOR_STATE_TONES,
} from '@sanity/ui/theme'
import {describe, expect, test} from 'vitest'
import {studioTheme} from './theme.ts'

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(color: string): number {
  const {r, g, b} = parseColor(color)
  const [red = 0, green = 0, blue = 0] = [r, g, b].map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other].map(luminance).toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const ON_WHITE = THEME_COLOR_SCHEMES.flatMap((scheme) =>
  THEME_COLOR_STATE_TONES.map((tone) => ({scheme, tone})),
)

describe('the theme', () => {
  test.each(ON_WHITE)('has readable text on filled $tone buttons, $scheme', (which) => {
    const colors = studioTheme.v2?.color[which.scheme]
    for (const card of THEME_COLOR_CARD_TONES) {
      const button = colors?.[card].button.default[which.tone]
      for (const state of ['enabled', 'hovered', 'pressed', 'selected'] as const) {
        const {bg = '', fg = ''} = button?.[state] ?? {}
        expect(contrast(bg, fg), `${card} ${state}: ${fg} on ${bg}`).toBeGreaterThanOrEqual(4.5)
      }
    }
  })

  test.each(ON_WHITE)('has readable text on menu items of the tone $tone, $scheme', (which) => {
    const item = studioTheme.v2?.color[which.scheme].default.selectable[which.tone]
    for (const state of ['enabled', 'hovered', 'pressed', 'selected'] as const) {
      const {bg = '', fg = ''} = item?.[state] ?? {}
      expect(contrast(bg, fg), `${state}: ${fg} on ${bg}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('is the Studio’s own in dark mode', () => {
    expect(studioTheme.v2?.color.dark).toEqual(buildTheme().v2?.color.dark)
  })
})
