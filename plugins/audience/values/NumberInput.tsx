import {Text, TextInput} from '@sanity/ui'
import {useState, type ComponentType} from 'react'
import {useAudienceText} from '../audienceLocale.ts'
import {Row} from '../builder/builderStyles.ts'
import {numberValue, pairValue} from './valueShapes.ts'

/** The properties of all editors of values. */
export interface EditorProps {
  /** Name of the value, for screen readers. */
  label: string
  /** The value as it is stored, of any shape. */
  value: unknown
  isReadOnly: boolean
  isInvalid: boolean
  /** Id of the element with its problems. */
  describedBy: string | undefined
  onChange: (value: unknown) => void
}

/** Parses a typed number; a comma is a point. `undefined` for other texts. */
function parseNumber(text: string): number | undefined {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return undefined
  return numberValue(Number(plain))
}

/** An input for a number. A half-typed text stays, and is no number yet. */
export function NumberInput(props: EditorProps) {
  const {label, value, isReadOnly, isInvalid, describedBy, onChange} = props
  const number = numberValue(value)
  const [typed, setTyped] = useState<{text: string; number: number | undefined} | null>(null)
  // The typed text is shown as long as it stands for the value; undo, for one, brings another.
  const text = typed && typed.number === number ? typed.text : (number?.toString() ?? '')
  return (
    <TextInput
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      aria-label={label}
      fontSize={1}
      inputMode="decimal"
      onChange={(event) => {
        const next = event.currentTarget.value
        setTyped({text: next, number: parseNumber(next)})
        onChange(parseNumber(next))
      }}
      padding={2}
      readOnly={isReadOnly}
      value={text}
    />
  )
}

/** What a {@link RangeRow} consists of. */
export interface RangeRowProps extends EditorProps {
  /** Edits either end. */
  editor: ComponentType<EditorProps>
  /** Names of the ends, for screen readers. */
  labels: readonly [string, string]
  /** Whether the ends share the available width, or need little. */
  size: 'grow' | 'small'
}

/** The two ends of a range. An empty end is stored as `null`. */
export function RangeRow(props: RangeRowProps) {
  const {editor: Editor, labels, size, ...shared} = props
  const {value, onChange} = shared
  const t = useAudienceText()
  const [from, to] = pairValue(value)
  const place = {[`data-${size}`]: ''}
  return (
    <Row>
      <div {...place}>
        <Editor
          {...shared}
          label={labels[0]}
          onChange={(next) => onChange([next ?? null, to ?? null])}
          value={from}
        />
      </div>
      <Text muted size={1}>
        {t('value.and')}
      </Text>
      <div {...place}>
        <Editor
          {...shared}
          label={labels[1]}
          onChange={(next) => onChange([from ?? null, next ?? null])}
          value={to}
        />
      </div>
    </Row>
  )
}
