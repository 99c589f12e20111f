import type {AudienceField} from '../../../core/audience/field.ts'
import {useAudience} from '../builder/audienceContext.tsx'
import {fieldOptions, type FieldOption} from '../source/audienceSource.ts'
import type {EditorProps} from './editorProps.ts'
import {PickButton} from './PickButton.tsx'
import {TagPickList} from './TagPickList.tsx'
import {textValue, textValues} from './valueShapes.ts'

/** Sources of which only a part is known, so that values may be typed that are not offered. */
const OPEN_SOURCES = new Set(['tags', 'owners'])

function useOptions(field: AudienceField): readonly FieldOption[] {
  const {source, t, closedSegments} = useAudience()
  const options = fieldOptions(source, field, t)
  if (field.optionsFrom !== 'segments') return options
  return options.filter(({value}) => !closedSegments.has(value))
}

function takesOthers({optionsFrom, options, type}: AudienceField): boolean {
  const isFree = type === 'text' || (type === 'set' && options.length === 0)
  return (optionsFrom === null && isFree) || OPEN_SOURCES.has(optionsFrom ?? '')
}

function listOf({optionsFrom}: AudienceField) {
  return optionsFrom === 'tags' ? {list: TagPickList} : {}
}

/** Values that are chosen but not offered are offered too, so that they can be taken away. */
function withChosen(options: readonly FieldOption[], chosen: readonly string[]): FieldOption[] {
  const known = new Set(options.map(({value}) => value))
  const missing = chosen.filter((value) => !known.has(value))
  return [...options, ...missing.map((value) => ({value, title: value}))]
}

/** One value of several. */
export function ChoiceEditor(props: EditorProps & {field: AudienceField}) {
  const {field, label, value, isReadOnly, isInvalid, describedBy, onChange} = props
  const {t} = useAudience()
  const chosen = textValues(textValue(value))
  const options = withChosen(useOptions(field), chosen)
  const title = options.find((option) => option.value === value)?.title
  return (
    <PickButton
      describedBy={describedBy}
      groups={[{title: null, options}]}
      isDisabled={isReadOnly}
      isInvalid={isInvalid}
      isMultiple={false}
      label={label}
      {...listOf(field)}
      onPick={onChange}
      selected={chosen}
      takesOthers={takesOthers(field)}
      text={title ?? t('value.choose')}
    />
  )
}

/** Any number of values; of texts, whatever is typed. */
export function ChoicesEditor(props: EditorProps & {field: AudienceField}) {
  const {field, label, value, isReadOnly, isInvalid, describedBy, onChange} = props
  const {t} = useAudience()
  const chosen = textValues(value)
  const options = withChosen(useOptions(field), chosen)
  const titles = chosen.map(
    (each) => options.find((option) => option.value === each)?.title ?? each,
  )
  const toggle = (picked: string) => {
    const rest = chosen.filter((each) => each !== picked)
    onChange(rest.length < chosen.length ? rest : [...chosen, picked])
  }
  return (
    <PickButton
      describedBy={describedBy}
      groups={[{title: null, options}]}
      isDisabled={isReadOnly}
      isInvalid={isInvalid}
      isMultiple
      label={label}
      {...listOf(field)}
      onPick={toggle}
      selected={chosen}
      takesOthers={takesOthers(field)}
      text={titles.length > 0 ? titles.join(', ') : t('value.choose-several')}
    />
  )
}
