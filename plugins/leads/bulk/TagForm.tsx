import {TextInput} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {NEWEST_ASKED} from '../../audience/source/audienceSource.ts'
import {useAudienceSource} from '../../audience/source/useAudienceSource.ts'
import {useTagLookup} from '../../audience/values/TagPickList.tsx'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import type {BulkFormProps} from './forms.ts'
import {LabelledField} from '../../ui/LabelledField.tsx'
import {takeFocus} from '../../ui/takeFocus.ts'

/** Asks for a tag to add or to remove. */
export function TagForm(props: BulkFormProps & {kind: 'addTag' | 'removeTag'}) {
  const {kind, onChange} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  const id = useId()
  const [tag, setTag] = useState('')
  const source = useAudienceSource()
  const found = useTagLookup(tag)
  const known = source.state === 'ready' ? source.source.options.tags : []
  const offered = new Set([...known.map(({value}) => value), ...(found?.near ?? [])])
  const note = found && t(found.used > 0 ? 'form.tag-used' : 'form.tag-unused', {count: found.used})
  return (
    <LabelledField
      id={id}
      label={t('form.tag')}
      note={note ?? t('form.tag-listed', {count: NEWEST_ASKED})}
    >
      <TextInput
        aria-describedby={`${id}-note`}
        list={`${id}-tags`}
        ref={takeFocus}
        id={id}
        maxLength={80}
        onChange={(event) => {
          const {value} = event.currentTarget
          setTag(value)
          onChange(value.trim() === '' ? null : {kind, tag: value.trim()})
        }}
        value={tag}
      />
      <datalist id={`${id}-tags`}>
        {[...offered].map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </datalist>
    </LabelledField>
  )
}
