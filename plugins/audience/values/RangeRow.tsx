import {Text} from '@sanity/ui'
import type {ComponentType} from 'react'
import {Row} from '../builder/builderStyles.ts'
import type {EditorProps} from './editorProps.ts'
import {pairValue} from './valueShapes.ts'
import {useAudienceText} from '../audienceLocale.ts'

/** What a {@link RangeRow} is made of. */
export interface RangeRowProps extends EditorProps {
  /** Edits either end. */
  editor: ComponentType<EditorProps>
  /** What the ends are called, for screen readers. */
  labels: readonly [string, string]
  /** Whether the ends share the width that there is, or need little. */
  size: 'grow' | 'small'
}

/** Two ends of a range beside each other. An end that is empty is stored as `null`. */
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
