import {Text} from '@sanity/ui'
import type {ReactNode} from 'react'

/** A label with a value. The list leaves out fields without a value. */
export interface Field {
  key: string
  label: string
  value: ReactNode
  /** Whether the value is a block with its own controls, not text. */
  isBlock?: boolean
}

/** A list of labels and values. */
export function FieldList(props: {fields: readonly Field[]}) {
  const filled = props.fields.filter(
    ({value}) => value !== null && value !== undefined && value !== '',
  )
  if (filled.length === 0) return null
  return (
    <dl
      style={{
        columnGap: 12,
        display: 'grid',
        gridTemplateColumns: '112px minmax(0, 1fr)',
        margin: 0,
        rowGap: 14,
      }}
    >
      {filled.map(({key, label, value, isBlock = false}) => (
        <div key={key} style={{display: 'contents'}}>
          <Text as="dt" muted size={1}>
            {label}
          </Text>
          {isBlock ? (
            <dd style={{margin: 0, minWidth: 0}}>{value}</dd>
          ) : (
            <Text as="dd" size={1} style={{margin: 0, overflowWrap: 'anywhere'}}>
              {value}
            </Text>
          )}
        </div>
      ))}
    </dl>
  )
}
