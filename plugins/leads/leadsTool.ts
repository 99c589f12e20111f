import {UsersIcon} from '@sanity/icons/Users'
import {lazy} from 'react'
import {definePlugin} from 'sanity'
import {route} from 'sanity/router'
import {uiLocaleBundle} from '../ui/uiLocale.ts'
import {audienceLocaleBundle} from '../audience/audienceLocale.ts'
import {listsLocaleBundle} from '../lists/listsLocale.ts'
import {segmentsLocaleBundle} from '../segments/segmentsLocale.ts'
import {bulkLocaleBundle} from './locale/bulkLocale.ts'
import {leadsLocaleBundle} from './locale/leadsLocale.ts'

/**
 * Intent that opens a lead in this tool: `<IntentLink intent={VIEW_LEAD_INTENT} params={{id}}>`.
 * It is not `edit`, so that "Open in Records" can still lead to the document's form.
 */
export const VIEW_LEAD_INTENT = 'view-lead'

/** Settings of the tool. */
export interface LeadsToolOptions {
  /** Base URL of the public endpoints, for the example that an empty grid shows. */
  apiUrl?: string
}

/**
 * The tool "Leads" of a site's workspace: the grid of its leads, and beside it one lead under
 * `/lead/<id>`, or what was recently changed under `/recent/all` and `/recent/<id of a change>`, or the exports under `/exports/all` and `/exports/<id of an export>`. It needs `SiteProvider` above it.
 */
export const leadsTool = definePlugin<LeadsToolOptions | void>((options) => ({
  name: 'sanity-plugin-leads/leads',
  i18n: {
    bundles: [
      uiLocaleBundle,
      leadsLocaleBundle,
      bulkLocaleBundle,
      audienceLocaleBundle,
      segmentsLocaleBundle,
      listsLocaleBundle,
    ],
  },
  tools: (tools) =>
    tools.some((tool) => tool.name === 'leads')
      ? tools
      : [
          ...tools,
          {
            name: 'leads',
            title: 'Leads',
            icon: UsersIcon,
            component: lazy(() => import('./LeadsTool.tsx')),
            options: options ?? {},
            router: route.create('/', [
              route.create('/lead/:leadId'),
              route.create('/recent/:changeId'),
              route.create('/exports/:exportId'),
            ]),
            canHandleIntent: (intent, params) =>
              intent === VIEW_LEAD_INTENT && typeof params.id === 'string',
            getIntentState: (intent, params) =>
              intent === VIEW_LEAD_INTENT && params.id ? {leadId: params.id} : null,
          },
        ],
}))
