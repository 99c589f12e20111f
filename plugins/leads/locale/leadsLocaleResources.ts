import {defineLocalesResources} from 'sanity'
import {GRID_STRINGS} from './gridStrings.ts'
import {NEW_LEAD_STRINGS} from './newLeadStrings.ts'
import {PANEL_STRINGS} from './panelStrings.ts'
import {RECENT_STRINGS} from './recentStrings.ts'
import {SCREEN_STRINGS} from './screenStrings.ts'
import {SUMMARY_STRINGS} from './summaryStrings.ts'

/** Strings of the Leads tool. */
const leadsLocaleResources = defineLocalesResources('leads', {
  ...SCREEN_STRINGS,
  ...GRID_STRINGS,
  ...PANEL_STRINGS,
  ...SUMMARY_STRINGS,
  ...RECENT_STRINGS,
  ...NEW_LEAD_STRINGS,
})

export default leadsLocaleResources
