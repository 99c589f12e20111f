import {defineLocalesResources} from 'sanity'
import {GRID_STRINGS} from './strings/gridStrings.ts'
import {PANEL_STRINGS} from './strings/panelStrings.ts'
import {RECENT_STRINGS} from './strings/recentStrings.ts'
import {SCREEN_STRINGS} from './strings/screenStrings.ts'
import {SUMMARY_STRINGS} from './strings/summaryStrings.ts'

/** Strings of the Leads tool. */
const leadsLocaleResources = defineLocalesResources('leads', {
  ...SCREEN_STRINGS,
  ...GRID_STRINGS,
  ...PANEL_STRINGS,
  ...SUMMARY_STRINGS,
  ...RECENT_STRINGS,
})

export default leadsLocaleResources
