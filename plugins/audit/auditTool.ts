import {BookIcon} from '@sanity/icons/Book'
import {lazy} from 'react'
import {definePlugin} from 'sanity'
import {route} from 'sanity/router'
import {uiLocaleBundle} from '../ui/uiLocale.ts'
import {addressOfHistory, parseTargetId, VIEW_AUDIT_INTENT} from './address/auditAddress.ts'
import {auditLocaleBundle} from './auditLocale.ts'
import type {SignedEndsOptions} from './verify/signedEnds.ts'

/** Settings of the tool. */
export interface AuditToolOptions {
  /** Where the checkpoints are, for verifying in the browser; left out when nobody may read them. */
  heads?: SignedEndsOptions
}

/**
 * The tool "Audit": the audit trail of the workspace's site, below `SiteProvider`; in the network
 * workspace the trail of the network, or of any site. `/event/<id>` opens one event.
 */
export const auditTool = definePlugin<AuditToolOptions | void>((options) => ({
  name: 'sanity-plugin-leads/audit',
  i18n: {bundles: [uiLocaleBundle, auditLocaleBundle]},
  tools: (tools) =>
    tools.some((tool) => tool.name === 'audit')
      ? tools
      : [
          ...tools,
          {
            name: 'audit',
            title: 'Audit',
            icon: BookIcon,
            component: lazy(() => import('./AuditTool.tsx')),
            options: options ?? {},
            router: route.create('/', [route.create('/event/:eventId')]),
            canHandleIntent: (intent, params) =>
              intent === VIEW_AUDIT_INTENT &&
              typeof params.id === 'string' &&
              parseTargetId(params.id) !== null,
            getIntentState: (intent, params) =>
              intent === VIEW_AUDIT_INTENT && typeof params.id === 'string'
                ? {_searchParams: addressOfHistory(params.id)}
                : null,
          },
        ],
}))
