import {SyncIcon} from '@sanity/icons/Sync'
import {UsersIcon} from '@sanity/icons/Users'
import {lazy} from 'react'
import {definePlugin, type Tool} from 'sanity'
import {route} from 'sanity/router'
import {audienceLocaleBundle} from '../audience/audienceLocale.ts'
import {uiLocaleBundle} from '../ui/uiLocale.ts'
import {governanceLocaleBundle} from './governanceLocale.ts'
import type {SyncToolOptions} from './NetworkSyncTool.tsx'

/** Adds a tool to those of a workspace, unless it is there. */
function adding(tool: Tool<SyncToolOptions>) {
  return (tools: Tool[]): Tool[] =>
    tools.some(({name}) => name === tool.name) ? tools : [...tools, tool]
}

const i18n = {bundles: [uiLocaleBundle, audienceLocaleBundle, governanceLocaleBundle]}

/**
 * The tool "Customer sync" of the network workspace: the customer sync of all sites, policies over several of
 * them, and the intake of forms. A site is under `/site/<key>`, other pages under `/view/<name>`.
 */
export const networkSyncTool = definePlugin<SyncToolOptions | void>((options) => ({
  name: 'sanity-plugin-leads/network-sync',
  i18n,
  tools: adding({
    name: 'customer-sync',
    title: 'Customer sync',
    icon: SyncIcon,
    component: lazy(() => import('./NetworkSyncTool.tsx')),
    options: options ?? {},
    router: route.create('/', [route.create('/site/:siteKey'), route.create('/view/:viewName')]),
  }),
}))

/**
 * The tool "Customers (Shopify)" of a site's workspace: the status of the site's customer sync, its newest
 * snapshot, its rule and its history. It needs `SiteProvider` above it.
 */
export const siteSyncTool = definePlugin<SyncToolOptions | void>((options) => ({
  name: 'sanity-plugin-leads/site-sync',
  i18n,
  tools: adding({
    name: 'shopify-customers',
    title: 'Customers (Shopify)',
    icon: UsersIcon,
    component: lazy(() => import('./SiteSyncTool.tsx')),
    options: options ?? {},
    router: route.create('/', [route.create('/view/:viewName')]),
  }),
}))
