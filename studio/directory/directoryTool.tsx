import {SearchIcon} from '@sanity/icons/Search'
import {lazy} from 'react'
import {definePlugin} from 'sanity'
import {uiLocaleBundle} from '../../plugins/ui/uiLocale.ts'
import type {SiteEntry} from '../registry/loadRegistry.ts'

const SitesDirectory = lazy(() => import('./SitesDirectory.tsx'))

/** What the tool lists. */
export interface DirectoryToolOptions {
  /** All sites that are open to the user, in the order in which they are listed. */
  entries: readonly SiteEntry[]
}

/** The tool "All sites", where a Studio has more sites than it builds workspaces for. */
export const directoryTool = definePlugin<DirectoryToolOptions>(({entries}) => ({
  name: 'sanity-plugin-leads/directory',
  i18n: {bundles: [uiLocaleBundle]},
  tools: [
    {
      name: 'all',
      title: 'All sites',
      icon: SearchIcon,
      component: () => <SitesDirectory entries={entries} />,
    },
  ],
}))
