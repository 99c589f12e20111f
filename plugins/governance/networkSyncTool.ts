import {SyncIcon} from '@sanity/icons/Sync'
import {lazy} from 'react'
import {definePlugin} from 'sanity'
import {route} from 'sanity/router'
import {audienceLocaleBundle} from '../audience/audienceLocale.ts'
import {uiLocaleBundle} from '../ui/uiLocale.ts'
import {governanceLocaleBundle} from './governanceLocale.ts'

/** Settings of the tools of the customer sync. */
export interface SyncToolOptions {
  /** Base URL of the endpoints, without a slash at the end; their contracts are linked where it is known. */
  apiUrl?: string
}

/**
 * The tool "Customer sync" of the network workspace: which sites sync what of their Shopify customers, their
 * rules, policies over several of them, and what came in by forms. A site is under `/site/<key>`, other
 * pages under `/view/<name>`.
 */
export const networkSyncTool = definePlugin<SyncToolOptions | void>((options) => ({
  name: 'sanity-plugin-leads/network-sync',
  i18n: {bundles: [uiLocaleBundle, audienceLocaleBundle, governanceLocaleBundle]},
  tools: (tools) =>
    tools.some((tool) => tool.name === 'customer-sync')
      ? tools
      : [
          ...tools,
          {
            name: 'customer-sync',
            title: 'Customer sync',
            icon: SyncIcon,
            component: lazy(() => import('./NetworkSyncTool.tsx')),
            options: options ?? {},
            router: route.create('/', [
              route.create('/site/:siteKey'),
              route.create('/view/:viewName'),
            ]),
          },
        ],
}))
