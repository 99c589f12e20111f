import {UsersIcon} from '@sanity/icons/Users'
import {lazy} from 'react'
import {definePlugin} from 'sanity'
import {route} from 'sanity/router'
import {audienceLocaleBundle} from '../audience/audienceLocale.ts'
import {uiLocaleBundle} from '../ui/uiLocale.ts'
import {governanceLocaleBundle} from './governanceLocale.ts'
import type {SyncToolOptions} from './networkSyncTool.ts'

/**
 * The tool "Customers (Shopify)" of a site's workspace: how the customer sync of the site stands, its newest
 * snapshot, its rule and its history. It needs `SiteProvider` above it.
 */
export const siteSyncTool = definePlugin<SyncToolOptions | void>((options) => ({
  name: 'sanity-plugin-leads/site-sync',
  i18n: {bundles: [uiLocaleBundle, audienceLocaleBundle, governanceLocaleBundle]},
  tools: (tools) =>
    tools.some((tool) => tool.name === 'shopify-customers')
      ? tools
      : [
          ...tools,
          {
            name: 'shopify-customers',
            title: 'Customers (Shopify)',
            icon: UsersIcon,
            component: lazy(() => import('./SiteSyncTool.tsx')),
            options: options ?? {},
            router: route.create('/', [route.create('/view/:viewName')]),
          },
        ],
}))
