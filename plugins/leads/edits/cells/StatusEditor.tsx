import {useLayoutEffect, useRef, useState} from 'react'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {endOnKey, EditorShell, type EditorProps} from './EditorShell.tsx'

/** Chooses one of the site's statuses in the cell. */
export function StatusEditor(props: EditorProps<string>) {
  const {label, value, overtakenBy, onSave, onCancel} = props
  const {document: site} = useSiteContext()
  const [status, setStatus] = useState(value)
  const select = useRef<HTMLSelectElement>(null)
  useLayoutEffect(() => select.current?.focus(), [])
  const statuses = site.leadStatuses ?? []
  const isKnown = statuses.some((each) => each.value === value)
  return (
    <EditorShell onLeave={() => onSave(status, 'leave')} overtakenBy={overtakenBy}>
      <select
        aria-label={label}
        onChange={(event) => setStatus(event.currentTarget.value)}
        onKeyDown={(event) => endOnKey(event, {onSave: (end) => onSave(status, end), onCancel})}
        ref={select}
        value={status}
      >
        {!isKnown && <option value={value}>{value}</option>}
        {statuses.map((each) => (
          <option key={each._key} value={each.value}>
            {each.title}
          </option>
        ))}
      </select>
    </EditorShell>
  )
}
