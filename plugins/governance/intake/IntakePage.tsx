import type {SanityClient} from '@sanity/client'
import {Stack} from '@sanity/ui'
import type {SyncRow} from '../data/siteSync.ts'
import {Columns} from '../governanceStyles.ts'
import {IntakePanel} from './IntakePanel.tsx'
import {IsolationPanel} from './IsolationPanel.tsx'

/** What came in by forms at all sites, and whether each site's roles keep to it. */
export function IntakePage(props: {client: SanityClient; rows: readonly SyncRow[]}) {
  return (
    <Columns>
      <IntakePanel client={props.client} rows={props.rows} />
      <Stack>
        <IsolationPanel rows={props.rows} />
      </Stack>
    </Columns>
  )
}
