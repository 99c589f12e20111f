import {UlistIcon} from '@sanity/icons/Ulist'
import {lazy} from 'react'
import {definePlugin} from 'sanity'
import {route} from 'sanity/router'
import {audienceLocaleBundle} from '../audience/audienceLocale.ts'
import {bulkLocaleBundle} from '../leads/locale/bulkLocale.ts'
import {leadsLocaleBundle} from '../leads/locale/leadsLocale.ts'
import {segmentsLocaleBundle} from '../segments/segmentsLocale.ts'
import {uiLocaleBundle} from '../ui/uiLocale.ts'
import {importLocaleBundle} from './import/importLocale.ts'
import {listsLocaleBundle} from './listsLocale.ts'

/** The page that imports files, as the router's state names it. */
export const IMPORT_PAGE = 'import'

/** The page of all imports. */
export const HISTORY_PAGE = 'imports'

/** Settings of the tool. */
export interface ListsToolOptions {
  /** Base URL of the public endpoints, from which large exports are downloaded. */
  apiUrl?: string
}

/**
 * The tool "Lists" of a site's workspace: its lists as cards, and the import of files under `/import`. It
 * needs `SiteProvider` above it.
 */
export const listsTool = definePlugin<ListsToolOptions | void>((options) => ({
  name: 'sanity-plugin-leads/lists',
  i18n: {
    bundles: [
      uiLocaleBundle,
      listsLocaleBundle,
      importLocaleBundle,
      // The dialogs that use a list in a campaign and export its leads.
      audienceLocaleBundle,
      segmentsLocaleBundle,
      leadsLocaleBundle,
      bulkLocaleBundle,
    ],
  },
  tools: (tools) =>
    tools.some((tool) => tool.name === 'lists')
      ? tools
      : [
          ...tools,
          {
            name: 'lists',
            title: 'Lists',
            icon: UlistIcon,
            component: lazy(() => import('./ListsTool.tsx')),
            options: options ?? {},
            router: route.create('/', [route.create('/:page', [route.create('/:importId')])]),
          },
        ],
}))
