import {buildTheme, type ThemeColorStatesTokens} from '@sanity/ui/theme'
import type {StudioTheme} from 'sanity'

/** One step darker than usual by day; by night what is usual. */
const DARKER: ThemeColorStatesTokens = {
  enabled: {bg: ['600', '400']},
  hovered: {bg: ['700', '300']},
  pressed: {bg: ['800', '300']},
  selected: {bg: ['800', '300']},
}

/** The item of a menu; what it says muted stands on it, too. */
const DARKER_ITEM: ThemeColorStatesTokens = {
  selected: {bg: ['600', '400'], muted: {fg: ['white', '900 70%']}},
}

/**
 * The Studio's own theme, but for the grounds of filled buttons that have a tone, and of the item of a
 * menu that is pointed at: white on the usual ones has a contrast of 2.6 to 4.4, and text needs 4.5
 * (WCAG 2.2, 1.4.3).
 */
export const studioTheme: StudioTheme = buildTheme({
  color: {
    button: {
      default: {
        neutral: DARKER,
        primary: DARKER,
        suggest: DARKER,
        positive: DARKER,
        caution: DARKER,
        critical: DARKER,
      },
    },
    selectable: {'*': DARKER_ITEM},
  },
})
