import {Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import type {UndoState} from '../../../../core/changes/recent/recentChanges.ts'
import {RelativeTime} from '../../../ui/RelativeTime.tsx'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {useUserName} from '../../../ui/users/useUserName.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'

/**
 * Says what became of a change; nothing for one that just can be undone.
 *
 * @param props - `isAllThere`: whether all leads that it deleted are there again
 */
export function RecentState(props: {undo: UndoState; isAllThere: boolean}) {
  const {undo, isAllThere} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const name = useUserName('by' in undo ? undo.by : '')
  if (undo.kind === 'undone' || undo.kind === 'undoing') {
    const key = undo.kind === 'undone' && undo.isPartly ? 'partly-undone' : undo.kind
    return (
      <Text muted size={1}>
        {t(`recent.${key}`, {name})} <RelativeTime at={undo.at} timeZone={site.timeZone} />
      </Text>
    )
  }
  const key =
    undo.kind === 'impossible' ? undo.why : undo.kind === 'running' ? 'running' : 'all-there'
  if (undo.kind === 'possible' && !isAllThere) return null
  return (
    <Text muted size={1}>
      {t(`recent.${key}`)}
    </Text>
  )
}
