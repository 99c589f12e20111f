import {defineLocalesResources} from 'sanity'
import {GRID_STRINGS} from './strings/gridStrings.ts'
import {PANEL_STRINGS} from './strings/panelStrings.ts'
import {SCREEN_STRINGS} from './strings/screenStrings.ts'

/** Strings of the Leads tool. */
const leadsLocaleResources = defineLocalesResources('leads', {
  ...SCREEN_STRINGS,
  ...GRID_STRINGS,
  ...PANEL_STRINGS,
})

export default leadsLocaleResources
