import {DashboardIcon} from '@sanity/icons/Dashboard'
import {lazy} from 'react'
import {definePlugin} from 'sanity'
import {uiLocaleBundle} from '../../ui/uiLocale.ts'
import {overviewLocaleBundle} from '../overviewLocale.ts'

/**
 * The tool "Sites" of the network workspace: all sites with their status, records and intake, as
 * counts without anything that names a person. It is the first tool.
 */
export const networkOverviewTool = definePlugin({
  name: 'sanity-plugin-leads/network-overview',
  i18n: {bundles: [uiLocaleBundle, overviewLocaleBundle]},
  tools: (tools) =>
    tools.some((tool) => tool.name === 'sites')
      ? tools
      : [
          {
            name: 'sites',
            title: 'Sites',
            icon: DashboardIcon,
            component: lazy(() => import('./NetworkTool.tsx')),
          },
          ...tools,
        ],
})
