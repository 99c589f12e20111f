import {useState} from 'react'
import {NEWEST_ASKED} from '../source/fetchSurroundings.ts'
import {useTagLookup} from '../source/useTagLookup.ts'
import {PickList, type PickListProps} from './PickList.tsx'
import {useAudienceText} from '../audienceLocale.ts'

/**
 * Tags to choose from: those of the newest leads, and what the store knows of one that is typed, for
 * not all tags of a site can be listed.
 */
export function TagPickList(props: PickListProps) {
  const {groups} = props
  const t = useAudienceText()
  const [typed, setTyped] = useState('')
  const found = useTagLookup(typed)
  const listed = new Set(groups.flatMap(({options}) => options.map(({value}) => value)))
  const further = (found?.near ?? []).filter((tag) => !listed.has(tag))
  const options = further.map((value) => ({value, title: value}))
  const text = typed.trim()
  return (
    <PickList
      {...props}
      groups={further.length > 0 ? [...groups, {title: t('pick.further'), options}] : groups}
      note={t('pick.of-newest', {count: NEWEST_ASKED})}
      onSearch={setTyped}
      otherText={
        found &&
        t(found.used > 0 ? 'pick.other-used' : 'pick.other-unused', {text, count: found.used})
      }
    />
  )
}
