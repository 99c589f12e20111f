import {FilterIcon} from '@sanity/icons/Filter'
import {lazy} from 'react'
import {definePlugin} from 'sanity'
import {route} from 'sanity/router'
import {audienceLocaleBundle} from '../audience/audienceLocale.ts'
import {EDIT_SEGMENT_INTENT} from '../audience/segmentIntent.ts'
import {bulkLocaleBundle} from '../leads/locale/bulkLocale.ts'
import {leadsLocaleBundle} from '../leads/locale/leadsLocale.ts'
import {uiLocaleBundle} from '../ui/uiLocale.ts'
import {segmentsLocaleBundle} from './segmentsLocale.ts'

/** Settings of the tool. */
export interface SegmentsToolOptions {
  /** Base URL of the public endpoints, from which large exports are downloaded. */
  apiUrl?: string
}

/**
 * The tool "Segments" of a site's workspace: its segments as cards, and one of them in the builder
 * under `/segment/<id>` (`new` for a new one). It needs `SiteProvider` above it.
 */
export const segmentsTool = definePlugin<SegmentsToolOptions | void>((options) => ({
  name: 'sanity-plugin-leads/segments',
  i18n: {
    bundles: [
      uiLocaleBundle,
      audienceLocaleBundle,
      segmentsLocaleBundle,
      // The dialog that exports the leads of a segment.
      leadsLocaleBundle,
      bulkLocaleBundle,
    ],
  },
  tools: (tools) =>
    tools.some((tool) => tool.name === 'segments')
      ? tools
      : [
          ...tools,
          {
            name: 'segments',
            title: 'Segments',
            icon: FilterIcon,
            component: lazy(() => import('./SegmentsTool.tsx')),
            options: options ?? {},
            router: route.create('/', [route.create('/segment/:segmentId')]),
            canHandleIntent: (intent, params) =>
              intent === EDIT_SEGMENT_INTENT && typeof params.id === 'string',
            getIntentState: (intent, params) =>
              intent === EDIT_SEGMENT_INTENT && params.id ? {segmentId: params.id} : null,
          },
        ],
}))
