import {DashboardIcon} from '@sanity/icons/Dashboard'
import {lazy} from 'react'
import {definePlugin} from 'sanity'
import {uiLocaleBundle} from '../ui/uiLocale.ts'
import {overviewLocaleBundle} from './overviewLocale.ts'

/** Settings of the tool. */
export interface OverviewToolOptions {
  /** Base URL of the public endpoints, without a slash at the end; asked for their health. */
  apiUrl?: string
}

/**
 * The tool "Customers & leads" of a site's workspace: the site at a glance. It is always the
 * first tool, and needs `SiteProvider` above it.
 */
export const overviewTool = definePlugin<OverviewToolOptions | void>((options) => ({
  name: 'sanity-plugin-leads/overview',
  i18n: {bundles: [uiLocaleBundle, overviewLocaleBundle]},
  tools: (tools) =>
    tools.some((tool) => tool.name === 'overview')
      ? tools
      : [
          {
            name: 'overview',
            title: 'Customers & leads',
            icon: DashboardIcon,
            component: lazy(() => import('./OverviewTool.tsx')),
            options: options ?? {},
          },
          ...tools,
        ],
}))
